//! Probability of superiority, or common-language effect size (McGraw and Wong 1992; Vargha and
//! Delaney 2000): the share of random pairs in which production is larger, ties counted half.
//!
//! Equal to U / (n m) of the Mann-Whitney test. At 0.5 neither side tends to be larger, at 0 and 1 the
//! samples do not overlap.

use crate::{
    Cells, Sorted,
    merge::{self, Step},
};

/// P(production > reference) + P(production = reference) / 2; `None` where a side is empty.
#[must_use]
pub fn probability_larger(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let mut pairs = LargerPairs::new(reference, production)?;
    merge::walk(reference, production, |step| pairs.visit(step));
    Some(pairs.finish())
}

/// The same of counts in cells that stand in order; values of one cell are ties.
#[must_use]
pub fn probability_larger_of(cells: &Cells) -> Option<f64> {
    let (n, m) = cells.totals();
    let (mut below, mut twice) = (0.0, 0.0);
    for (reference, production) in cells.pairs() {
        let (reference, production) = (reference as f64, production as f64);
        twice += production * (2.0 * below + reference);
        below += reference;
    }
    (n > 0 && m > 0).then(|| twice / 2.0 / (n as f64 * m as f64))
}

/// The pairs in which production is larger so far, ties counted half.
pub(crate) struct LargerPairs {
    n: usize,
    m: usize,
    /// Twice the number of pairs.
    twice: u64,
    /// Values of each side before the run of ties that the walk is in.
    reference_below: usize,
    production_below: usize,
}

impl LargerPairs {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len(), production.len());
        let start = Self { n, m, twice: 0, reference_below: 0, production_below: 0 };
        (n > 0 && m > 0).then_some(start)
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        if step.is_gap() {
            self.close_run(step.reference, step.production);
        }
    }

    pub fn finish(mut self) -> f64 {
        self.close_run(self.n, self.m);
        self.twice as f64 / 2.0 / (self.n as f64 * self.m as f64)
    }

    /// Each production value of the run is larger than the reference values before it, and equal
    /// to those in it.
    #[inline(always)]
    fn close_run(&mut self, reference: usize, production: usize) {
        let run = (production - self.production_below) as u64;
        self.twice += run * (self.reference_below + reference) as u64;
        self.reference_below = reference;
        self.production_below = production;
    }
}

#[cfg(test)]
mod tests {
    use super::probability_larger;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    // Expected: 1 - scipy.stats.mannwhitneyu(A, B).statistic / (200 * 150) with U = 14261, and
    // of A2, B2 with U = 814848; scipy 1.17.1.
    #[test]
    fn equals_mann_whitney() {
        assert_close(probability_larger(&a(), &b()).unwrap(), 1.0 - 14_261.0 / 30_000.0);
        assert_close(probability_larger(&a2(), &b2()).unwrap(), 1.0 - 814_848.0 / 1_800_000.0);
    }

    #[test]
    fn ties_count_half() {
        let (low, high) = (sorted(&[1.0, 1.0, 2.0]), sorted(&[3.0, 4.0]));
        assert_eq!(probability_larger(&low, &high), Some(1.0));
        assert_eq!(probability_larger(&high, &low), Some(0.0));
        assert_eq!(probability_larger(&low, &low), Some(0.5));
        assert_eq!(probability_larger(&low, &sorted(&[1.0])), Some(1.0 / 3.0));
        assert_eq!(probability_larger(&low, &Sorted::default()), None);
    }

    #[test]
    fn cells_of_single_values_give_the_same() {
        let (a, b) = ([1.0, 2.0, 2.0, 5.0], [2.0, 3.0, 5.0]);
        let cells = crate::testing::cells(&[1, 2, 0, 1], &[0, 1, 1, 1]);
        let pairs = probability_larger(&sorted(&a), &sorted(&b));
        assert_eq!(super::probability_larger_of(&cells), pairs);
        assert_eq!(super::probability_larger_of(&crate::testing::cells(&[1], &[0])), None);
    }
}
