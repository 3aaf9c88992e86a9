//! What a treatment's metric is over the control's: the difference, its interval and its test.
//!
//! `t = (treatment - control) / sqrt(e1² + e2²)` of the arms' standard errors, held against Student's law with the
//! degrees of freedom of Welch (1947) and Satterthwaite. Of means it is `scipy.stats.ttest_ind(treatment, control,
//! equal_var=False)` and its `confidence_interval()`; of shares, whose errors are taken as known, the z-test without
//! pooling and Wald's interval. In the metric's unit; t has none. `None` where neither arm varies: an error of 0 in a
//! sample does not say that there is none.

use super::Arm;
use crate::performance::{Estimate, Interval};
use crate::special::{student_t_quantile, student_t_two_sided};

/// Treatment less control.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The difference, with its 95% interval.
    pub difference: Estimate,
    /// Its standard error.
    pub standard_error: f64,
    /// The difference in standard errors.
    pub t: f64,
    /// Degrees of freedom; infinite for the normal law.
    pub degrees_of_freedom: f64,
    /// Two-sided p-value of no difference.
    pub p_value: f64,
}

/// Holds a treatment against the control.
#[must_use]
pub fn contrast(control: &Arm, treatment: &Arm) -> Option<Contrast> {
    let error = error_of_difference(control, treatment, 1.0)?;
    let value = treatment.value - control.value;
    let t = value / error.standard_error;
    if error.standard_error == 0.0 || !value.is_finite() || t.is_nan() {
        return None;
    }
    Some(Contrast {
        difference: Estimate { value, interval: error.interval_around(value) },
        standard_error: error.standard_error,
        t,
        degrees_of_freedom: error.degrees_of_freedom,
        p_value: student_t_two_sided(t, error.degrees_of_freedom),
    })
}

/// The error of a difference.
#[derive(Clone, Copy)]
pub(crate) struct ErrorOfDifference {
    pub standard_error: f64,
    pub degrees_of_freedom: f64,
}

/// The error of `treatment - share control`; `None` where an arm is none. It may be 0.
pub(crate) fn error_of_difference(
    control: &Arm,
    treatment: &Arm,
    share: f64,
) -> Option<ErrorOfDifference> {
    let (control, treatment) = (control.if_sound()?, treatment.if_sound()?);
    let (c, t) = (share.abs() * control.standard_error, treatment.standard_error);
    let standard_error = libm::hypot(c, t);
    // Shares of the variance: squares of the errors themselves may leave the range of numbers.
    let [c, t] = [c, t].map(|part| (part / standard_error) * (part / standard_error));
    let reciprocal = c * c / control.degrees_of_freedom + t * t / treatment.degrees_of_freedom;
    let degrees_of_freedom = if standard_error == 0.0 { f64::INFINITY } else { 1.0 / reciprocal };
    // Degrees of freedom next to none leave the range of numbers.
    let is_known = standard_error.is_finite() && degrees_of_freedom > 0.0;
    is_known.then_some(ErrorOfDifference { standard_error, degrees_of_freedom })
}

impl ErrorOfDifference {
    /// The 95% interval of a difference; none beyond the range of numbers.
    pub fn interval_around(self, value: f64) -> Option<Interval> {
        let half = if self.standard_error == 0.0 {
            0.0
        } else {
            student_t_quantile(0.975, self.degrees_of_freedom) * self.standard_error
        };
        let interval = Interval { low: value - half, high: value + half };
        (interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
    }
}

#[cfg(test)]
mod tests {
    use super::contrast;
    use crate::experiment::{Arm, Trials};
    use crate::testing::{a, assert_close, b, moments_of};
    use crate::welch_t;

    // Expected: scipy.stats.ttest_ind(B, A, equal_var=False) and its confidence_interval(), scipy 1.17.1.
    #[test]
    fn of_means_equals_scipy() {
        let [a, b] = [moments_of(a().values()), moments_of(b().values())];
        let found = contrast(&Arm::of_mean(&a).unwrap(), &Arm::of_mean(&b).unwrap()).unwrap();
        assert_close(found.t, 0.8646461591860707);
        assert_close(found.degrees_of_freedom, 306.4304673666109);
        assert_close(found.p_value, 0.38790937953969745);
        assert_close(found.difference.interval.unwrap().low, -0.3671264336538005);
        assert_close(found.difference.interval.unwrap().high, 0.9426634706908359);
        assert_close(found.t, welch_t(&a, &b).unwrap().t);
    }

    // Expected: numpy 2.4.6, scipy 1.17.1: d / sqrt(p q / n + P Q / m), 2 * scipy.stats.norm.sf(|z|).
    #[test]
    fn of_shares_is_the_z_test_without_pooling() {
        let arm = |successes, n| Arm::of_share(Trials { successes, n }).unwrap();
        let found = contrast(&arm(120, 1000), &arm(150, 1010)).unwrap();
        assert_close(found.t, 1.8769272744817644);
        assert_close(found.p_value, 0.06052806210982697);
        assert_close(found.difference.interval.unwrap().low, -0.0012615190195801491);
    }

    #[test]
    fn arms_that_do_not_vary_tell_nothing() {
        let none = Arm::of_share(Trials { successes: 0, n: 3 }).unwrap();
        let all = Arm::of_share(Trials { successes: 3, n: 3 }).unwrap();
        assert_eq!((contrast(&none, &all), contrast(&none, &none)), (None, None));
        let some = Arm::of_share(Trials { successes: 1, n: 3 }).unwrap();
        assert!(contrast(&none, &some).unwrap().p_value > 0.1);
        let infinite = Arm { value: f64::INFINITY, ..some };
        assert_eq!(contrast(&some, &infinite), None);
    }
}
