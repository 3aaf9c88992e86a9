//! Mann-Whitney U, or Wilcoxon's rank sum test: whether values of one side tend to be larger than
//! those of the other (Wilcoxon 1945; Mann and Whitney 1947).
//!
//! U is the number of pairs in which the reference is larger, ties counted half, from 0 to n m; it
//! has no unit and depends on the order of values only. As
//! `scipy.stats.mannwhitneyu(reference, production)`: two-sided; the exact law where a side has at
//! most 8 values and nothing is tied, else the normal law with the variance corrected for ties and
//! with continuity correction. Where every value is the same, the p-value is 1. Missing values are
//! left out before.

mod exact;

use crate::{
    Sorted,
    merge::{self, Run},
    special::normal_sf,
};

/// The smaller side has at most this many values where the exact law is taken, as in SciPy.
const EXACT_UP_TO: usize = 8;

/// At most this many pairs for the exact law, which takes time with the square of their number;
/// SciPy has no such limit.
const MOST_EXACT_PAIRS: u64 = 4000;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the reference is larger, ties counted half: SciPy's statistic.
    pub u: f64,
    /// Common-language effect size: the share of pairs in which production is larger, ties counted
    /// half; 0 to 1, and 0.5 without a shift. As [`crate::probability_larger`].
    pub production_larger: f64,
    /// Two-sided p-value.
    pub p_value: f64,
    /// One-sided p-value against the reference being smaller, as `mannwhitneyu(reference, production,
    /// alternative="less")`: what Evidently takes, blind to values that fall.
    pub p_reference_smaller: f64,
    /// Whether the exact law gave it.
    pub exact: bool,
}

/// The test; `None` where a side is empty.
#[must_use]
pub fn mann_whitney(reference: &Sorted, production: &Sorted) -> Option<MannWhitney> {
    let mut ranks = RankSum::new(reference, production)?;
    merge::runs(reference, production, |run| ranks.visit(run));
    Some(ranks.finish())
}

/// What the walk over the pooled sample adds up.
pub(crate) struct RankSum {
    n: usize,
    m: usize,
    /// Twice the number of pairs in which production is larger, a tie being half a pair.
    twice: u64,
    /// Sum of `t^3 - t` over runs of t equal values.
    ties: f64,
}

