//! A difference that may be looked at every day: its interval and p-value hold at all times at once.
//!
//! The mixture of Robbins (1970) in its asymptotic form (Waudby-Smith and others 2024), as GrowthBook's sequential test:
//! the band of [`sequential_half_width`] with all rows of both arms as n and `error² n` as variance. The p-value is one over
//! the mixture `exp(n² ρ² d² / (2 s² (n ρ² + 1))) / sqrt(n ρ² + 1)`, at most 1; it is under the error rate just where the
//! interval leaves out 0. Who looks often keeps the least p-value, and the narrowest part that all intervals had in
//! common. The price is an interval about one and a half times as wide. Asymptotic: not for the first hundred rows,
//! and later for rare successes. In the metric's unit. `None` where neither arm varies.

use super::{Arm, error_of_difference};
use crate::estimation::{mixture, sequential_half_width};
use crate::performance::Interval;

/// A difference with what holds at all times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlwaysValid {
    /// Treatment less control.
    pub difference: f64,
    /// Its interval, which holds at all times at once in `1 - error_rate` of experiments.
    pub interval: Interval,
    /// p-value of no difference, at whatever time one stops.
    pub p_value: f64,
}

/// The difference after `rows` of both arms together; the interval is narrowest after `tuned_to` of them.
#[must_use]
pub fn always_valid(
    control: &Arm,
    treatment: &Arm,
    rows: u64,
    tuned_to: u64,
    error_rate: f64,
) -> Option<AlwaysValid> {
    let error = error_of_difference(control, treatment, 1.0)?.standard_error;
    let difference = treatment.value - control.value;
    if error == 0.0 || !difference.is_finite() {
        return None;
    }
    let deviation = error * (rows as f64).sqrt();
    let half = sequential_half_width(deviation, rows, tuned_to, error_rate)?;
    let mixed = rows as f64 * mixture(tuned_to, error_rate) + 1.0;
    let t = difference / error;
    let ln_mixture = t * t * (mixed - 1.0) / (2.0 * mixed) - 0.5 * libm::log(mixed);
    let interval = Interval { low: difference - half, high: difference + half };
    (interval.low.is_finite() && interval.high.is_finite()).then(|| AlwaysValid {
        difference,
        interval,
        p_value: libm::exp(-ln_mixture).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::always_valid;
    use crate::experiment::Arm;
    use crate::testing::assert_close;

    // Expected: GrowthBook's formula in numpy 2.4.6: rho = sqrt((-2 log(.05) + log(1 - 2 log(.05))) / 5000), half =
    // sqrt(s2 * 2 * (n rho² + 1) / (n² rho²) * log(sqrt(n rho² + 1) / .05)) with s2 = se² n, se = hypot(.3, .4), n = 900.
    #[test]
    fn equals_growthbook() {
        let arm = |value, standard_error| Arm { value, standard_error, degrees_of_freedom: 449.0 };
        let found = always_valid(&arm(1.0, 0.3), &arm(2.5, 0.4), 900, 5000, 0.05).unwrap();
        assert_eq!(found.difference, 1.5);
        assert_close(found.interval.low, -0.20983003689978763);
        assert_close(found.interval.high, 3.2098300368997874);
        assert_close(found.p_value, 0.11043018213008333);
    }

    #[test]
    fn the_p_value_is_the_error_rate_where_the_interval_ends_at_0() {
        let arm = |value, standard_error| Arm { value, standard_error, degrees_of_freedom: 9.0 };
        let wide = always_valid(&arm(0.0, 0.3), &arm(0.0, 0.4), 900, 5000, 0.1).unwrap();
        let at_end = arm(wide.interval.high, 0.4);
        let found = always_valid(&arm(0.0, 0.3), &at_end, 900, 5000, 0.1).unwrap();
        assert_close(found.p_value, 0.1);
        assert_eq!(wide.p_value, 1.0);
        assert_eq!(always_valid(&arm(0.0, 0.0), &arm(1.0, 0.0), 900, 5000, 0.1), None);
        assert_eq!(always_valid(&arm(0.0, 0.3), &at_end, 0, 5000, 0.1), None);
    }
}
