//! A metric of one arm of an experiment.
//!
//! The value and its standard error are in the metric's unit. Degrees of freedom are those of the error: n - 1 of a
//! mean, none to be counted (infinity) where the normal law is taken, as of a share.

use super::{ErrorOfDifference, Trials};
use crate::performance::Estimate;
use crate::{Measured, Moments};

/// A metric of one arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arm {
    /// The value.
    pub value: f64,
    /// Its standard error, in its unit.
    pub standard_error: f64,
    /// Degrees of freedom of the error; infinite where it is taken as known.
    pub degrees_of_freedom: f64,
}

impl Arm {
    /// The mean of the arm's rows; `None` with fewer than two, or beyond the range of numbers.
    #[must_use]
    pub fn of_mean(moments: &Moments) -> Option<Self> {
        let n = moments.n() as f64;
        let value = moments.mean()?;
        let standard_error = moments.standard_deviation(1)? / n.sqrt();
        Self { value, standard_error, degrees_of_freedom: n - 1.0 }.if_sound()
    }

    /// The share of successes, with the error `sqrt(p (1 - p) / n)`; `None` without rows.
    #[must_use]
    pub fn of_share(trials: Trials) -> Option<Self> {
        let value = trials.share()?;
        let standard_error = (value * (1.0 - value) / trials.n as f64).sqrt();
        Some(Self { value, standard_error, degrees_of_freedom: f64::INFINITY })
    }

    /// The share of successes with the error of the share that has a success and a failure more: an arm that has none
    /// yet is not sure of it. `None` without rows.
    #[must_use]
    pub fn of_rare_share(trials: Trials) -> Option<Self> {
        let share = trials.share_with_one_more();
        let standard_error = (share * (1.0 - share) / trials.n as f64).sqrt();
        Some(Self { standard_error, ..Self::of_share(trials)? })
    }

    /// The value with its error.
    #[must_use]
    pub fn measured(self) -> Measured {
        Measured { value: self.value, standard_error: self.standard_error }
    }

    /// The value with its 95% interval, of Student's law; no interval beyond the range of numbers.
    #[must_use]
    pub fn estimate(self) -> Estimate {
        let Self { value, standard_error, degrees_of_freedom } = self;
        let error = ErrorOfDifference { standard_error, degrees_of_freedom };
        Estimate { value, interval: error.interval_around(value) }
    }

    /// Itself, where all of it are numbers that an error may have.
    pub(super) fn if_sound(self) -> Option<Self> {
        let is_sound = self.value.is_finite()
            && self.standard_error.is_finite()
            && self.standard_error >= 0.0
            && self.degrees_of_freedom > 0.0;
        is_sound.then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Arm;
    use crate::experiment::Trials;
    use crate::testing::{assert_close, moments_of};

    // Expected: by hand: mean 4, variance (9 + 0 + 9) / 2, over 3 rows; 1/5 of 20 rows.
    #[test]
    fn has_value_and_error() {
        let mean = Arm::of_mean(&moments_of(&[1.0, 4.0, 7.0])).unwrap();
        assert_close(mean.standard_error, 3.0_f64.sqrt());
        let of_mean = crate::performance::mean(&moments_of(&[1.0, 4.0, 7.0])).unwrap();
        let ends = [mean.estimate(), of_mean].map(|estimate| estimate.interval.unwrap());
        assert_close(ends[0].low, ends[1].low);
        assert_close(ends[0].high, ends[1].high);
        assert_eq!((mean.value, mean.degrees_of_freedom), (4.0, 2.0));
        let share = Arm::of_share(Trials { successes: 4, n: 20 }).unwrap();
        assert_close(share.standard_error, 0.008_f64.sqrt());
        assert_eq!((share.value, share.degrees_of_freedom), (0.2, f64::INFINITY));
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(Arm::of_mean(&moments_of(&[1.0])), None);
        assert_eq!(Arm::of_mean(&moments_of(&[f64::MAX, -f64::MAX])), None);
        assert_eq!(Arm::of_share(Trials::default()), None);
        assert_eq!(Arm::of_rare_share(Trials::default()), None);
        let rare = Arm::of_rare_share(Trials { successes: 0, n: 8 }).unwrap();
        assert_close(rare.standard_error, (0.09_f64 / 8.0).sqrt());
        assert_eq!(rare.value, 0.0);
        assert_eq!(Arm::of_share(Trials { successes: 0, n: 3 }).unwrap().standard_error, 0.0);
    }
}
