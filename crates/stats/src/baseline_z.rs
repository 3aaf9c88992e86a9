//! How far production's mean and standard deviation lie from the reference's, in the standard
//! errors that the reference's own spread gives them: the three-sigma rule of control charts
//! (Shewhart 1931), for which 3 is the usual limit.
//!
//! With the reference's standard deviation s and excess kurtosis k, a difference of means has the
//! standard error `s sqrt(1/n + 1/m)` and one of standard deviations about
//! `s sqrt((k + 2) / 4 (1/n + 1/m))` (Kendall and Stuart, 10.15), which holds for any law with a
//! fourth moment, but for heavy tails only slowly. Both have no unit. Missing values are left out
//! before.

use crate::Moments;

/// Distances from the reference, production less reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaselineZ {
    /// Of the means, in standard errors.
    pub mean: f64,
    /// Of the standard deviations (`ddof` 1), in standard errors; `None` where production has
    /// fewer than two values, or every reference value lies as far from the mean as the others, so
    /// that the deviation has no error.
    pub standard_deviation: Option<f64>,
}

/// The distances; `None` where the reference has fewer than two values or does not vary, or
/// production is empty.
#[must_use]
pub fn baseline_z(reference: &Moments, production: &Moments) -> Option<BaselineZ> {
    if reference.n() < 2 || production.n() == 0 {
        return None;
    }
    let (difference, [reference_sum, production_sum]) = reference.contrast(*production);
    let (n, m) = (reference.n() as f64, production.n() as f64);
    let deviation = (reference_sum / (n - 1.0)).sqrt();
    if deviation <= 0.0 {
        return None;
    }
    let error = (1.0 / n + 1.0 / m).sqrt();
    let spread = reference.excess_kurtosis()? + 2.0;
    // Rounding leaves about this much of a spread that is 0.
    let standard_deviation = (production.n() > 1 && spread > 1e-9).then(|| {
        let other = (production_sum / (m - 1.0)).sqrt();
        (other / deviation - 1.0) / (error * (spread / 4.0).sqrt())
    });
    let mean = difference / deviation / error;
    // Not so where production is so far out that the reference's spread vanishes beside it.
    let finite = mean.is_finite() && standard_deviation.is_none_or(f64::is_finite);
    finite.then_some(BaselineZ { mean, standard_deviation })
}

#[cfg(test)]
mod tests {
    use super::baseline_z;
    use crate::testing::{a, assert_close, b, moments_of};

    // Expected: s, e = A.std(ddof=1), numpy.sqrt(1/200 + 1/150); (B.mean() - A.mean()) / s / e and
    // (B.std(ddof=1) / s - 1) / (e * numpy.sqrt((scipy.stats.kurtosis(A) + 2) / 4)); numpy 2.4.6,
    // scipy 1.17.1.
    #[test]
    fn equals_numpy() {
        let z = baseline_z(&moments_of(a().values()), &moments_of(b().values())).unwrap();
        assert_close(z.mean, 0.9068706517768236);
        assert_close(z.standard_deviation.unwrap(), 1.7487791320636445);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let some = moments_of(&[1.0, 2.0, 4.0]);
        assert_eq!(baseline_z(&some, &moments_of(&[])), None);
        assert_eq!(baseline_z(&moments_of(&[3.0]), &some), None);
        assert_eq!(baseline_z(&moments_of(&[3.0; 9]), &some), None);
        assert_eq!(baseline_z(&some, &moments_of(&[3.0])).unwrap().standard_deviation, None);
        assert_eq!(baseline_z(&moments_of(&[0.0, 1.0]), &some).unwrap().standard_deviation, None);
        let same = baseline_z(&some, &some).unwrap();
        assert_eq!((same.mean, same.standard_deviation), (0.0, Some(0.0)));
        assert_eq!(baseline_z(&moments_of(&[0.0, 1e-300]), &moments_of(&[f64::MAX, 1.0])), None);
    }
}
