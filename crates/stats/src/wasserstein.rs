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
        let gap = (step.reference as i64 * m - step.production as i64 * n).unsigned_abs();
        if gap > 0 {
            area += (step.next - step.value) * gap as f64;
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
