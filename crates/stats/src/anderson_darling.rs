//! Two-sample Anderson-Darling test: the squared difference of the cumulative shares over the
//! pooled sample, weighted so that the tails count as much as the middle (Pettitt 1976; Scholz and
//! Stephens 1987, "K-sample Anderson-Darling tests", equation 7, with mid-ranks for ties).
//!
//! `A^2` has the mean 1 without drift, and the statistic is `(A^2 - 1) / sigma` with its standard
//! deviation sigma for these numbers of values without ties, as
//! `scipy.stats.anderson_ksamp([reference, production], midrank=True)`: from about -1.3 up, without
//! a unit, and not changed by what keeps the order of values. Needs 4 values in both sides
//! together. Missing values are left out before.
//!
//! The p-value is not SciPy's interpolation in seven critical values, which ends at 0.001 and 0.25
//! and is off by a few hundredths of itself between, but the limit law itself, at `A^2` with its
//! variance in place of that for these numbers of values. Where over 1 in 1000 pairs of values are
//! tied, the limit law given the ties takes its place: with two different values 12% of samples
//! without drift pass the 5% point of the law without ties, and 8% of Poisson counts of mean 3.

mod tied;

use std::f64::consts::PI;

use crate::{
    Sorted,
    merge::{self, Run},
    special::anderson_darling_sf,
};
use tied::TiedLaw;

/// Up to this share of tied pairs of pooled values the law without ties is taken.
const TIES_UP_TO: f64 = 0.001;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AndersonDarling {
    /// `(A^2 - 1) / sigma`: SciPy's statistic.
    pub statistic: f64,
    /// `A^2` itself, 0 or more.
    pub a_squared: f64,
    /// p-value: the chance of an `A^2` at least as large without drift.
    pub p_value: f64,
    /// Whether the law given the ties gave it.
    pub tied: bool,
}

impl AndersonDarling {
    /// SciPy's p-value: a parabola through the logarithms of seven significance levels over their
    /// critical values, cut at 0.001 and 0.25, as `anderson_ksamp` of SciPy 1.17 has it for two
    /// samples and Evidently takes it.
    #[must_use]
    pub fn scipy_p_value(&self) -> f64 {
        const LEAST_CRITICAL: f64 = 0.325_000_000_000_000_07;
        const GREATEST_CRITICAL: f64 = 6.546;
        // numpy.polyfit(critical, numpy.log(significance), 2), numpy 2.4.6.
        const PARABOLA: [f64; 3] =
            [0.018_198_094_574_111_47, -1.008_226_564_465_251_5, -1.077_770_279_820_484];
        if self.statistic < LEAST_CRITICAL {
            return 0.25;
        }
        if self.statistic > GREATEST_CRITICAL {
            return 0.001;
        }
        let [square, slope, start] = PARABOLA;
        libm::exp((square * self.statistic + slope) * self.statistic + start)
    }
}

/// The test; `None` where a side is empty, or both together have fewer than 4 values.
#[must_use]
pub fn anderson_darling(reference: &Sorted, production: &Sorted) -> Option<AndersonDarling> {
    let mut gaps = WeightedGaps::new(reference, production)?;
    merge::runs(reference, production, |run| gaps.visit(run));
    Some(gaps.finish())
}

/// What the walk over the pooled sample adds up.
pub(crate) struct WeightedGaps {
    n: u64,
    m: u64,
    /// Sum over runs of their length times the squared gap over its variance.
    sum: f64,
    /// Ordered pairs of tied values.
    tied_pairs: f64,
    law: TiedLaw,
}

impl WeightedGaps {
    /// `None` where a side is empty, or both together have fewer than 4 values.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len() as u64, production.len() as u64);
        let law = TiedLaw::new(n + m);
        (n > 0 && m > 0 && n + m >= 4).then_some(Self { n, m, sum: 0.0, tied_pairs: 0.0, law })
    }

    #[inline(always)]
    pub fn visit(&mut self, run: Run) {
        let (n, m) = (self.n as i64, self.m as i64);
        // Mid-ranks, doubled so that they are whole numbers.
        let reference = (2 * run.reference_below + run.reference) as i64;
        let production = (2 * run.production_below + run.production) as i64;
        let gap = (reference * m - production * n) as f64;
        let length = run.len() as f64;
        self.tied_pairs += length * (length - 1.0);
        self.law.add(run.len() as u64);
        if gap != 0.0 {
            let (pooled, total) = ((reference + production) as f64, (n + m) as f64);
            let variance = pooled * (2.0 * total - pooled) - total * length;
            self.sum += length * gap * gap / variance;
        }
    }

    pub fn finish(&self) -> AndersonDarling {
        let (n, m) = (self.n as f64, self.m as f64);
        let total = n + m;
        let a_squared = self.sum * ((total - 1.0) / total) / (n * m);
        let statistic = (a_squared - 1.0) / variance(self.n, self.m).sqrt();
        let tied = self.tied_pairs > TIES_UP_TO * total * (total - 1.0);
        let p_value = if self.sum == 0.0 {
            1.0
        } else if tied {
            self.law.sf(a_squared)
        } else {
            let limit_variance = 2.0 * (PI * PI / 3.0 - 3.0);
            anderson_darling_sf(1.0 + statistic * limit_variance.sqrt())
        };
        AndersonDarling { statistic, a_squared, p_value, tied }
    }
}

