//! The relative lift: the difference over the control's value, with an interval.
//!
//! `treatment / control - 1`, without a unit: 0.1 is 10% more. Three intervals:
//! - delta method (Deng and others 2018): `± 1.96 sqrt(e_t² / c² + t² e_c² / c⁴)`, the normal law of the ratio;
//! - delta method of the logarithm: the ratio times `exp(± 1.96 sqrt((e_t / t)² + (e_c / c)²))`, of shares Katz's
//!   (1978); it is none where the treatment's value is not over 0;
//! - Fieller's (1954): the ratios at which `treatment - ratio control` is no further from 0 than Student's law allows;
//!   it is sound however uncertain the control is, and none where the control may be 0.
//!
//! There is no interval where neither arm has an error, as where every row succeeds: that is no certainty.
//! `None` where the control's value is not over 0: a loss has no lift.

use super::{Arm, error_of_difference};
use crate::estimation::ratio_interval;
use crate::performance::{Estimate, Interval};
use crate::special::{Z_95, student_t_quantile};

/// How the interval is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiftInterval {
    /// The normal law of the ratio.
    Delta,
    /// The normal law of the ratio's logarithm.
    Log,
    /// Fieller's.
    Fieller,
}

/// How much the treatment's value is over the control's, as a share of the control's.
#[must_use]
pub fn lift(control: &Arm, treatment: &Arm, interval: LiftInterval) -> Option<Estimate> {
    let (control, treatment) = (control.if_sound()?, treatment.if_sound()?);
    let ratio = treatment.value / control.value;
    if control.value <= 0.0 || !ratio.is_finite() {
        return None;
    }
    // In units of the control.
    let [c, t] = [control, treatment].map(|arm| arm.standard_error / control.value);
    let ends = match interval {
        _ if c == 0.0 && t == 0.0 => None,
        LiftInterval::Delta => {
            let half = Z_95 * libm::hypot(t, ratio * c);
            Some(Interval { low: ratio - half, high: ratio + half })
        }
        LiftInterval::Log => (ratio > 0.0).then(|| {
            let half = Z_95 * libm::hypot(t / ratio, c);
            Interval { low: ratio * libm::exp(-half), high: ratio * libm::exp(half) }
        }),
        LiftInterval::Fieller => {
            let freedom = error_of_difference(&control, &treatment, ratio)?.degrees_of_freedom;
            let critical = student_t_quantile(0.975, freedom);
            ratio_interval(treatment.measured(), control.measured(), critical)
        }
    };
    let lift = |ends: Interval| ends.map(|ratio| ratio - 1.0);
    let is_known = |ends: &Interval| ends.low.is_finite() && ends.high.is_finite();
    Some(Estimate { value: ratio - 1.0, interval: ends.map(lift).filter(is_known) })
}

#[cfg(test)]
mod tests {
    use super::{LiftInterval, lift};
    use crate::experiment::{Arm, Trials};
    use crate::testing::{a, assert_close, b, moments_of};

    #[test]
    fn without_an_error_there_is_no_interval() {
        let arm = |n| Arm::of_share(Trials { successes: n, n }).unwrap();
        for way in [LiftInterval::Delta, LiftInterval::Log, LiftInterval::Fieller] {
            let found = lift(&arm(100), &arm(120), way).unwrap();
            assert_eq!((found.value, found.interval), (0.0, None));
        }
    }

    // Expected: the formulas above in numpy 2.4.6 of 120 of 1,000 and 150 of 1,010.
    #[test]
    fn of_shares_equals_the_formulas() {
        let arm = |successes, n| Arm::of_share(Trials { successes, n }).unwrap();
        let (control, treatment) = (arm(120, 1000), arm(150, 1010));
        for (way, low, high) in [
            (LiftInterval::Delta, -0.03905366317269365, 0.5143011879251689),
            (LiftInterval::Log, -0.010308637374091711, 0.5476669141926052),
            (LiftInterval::Fieller, -0.009443324538672582, 0.5564415676513299),
        ] {
            let found = lift(&control, &treatment, way).unwrap();
            assert_close(found.value, 150.0 / 1010.0 / 0.12 - 1.0);
            assert_close(found.interval.unwrap().low, low);
            assert_close(found.interval.unwrap().high, high);
        }
    }

    // Expected: numpy 2.4.6, scipy 1.17.1: the ratios R at which (B.mean() - R A.mean())² = t² (B.var(ddof=1) / m +
    // R² A.var(ddof=1) / n), with t of Welch's degrees of freedom at R = B.mean() / A.mean().
    #[test]
    fn of_means_equals_fieller() {
        let arm = |values: &[f64]| Arm::of_mean(&moments_of(values)).unwrap();
        let found = lift(&arm(a().values()), &arm(b().values()), LiftInterval::Fieller).unwrap();
        assert_close(found.interval.unwrap().low, -0.06930144977777841);
        assert_close(found.interval.unwrap().high, 0.19729946313509883);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let arm = |value: f64, standard_error: f64| Arm {
            value,
            standard_error,
            degrees_of_freedom: f64::INFINITY,
        };
        let some = arm(1.0, 0.1);
        for way in [LiftInterval::Delta, LiftInterval::Log, LiftInterval::Fieller] {
            assert_eq!(lift(&arm(0.0, 0.0), &some, way), None);
            assert_eq!(lift(&arm(-1.0, 0.1), &some, way), None);
            assert_eq!(lift(&arm(f64::NAN, 0.1), &some, way), None);
        }
        let may_be_none = lift(&arm(1.0, 2.0), &some, LiftInterval::Fieller).unwrap();
        assert_eq!((may_be_none.value, may_be_none.interval), (0.0, None));
        let gone = lift(&some, &arm(0.0, 0.0), LiftInterval::Log).unwrap();
        assert_eq!((gone.value, gone.interval), (-1.0, None));
    }
}
