//! A ratio metric of an arm: all of one number over all of another, as revenue per session, where the unit that was
//! randomised (the user) has both.
//!
//! `R = mean(x) / mean(y)` over users, with the variance of the delta method (Deng, Knoblich and Lu 2018)
//! `(s_xx - 2 R s_xy + R² s_yy) / (n mean(y)²)`. Taking each session for a row of its own would leave out that those of
//! a user are alike, and make the error too small. In x's unit over y's. A user without y counts with 0, one whose x
//! or y is not known is left out before.

use super::Arm;
use crate::Comoments;

/// The ratio of the means of x and y; `None` with fewer than two users, where y's mean is not over 0, or beyond the range
/// of numbers.
#[must_use]
pub fn ratio_metric(users: &Comoments) -> Option<Arm> {
    let ([x, y], spread) = (users.means()?, users.covariance()?);
    if y <= 0.0 {
        return None;
    }
    let value = x / y;
    let n = users.n() as f64;
    // Rounding may leave less than nothing where x is a multiple of y.
    let variance = (spread.xx - 2.0 * value * spread.xy + value * value * spread.yy).max(0.0);
    let standard_error = (variance / n).sqrt() / y;
    Arm { value, standard_error, degrees_of_freedom: n - 1.0 }.if_sound()
}

#[cfg(test)]
mod tests {
    use super::ratio_metric;
    use crate::Comoments;
    use crate::testing::{assert_close, pairs};

    // Expected: numpy 2.4.6: R = x.mean() / y.mean(), sqrt(numpy.var(x - R y, ddof=1) / n) / y.mean().
    #[test]
    fn equals_the_formula_in_numpy() {
        let (x, y) = pairs();
        let found = ratio_metric(&Comoments::of(&x, &y)).unwrap();
        assert_close(found.value, 0.811548620547506);
        assert_close(found.standard_error, 0.051889908021646655);
    }

    #[test]
    fn a_multiple_has_no_error_and_nothing_has_no_ratio() {
        let y: Vec<f64> = (1..40).map(|i| f64::from(i) * 0.1).collect();
        let x: Vec<f64> = y.iter().map(|y| 3.3 * y).collect();
        let found = ratio_metric(&Comoments::of(&x, &y)).unwrap();
        assert!(found.standard_error < 1e-7);
        assert_eq!(ratio_metric(&Comoments::of(&x, &[0.0; 39])), None);
        assert_eq!(ratio_metric(&Comoments::of(&[1.0], &[1.0])), None);
    }
}