/// The sums of 1 / i and of 1 / i^2 over i from 1 to under n.
fn harmonic_sums(n: u64) -> (f64, f64) {
    const EULER: f64 = 0.577_215_664_901_532_9;
    // From here on the series of Euler and Maclaurin have every digit.
    const SERIES_FROM: u64 = 100;
    if n < SERIES_FROM {
        let terms = (1..n).rev().map(|i| 1.0 / i as f64);
        return terms.fold((0.0, 0.0), |(h, squares), term| (h + term, squares + term * term));
    }
    let (n, share) = (n as f64, 1.0 / n as f64);
    let square = share * share;
    let h = libm::log(n) + EULER
        - share / 2.0
        - square * (1.0 / 12.0 - square * (1.0 / 120.0 - square / 252.0));
    let tail =
        share * (1.0 + share / 2.0 + square * (1.0 / 6.0 - square * (1.0 / 30.0 - square / 42.0)));
    (h, PI * PI / 6.0 - tail)
}

/// Variance of `A^2` over all orders of n and m values without ties (Scholz and Stephens 1987,
/// equation 4), for two samples.
fn variance(n: u64, m: u64) -> f64 {
    let total = n + m;
    // The paper's g, the sum of 1 / ((N - i) j) over i < j < N, comes to these as
    // sum H_(N - j) / j = H_N^2 - sum 1 / j^2.
    let (h, squares) = harmonic_sums(total);
    let g = squares - 2.0 * h / total as f64;
    let reciprocals = 1.0 / n as f64 + 1.0 / m as f64;
    let a = 4.0 * g - 6.0 + (10.0 - 6.0 * g) * reciprocals;
    let b = (2.0 * g - 4.0) * 4.0 + 16.0 * h + (2.0 * g - 14.0 * h - 4.0) * reciprocals - 8.0 * h
        + 4.0 * g
        - 6.0;
    let c = (6.0 * h + 2.0 * g - 2.0) * 4.0
        + (4.0 * h - 4.0 * g + 6.0) * 2.0
        + (2.0 * h - 6.0) * reciprocals
        + 4.0 * h;
    let d = (2.0 * h + 6.0) * 4.0 - 8.0 * h;
    let total = total as f64;
    (((a * total + b) * total + c) * total + d) / ((total - 1.0) * (total - 2.0) * (total - 3.0))
}

#[cfg(test)]
mod tests {
    // Expected: as a loop.
    #[test]
    fn harmonic_sums_equal_their_terms() {
        for n in [1, 2, 50, 99, 100, 101, 1_000, 200_000] {
            let (mut h, mut squares) = (0.0, 0.0);
            for i in (1..n).rev() {
                h += 1.0 / i as f64;
                squares += 1.0 / (i as f64 * i as f64);
            }
            let found = super::harmonic_sums(n);
            assert_within(found.0 + 1.0, h + 1.0, 1e-14);
            assert_within(found.1 + 1.0, squares + 1.0, 1e-14);
        }
    }

    use super::anderson_darling;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, assert_within, b, b2, sorted, ties},
    };

    // Expected: scipy.stats.anderson_ksamp([A, B]).statistic, of A2, B2 and of the lists; scipy
    // 1.17.1. Its p-values are 0.2389, interpolated, and 0.001 and 0.25 as bounds. Ours: Smirnov's
    // formula with 4,000 nodes at 1 + statistic * sqrt(2 (pi^2 / 3 - 3)), numpy 2.4.6.
    #[test]
    fn equals_scipy() {
        let test = anderson_darling(&a(), &b()).unwrap();
        assert_close(test.statistic, 0.3532727479448829);
        assert_within(test.p_value, 0.23890767545394626, 0.02);
        assert_close(test.scipy_p_value(), 0.23890767545394626);
        assert!(!test.tied);
        let test = anderson_darling(&a2(), &b2()).unwrap();
        assert_close(test.statistic, 22.126853279616306);
        assert!(test.p_value < 0.001 && !test.tied);
        assert_eq!(test.scipy_p_value(), 0.001);
        let (r, p) = ties();
        let test = anderson_darling(&r, &p).unwrap();
        assert_close(test.statistic, -1.0976206858565367);
        assert!(test.p_value > 0.25 && test.tied);
        assert_eq!(test.scipy_p_value(), 0.25);
        assert_close(anderson_darling(&p, &r).unwrap().statistic, test.statistic);
    }

    // Expected: Evidently 0.7.23's own test on these values, 0.0635, in full.
    #[test]
    fn the_p_value_by_interpolation_equals_scipy() {
        let r = sorted(&[38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0]);
        let p = sorted(&[39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8]);
        let test = anderson_darling(&r, &p).unwrap();
        assert_close(test.statistic, 1.7183096744360893);
        assert_close(test.scipy_p_value(), 0.06351467728760844);
    }

    #[test]
    fn no_difference_is_no_evidence() {
        for (r, p) in [
            (a(), a()),
            (sorted(&[1.0; 130]), sorted(&[1.0; 100])),
            (sorted(&[-f64::MAX, 5e-324, f64::MAX]), sorted(&[-f64::MAX, 5e-324, f64::MAX])),
        ] {
            let test = anderson_darling(&r, &p).unwrap();
            assert_eq!((test.a_squared, test.p_value), (0.0, 1.0));
            assert!(test.statistic.is_finite());
        }
    }

    #[test]
    fn too_few_values_are_none() {
        assert_eq!(anderson_darling(&a(), &Sorted::default()), None);
        assert_eq!(anderson_darling(&Sorted::default(), &a()), None);
        assert_eq!(anderson_darling(&sorted(&[1.0]), &sorted(&[2.0, 3.0])), None);
        let least = anderson_darling(&sorted(&[1.0, 2.0]), &sorted(&[2.5, 3.0])).unwrap();
        assert!((0.0..=1.0).contains(&least.p_value));
    }
}
