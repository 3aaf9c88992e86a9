//! The ratio of two means over the same rows, with Fieller's interval (1954).
//!
//! The ratios R at which `mean(x) − R mean(y)` is no further from 0 than Student's law allows, with the variances and
//! the covariance of both. It holds for normal means whatever the ratio is; where the denominator may be 0 there is
//! none. Without a unit where both have one unit. `None` where the denominator's mean is 0, without rows, or beyond
//! the range of numbers.

use super::{Estimate, Interval};
use crate::special::student_t_quantile;

/// The mean of x over the mean of y; rows that one list has more than the other are left out.
#[must_use]
pub fn ratio_of_means(x: &[f64], y: &[f64]) -> Option<Estimate> {
    let rows = x.len().min(y.len());
    let (x, y, n) = (&x[..rows], &y[..rows], rows as f64);
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (x_mean, y_mean) = (mean(x), mean(y));
    let value = x_mean / y_mean;
    if !value.is_finite() {
        return None;
    }
    let product = |a: &[f64], a_mean: f64, b: &[f64], b_mean: f64| {
        let products = a.iter().zip(b).map(|(a, b)| (a - a_mean) * (b - b_mean));
        products.sum::<f64>() / (n - 1.0).max(1.0) / n
    };
    let t = student_t_quantile(0.975, (n - 1.0).max(1.0));
    // (x − R y)² = t² (xx − 2 R xy + R² yy), solved for R.
    let leading = y_mean * y_mean - t * t * product(y, y_mean, y, y_mean);
    let middle = x_mean * y_mean - t * t * product(x, x_mean, y, y_mean);
    let last = x_mean * x_mean - t * t * product(x, x_mean, x, x_mean);
    let root = (middle * middle - leading * last).max(0.0).sqrt();
    let interval = Interval { low: (middle - root) / leading, high: (middle + root) / leading };
    let is_known =
        rows > 1 && leading > 0.0 && interval.low.is_finite() && interval.high.is_finite();
    Some(Estimate { value, interval: is_known.then_some(interval) })
}

#[cfg(test)]
mod tests {
    use super::ratio_of_means;
    use crate::testing::assert_close;

    const X: [f64; 10] = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0];

    // Expected: with t = scipy.stats.t.ppf(0.975, 9), A = y.mean()**2 - t*t*y.var(ddof=1)/10, B = x.mean()*y.mean() -
    // t*t*numpy.cov(x, y)[0, 1]/10, C = x.mean()**2 - t*t*x.var(ddof=1)/10: (B ∓ sqrt(B*B - A*C))/A; numpy 2.4.6.
    #[test]
    fn equals_the_formula_in_numpy() {
        let y = [1.0, 1.2, 0.8, 1.1, 0.9, 1.3, 1.0, 1.0, 0.7, 1.0];
        let ratio = ratio_of_means(&X, &y).unwrap();
        assert_close(ratio.value, 3.9);
        assert_close(ratio.interval.unwrap().low, 2.126_524_252_170_639_3);
        assert_close(ratio.interval.unwrap().high, 5.776_554_172_977_639);
    }

    #[test]
    fn of_a_constant_it_is_students_interval_and_of_nothing_none() {
        let ratio = ratio_of_means(&X, &[2.0; 10]).unwrap();
        let mut moments = crate::Moments::new();
        moments.update(&X);
        let mean = crate::performance::mean(&moments).unwrap();
        assert_close(ratio.interval.unwrap().low, mean.interval.unwrap().low / 2.0);
        assert_eq!(ratio_of_means(&X, &[0.0; 10]), None);
        assert_eq!(ratio_of_means(&[], &[]), None);
        let may_be_zero = [5.0, -5.0, 4.0, -4.5, 3.0, -3.0, 1.0, -1.0, 1.0, 0.0];
        assert_eq!(ratio_of_means(&X, &may_be_zero).unwrap().interval, None);
    }
}
