//! Two-sample Kolmogorov-Smirnov test: the largest gap between the cumulative shares.
//!
//! As `scipy.stats.ks_2samp(reference, production)`: two-sided, the exact law where both samples
//! have at most 10,000 values, else the law of one sample of `n m / (n + m)` values. The gap is
//! counted in whole numbers, so that ties and equal gaps are exact. With ties the p-value is an
//! upper bound.

mod asymptotic;
mod durbin;
mod exact;
mod pelz_good;
mod smirnov;

pub use asymptotic::ks_asymptotic_p;
pub use exact::ks_exact_p;

use crate::{
    Sorted,
    merge::{self, Step},
};

/// Samples of at most this many values are tested by the exact law, as in SciPy.
const EXACT_UP_TO: u64 = 10_000;

/// Which law gave the p-value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KsMethod {
    /// The exact law of both sample sizes.
    Exact,
    /// The law of one sample of `n m / (n + m)` values.
    Asymptotic,
}

impl KsMethod {
    /// The method as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Asymptotic => "asymptotic",
        }
    }
}

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ks {
    /// The largest absolute difference of the cumulative shares, 0 to 1.
    pub statistic: f64,
    /// The least value at which that difference is reached.
    pub location: f64,
    /// Whether production has the larger cumulative share there, so leans to lower values.
    pub production_lower: bool,
    /// Two-sided p-value.
    pub p_value: f64,
    /// Which law gave it.
    pub method: KsMethod,
}

/// The test; `None` where a side is empty.
#[must_use]
pub fn ks_two_sample(reference: &Sorted, production: &Sorted) -> Option<Ks> {
    let mut gap = LargestGap::new(reference, production)?;
    merge::walk(reference, production, |step| gap.visit(step));
    Some(gap.finish())
}

/// The largest gap of the cumulative shares so far, in either direction.
pub(crate) struct LargestGap {
    n: i64,
    m: i64,
    over: Gap,
    under: Gap,
}

/// A gap in units of `1 / (n m)`: cumulative share of the reference less that of production.
#[derive(Clone, Copy)]
struct Gap {
    size: i64,
    location: f64,
}

impl LargestGap {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let none = Gap { size: 0, location: reference.min()?.min(production.min()?) };
        let (n, m) = (reference.len() as i64, production.len() as i64);
        Some(Self { n, m, over: none, under: none })
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        let size = step.reference as i64 * self.m - step.production as i64 * self.n;
        if size > self.over.size && step.is_gap() {
            self.over = Gap { size, location: step.value };
        }
        if size < self.under.size && step.is_gap() {
            self.under = Gap { size, location: step.value };
        }
    }

    pub fn finish(&self) -> Ks {
        // SciPy prefers the side on which the reference is over where both gaps are equal.
        let gap = if -self.under.size > self.over.size { self.under } else { self.over };
        let (n, m) = (self.n as u64, self.m as u64);
        let common = greatest_common_divisor(n, m);
        let height = gap.size.unsigned_abs() / common;
        let statistic = height as f64 / (n / common * m) as f64;
        let method = if n.max(m) <= EXACT_UP_TO { KsMethod::Exact } else { KsMethod::Asymptotic };
        let p_value = match method {
            _ if height == 0 => 1.0,
            KsMethod::Exact => ks_exact_p(height, n, m),
            KsMethod::Asymptotic => ks_asymptotic_p(statistic, n, m),
        };
        let production_lower = gap.size < 0;
        Ks { statistic, location: gap.location, production_lower, p_value, method }
    }
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a, a2, assert_close, b, b2, sorted};

    // Expected: scipy.stats.ks_2samp(A, B) and of A2, B2: statistic, p-value, location, sign 1;
    // scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let small = ks_two_sample(&a(), &b()).unwrap();
        assert_close(small.statistic, 0.08833333333333333);
        assert_close(small.p_value, 0.4917871330782618);
        assert_eq!((small.location, small.production_lower), (10.02, false));
        assert_eq!((small.method, small.method.label()), (KsMethod::Exact, "exact"));
        let large = ks_two_sample(&a2(), &b2()).unwrap();
        assert_close(large.statistic, 0.0975);
        assert_close(large.p_value, 5.780171273000902e-6);
        assert_eq!((large.location, large.production_lower), (10.0, false));
    }

    #[test]
    fn identical_samples_do_not_differ() {
        for sample in [a(), sorted(&[1.0; 20_000]), sorted(&[3.0])] {
            let ks = ks_two_sample(&sample, &sample).unwrap();
            assert_eq!((ks.statistic, ks.p_value), (0.0, 1.0));
        }
    }

    #[test]
    fn disjoint_samples_differ_in_all() {
        let (low, high) = (sorted(&[1.0, 2.0]), sorted(&[3.0, 3.0, 4.0]));
        let up = ks_two_sample(&low, &high).unwrap();
        assert_eq!((up.statistic, up.location, up.production_lower), (1.0, 2.0, false));
        let down = ks_two_sample(&high, &low).unwrap();
        assert_eq!((down.statistic, down.location, down.production_lower), (1.0, 2.0, true));
        // Two of the ten orders of the pooled sample separate the sides.
        assert_close(up.p_value, 0.2);
    }

    #[test]
    fn ties_are_passed_together() {
        let (r, p) = (sorted(&[1.0, 1.0, 1.0, 2.0]), sorted(&[1.0, 2.0]));
        assert_close(ks_two_sample(&r, &p).unwrap().statistic, 0.25);
    }

    #[test]
    fn large_samples_take_the_asymptotic_law() {
        let values: Vec<f64> = (0..20_001).map(f64::from).collect();
        let shifted: Vec<f64> = values.iter().map(|value| value + 100.0).collect();
        let ks = ks_two_sample(&sorted(&values), &sorted(&shifted)).unwrap();
        assert_eq!((ks.method, ks.method.label()), (KsMethod::Asymptotic, "asymptotic"));
        assert_close(ks.statistic, 100.0 / 20_001.0);
    }

    #[test]
    fn an_empty_side_is_none() {
        assert_eq!(ks_two_sample(&a(), &Sorted::default()), None);
        assert_eq!(ks_two_sample(&Sorted::default(), &a()), None);
    }
}
