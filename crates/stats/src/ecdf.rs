//! Empirical cumulative distribution function.

use crate::Sorted;

/// Share of the sample at or below a value, 0 to 1; not a number for an empty sample.
#[must_use]
pub fn share_at_or_below(sorted: &Sorted, value: f64) -> f64 {
    sorted.values().partition_point(|&other| other <= value) as f64 / sorted.len() as f64
}
