//! Total variation distance: half the sum of absolute differences of shares, which is the largest
//! difference of the probabilities that both sides give to any set of cells. From 0 to 1.

use crate::Cells;

/// The distance of the shares of both sides; `None` where a side is empty.
#[must_use]
pub fn total_variation(cells: &Cells) -> Option<f64> {
    let (reference, production) = cells.shares_of_both()?;
    let sum: f64 = reference.into_iter().zip(production).map(|(r, p)| (r - p).abs()).sum();
    Some(sum / 2.0)
}
