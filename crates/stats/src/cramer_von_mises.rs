//! Two-sample Cramér-von Mises test: the squared difference of the cumulative shares, averaged
//! over the pooled sample (Anderson 1962, "On the distribution of the two-sample Cramér-von Mises
//! criterion").
//!
//! `T = n m / (n + m)^2 sum (F - G)^2` over the n + m pooled values, with the cumulative shares F
//! and G; 0 or more, without a unit, and not changed by what keeps the order of values. Without
//! ties it is the statistic of `scipy.stats.cramervonmises_2samp`. The p-value is from the limit
//! law, after T is given its mean and variance, as in SciPy; exact where both sides have at most 10
//! values and nothing is tied (SciPy: 20). SciPy's asymptotic p-value has lost its digits below
//! about 1e-8; this keeps them.
//!
//! Equal values are taken as spread evenly over their places, so that F - G runs straight through
//! a run of ties. This is the mean of the Brownian bridge given its values at the ends of runs, so
//! each weight of the limit law is at most that without ties: the p-value is an upper bound. SciPy
//! instead gives ties their mid-rank, which for sides of unequal size differs from 0 even on
//! samples alike: constants with 130 and 100 values get p = 0.0004 there, and 0 with more.

mod exact;

use crate::{
    Sorted,
    merge::{self, Run},
    special::cramer_von_mises_sf,
};

/// Samples of at most this many values are tested by the exact law where nothing is tied.
const EXACT_UP_TO: u64 = 10;

/// SciPy takes the p-value for 1 under this limit.
const LEAST_LIMIT: f64 = 0.003;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CramerVonMises {
    /// The statistic T, 0 or more.
    pub statistic: f64,
    /// p-value: the chance of a T at least as large without drift.
    pub p_value: f64,
    /// Whether the exact law gave it.
    pub exact: bool,
    /// With mid-ranks for ties, as SciPy has it and Evidently takes it.
    pub scipy: MidRanks,
}

/// The test with mid-ranks for ties: `scipy.stats.cramervonmises_2samp(reference, production)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MidRanks {
    /// The statistic T; without ties the same as [`CramerVonMises::statistic`].
    pub statistic: f64,
    /// p-value from the limit law; exact where the other is. SciPy takes the exact law up to 20 values,
    /// for ties too.
    pub p_value: f64,
}

/// The test; `None` where a side is empty.
#[must_use]
pub fn cramer_von_mises(reference: &Sorted, production: &Sorted) -> Option<CramerVonMises> {
    let mut gaps = SquaredGaps::new(reference, production)?;
    merge::runs(reference, production, |run| gaps.visit(run));
    Some(gaps.finish())
}

/// Sum of the squared differences of the cumulative shares so far, in units of `1 / (n m)^2`.
pub(crate) struct SquaredGaps {
    n: u64,
    m: u64,
    sum: f64,
    tied: bool,
    /// Four times the sums of squared differences of pooled mid-ranks and own ranks, whole numbers.
    rank_gaps: [u128; 2],
}

