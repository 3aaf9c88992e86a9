//! The difference of two means with Welch's interval, which does not take the variances as equal.
//!
//! `mean of production − mean of reference`, with `sqrt(s₁²/n + s₂²/m)` times the quantile of Student's law with
//! the degrees of freedom of Welch and Satterthwaite, as
//! `scipy.stats.ttest_ind(production, reference, equal_var=False).confidence_interval()`. In the unit of the
//! values. `None` without values on a side; no interval with a single one.

use super::{Estimate, Interval};
use crate::{Moments, special::student_t_quantile};

/// Production's mean less the reference's.
#[must_use]
pub fn mean_difference(reference: &Moments, production: &Moments) -> Option<Estimate> {
    let value = production.mean()? - reference.mean()?;
    let interval = half_width(reference, production)
        .map(|half| Interval { low: value - half, high: value + half })
        .filter(|interval| interval.low.is_finite() && interval.high.is_finite());
    value.is_finite().then_some(Estimate { value, interval })
}

fn half_width(reference: &Moments, production: &Moments) -> Option<f64> {
    let error = |side: &Moments| Some(side.standard_deviation(1)? / (side.n() as f64).sqrt());
    let (r, p) = (error(reference)?, error(production)?);
    let all = libm::hypot(r, p);
    if all == 0.0 {
        return Some(0.0);
    }
    // Shares of the variance: squares of the errors themselves may leave the range of numbers.
    let [r, p] = [r, p].map(|part| (part / all) * (part / all));
    let (n, m) = (reference.n() as f64, production.n() as f64);
    let degrees_of_freedom = 1.0 / (r * r / (n - 1.0) + p * p / (m - 1.0));
    Some(student_t_quantile(0.975, degrees_of_freedom) * all)
}

#[cfg(test)]
mod tests {
    use super::mean_difference;
    use crate::testing::{assert_close, moments_of};

    // Expected: scipy.stats.ttest_ind([3, 5, 9, 9, 20], [1, 2, 4, 8],
    // equal_var=False).confidence_interval(), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let of = |values: &[f64]| moments_of(values);
        let found = mean_difference(&of(&[1.0, 2.0, 4.0, 8.0]), &of(&[3.0, 5.0, 9.0, 9.0, 20.0]));
        let interval = found.unwrap().interval.unwrap();
        assert_close(found.unwrap().value, 5.45);
        assert_close(interval.low, -2.705_707_143_367_226);
        assert_close(interval.high, 13.605_707_143_367_225);
    }

    #[test]
    fn constants_differ_without_doubt_and_single_values_have_no_interval() {
        let found = mean_difference(&moments_of(&[1.0, 1.0]), &moments_of(&[2.0, 2.0])).unwrap();
        let interval = found.interval.unwrap();
        assert_eq!((interval.low, interval.high), (1.0, 1.0));
        let single = mean_difference(&moments_of(&[1.0]), &moments_of(&[2.0, 3.0])).unwrap();
        assert_eq!((single.value, single.interval), (1.5, None));
        assert_eq!(mean_difference(&moments_of(&[]), &moments_of(&[2.0])), None);
    }
}
