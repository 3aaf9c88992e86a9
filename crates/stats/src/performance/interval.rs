//! What an interval is, and the plainest ones: of a mean, and of a sum of independent shares.
//!
//! Every interval should hold the true value in 95% of cases; docs/intervals.md has how often each
//! really does.

use crate::{Moments, special::student_t_quantile};

/// From one value to another, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The ends, each put through a growing function.
    #[must_use]
    pub fn map(self, growing: impl Fn(f64) -> f64) -> Self {
        Self { low: growing(self.low), high: growing(self.high) }
    }
}

/// A value and where the true one may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its interval; none where it cannot be told.
    pub interval: Option<Interval>,
}

/// The mean of values, with Student's interval; `None` where there is no value, no interval where
/// there is one.
#[must_use]
pub fn mean(moments: &Moments) -> Option<Estimate> {
    let value = moments.mean().filter(|mean| mean.is_finite())?;
    let interval = moments.standard_deviation(1).and_then(|deviation| {
        let n = moments.n() as f64;
        let half = student_t_quantile(0.975, n - 1.0) * deviation / n.sqrt();
        half.is_finite().then_some(Interval { low: value - half, high: value + half })
    });
    Some(Estimate { value, interval })
}

/// A weighted sum of independent estimates, its interval put together from theirs: the method of
/// variance estimates recovery, Zou and Donner (2008), of which Newcombe's interval of a difference
/// is a case. Weights may be negative. No interval where a part has none.
#[must_use]
pub fn weighted_sum(parts: &[(f64, Estimate)]) -> Estimate {
    let value = parts.iter().map(|(weight, part)| weight * part.value).sum();
    let intervals: Option<Vec<(f64, f64)>> = parts
        .iter()
        .map(|&(weight, part)| {
            let interval = part.interval?;
            let (down, up) = (part.value - interval.low, interval.high - part.value);
            Some(if weight < 0.0 {
                (weight * up, weight * down)
            } else {
                (weight * down, weight * up)
            })
        })
        .collect();
    let length = |sides: Vec<f64>| sides.iter().map(|side| side * side).sum::<f64>().sqrt();
    let interval = intervals.map(|sides| {
        let (down, up): (Vec<f64>, Vec<f64>) = sides.into_iter().unzip();
        Interval { low: value - length(down), high: value + length(up) }
    });
    Estimate { value, interval }
}

#[cfg(test)]
mod tests {
    use super::{mean, weighted_sum};
    use crate::{Moments, performance::proportion, testing::assert_close};

    // Expected: scipy.stats.ttest_1samp([1, 2, 4, 8], 0).confidence_interval(), scipy 1.17.1.
    #[test]
    fn mean_equals_scipy() {
        let mut moments = Moments::new();
        moments.update(&[1.0, 2.0, 4.0, 8.0]);
        let estimate = mean(&moments).unwrap();
        let interval = estimate.interval.unwrap();
        assert_close(estimate.value, 3.75);
        assert_close(interval.low, -1.175_943_048_230_292_8);
        assert_close(interval.high, 8.675_943_048_230_293);
    }

    // Expected: statsmodels.stats.proportion.confint_proportions_2indep(150, 1010, 120, 1000,
    // method="newcomb"), statsmodels 0.15.0.
    #[test]
    fn difference_equals_newcombe() {
        let [a, b] = [(150, 1010), (120, 1000)].map(|(k, n)| proportion(k, n).unwrap());
        let interval = weighted_sum(&[(1.0, a), (-1.0, b)]).interval.unwrap();
        assert_close(interval.low, -0.001_338_778_616_926_734_2);
        assert_close(interval.high, 0.058_361_605_040_561_294);
    }
}
