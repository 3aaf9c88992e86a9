//! Hellinger distance: the Euclidean distance of the roots of shares (Hellinger 1909).
//!
//! `sqrt(sum (sqrt r - sqrt p)^2 / 2)`, from 0 to 1.

use crate::{Cells, Sorted, sturges_edges_of_distinct};

/// The distance of the shares of both sides; `None` where a side is empty.
///
/// For categories this is Evidently's too, which writes it as `sqrt(1 - sum sqrt(r p))`.
#[must_use]
pub fn hellinger(cells: &Cells) -> Option<f64> {
    let (reference, production) = cells.shares_of_both()?;
    let squares: f64 = reference
        .into_iter()
        .zip(production)
        .map(|(r, p)| {
            let difference = r.sqrt() - p.sqrt();
            difference * difference
        })
        .sum();
    Some((squares / 2.0).sqrt())
}

/// Evidently's distance of numbers: bins by Sturges' rule on the set of different values of both
/// sides, not on the rows. `integers` as in [`crate::sturges_edges`].
///
/// `None` where a side is empty.
#[must_use]
pub fn hellinger_evidently(reference: &Sorted, production: &Sorted, integers: bool) -> Option<f64> {
    let edges = sturges_edges_of_distinct(reference, production, integers);
    hellinger(&Cells::from_edges(reference, production, &edges))
}
