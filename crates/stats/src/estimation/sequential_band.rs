//! A confidence band for a running mean that may be looked at after every row: the mixture of Robbins
//! (1970) in its asymptotic form (Waudby-Smith and others 2024), as GrowthBook.
//!
//! A 95% interval that is looked at daily leaves out the truth sooner or later for certain. This band holds
//! it at all times at once in 95% of runs. After n rows with standard deviation s it is the mean plus and
//! minus s √(2 (n r² + 1) / (n² r²) ln(√(n r² + 1) / α)), with r chosen so that it is narrowest after
//! `tuned_to` rows: about one and a half times as wide as the interval of one look there. It is asymptotic: not for
//! the first hundred rows.

use crate::special::chi_square_quantile;

/// Half the width of the band after so many rows, in the unit of the standard deviation; `None` where a
/// number makes no sense.
#[must_use]
pub fn sequential_half_width(
    standard_deviation: f64,
    rows: u64,
    tuned_to: u64,
    error_rate: f64,
) -> Option<f64> {
    let is_rate = error_rate > 0.0 && error_rate < 1.0;
    if rows == 0
        || tuned_to == 0
        || !is_rate
        || standard_deviation.is_nan()
        || standard_deviation < 0.0
    {
        return None;
    }
    let n = rows as f64;
    let ln_rate = libm::log(error_rate);
    let square = mixture(tuned_to, error_rate);
    let mixed = n * square + 1.0;
    let units = 2.0 * mixed / (n * n * square) * (0.5 * libm::log(mixed) - ln_rate);
    let half = standard_deviation * units.sqrt();
    half.is_finite().then_some(half)
}

/// r²: the variance of the mixture that makes the band narrowest after `tuned_to` rows.
pub(crate) fn mixture(tuned_to: u64, error_rate: f64) -> f64 {
    let ln_rate = libm::log(error_rate);
    (-2.0 * ln_rate + libm::log(1.0 - 2.0 * ln_rate)) / tuned_to as f64
}

/// Half the width of the band of a difference from a baseline that was measured once, with its standard
/// error: both are put together as independent errors.
#[must_use]
pub fn sequential_half_width_against(
    standard_deviation: f64,
    rows: u64,
    tuned_to: u64,
    error_rate: f64,
    baseline_error: f64,
) -> Option<f64> {
    let own = sequential_half_width(standard_deviation, rows, tuned_to, error_rate)?;
    let half = libm::hypot(own, chi_square_quantile(1.0 - error_rate, 1.0).sqrt() * baseline_error);
    half.is_finite().then_some(half)
}

#[cfg(test)]
mod tests {
    use super::sequential_half_width;
    use crate::testing::assert_close;

    // Expected: numpy 2.4.6, `rho = sqrt((-2 log(.05) + log(1 - 2 log(.05))) / 5000)`,
    // `sqrt(4 * 2 * (n rho^2 + 1) / (n^2 rho^2) * log(sqrt(n rho^2 + 1) / .05))`, n = 1000.
    #[test]
    fn equals_the_formula() {
        assert_close(sequential_half_width(2.0, 1000, 5000, 0.05).unwrap(), 0.21275094013115006);
    }

    #[test]
    fn little_is_borne() {
        for half in [
            sequential_half_width(f64::NAN, 10, 10, 0.05),
            sequential_half_width(1.0, 0, 10, 0.05),
            sequential_half_width(1.0, 10, 10, 1.0),
            sequential_half_width(f64::MAX, 1, u64::MAX, 0.05),
        ] {
            assert_eq!(half, None);
        }
        assert_eq!(sequential_half_width(0.0, 5, 10, 0.05), Some(0.0));
    }
}
