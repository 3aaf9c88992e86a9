//! Power for any metric whose error is known, as a ratio or one adjusted by CUPED: the two-sided test of the normal law.
//!
//! `power = P(|Z + d / e| > z)` of a difference d with the standard error e, both in the metric's unit. An arm's variance a
//! row is `n e²` of its [`Arm`](crate::experiment::Arm); of a relative lift, d is the lift times the control's
//! value.

use super::Design;
use super::design::{is_error_rate, normal_power};

/// How often a difference is found; `None` where the error is not over 0 or a number is none.
#[must_use]
pub fn power_of_difference(difference: f64, standard_error: f64, error_rate: f64) -> Option<f64> {
    let effect = (difference / standard_error).abs();
    let is_sound = is_error_rate(error_rate) && standard_error > 0.0;
    (is_sound && !effect.is_nan()).then(|| normal_power(effect, error_rate))
}

/// The least difference that is found as often as asked, to either side; `None` where the design cannot be met, or there
/// is no error.
#[must_use]
pub fn detectable_difference(standard_error: f64, design: &Design) -> Option<f64> {
    let difference = design.standard_errors()? * standard_error;
    (difference > 0.0 && difference.is_finite()).then_some(difference)
}

/// Rows of the control that a difference needs, where a row has these variances in control and treatment. `None` where
/// the design cannot be met, the difference is 0, or neither varies.
#[must_use]
pub fn rows_for_difference(difference: f64, variances: [f64; 2], design: &Design) -> Option<f64> {
    let variance = variances[0] + variances[1] / design.rows_ratio;
    let effects = design.standard_errors()? / difference;
    let rows = effects * effects * variance;
    (rows > 0.0 && rows.is_finite()).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::{detectable_difference, power_of_difference, rows_for_difference};
    use crate::experiment::power::Design;
    use crate::testing::assert_close;

    const DESIGN: Design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 2.0 };

    #[test]
    fn rows_power_and_difference_agree() {
        let variances = [9.0, 4.0];
        let rows = rows_for_difference(0.5, variances, &DESIGN).unwrap();
        let error = (variances[0] / rows + variances[1] / (2.0 * rows)).sqrt();
        assert_close(power_of_difference(-0.5, error, 0.05).unwrap(), 0.8);
        assert_close(detectable_difference(error, &DESIGN).unwrap(), 0.5);
        assert_close(power_of_difference(0.0, error, 0.05).unwrap(), 0.05);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(power_of_difference(1.0, 0.0, 0.05), None);
        assert_eq!(power_of_difference(f64::NAN, 1.0, 0.05), None);
        assert_eq!(detectable_difference(0.0, &DESIGN), None);
        assert_eq!(rows_for_difference(0.0, [1.0; 2], &DESIGN), None);
        assert_eq!(rows_for_difference(1.0, [0.0; 2], &DESIGN), None);
        assert_eq!(rows_for_difference(1.0, [1.0; 2], &Design { power: 2.0, ..DESIGN }), None);
    }
}
