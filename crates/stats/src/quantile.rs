//! Quantiles by linear interpolation of the order statistics: type 7 of Hyndman and Fan (1996),
//! the default of NumPy and R.
//!
//! The virtual index is `(n - 1) * probability`; interpolation is NumPy's `_lerp`, which works
//! from the nearer end, so results equal `numpy.quantile` bit for bit.

use crate::Sorted;

/// The quantile of a sample, in the values' unit.
///
/// `None` for an empty sample or a probability outside 0 to 1.
#[must_use]
pub fn quantile(sorted: &Sorted, probability: f64) -> Option<f64> {
    let values = sorted.values();
    let last = values.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&probability) {
        return None;
    }
    let index = last as f64 * probability;
    let below = index as usize;
    let (a, b) = (values[below], values[(below + 1).min(last)]);
    Some(lerp(a, b, index - below as f64))
}

fn lerp(a: f64, b: f64, weight: f64) -> f64 {
    let width = b - a;
    if weight >= 0.5 { b - width * (1.0 - weight) } else { a + width * weight }
}
