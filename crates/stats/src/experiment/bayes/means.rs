//! Chances of means, and of any other metric of an [`Arm`]: under a flat prior the posterior law is Student's around the
//! value, with the arm's standard error and degrees of freedom (Box and Tiao 1973); normal where the error is known.

use super::{ArmChances, Posterior, chances};
use crate::estimation::Direction;
use crate::experiment::Arm;
use crate::performance::Interval;
use crate::special::{student_t_density, student_t_quantile, student_t_two_sided};

/// Degrees of freedom under which an expected loss is not told: the tails are too heavy.
const FEWEST: f64 = 2.0;

/// The least error of an arm that is told from none, in errors of the arm with the largest one.
const LEAST_ERROR: f64 = 1e-9;
/// Errors of the arm with the least one that arms may lie apart: beyond, no number is fine enough for both.
const FARTHEST: f64 = 1e10;

/// Chances of arms, whose first is the control. `None` with fewer than two arms, where one has an error of 0 or fewer than
/// two degrees of freedom, or where one is 10¹⁰ errors from the control.
#[must_use]
pub fn mean_chances(arms: &[Arm], better: Direction) -> Option<Vec<ArmChances>> {
    let is_sound = |arm: &Arm| {
        arm.if_sound().is_some() && arm.standard_error > 0.0 && arm.degrees_of_freedom >= FEWEST
    };
    // In units in which neither squares nor distances leave the range of numbers.
    let unit = arms.iter().fold(0.0, |most: f64, arm| most.max(arm.standard_error));
    let origin = arms.first()?.value;
    let law = |arm: &Arm| Student {
        value: better.sign() * ((arm.value - origin) / unit),
        error: (arm.standard_error / unit).max(LEAST_ERROR),
        degrees_of_freedom: arm.degrees_of_freedom,
    };
    let laws: Vec<Student> = arms.iter().map(law).collect();
    let least = laws.iter().fold(f64::INFINITY, |least, law| least.min(law.error));
    let are_known = laws.iter().all(|law| law.value.abs() <= FARTHEST * least);
    if arms.len() < 2 || !arms.iter().all(is_sound) || !are_known {
        return None;
    }
    let credible = |at: usize| {
        let half = student_t_quantile(0.975, arms[at].degrees_of_freedom) * arms[at].standard_error;
        Interval { low: arms[at].value - half, high: arms[at].value + half }
    };
    let found = chances(&laws, credible).into_iter();
    let found: Vec<ArmChances> =
        found.map(|arm| ArmChances { expected_loss: arm.expected_loss * unit, ..arm }).collect();
    let is_finite = |arm: &ArmChances| {
        [arm.expected_loss, arm.credible.low, arm.credible.high].iter().all(|part| part.is_finite())
    };
    found.iter().all(is_finite).then_some(found)
}

struct Student {
    value: f64,
    error: f64,
    degrees_of_freedom: f64,
}

impl Student {
    fn at(&self, x: f64) -> f64 {
        (x - self.value) / self.error
    }

    /// P(T > t).
    fn over(&self, t: f64) -> f64 {
        let tail = student_t_two_sided(t, self.degrees_of_freedom) / 2.0;
        if t > 0.0 { tail } else { 1.0 - tail }
    }
}

impl Posterior for Student {
    fn density(&self, x: f64) -> f64 {
        student_t_density(self.at(x), self.degrees_of_freedom) / self.error
    }

    fn cdf(&self, x: f64) -> f64 {
        self.over(-self.at(x))
    }

    fn sf(&self, x: f64) -> f64 {
        self.over(self.at(x))
    }

    /// Twice as far each, until what is left beyond has no weight in a loss.
    fn cuts(&self) -> Vec<f64> {
        let mut cuts = vec![self.value];
        let mut reach = 0.5;
        loop {
            cuts.extend([self.value - reach * self.error, self.value + reach * self.error]);
            if reach * self.over(reach) < 1e-16 || reach > 1e15 {
                return cuts;
            }
            reach *= 2.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mean_chances;
    use crate::estimation::Direction;
    use crate::experiment::Arm;
    use crate::testing::assert_close;

    fn arm(value: f64, standard_error: f64, degrees_of_freedom: f64) -> Arm {
        Arm { value, standard_error, degrees_of_freedom }
    }

    // Expected: scipy.integrate.quad of the formulas with epsabs=0, epsrel=1e-12 and scipy.stats.t, cut at the values and
    // 1, 4, 16, ... standard errors around them, scipy 1.17.1; and of two normal laws, norm.cdf(d / e) and
    // e norm.pdf(d / e) - d norm.sf(d / e).
    #[test]
    fn equals_scipy() {
        let arms = [arm(1.0, 0.5, 9.0), arm(1.4, 0.3, 30.0), arm(0.8, 0.9, 4.0)];
        let found = mean_chances(&arms, Direction::LargerIsBetter).unwrap();
        for (found, (best, loss)) in found.iter().zip([
            (0.19788822123048164, 0.7133021474725229),
            (0.5492646221817108, 0.31330214747252294),
            (0.2528471565878062, 0.9133021474725226),
        ]) {
            assert_close(found.to_be_best, best);
            assert_close(found.expected_loss, loss);
        }
        let normal = [arm(5.0, 0.3, f64::INFINITY), arm(5.6, 0.4, f64::INFINITY)];
        let found = mean_chances(&normal, Direction::LargerIsBetter).unwrap();
        assert_close(found[1].to_beat_control.unwrap(), 0.8849303297782918);
        assert_close(found[1].expected_loss, 0.028051225358581566);
    }

    #[test]
    fn the_unit_does_not_matter_and_smaller_may_be_better() {
        let arms = [arm(1.0, 0.5, 9.0), arm(1.4, 0.3, 30.0)];
        let plain = mean_chances(&arms, Direction::LargerIsBetter).unwrap();
        for unit in [1e200, 1e-200, -1.0] {
            let times =
                |a: &Arm| arm(unit * a.value, unit.abs() * a.standard_error, a.degrees_of_freedom);
            let better =
                if unit > 0.0 { Direction::LargerIsBetter } else { Direction::SmallerIsBetter };
            let other = mean_chances(&arms.each_ref().map(times), better).unwrap();
            for (plain, other) in plain.iter().zip(&other) {
                assert_close(plain.to_be_best, other.to_be_best);
                assert_close(unit.abs() * plain.expected_loss, other.expected_loss);
            }
        }
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let some = arm(1.0, 0.5, 9.0);
        let of = |other: Arm| mean_chances(&[some, other], Direction::LargerIsBetter);
        assert_eq!(of(arm(1.0, 0.0, 9.0)), None);
        assert_eq!(of(arm(1.0, 0.5, 1.0)), None);
        assert_eq!(of(arm(f64::NAN, 0.5, 9.0)), None);
        assert_eq!(of(arm(1e12, 0.5, 9.0)), None);
        let all_but_constant = of(arm(1.2, 5e-324, 9.0)).unwrap();
        assert!((all_but_constant[1].to_be_best - 0.65).abs() < 0.01);
        assert_eq!(mean_chances(&[some], Direction::LargerIsBetter), None);
        assert_eq!(mean_chances(&[], Direction::LargerIsBetter), None);
    }
}
