//! How far the difference of two arms is from the normal law: its skewness, by which tests and intervals that take that
//! law can be trusted or not.
//!
//! `k3 = (m3_t / n_t² - m3_c / n_c²) / error³` of the arms' third central moments; each tail of the normal law then is off by about
//! `phi(z) (z² - 1) k3 / 6` (Edgeworth). A small arm may have no rare value yet, and so no third moment of its own: the same
//! is computed as if both arms had the law of all their rows, and what is further from 0 counts. Arms of one size cancel out.
//! Without a unit. `None` where no row varies.

use super::{Arm, Trials};
use crate::Moments;

/// Skewness over which the normal law is not taken: at 0.3 a tail of 2.5% is off by 0.8 points.
pub const MOST_SKEWNESS: f64 = 0.3;

/// Of the difference of two means.
#[must_use]
pub fn skewness_of_difference(control: &Moments, treatment: &Moments) -> Option<f64> {
    let mut all = *control;
    all.merge(treatment);
    let part = |moments: &Moments| {
        let arm = Arm::of_mean(moments)?;
        Some(Part::of(moments.skewness().unwrap_or(0.0), arm, moments.n()))
    };
    let pooled = pooled(all.skewness()?, control.n(), treatment.n());
    let own = own(part(control)?, part(treatment)?)?;
    Some(further(own, pooled))
}

/// Of the difference of two shares, with a success and a failure added to each arm.
#[must_use]
pub fn skewness_of_shares(control: Trials, treatment: Trials) -> Option<f64> {
    let skewness = |share: f64| (1.0 - 2.0 * share) / (share * (1.0 - share)).sqrt();
    let part = |trials: Trials| {
        let arm = Arm::of_rare_share(trials)?;
        Some(Part::of(skewness(trials.share_with_one_more()), arm, trials.n))
    };
    let both = Trials {
        successes: control.succeeded() + treatment.succeeded(),
        n: control.n + treatment.n,
    };
    let pooled = pooled(skewness(both.share_with_one_more()), control.n, treatment.n);
    let own = own(part(control)?, part(treatment)?)?;
    Some(further(own, pooled))
}

pub(super) struct Part {
    skewness: f64,
    error: f64,
    n: f64,
}

impl Part {
    pub(super) fn of(skewness: f64, arm: Arm, n: u64) -> Self {
        Self { skewness, error: arm.standard_error, n: n as f64 }
    }

    /// Its part of k3, where both together have this error.
    fn over(&self, error: f64) -> f64 {
        let share = self.error / error;
        self.skewness * share * share * share / self.n.sqrt()
    }
}

pub(super) fn own(control: Part, treatment: Part) -> Option<f64> {
    let error = libm::hypot(control.error, treatment.error);
    (error > 0.0 && error.is_finite()).then(|| treatment.over(error) - control.over(error))
}

pub(super) fn pooled(skewness: f64, control: u64, treatment: u64) -> f64 {
    let [c, t] = [control, treatment].map(|n| 1.0 / n as f64);
    let error = (c + t).sqrt();
    skewness * (t * t - c * c) / (error * error * error)
}

pub(super) fn further(a: f64, b: f64) -> f64 {
    if a.abs() >= b.abs() { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::{skewness_of_difference, skewness_of_shares};
    use crate::experiment::Trials;
    use crate::testing::{assert_close, moments_of};

    // Expected: numpy 2.4.6: of all seven values s = ((x - x.mean())**3).mean() / x.var()**1.5, and s * (1/9 - 1/16) /
    // (1/3 + 1/4)**1.5; with the arms' own moments it is nearer to 0, 0.0527.
    #[test]
    fn of_means_equals_the_definition() {
        let found = skewness_of_difference(
            &moments_of(&[1.0, 2.0, 3.0, 10.0]),
            &moments_of(&[0.0, 1.0, 8.0]),
        );
        assert_close(found.unwrap(), 0.0913491430397712);
        let constant = moments_of(&[1.0, 1.0]);
        assert_eq!(skewness_of_difference(&constant, &constant), None);
    }

    // Expected: numpy 2.4.6: s = (1 - 2 p) / sqrt(p (1 - p)) and e = sqrt(p (1 - p) / n) of p = 19/902 and 1/102; s_t (e_t /
    // e)**3 / sqrt(100) - s_c (e_c / e)**3 / sqrt(900) with e = hypot(e_t, e_c); with 19/1002 for both it is 0.5948.
    #[test]
    fn an_arm_without_a_success_is_borne() {
        let (control, treatment) =
            (Trials { successes: 18, n: 900 }, Trials { successes: 0, n: 100 });
        assert_close(skewness_of_shares(control, treatment).unwrap(), 0.7055568211958217);
        assert_close(skewness_of_shares(treatment, control).unwrap(), -0.7055568211958217);
        let even = skewness_of_shares(control, control).unwrap();
        assert!(even.abs() < 1e-12);
        assert_eq!(skewness_of_shares(control, Trials::default()), None);
    }
}