impl SquaredGaps {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len() as u64, production.len() as u64);
        (n > 0 && m > 0).then_some(Self { n, m, sum: 0.0, tied: false, rank_gaps: [0; 2] })
    }

    #[inline(always)]
    pub fn visit(&mut self, run: Run) {
        let (n, m) = (self.n as i64, self.m as i64);
        let before = run.reference_below as i64 * m - run.production_below as i64 * n;
        let after = (before + run.reference as i64 * m - run.production as i64 * n) as f64;
        let (r, p) = (run.reference_below as u64, run.production_below as u64);
        if run.len() == 1 {
            self.sum += after * after;
            // The pooled rank of a value is its own and the number of the others below.
            // Both sides' sums, as a choice between them could not be foreseen.
            let square = |others: u64| 4 * u128::from(others) * u128::from(others);
            self.rank_gaps[0] += square(p * run.reference as u64);
            self.rank_gaps[1] += square(r * run.production as u64);
        } else {
            self.tied = true;
            let length = run.len() as u64;
            self.rank_gaps[0] += tied_rank_gaps(p, run.reference as u64, length);
            self.rank_gaps[1] += tied_rank_gaps(r, run.production as u64, length);
            self.sum += sum_of_squares(before as f64, after, run.len() as f64);
        }
    }

    pub fn finish(&self) -> CramerVonMises {
        let (n, m) = (self.n as f64, self.m as f64);
        let total = n + m;
        let statistic = self.sum / (n * m) / (total * total);
        let exact = !self.tied && self.n.max(self.m) <= EXACT_UP_TO;
        let p_value = if self.sum == 0.0 {
            1.0
        } else if exact {
            // Without ties the sum is of whole numbers, and small.
            exact::p_value(self.sum as u64, self.n, self.m)
        } else {
            cramer_von_mises_sf(as_limit(statistic, n, m))
        };
        let scipy = if self.tied { self.mid_ranks() } else { MidRanks { statistic, p_value } };
        CramerVonMises { statistic, p_value, exact, scipy }
    }

    fn mid_ranks(&self) -> MidRanks {
        let (n, m) = (u128::from(self.n), u128::from(self.m));
        // T = (n R + m P) / (n m N) - (4 n m - 1) / (6 N), over one denominator so that what
        // cancels is whole.
        let u = (n * self.rank_gaps[0] + m * self.rank_gaps[1]) as i128;
        let rest = (n * m * (4 * n * m - 1)) as i128;
        let (n, m) = (n as f64, m as f64);
        // u is four times as large.
        let statistic = (3 * u - 2 * rest) as f64 / (12.0 * n * m * (n + m));
        let limit = as_limit(statistic, n, m);
        // Where all values are tied SciPy's limit lies under 0, and the law has all beyond it.
        let p_value = if limit < LEAST_LIMIT { 1.0 } else { cramer_von_mises_sf(limit) };
        MidRanks { statistic, p_value }
    }
}

/// Four times `sum (c - j)^2` over j from 1 to t, with `c = others + (length + 1) / 2`: the squared
/// differences of pooled mid-ranks and own ranks in a run of ties.
fn tied_rank_gaps(others: u64, t: u64, length: u64) -> u128 {
    let (c, t) = (2 * u128::from(others) + u128::from(length) + 1, u128::from(t));
    let (linear, squares) = (2 * c * t * (t + 1), 2 * t * (t + 1) * (2 * t + 1) / 3);
    t * c * c + squares - linear
}

/// `sum (before + (after - before) s / t)^2` over s from 1 to t.
fn sum_of_squares(before: f64, after: f64, t: f64) -> f64 {
    let step = after - before;
    let sum = t * (before * before + before * after + after * after) / 3.0
        + step * (before + after) / 2.0
        + step * step / (6.0 * t);
    sum.max(0.0)
}

