//! Whether the effect changes over time, as one of novelty that wears off.
//!
//! The slope of a straight line through the effects of the days, each weighted by one over its squared error, with the
//! error `1 / sqrt(Σ w (day - mean day)²)` and its z-test, as `numpy.polyfit(days, effects, 1, w=1 / errors,
//! cov="unscaled")`. In the metric's unit a day. Days must be independent: rows are told apart by the day on which
//! they came in, and a user counts on one day only. Days without an error, or with one of 0, are left out. `None` with
//! fewer than three days.

use crate::Measured;
use crate::special::normal_sf;

/// Days that a trend needs.
const FEWEST_DAYS: usize = 3;

/// How the effect goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectTrend {
    /// Change of the effect from a day to the next.
    pub slope: Measured,
    /// The line on the first day.
    pub at_first: f64,
    /// The line on the last day.
    pub at_last: f64,
    /// Days that count.
    pub days: usize,
    /// Two-sided p-value of no change.
    pub p_value: f64,
}

/// The trend of effects, each with its day.
#[must_use]
pub fn effect_trend(days: &[(f64, Measured)]) -> Option<EffectTrend> {
    let known: Vec<(f64, f64, f64)> = days.iter().filter_map(known).collect();
    // In units of the least error, so that no weight leaves the range of numbers.
    let unit = known.iter().fold(f64::INFINITY, |least, day| least.min(day.2));
    let weight = |error: f64| (unit / error) * (unit / error);
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        known.iter().map(|&(day, effect, error)| weight(error) * of(day, effect)).sum()
    };
    let all = sum(&|_, _| 1.0);
    let (day_mean, effect_mean) = (sum(&|day, _| day) / all, sum(&|_, effect| effect) / all);
    let spread = sum(&|day, _| (day - day_mean) * (day - day_mean));
    if known.len() < FEWEST_DAYS || !(spread > 0.0 && spread.is_finite()) {
        return None;
    }
    let value = sum(&|day, effect| (day - day_mean) * (effect - effect_mean)) / spread;
    let standard_error = unit / spread.sqrt();
    let line = |day: f64| effect_mean + value * (day - day_mean);
    let ends = known.iter().map(|day| day.0);
    let (at_first, at_last) =
        (line(ends.clone().fold(f64::INFINITY, f64::min)), line(ends.fold(f64::MIN, f64::max)));
    let is_known = [value, standard_error, at_first, at_last].iter().all(|part| part.is_finite());
    (is_known && standard_error > 0.0).then(|| EffectTrend {
        slope: Measured { value, standard_error },
        at_first,
        at_last,
        days: known.len(),
        p_value: 2.0 * normal_sf((value / standard_error).abs()),
    })
}

/// Day, effect and error, where all are known.
fn known(&(day, effect): &(f64, Measured)) -> Option<(f64, f64, f64)> {
    let (value, error) = (effect.value, effect.standard_error);
    let is_known = day.is_finite() && value.is_finite() && error.is_finite() && error > 0.0;
    is_known.then_some((day, value, error))
}

#[cfg(test)]
mod tests {
    use super::effect_trend;
    use crate::Measured;
    use crate::testing::assert_close;

    fn day(day: f64, value: f64, standard_error: f64) -> (f64, Measured) {
        (day, Measured { value, standard_error })
    }

    // Expected: numpy.polyfit([0, 1, 2, 4, 5], [3, 2.5, 2.6, 1, 0.4], 1, w=1 / numpy.array([.5, .4, .6, .3, .5]),
    // cov="unscaled"), numpy 2.4.6; 2 * scipy.stats.norm.sf, scipy 1.17.1.
    #[test]
    fn equals_numpy() {
        let days = [
            day(0.0, 3.0, 0.5),
            day(1.0, 2.5, 0.4),
            day(2.0, 2.6, 0.6),
            day(3.0, 2.0, f64::NAN),
            day(4.0, 1.0, 0.3),
            day(5.0, 0.4, 0.5),
        ];
        let found = effect_trend(&days).unwrap();
        assert_close(found.slope.value, -0.5237130200427494);
        assert_close(found.slope.standard_error, 0.10628757123490454);
        assert_close(found.at_first, 3.1092717078157426);
        assert_close(found.at_last, 0.49070660760199525);
        assert_close(found.p_value, 8.336458226302544e-07);
        assert_eq!(found.days, 5);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let one = day(1.0, 2.0, 0.1);
        assert_eq!(effect_trend(&[one, day(2.0, 3.0, 0.1)]), None);
        assert_eq!(effect_trend(&[one; 5]), None);
        assert_eq!(effect_trend(&[]), None);
        let tiny = [1.0, 2.0, 3.0].map(|at| day(at, at, 1e-200));
        assert_close(effect_trend(&tiny).unwrap().slope.value, 1.0);
    }
}
