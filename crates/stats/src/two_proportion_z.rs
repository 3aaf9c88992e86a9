//! Two-proportion z test with pooled variance: whether a share differs between the sides.
//!
//! `z = (p - r) / sqrt(q (1 - q) (1/n + 1/m))` with shares r, p and pooled share q; two-sided
//! p-value from the normal law. As `statsmodels.stats.proportion.proportions_ztest`.

use crate::special::normal_sf;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoProportionZ {
    /// Share in production minus share in reference, in standard errors.
    pub z: f64,
    /// Two-sided p-value.
    pub p_value: f64,
}

/// Tests the share `successes / n` on each side; successes are at most n.
///
/// Where all or none succeed on both sides, z is 0 and the p-value 1. `None` where a side is
/// empty.
#[must_use]
pub fn two_proportion_z(
    reference_successes: u64,
    reference_n: u64,
    production_successes: u64,
    production_n: u64,
) -> Option<TwoProportionZ> {
    if reference_n == 0 || production_n == 0 {
        return None;
    }
    let (n, m) = (reference_n as f64, production_n as f64);
    let pooled = (reference_successes + production_successes) as f64 / (n + m);
    let variance = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m);
    let difference = production_successes as f64 / m - reference_successes as f64 / n;
    let z = if variance > 0.0 { difference / variance.sqrt() } else { 0.0 };
    Some(TwoProportionZ { z, p_value: 2.0 * normal_sf(z.abs()) })
}
