//! Wasserstein distance of order 1, or earth mover's distance: how far a value has to move on
//! average to turn one sample into the other, in the values' unit.
//!
//! The integral of the absolute difference of the cumulative shares (Vallender 1974), as
//! `scipy.stats.wasserstein_distance`.

use crate::{Moments, Sorted, merge};

/// The distance; `None` where a side is empty.
#[must_use]
pub fn wasserstein(reference: &Sorted, production: &Sorted) -> Option<f64> {
    if reference.is_empty() || production.is_empty() {
        return None;
    }
    let (n, m) = (reference.len() as i64, production.len() as i64);
    let mut area = 0.0;
    merge::walk(reference, production, |step| {
        // In units of 1 / (n m), where the difference of the cumulative shares is exact.
        let gap = step.reference as i64 * m - step.production as i64 * n;
        if gap != 0 {
            area += (step.next - step.value) * (gap as f64).abs();
        }
    });
    Some(area / (n as f64 * m as f64))
}

/// Evidently's form: the distance in standard deviations of the reference (`ddof` 0), a standard
/// deviation under 0.001 counting as 0.001. `None` where a side is empty.
#[must_use]
pub fn wasserstein_evidently(reference: &Sorted, production: &Sorted) -> Option<f64> {
    const LEAST_DEVIATION: f64 = 0.001;
    let mut moments = Moments::new();
    moments.update(reference.values());
    let deviation = moments.standard_deviation(0)?;
    Some(wasserstein(reference, production)? / deviation.max(LEAST_DEVIATION))
}

#[cfg(test)]
mod tests {
    use super::{wasserstein, wasserstein_evidently};
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    // Expected: scipy.stats.wasserstein_distance(A, B) and of A2, B2 and the lists; scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_close(wasserstein(&a(), &b()).unwrap(), 0.2893314814814814);
        assert_close(wasserstein(&a2(), &b2()).unwrap(), 0.525367925925926);
        let (r, p) = (sorted(&[0.0, 1.0, 3.0]), sorted(&[5.0, 6.0, 8.0]));
        assert_close(wasserstein(&r, &p).unwrap(), 5.0);
        let (r, p) = (sorted(&[3.4, 3.9, 7.5, 7.8]), sorted(&[4.5, 1.4]));
        assert_close(wasserstein(&r, &p).unwrap(), 2.7);
    }

    // Expected: wasserstein_stat_test.func(A, B, "num", 0.1) and of A2, B2; Evidently 0.7.23.
    #[test]
    fn equals_evidently() {
        assert_close(wasserstein_evidently(&a(), &b()).unwrap(), 0.09873238128345582);
        assert_close(wasserstein_evidently(&a2(), &b2()).unwrap(), 0.18186783184847263);
    }

    #[test]
    fn a_constant_reference_counts_as_a_thousandth() {
        let (r, p) = (sorted(&[2.0; 5]), sorted(&[2.5; 3]));
        assert_close(wasserstein_evidently(&r, &p).unwrap(), 500.0);
        assert_eq!(wasserstein(&r, &r), Some(0.0));
        assert_eq!(wasserstein(&r, &Sorted::default()), None);
    }
}
