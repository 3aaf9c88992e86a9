//! Probability of superiority, or common-language effect size (McGraw and Wong 1992; Vargha and
//! Delaney 2000): the share of random pairs in which production is larger, ties counted half.
//!
//! Equal to U / (n m) of the Mann-Whitney test. 0.5 means no shift; 0 and 1 that the samples do
//! not overlap.

use crate::Sorted;

/// P(production > reference) + P(production = reference) / 2; `None` where a side is empty.
#[must_use]
pub fn probability_larger(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let values = reference.values();
    if values.is_empty() || production.is_empty() {
        return None;
    }
    let (mut below, mut through) = (0, 0);
    let mut twice_larger = 0_u64;
    for &value in production.values() {
        while below < values.len() && values[below] < value {
            below += 1;
        }
        through = through.max(below);
        while through < values.len() && values[through] <= value {
            through += 1;
        }
        twice_larger += (below + through) as u64;
    }
    Some(twice_larger as f64 / 2.0 / (values.len() as f64 * production.len() as f64))
}
