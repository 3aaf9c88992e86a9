//! Errors of a model of numbers: prediction less truth.
//!
//! Means over rows, each with Student's interval: the bias, the mean absolute error, the mean squared
//! error and from it RMSE, and MAPE over the rows whose truth is not 0 (over those that are, an error in
//! percent says nothing). As scikit-learn's functions, but for MAPE's zeros. Two parts merge. Errors whose
//! squares would be beyond the largest number, or vanish, are squared in units of a power of two.

use super::{Estimate, Interval, interval::mean};
use crate::{Moments, Sorted, quantile, special::Z_95, unit::exponent_over};

/// Squares of numbers within two to this power keep their digits.
const SQUARE_SAFELY: i32 = 500;

/// The power of two near the largest magnitude, where squares need it as their unit; else 0.
fn unit_of<'a>(values: impl IntoIterator<Item = &'a f64>) -> i32 {
    let largest = values.into_iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    let exponent = exponent_over(largest);
    if largest == 0.0 || exponent.abs() < SQUARE_SAFELY { 0 } else { exponent }
}

/// Sums over rows.
#[derive(Clone, Copy, Debug)]
pub struct Regression {
    error: Moments,
    absolute: Moments,
    /// In units of four to the power `unit`.
    squared: Moments,
    unit: i32,
    relative: Moments,
    truth: Moments,
}

impl Regression {
    /// Of rows of truth and prediction, both finite; what one list has more than the other is left out.
    #[must_use]
    pub fn new(truth: &[f64], prediction: &[f64]) -> Self {
        let moments = |values: Vec<f64>| {
            let mut moments = Moments::new();
            moments.update(&values);
            moments
        };
        let rows = || truth.iter().zip(prediction).map(|(t, p)| (*t, p - t));
        let errors: Vec<f64> = rows().map(|(_, error)| error).collect();
        let unit = unit_of(&errors);
        let scaled = |error: &f64| libm::ldexp(*error, -unit);
        Self {
            unit,
            error: moments(rows().map(|(_, error)| error).collect()),
            absolute: moments(rows().map(|(_, error)| error.abs()).collect()),
            squared: moments(errors.iter().map(|e| scaled(e) * scaled(e)).collect()),
            relative: moments(
                rows().filter(|(t, _)| *t != 0.0).map(|(t, error)| (error / t).abs()).collect(),
            ),
            truth: moments(rows().map(|(t, _)| t).collect()),
        }
    }

    /// Takes in another part.
    pub fn merge(&mut self, other: &Self) {
        self.error.merge(&other.error);
        self.absolute.merge(&other.absolute);
        let unit = if self.squared.n() == 0 { other.unit } else { self.unit.max(other.unit) };
        self.squared = self.squared.times_two_to(2 * (self.unit - unit));
        self.squared.merge(&other.squared.times_two_to(2 * (other.unit - unit)));
        self.unit = unit;
        self.relative.merge(&other.relative);
        self.truth.merge(&other.truth);
    }

    /// Rows.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.error.n()
    }

    /// Rows whose truth is 0, which MAPE leaves out.
    #[must_use]
    pub fn zeros(&self) -> u64 {
        self.n() - self.relative.n()
    }

    /// Mean error: over 0 where the model says too much.
    #[must_use]
    pub fn bias(&self) -> Option<Estimate> {
        mean(&self.error)
    }

    /// Mean absolute error.
    #[must_use]
    pub fn mean_absolute_error(&self) -> Option<Estimate> {
        Some(at_least_zero(mean(&self.absolute)?))
    }

    /// Root of the mean squared error.
    #[must_use]
    pub fn root_mean_squared_error(&self) -> Option<Estimate> {
        let squared = at_least_zero(mean(&self.squared)?);
        let root = |square: f64| libm::ldexp(square.sqrt(), self.unit);
        let interval = squared.interval.map(|interval| interval.map(root));
        Some(Estimate { value: root(squared.value), interval })
    }

    /// Mean absolute error over the truth, over the rows whose truth is not 0.
    #[must_use]
    pub fn mean_absolute_percentage_error(&self) -> Option<Estimate> {
        Some(at_least_zero(mean(&self.relative)?))
    }

    /// Moments of the errors, for their spread and shape.
    #[must_use]
    pub fn errors(&self) -> &Moments {
        &self.error
    }

    /// Share of the truth's variance that predictions explain, without an interval; `None` where the
    /// truth does not vary.
    #[must_use]
    pub fn r_squared(&self) -> Option<f64> {
        let variance = self.truth.variance(0).filter(|&variance| variance > 0.0)?;
        let squared = libm::ldexp(self.squared.mean()?, 2 * self.unit);
        Some(1.0 - squared / variance).filter(|value| value.is_finite())
    }
}

fn at_least_zero(estimate: Estimate) -> Estimate {
    let interval = estimate.interval.map(|i| Interval { low: i.low.max(0.0), high: i.high });
    Estimate { interval, ..estimate }
}

