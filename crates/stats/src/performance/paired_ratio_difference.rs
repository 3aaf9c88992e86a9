//! The difference of two ratios of means over the same rows: of precision, recall, specificity or F1 of two models.
//!
//! Each metric is `mean(x) / mean(y)` of what rows add to it (precision: called positive and right, over called
//! positive). The standard error comes from what each row pulls the difference by, `(x₂ - R₂ y₂) / mean(y₂) - (x₁ - R₁
//! y₁) / mean(y₁)` (the delta method with all covariances), so that models which agree on most rows are told apart by
//! few; the interval is the normal law's, 1.96 standard errors to each side. In the unit of the metric. `None` where a
//! denominator is 0, without two rows, or beyond the range of numbers.

use super::{Estimate, Interval};
use crate::Moments;
use crate::special::Z_95;

/// What a row adds to the numerator and to the denominator of a metric.
pub type Parts = (f64, f64);

/// Second less first of a metric, of what every row adds to each.
#[must_use]
pub fn paired_ratio_difference(rows: &[(Parts, Parts)]) -> Option<Estimate> {
    let n = rows.len() as f64;
    let mean = |of: fn(&(Parts, Parts)) -> f64| rows.iter().map(of).sum::<f64>() / n;
    let first = (mean(|row| row.0.0), mean(|row| row.0.1));
    let second = (mean(|row| row.1.0), mean(|row| row.1.1));
    let [a, b] = [first, second].map(|(x, y)| x / y);
    let value = b - a;
    if !value.is_finite() || rows.len() < 2 {
        return None;
    }
    let pull = |((x, y), (u, v)): &(Parts, Parts)| (u - b * v) / second.1 - (x - a * y) / first.1;
    let pulls: Vec<f64> = rows.iter().map(pull).collect();
    let mut moments = Moments::new();
    moments.update(&pulls);
    let half = Z_95 * moments.standard_deviation(1)? / n.sqrt();
    let interval = half.is_finite().then_some(Interval { low: value - half, high: value + half });
    Some(Estimate { value, interval })
}

#[cfg(test)]
mod tests {
    use super::paired_ratio_difference;
    use crate::testing::assert_close;

    /// Precision of two models on forty rows: `x = i % 3 == 0`, called `i % 2 == 0` and `i % 5 < 2`.
    fn rows() -> Vec<((f64, f64), (f64, f64))> {
        let of = |is: bool, called: bool| {
            (f64::from(u8::from(is && called)), f64::from(u8::from(called)))
        };
        (0..40).map(|i| (of(i % 3 == 0, i % 2 == 0), of(i % 3 == 0, i % 5 < 2))).collect()
    }

    // Expected: tests/goldens/paired_ratio_difference.py, numpy 2.4.6.
    #[test]
    fn equals_the_delta_method_in_numpy() {
        let found = paired_ratio_difference(&rows()).unwrap();
        assert_close(found.value, EXPECTED.0);
        let interval = found.interval.unwrap();
        assert_close(interval.low, EXPECTED.1);
        assert_close(interval.high, EXPECTED.2);
    }
    const EXPECTED: (f64, f64, f64) =
        (0.024_999_999_999_999_967, -0.197_683_771_704_618_7, 0.247_683_771_704_618_64);

    #[test]
    fn the_same_model_does_not_differ() {
        let same: Vec<_> = rows().iter().map(|(first, _)| (*first, *first)).collect();
        let found = paired_ratio_difference(&same).unwrap();
        assert_eq!((found.value, found.interval.unwrap().high), (0.0, 0.0));
        assert_eq!(paired_ratio_difference(&[((0.0, 0.0), (1.0, 1.0)); 5]), None);
        assert_eq!(paired_ratio_difference(&[]), None);
    }
}