impl RankSum {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len(), production.len());
        (n > 0 && m > 0).then_some(Self { n, m, twice: 0, ties: 0.0 })
    }

    #[inline(always)]
    pub fn visit(&mut self, run: Run) {
        self.twice += run.production as u64 * (2 * run.reference_below + run.reference) as u64;
        let length = run.len() as f64;
        self.ties += length * (length * length - 1.0);
    }

    pub fn finish(&self) -> MannWhitney {
        let pairs = self.n as u64 * self.m as u64;
        let larger_half = self.twice.max(2 * pairs - self.twice);
        let exact =
            self.ties == 0.0 && self.n.min(self.m) <= EXACT_UP_TO && pairs <= MOST_EXACT_PAIRS;
        // Without ties U is whole.
        let (p_value, p_reference_smaller) = if exact {
            (
                exact::two_sided_p((larger_half / 2) as usize, self.n, self.m),
                exact::at_least((self.twice / 2) as usize, self.n, self.m),
            )
        } else {
            let deviation = |twice: u64| twice as f64 / 2.0 - pairs as f64 / 2.0;
            let one_sided = self.normal_p(deviation(self.twice));
            ((2.0 * self.normal_p(deviation(larger_half))).min(1.0), one_sided)
        };
        MannWhitney {
            u: (2 * pairs - self.twice) as f64 / 2.0,
            production_larger: self.twice as f64 / 2.0 / pairs as f64,
            p_value,
            p_reference_smaller,
            exact,
        }
    }

    /// One-sided p-value of a deviation of U from its mean.
    fn normal_p(&self, deviation: f64) -> f64 {
        let (n, m) = (self.n as f64, self.m as f64);
        let total = n + m;
        let variance = n * m / 12.0 * (total + 1.0 - self.ties / (total * (total - 1.0)));
        // Where all values are tied, rounding leaves next to nothing of it.
        if variance <= 1e-12 * n * m {
            return 1.0;
        }
        normal_sf((deviation - 0.5) / variance.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::mann_whitney;
    use crate::{
        Sorted, probability_larger,
        testing::{a, a2, assert_close, b, b2, sorted, ties},
    };

    // Expected: scipy.stats.mannwhitneyu(A, B, method="asymptotic"), of A2, B2 and of the lists;
    // scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let (tied, other) = ties();
        for (r, p, u, p_value) in [
            (a(), b(), 14_261.0, 0.4304835308108549),
            (a2(), b2(), 814_848.0, 2.3324634329010744e-5),
            (tied, other, 27.0, 0.6652088791954044),
        ] {
            let test = mann_whitney(&r, &p).unwrap();
            assert_eq!((test.u, test.exact), (u, false));
            assert_close(test.p_value, p_value);
            // Production is larger, so that one side has half of both.
            assert_close(2.0 * test.p_reference_smaller, p_value);
            assert_eq!(Some(test.production_larger), probability_larger(&r, &p));
            let turned = mann_whitney(&p, &r).unwrap();
            assert_eq!(turned.p_value, test.p_value);
            assert_close(turned.production_larger, 1.0 - test.production_larger);
        }
    }

    // Expected: scipy.stats.mannwhitneyu(B, A, alternative="less"), and of the eight and the forty;
    // scipy 1.17.1.
    #[test]
    fn one_side_is_blind_to_values_that_fall() {
        assert_close(mann_whitney(&b(), &a()).unwrap().p_reference_smaller, 0.7850702260928673);
        let r = sorted(&[3.0, 5.0, 7.5]);
        let p = sorted(&[1.0, 2.0, 4.0, 6.0]);
        assert_close(mann_whitney(&r, &p).unwrap().p_reference_smaller, 0.8857142857142858);
        let constant = mann_whitney(&sorted(&[1.0; 9]), &sorted(&[1.0; 9])).unwrap();
        assert_eq!(constant.p_reference_smaller, 1.0);
    }

    // Expected: scipy.stats.mannwhitneyu(r, p, method="exact"), scipy 1.17.1.
    #[test]
    fn small_samples_take_the_exact_law() {
        let (r, p) =
            (sorted(&[0.1, 0.5, 0.9, 1.7, 2.2]), sorted(&[0.3, 1.1, 1.2, 3.3, 4.1, 5.0, 6.5]));
        let test = mann_whitney(&r, &p).unwrap();
        assert_eq!((test.u, test.exact), (8.0, true));
        assert_close(test.p_value, 0.148989898989899);
        assert_close(test.p_reference_smaller, 0.148989898989899 / 2.0);
        let steps = |n: u32, by: f64, from: f64| {
            sorted(&(0..n).map(|i| f64::from(i) * by + from).collect::<Vec<_>>())
        };
        let test = mann_whitney(&steps(8, 3.1, 20.0), &steps(40, 1.01, 0.0)).unwrap();
        assert_eq!((test.u, test.exact), (247.0, true));
        assert_close(test.p_value, 0.014586179074323968);
    }

    #[test]
    fn no_difference_is_no_evidence() {
        for sample in [a(), sorted(&[1.0; 20_000]), sorted(&[3.0]), sorted(&[-f64::MAX, 5e-324])] {
            let test = mann_whitney(&sample, &sample).unwrap();
            assert_eq!((test.production_larger, test.p_value), (0.5, 1.0));
        }
        let one = mann_whitney(&sorted(&[1.0]), &sorted(&[2.0])).unwrap();
        assert_eq!((one.u, one.p_value, one.exact), (0.0, 1.0, true));
        assert_eq!(mann_whitney(&a(), &Sorted::default()), None);
        assert_eq!(mann_whitney(&Sorted::default(), &a()), None);
    }
}
