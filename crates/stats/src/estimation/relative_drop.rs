//! Whether a metric is worse than its baseline by more than a share of it, and whether that is chance.
//!
//! The drop is the loss over the baseline's size: (baseline - now) / baseline for accuracy, (now - baseline)
//! / baseline for an error. Its 95% interval is Fieller's (1954), which holds for ratios whatever the
//! baseline's error. Two one-sided p-values: that there is a drop at all, and that it is over the limit.
//! Both sides have independent normal errors. `None` where the baseline is not over 0.

use crate::{
    Measured,
    performance::Interval,
    special::{Z_95, normal_sf},
};

/// Which way is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Larger values are better, as of accuracy.
    LargerIsBetter,
    /// Smaller values are better, as of an error.
    SmallerIsBetter,
}

impl Direction {
    /// 1 where larger values are better, else -1.
    pub(crate) const fn sign(self) -> f64 {
        match self {
            Self::LargerIsBetter => 1.0,
            Self::SmallerIsBetter => -1.0,
        }
    }
}

/// How much worse a metric became.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativeDrop {
    /// Loss over the baseline; under 0 where the metric became better.
    pub drop: f64,
    /// Its 95% interval; none where the baseline may be 0.
    pub interval: Option<Interval>,
    /// p-value of no drop at all.
    pub p_value_of_none: f64,
    /// p-value of a drop of no more than the limit.
    pub p_value_within_limit: f64,
}

/// Holds a metric against its baseline, with the share of it that may be lost.
#[must_use]
pub fn relative_drop(
    baseline: Measured,
    now: Measured,
    limit: f64,
    direction: Direction,
) -> Option<RelativeDrop> {
    let numbers = [baseline.value, baseline.standard_error, now.value, now.standard_error, limit];
    if baseline.value <= 0.0 || !numbers.iter().all(|number| number.is_finite()) {
        return None;
    }
    let sign = direction.sign();
    // In units of the baseline, whose differences are within the range where the drop is.
    let ratio = now.value / baseline.value;
    let errors = [baseline, now].map(|of| of.standard_error / baseline.value);
    let p_value = |limit: f64| {
        let share = 1.0 - sign * limit;
        let worse_by = sign * (share - ratio);
        let error = libm::hypot(share * errors[0], errors[1]);
        match (error > 0.0, worse_by > 0.0) {
            (true, _) => normal_sf(worse_by / error),
            (false, is_worse) => f64::from(u8::from(!is_worse)),
        }
    };
    let drop = sign * (1.0 - ratio);
    let interval = ratio_interval(now, baseline, Z_95).map(|ratio| match direction {
        Direction::LargerIsBetter => Interval { low: 1.0 - ratio.high, high: 1.0 - ratio.low },
        Direction::SmallerIsBetter => Interval { low: ratio.low - 1.0, high: ratio.high - 1.0 },
    });
    drop.is_finite().then(|| RelativeDrop {
        drop,
        interval,
        p_value_of_none: p_value(0.0),
        p_value_within_limit: p_value(limit),
    })
}

/// Fieller's ratios r with |above - r below| within so many of its standard errors, in units of the denominator.
pub(crate) fn ratio_interval(above: Measured, below: Measured, errors: f64) -> Option<Interval> {
    let ratio = above.value / below.value;
    let in_units = |part: Measured| errors * part.standard_error / below.value;
    let (above, below) = (in_units(above), in_units(below));
    // (1 - b²) r² - 2 ratio r + ratio² - a² = 0.
    let leading = 1.0 - below * below;
    let root = (above * above * leading + ratio * ratio * below * below).max(0.0).sqrt();
    let interval = Interval { low: (ratio - root) / leading, high: (ratio + root) / leading };
    (leading > 0.0 && interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
}

#[cfg(test)]
mod tests {
    use super::{Direction, relative_drop};
    use crate::{
        Measured,
        testing::{assert_close, assert_within},
    };

    fn measured(value: f64, standard_error: f64) -> Measured {
        Measured { value, standard_error }
    }

    // Expected: by the definition: at either end the difference is 1.96 of its standard errors.
    #[test]
    fn the_ends_are_where_the_test_turns() {
        let (baseline, now) = (measured(0.9, 0.01), measured(0.8, 0.02));
        let test = relative_drop(baseline, now, 0.05, Direction::LargerIsBetter).unwrap();
        assert_close(test.drop, 0.1 / 0.9);
        let interval = test.interval.unwrap();
        for end in [interval.low, interval.high] {
            let at_end = relative_drop(baseline, now, end, Direction::LargerIsBetter).unwrap();
            let tail = at_end.p_value_within_limit;
            assert_within(tail.min(1.0 - tail), 0.025, 1e-9);
        }
        assert!(test.p_value_of_none < test.p_value_within_limit);
    }

    #[test]
    fn an_error_is_worse_where_it_is_larger() {
        let (baseline, now) = (measured(10.0, 0.1), measured(12.0, 0.1));
        let worse = relative_drop(baseline, now, 0.05, Direction::SmallerIsBetter).unwrap();
        assert_close(worse.drop, 0.2);
        assert!(worse.p_value_within_limit < 1e-6 && worse.interval.unwrap().low > 0.15);
        let better = relative_drop(now, baseline, 0.05, Direction::SmallerIsBetter).unwrap();
        assert!(better.drop < 0.0 && better.p_value_of_none > 0.99);
    }

    #[test]
    fn without_errors_and_without_a_baseline() {
        let exact = |now| {
            relative_drop(measured(0.5, 0.0), measured(now, 0.0), 0.1, Direction::LargerIsBetter)
        };
        assert_eq!(exact(0.4).unwrap().p_value_within_limit, 0.0);
        assert_eq!(exact(0.5).unwrap().p_value_of_none, 1.0);
        let none = measured(0.0, 0.1);
        assert_eq!(relative_drop(none, none, 0.05, Direction::LargerIsBetter), None);
        let poor =
            relative_drop(measured(0.1, 0.2), none, 0.05, Direction::LargerIsBetter).unwrap();
        assert_eq!(poor.interval, None);
    }
}
