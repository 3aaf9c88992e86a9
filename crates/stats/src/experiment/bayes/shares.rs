//! Chances of shares of successes: the posterior law of a share is Beta(a + successes, b + failures), of a prior Beta(a, b);
//! Beta(1, 1) takes all shares for as likely.

use super::{ArmChances, Posterior, chances};
use crate::estimation::Direction;
use crate::experiment::Trials;
use crate::performance::Interval;
use crate::special::Beta;

/// Standard deviations around the mean at which the law is cut; beyond the last it has nothing.
const CUTS: [f64; 8] = [0.5, 1.0, 2.0, 3.0, 5.0, 9.0, 16.0, 40.0];

/// Chances of arms, whose first is the control. `None` with fewer than two arms, or where the prior's shapes are not over 0;
/// an arm without rows has the prior.
#[must_use]
pub fn share_chances(arms: &[Trials], prior: Beta, better: Direction) -> Option<Vec<ArmChances>> {
    let is_sound = |shape: f64| shape > 0.0 && shape.is_finite();
    if arms.len() < 2 || !is_sound(prior.a) || !is_sound(prior.b) {
        return None;
    }
    let law = |trials: &Trials| Beta {
        a: prior.a + trials.succeeded() as f64,
        b: prior.b + trials.failed() as f64,
    };
    let laws: Vec<Beta> = arms.iter().map(law).collect();
    // Of failures more is better where fewer successes are.
    let turned = |law: &Beta| if better.sign() > 0.0 { *law } else { Beta { a: law.b, b: law.a } };
    let credible = |at: usize| {
        let [low, high] = [0.025, 0.975].map(|share| laws[at].quantile(share));
        Interval { low, high }
    };
    Some(chances(&laws.iter().map(turned).collect::<Vec<_>>(), credible))
}

impl Posterior for Beta {
    fn density(&self, x: f64) -> f64 {
        Self::density(*self, x)
    }

    fn cdf(&self, x: f64) -> f64 {
        Self::cdf(*self, x)
    }

    fn sf(&self, x: f64) -> f64 {
        Self::sf(*self, x)
    }

    fn cuts(&self) -> Vec<f64> {
        let (mean, deviation) = (self.mean(), self.standard_deviation());
        let around = CUTS.iter().flat_map(|cut| [mean - cut * deviation, mean + cut * deviation]);
        around.chain([0.0, mean, 1.0]).map(|cut| cut.clamp(0.0, 1.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::share_chances;
    use crate::estimation::Direction;
    use crate::experiment::Trials;
    use crate::special::Beta;
    use crate::testing::assert_close;

    const EVEN: Beta = Beta { a: 1.0, b: 1.0 };

    fn chances(arms: &[(u64, u64)], better: Direction) -> Vec<super::ArmChances> {
        let arms: Vec<Trials> =
            arms.iter().map(|&(successes, n)| Trials { successes, n }).collect();
        share_chances(&arms, EVEN, better).unwrap()
    }

    // Expected: scipy.integrate.quad of the formulas with epsabs=0, epsrel=1e-12 and scipy.stats.beta, cut at the means
    // and 3, 8 and 20 standard deviations around them, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let found = chances(&[(12, 100), (15, 101), (20, 97)], Direction::LargerIsBetter);
        for (found, (best, loss)) in found.iter().zip([
            (0.03708375444632484, 0.08950020225050326),
            (0.13688574162546208, 0.06161137681741738),
            (0.8260305039282135, 0.004829970521447977),
        ]) {
            assert_close(found.to_be_best, best);
            assert_close(found.expected_loss, loss);
        }
        assert_close(found[2].to_beat_control.unwrap(), 0.9477406157143464);
        assert_eq!(found[0].to_beat_control, None);
    }

    #[test]
    fn better_may_be_smaller_and_chances_sum_to_one() {
        let up = chances(&[(120, 1000), (0, 3), (158, 1020)], Direction::LargerIsBetter);
        assert_close(up.iter().map(|arm| arm.to_be_best).sum::<f64>(), 1.0);
        let down = chances(&[(880, 1000), (3, 3), (862, 1020)], Direction::SmallerIsBetter);
        for (up, down) in up.iter().zip(&down) {
            assert_close(up.to_be_best, down.to_be_best);
            assert_close(up.expected_loss, down.expected_loss);
            assert_close(up.credible.low, 1.0 - down.credible.high);
        }
        let same = chances(&[(5, 50), (5, 50)], Direction::SmallerIsBetter);
        assert_close(same[1].to_beat_control.unwrap(), 0.5);
        let sure = chances(&[(100, 1_000_000), (500_000, 1_000_000)], Direction::LargerIsBetter);
        assert_eq!((sure[0].to_be_best, sure[1].expected_loss), (0.0, 0.0));
        // By hand: the difference of both means.
        assert_close(sure[0].expected_loss, 0.5 - 101.0 / 1_000_002.0);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let arm = Trials { successes: 1, n: 3 };
        let of = |arms: &[Trials], prior| share_chances(arms, prior, Direction::LargerIsBetter);
        assert_eq!(of(&[arm], EVEN), None);
        assert_eq!(of(&[arm, arm], Beta { a: 0.0, b: 1.0 }), None);
        assert_eq!(of(&[arm, arm], Beta { a: f64::NAN, b: 1.0 }), None);
        assert!(of(&[arm, Trials::default()], EVEN).is_some());
    }
}
