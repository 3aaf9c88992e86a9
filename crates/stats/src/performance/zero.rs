//! How likely an estimate as far from 0 is, where the true value is 0: read off its interval.
//!
//! Half of a 95% interval on the side of 0 is taken for 1.96 standard errors of a normal law, and the
//! p-value is two-sided. Of an interval `value ± 1.96 se` it is that of the z-test; of one that is not
//! even to both sides, as those of shares, it is under 0.05 where the interval leaves out 0, and nearly
//! right further out. An interval without a width leaves no doubt.

use super::Estimate;
use crate::special::{Z_95, normal_sf};

/// The two-sided p-value of 0; `None` where there is no interval.
#[must_use]
pub fn p_value_of_zero(estimate: Estimate) -> Option<f64> {
    let interval = estimate.interval?;
    let half = if estimate.value < 0.0 {
        interval.high - estimate.value
    } else {
        estimate.value - interval.low
    };
    let distance = estimate.value.abs();
    if distance == 0.0 {
        return Some(1.0);
    }
    let z = Z_95 * distance / half.max(0.0);
    Some((2.0 * normal_sf(z)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::p_value_of_zero;
    use crate::performance::{Estimate, Interval};
    use crate::testing::assert_close;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, interval: Some(Interval { low, high }) }
    }

    // Expected: 2 * scipy.stats.norm.sf(2.5), scipy 1.17.1.
    #[test]
    fn is_the_z_test_of_an_even_interval() {
        let half = 1.959_963_984_540_054 * 0.2;
        for value in [0.5, -0.5] {
            let p = p_value_of_zero(estimate(value, value - half, value + half)).unwrap();
            assert_close(p, 0.012_419_330_651_552_318);
        }
    }

    #[test]
    fn is_five_percent_where_the_interval_ends_at_0() {
        let p = |estimate| p_value_of_zero(estimate).unwrap();
        assert!((p(estimate(0.3, 0.0, 9.0)) - 0.05).abs() < 1e-12);
        assert!((p(estimate(-0.3, -9.0, 0.0)) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn without_a_width_there_is_no_doubt() {
        assert_eq!(p_value_of_zero(estimate(0.3, 0.3, 0.3)), Some(0.0));
        assert_eq!(p_value_of_zero(estimate(0.0, 0.0, 0.0)), Some(1.0));
        assert_eq!(p_value_of_zero(Estimate { value: 1.0, interval: None }), None);
    }
}
