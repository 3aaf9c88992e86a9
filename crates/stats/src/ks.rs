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

use crate::{Sorted, merge};

/// Samples of at most this many values are tested by the exact law, as in SciPy.
const EXACT_UP_TO: usize = 10_000;

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
    let gap = largest_gap(reference, production)?;
    let (n, m) = (reference.len(), production.len());
    let common = greatest_common_divisor(n as u64, m as u64);
    let height = gap.size.unsigned_abs() / common;
    let statistic = height as f64 / (n as u64 / common * m as u64) as f64;
    let method = if n.max(m) <= EXACT_UP_TO { KsMethod::Exact } else { KsMethod::Asymptotic };
    let p_value = match method {
        _ if height == 0 => 1.0,
        KsMethod::Exact => ks_exact_p(height, n as u64, m as u64),
        KsMethod::Asymptotic => ks_asymptotic_p(statistic, n as u64, m as u64),
    };
    Some(Ks { statistic, location: gap.location, production_lower: gap.size < 0, p_value, method })
}

/// A gap in units of `1 / (n m)`: cumulative share of the reference less that of production.
struct Gap {
    size: i64,
    location: f64,
}

fn largest_gap(reference: &Sorted, production: &Sorted) -> Option<Gap> {
    let (n, m) = (reference.len() as i64, production.len() as i64);
    let least = reference.min()?.min(production.min()?);
    let mut over = Gap { size: 0, location: least };
    let mut under = Gap { size: 0, location: least };
    merge::walk(reference, production, |step| {
        let size = step.reference as i64 * m - step.production as i64 * n;
        if size > over.size && step.next > step.value {
            over = Gap { size, location: step.value };
        }
        if size < under.size && step.next > step.value {
            under = Gap { size, location: step.value };
        }
    });
    // SciPy prefers the side on which the reference is over where both gaps are equal.
    Some(if -under.size > over.size { under } else { over })
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