/// The statistic with the mean 1/6 and variance 1/45 of its limit in place of its own.
fn as_limit(statistic: f64, n: f64, m: f64) -> f64 {
    let total = n + m;
    let mean = (1.0 + 1.0 / total) / 6.0;
    let spread = 4.0 * n * m * total - 3.0 * (n * n + m * m) - 2.0 * n * m;
    let variance = (total + 1.0) / (total * total) * (spread / (4.0 * n * m)) / 45.0;
    // The variance is 0 for one value a side alone, which the exact law answers, or a sum of 0.
    1.0 / 6.0 + (statistic - mean) / (45.0 * variance).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{cramer_von_mises, sum_of_squares};
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, assert_within, b, b2, sorted, ties},
    };

    fn moved(sample: &Sorted, by: f64) -> Sorted {
        sorted(&sample.values().iter().map(|value| value + by).collect::<Vec<_>>())
    }

    // Expected: scipy.stats.cramervonmises_2samp(A, B), of A2, B2, and of A + 1e-7, B and A2 + 1e-7,
    // B2, which have no ties; scipy 1.17.1, whose p-values near 1e-5 are good to eight digits.
    #[test]
    fn equals_scipy() {
        for (r, p, statistic, p_value) in [
            (a(), b(), 0.09448571428571029, 0.6156217755071848),
            (a2(), b2(), 2.025755925925921, 1.1169824737367051e-5),
            (moved(&a(), 1e-7), b(), 0.0943571428571417, 0.6162887215822169),
            (moved(&a2(), 1e-7), b2(), 2.0254312345678613, 1.1188594079336589e-5),
        ] {
            let test = cramer_von_mises(&r, &p).unwrap();
            assert_close(test.statistic, statistic);
            assert_within(test.p_value, p_value, 1e-7);
            assert!(!test.exact);
            assert_close(cramer_von_mises(&p, &r).unwrap().statistic, statistic);
        }
    }

    // Expected: scipy.stats.cramervonmises_2samp(r, p, method="exact"), scipy 1.17.1; and by hand,
    // two of the ten orders separate the sides.
    #[test]
    fn small_samples_take_the_exact_law() {
        let r = sorted(&[0.1, 0.5, 0.9, 1.7, 2.2]);
        let p = sorted(&[0.3, 1.1, 1.2, 3.3, 4.1, 5.0, 6.5]);
        let test = cramer_von_mises(&r, &p).unwrap();
        assert!(test.exact);
        assert_close(test.statistic, 0.29087301587301595);
        assert_close(test.p_value, 0.16414141414141414);
        let test = cramer_von_mises(&sorted(&[1.0, 2.0]), &sorted(&[3.0, 4.0, 5.0])).unwrap();
        assert_close(test.p_value, 0.2);
        let one = cramer_von_mises(&sorted(&[1.0]), &sorted(&[2.0])).unwrap();
        assert_eq!((one.p_value, one.exact), (1.0, true));
    }

    // Expected: the definition, value by value: n m / N^2 times the sum over the places s = 1 to t
    // of every run of (d0 + (d1 - d0) s / t)^2; numpy 2.4.6. SciPy has 0.0526 and 0.946.
    #[test]
    fn ties_are_spread_evenly() {
        let (r, p) = ties();
        let test = cramer_von_mises(&r, &p).unwrap();
        assert_close(test.statistic, 0.039098324514991185);
        assert_close(test.p_value, 0.992731044073201);
        assert_close(sum_of_squares(2.0, -1.0, 3.0), 1.0 + 0.0 + 1.0);
    }

    // Expected: scipy.stats.cramervonmises_2samp(r, p), of these lists with every value 30 and 31 times,
    // and of 130 and 100 equal values; scipy 1.17.1.
    #[test]
    fn mid_ranks_equal_scipy() {
        let r = [1.0, 1.0, 2.0, 2.0, 2.0, 5.0, 7.0, 7.0, 9.0];
        let p = [1.0, 2.0, 2.0, 3.0, 7.0, 8.0, 8.0];
        let few = cramer_von_mises(&sorted(&r), &sorted(&p)).unwrap().scipy;
        assert_close(few.statistic, 0.052579365079365115);
        let many = cramer_von_mises(&sorted(&r.repeat(30)), &sorted(&p.repeat(31))).unwrap().scipy;
        assert_close(many.statistic, 1.5744607096332572);
        assert_within(many.p_value, 0.0001161836106631231, 1e-7);
        let constant = cramer_von_mises(&sorted(&[1.0; 130]), &sorted(&[1.0; 100])).unwrap().scipy;
        assert_close(constant.statistic, 1.326897993311043);
        assert_within(constant.p_value, 0.0004253713444620777, 1e-7);
    }

    #[test]
    fn no_difference_is_no_evidence() {
        for (r, p) in [
            (a(), a()),
            (sorted(&[1.0; 130]), sorted(&[1.0; 100])),
            (sorted(&[3.0]), sorted(&[3.0])),
            (sorted(&[-f64::MAX, 5e-324, f64::MAX]), sorted(&[-f64::MAX, 5e-324, f64::MAX])),
        ] {
            let test = cramer_von_mises(&r, &p).unwrap();
            assert_eq!((test.statistic, test.p_value), (0.0, 1.0));
        }
        assert_eq!(cramer_von_mises(&a(), &Sorted::default()), None);
        assert_eq!(cramer_von_mises(&Sorted::default(), &a()), None);
    }
}
