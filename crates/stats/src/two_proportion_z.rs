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

#[cfg(test)]
mod tests {
    use super::{TwoProportionZ, two_proportion_z};
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.proportion.proportions_ztest([120, 150], [1000, 1010]),
    // statsmodels 0.15.0; and scipy.stats.chi2_contingency([[171, 129], [71, 179]],
    // correction=False), whose p-value is the same; scipy 1.17.1.
    #[test]
    fn equals_statsmodels() {
        let test = two_proportion_z(150, 1010, 120, 1000).unwrap();
        assert_close(test.z, -1.874447682393961);
        assert_close(test.p_value, 0.06086874662683877);
        let test = two_proportion_z(171, 300, 71, 250).unwrap();
        assert_close(test.z, -45.267857142857146_f64.sqrt());
        assert_close(test.p_value, 1.718464837404784e-11);
    }

    #[test]
    fn no_difference_is_no_evidence() {
        let same = Some(TwoProportionZ { z: 0.0, p_value: 1.0 });
        assert_eq!(two_proportion_z(3, 10, 6, 20), same);
        assert_eq!(two_proportion_z(0, 10, 0, 20), same);
        assert_eq!(two_proportion_z(10, 10, 20, 20), same);
        assert_eq!(two_proportion_z(0, 0, 0, 20), None);
    }
}