/// R²: share of the truth's variance that predictions explain, 1 less the mean squared error over the
/// variance. Its standard error is that of the influence function, a row's
/// `(MSE (t - mean)² / V - e²) / V`; the interval is on the scale of `log (1 - R²)`.
#[must_use]
pub fn r_squared(truth: &[f64], prediction: &[f64]) -> Option<Estimate> {
    let unit = unit_of(truth.iter().chain(prediction));
    if unit != 0 {
        // It is the same in any unit.
        let scaled = |values: &[f64]| -> Vec<f64> {
            values.iter().map(|value| libm::ldexp(*value, -unit)).collect()
        };
        return r_squared(&scaled(truth), &scaled(prediction));
    }
    let regression = Regression::new(truth, prediction);
    let value = regression.r_squared()?;
    let (mean, variance) = (regression.truth.mean()?, regression.truth.variance(0)?);
    let missed = 1.0 - value;
    let influence = |(t, p): (&f64, &f64)| {
        let (error, distance) = (p - t, t - mean);
        (missed * distance * distance - error * error) / variance
    };
    let squares: f64 = truth.iter().zip(prediction).map(influence).map(|i| i * i).sum();
    let n = regression.n() as f64;
    let half = Z_95 * squares.sqrt() / n / missed;
    let interval = (missed > 0.0 && half.is_finite()).then(|| Interval {
        low: 1.0 - missed * libm::exp(half),
        high: 1.0 - missed * libm::exp(-half),
    });
    let interval = interval.filter(|interval| interval.low.is_finite());
    Some(Estimate { value, interval })
}

/// The median of absolute errors, its interval from the ranks that hold it (normal law of the rank).
#[must_use]
pub fn median_absolute_error(absolute_errors: &Sorted) -> Option<Estimate> {
    let value = quantile(absolute_errors, 0.5)?;
    let n = absolute_errors.len();
    let half = Z_95 * (n as f64).sqrt() / 2.0;
    let rank = |rank: f64| absolute_errors.values().get(rank as usize).copied();
    let interval = (n as f64 / 2.0 - half >= 1.0)
        .then(|| {
            let (low, high) = (n as f64 / 2.0 - half, n as f64 / 2.0 + half);
            Some(Interval { low: rank(low.floor() - 1.0)?, high: rank(high.ceil())? })
        })
        .flatten();
    Some(Estimate { value, interval })
}

#[cfg(test)]
mod tests {
    use super::{Regression, median_absolute_error, r_squared};
    use crate::{Sorted, testing::assert_close};

    /// yt and yhat of golden_stats.json.
    fn rows() -> (Vec<f64>, Vec<f64>) {
        let truth: Vec<f64> =
            (0..100_u32).map(|i| f64::from((7919 * i + 13) % 1009) / 10.0 + 1.0).collect();
        let prediction =
            truth.iter().enumerate().map(|(i, t)| t + 3.0 * libm::sin(i as f64)).collect();
        (truth, prediction)
    }

    // Expected: scikit-learn 1.9.1, golden_stats.json, "regression".
    #[test]
    fn equals_scikit_learn() {
        let (truth, prediction) = rows();
        let regression = Regression::new(&truth, &prediction);
        let errors = truth.iter().zip(&prediction).map(|(t, p)| (t - p).abs()).collect();
        for (got, want) in [
            (regression.mean_absolute_error(), 1.9043181330357206),
            (regression.root_mean_squared_error(), 2.121574491262075),
            (r_squared(&truth, &prediction), 0.994788728419744),
            (regression.mean_absolute_percentage_error(), 0.10565171996770534),
            (median_absolute_error(&Sorted::new(errors).unwrap()), 2.124678052214117),
        ] {
            let got = got.unwrap();
            assert_close(got.value, want);
            let interval = got.interval.unwrap();
            assert!(interval.low < want && want < interval.high);
        }
    }

    #[test]
    fn squares_beyond_the_largest_number_are_no_obstacle() {
        let (truth, prediction) = rows();
        let plain = Regression::new(&truth, &prediction).root_mean_squared_error().unwrap();
        let r_plain = r_squared(&truth, &prediction).unwrap();
        for power in [900, -900] {
            let scaled = |values: &[f64]| -> Vec<f64> {
                values.iter().map(|value| libm::ldexp(*value, power)).collect()
            };
            let (truth, prediction) = (scaled(&truth), scaled(&prediction));
            let mut parts = Regression::new(&truth[..30], &prediction[..30]);
            parts.merge(&Regression::new(&truth[30..], &prediction[30..]));
            let far = parts.root_mean_squared_error().unwrap();
            assert_close(far.value, libm::ldexp(plain.value, power));
            assert_close(
                far.interval.unwrap().low,
                libm::ldexp(plain.interval.unwrap().low, power),
            );
            assert_close(r_squared(&truth, &prediction).unwrap().value, r_plain.value);
        }
    }

    #[test]
    fn parts_merge_into_the_whole() {
        let (truth, prediction) = rows();
        let mut merged = Regression::new(&truth[..30], &prediction[..30]);
        merged.merge(&Regression::new(&truth[30..], &prediction[30..]));
        let whole = Regression::new(&truth, &prediction);
        assert_close(merged.bias().unwrap().value, whole.bias().unwrap().value);
        assert_close(merged.r_squared().unwrap(), whole.r_squared().unwrap());
        assert_eq!(merged.n(), 100);
    }

    #[test]
    fn what_cannot_be_told_is_nothing() {
        assert_eq!(r_squared(&[1.0, 1.0], &[1.0, 2.0]), None);
        let exact = r_squared(&[1.0, 2.0], &[1.0, 2.0]).unwrap();
        assert_eq!((exact.value, exact.interval), (1.0, None));
        let zeros = Regression::new(&[0.0, 0.0], &[1.0, 2.0]);
        assert_eq!((zeros.zeros(), zeros.mean_absolute_percentage_error()), (2, None));
        assert_eq!(median_absolute_error(&Sorted::default()), None);
    }
}
