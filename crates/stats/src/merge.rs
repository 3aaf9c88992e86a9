//! One walk over two sorted samples together, which every statistic on a pair is built on.

use crate::Sorted;

/// Where a walk stands: between two neighbouring values of the pooled sample.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// A pooled value.
    pub value: f64,
    /// The next pooled value; equal to `value` inside a run of ties.
    pub next: f64,
    /// Reference values passed: where `next > value`, those at or below `value`.
    pub reference: usize,
    /// Production values passed.
    pub production: usize,
}

impl Step {
    /// Whether there is a gap, and not just another value of a run of ties.
    pub fn is_gap(self) -> bool {
        self.next > self.value
    }
}

/// Visits the gaps of the pooled sample from left to right; runs of ties as gaps of width 0.
///
/// Inlined so that what the visitor adds up stays in registers.
#[inline(always)]
pub(crate) fn walk(reference: &Sorted, production: &Sorted, mut visit: impl FnMut(Step)) {
    let values = reference.values();
    let mut value = f64::NEG_INFINITY;
    let mut passed = 0;
    for (production, &next) in production.values().iter().enumerate() {
        while passed < values.len() && values[passed] < next {
            visit(Step { value, next: values[passed], reference: passed, production });
            value = values[passed];
            passed += 1;
        }
        visit(Step { value, next, reference: passed, production });
        value = next;
    }
    for (further, &next) in values[passed..].iter().enumerate() {
        visit(Step { value, next, reference: passed + further, production: production.len() });
        value = next;
    }
}

/// A run of equal values of the pooled sample.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// Reference values before the run.
    pub reference_below: usize,
    /// Production values before it.
    pub production_below: usize,
    /// Reference values in it.
    pub reference: usize,
    /// Production values in it.
    pub production: usize,
}

impl Run {
    /// Values of both sides in the run.
    pub fn len(self) -> usize {
        self.reference + self.production
    }
}

/// Visits the runs of equal values of the pooled sample from left to right.
#[inline(always)]
pub(crate) fn runs(reference: &Sorted, production: &Sorted, mut visit: impl FnMut(Run)) {
    let (mut reference_below, mut production_below) = (0, 0);
    let mut close = |passed_reference: usize, passed_production: usize| {
        let run = Run {
            reference_below,
            production_below,
            reference: passed_reference - reference_below,
            production: passed_production - production_below,
        };
        if run.len() > 0 {
            visit(run);
        }
        (reference_below, production_below) = (passed_reference, passed_production);
    };
    walk(reference, production, |step| {
        if step.is_gap() {
            close(step.reference, step.production);
        }
    });
    close(reference.len(), production.len());
}

#[cfg(test)]
mod tests {
    use super::{runs, walk};
    use crate::{Sorted, testing::sorted};

    #[test]
    fn visits_every_gap_with_the_counts_to_its_left() {
        let (a, b) = (sorted(&[1.0, 1.0, 3.0]), sorted(&[1.0, 2.0, 4.0, 4.0]));
        let mut gaps = Vec::new();
        walk(&a, &b, |step| {
            if step.is_gap() {
                gaps.push((step.value, step.next, step.reference, step.production));
            }
        });
        let first = (f64::NEG_INFINITY, 1.0, 0, 0);
        assert_eq!(gaps, [first, (1.0, 2.0, 2, 1), (2.0, 3.0, 2, 2), (3.0, 4.0, 3, 2)]);
    }

    #[test]
    fn visits_every_run_with_the_counts_before_and_in_it() {
        let (a, b) = (sorted(&[1.0, 1.0, 3.0]), sorted(&[1.0, 2.0, 4.0, 4.0]));
        let mut found = Vec::new();
        runs(&a, &b, |run| {
            let below = (run.reference_below, run.production_below);
            found.push((below, run.reference, run.production, run.len()));
        });
        let ones = ((0, 0), 2, 1, 3);
        assert_eq!(found, [ones, ((2, 1), 0, 1, 1), ((2, 2), 1, 0, 1), ((3, 2), 0, 2, 2)]);
        runs(&Sorted::default(), &Sorted::default(), |_| panic!("there is no run"));
    }
}
