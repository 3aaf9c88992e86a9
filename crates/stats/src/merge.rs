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

/// Stretches of the pooled sample that are merged at once. Which side comes next cannot be foreseen, so
/// that a merge mostly waits; one that works at four places waits for all of them together.
const STRETCHES: usize = 4;
/// Pooled values of a stretch, at most.
const STRETCH: usize = 512;
/// Pooled values of a stretch from which it pays to cut the sample into several.
const STRETCH_FROM: usize = 64;

/// Visits the gaps of the pooled sample from left to right; runs of ties as gaps of width 0.
///
/// Inlined so that what the visitor adds up stays in registers.
#[inline(always)]
pub(crate) fn walk(reference: &Sorted, production: &Sorted, mut visit: impl FnMut(Step)) {
    let (mut left_r, mut left_p) = (reference.values(), production.values());
    let (mut reference, mut production) = (0, 0);
    let mut value = f64::NEG_INFINITY;
    let mut merged = Merged::new();
    while merged.fill(left_r, left_p) > 0 {
        let pooled = merged.values.iter().zip(&merged.is_reference).take(merged.len);
        let before = (reference, production);
        for (&next, &is_reference) in pooled {
            visit(Step { value, next, reference, production });
            value = next;
            reference += usize::from(is_reference);
            production += usize::from(!is_reference);
        }
        left_r = &left_r[reference - before.0..];
        left_p = &left_p[production - before.1..];
    }
}

/// The next pooled values, and whose they are; of equal ones, production's come first.
struct Merged {
    values: [f64; STRETCHES * STRETCH],
    is_reference: [bool; STRETCHES * STRETCH],
    len: usize,
}

impl Merged {
    const fn new() -> Self {
        const MOST: usize = STRETCHES * STRETCH;
        Self { values: [0.0; MOST], is_reference: [false; MOST], len: 0 }
    }

    /// Takes the next values of both sides in order; gives how many.
    #[inline(never)]
    fn fill(&mut self, reference: &[f64], production: &[f64]) -> usize {
        let left = reference.len() + production.len();
        let stretch = (left / STRETCHES).min(STRETCH);
        if stretch < STRETCH_FROM {
            self.len = left.min(self.values.len());
            self.merge(reference, production, self.len, [0]);
        } else {
            self.len = STRETCHES * stretch;
            let start = |stretches| reference_among(reference, production, stretches * stretch);
            self.merge(
                reference,
                production,
                stretch,
                std::array::from_fn::<_, STRETCHES, _>(start),
            );
        }
        self.len
    }

    /// Merges stretches of one length, given how many values of the reference lie before each.
    #[inline(always)]
    fn merge<const N: usize>(
        &mut self,
        reference: &[f64],
        production: &[f64],
        stretch: usize,
        mut passed: [usize; N],
    ) {
        let at = |side: &[f64], place: usize| side.get(place).copied().unwrap_or(f64::INFINITY);
        for within in 0..stretch {
            for (i, passed) in passed.iter_mut().enumerate() {
                let place = i * stretch + within;
                let (r, p) = (at(reference, *passed), at(production, place - *passed));
                let is_reference = r < p;
                self.values[place] = if is_reference { r } else { p };
                self.is_reference[place] = is_reference;
                *passed += usize::from(is_reference);
            }
        }
    }
}

/// The pooled value at a place in order, from 0; infinite where there are not so many.
pub(crate) fn pooled_value(reference: &Sorted, production: &Sorted, place: usize) -> f64 {
    let (r, p) = (reference.values(), production.values());
    let passed = reference_among(r, p, place.min(r.len() + p.len()));
    let next = [r.get(passed), p.get(place - passed)];
    next.into_iter().flatten().copied().fold(f64::INFINITY, f64::min)
}

/// How many of the first pooled values are of the reference.
fn reference_among(reference: &[f64], production: &[f64], first: usize) -> usize {
    let (mut low, mut high) = (first.saturating_sub(production.len()), first.min(reference.len()));
    while low < high {
        let middle = low + (high - low) / 2;
        if reference[middle] < production[first - 1 - middle] {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
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

    /// Few and many values, with and without ties, apart and mixed: as a walk one by one.
    #[test]
    fn stretches_meet_without_a_seam() {
        let side = |n: usize, of: u64, shift: f64| {
            let value = |i: usize| ((i as u64 * 7919) % of) as f64 + shift;
            sorted(&(0..n).map(value).collect::<Vec<_>>())
        };
        for (n, m, of, shift) in [
            (0, 700, 1009, 0.0),
            (3_000, 0, 1009, 0.0),
            (200, 100, 50, 0.0),
            (2_500, 5_001, 100_003, 0.5),
            (5_000, 2_000, 40, 0.0),
            (1_500, 1_500, 1009, 2_000.0),
            (1_500, 1_500, 1009, -2_000.0),
        ] {
            let (a, b) = (side(n, of, 0.0), side(m, of, shift));
            let (mut passed, mut value) = ((0, 0), f64::NEG_INFINITY);
            walk(&a, &b, |step| {
                assert_eq!(
                    (step.reference, step.production, step.value),
                    (passed.0, passed.1, value)
                );
                let (r, p) = (a.values().get(passed.0), b.values().get(passed.1));
                let is_reference = r.is_some_and(|r| p.is_none_or(|p| r < p));
                value = *if is_reference { r } else { p }.unwrap();
                assert_eq!(step.next, value);
                if is_reference { passed.0 += 1 } else { passed.1 += 1 }
            });
            assert_eq!(passed, (n, m));
        }
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
