//! Two-proportion z test with pooled variance: whether a share differs between the sides.
//!
//! `z = (p - r) / sqrt(q (1 - q) (1/n + 1/m))` with shares r, p and pooled share q; two-sided
//! p-value from the normal law. As `statsmodels.stats.proportion.proportions_ztest`.

use crate::{Cells, special::normal_sf};

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoProportionZ {
    /// Share in production minus share in reference, in standard errors.
    pub z: f64,
    /// Two-sided p-value.
    pub p_value: f64,
}

/// Tests the share of the last of two cells.
///
/// Where only one of the cells has values, z is 0 and the p-value 1. `None` where a side is empty
/// or there are more than two cells.
#[must_use]
pub fn two_proportion_z(cells: &Cells) -> Option<TwoProportionZ> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 || cells.len() > 2 {
        return None;
    }
    let (r, p) = (*cells.reference.last()?, *cells.production.last()?);
    let (n, m) = (n as f64, m as f64);
    let pooled = (r + p) as f64 / (n + m);
    let variance = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m);
    let difference = p as f64 / m - r as f64 / n;
    let z = if variance > 0.0 { difference / variance.sqrt() } else { 0.0 };
    Some(TwoProportionZ { z, p_value: 2.0 * normal_sf(z.abs()) })
}
