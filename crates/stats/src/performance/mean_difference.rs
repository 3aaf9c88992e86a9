//! The difference of two means with Welch's interval, which does not take the variances as equal.
//!
//! `mean of production − mean of reference`, with `sqrt(s₁²/n + s₂²/m)` times the quantile of Student's law with
//! the degrees of freedom of Welch and Satterthwaite, as
//! `scipy.stats.ttest_ind(production, reference, equal_var=False).confidence_interval()`. In the unit of the
//! values. `None` without values on a side; no interval with a single one.

use super::Estimate;
use crate::Moments;
use crate::experiment::{Arm, error_of_difference};

/// Production's mean less the reference's.
#[must_use]
pub fn mean_difference(reference: &Moments, production: &Moments) -> Option<Estimate> {
    let value = production.mean()? - reference.mean()?;
    let interval = Arm::of_mean(reference)
        .zip(Arm::of_mean(production))
        .and_then(|(reference, production)| error_of_difference(&reference, &production, 1.0))
        .and_then(|error| error.interval_around(value));
    value.is_finite().then_some(Estimate { value, interval })
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
