//! Cells between quantiles of the reference, and how production falls into them by chance.

use rand_pcg::Pcg32;

use super::{binomial::draw_binomial, polya::draw_polya};

/// The upper edge of a cell.
#[derive(PartialEq)]
pub struct Edge {
    /// Gaps between reference values that lie in the cell as a whole.
    pub gaps: u64,
    /// Share of the next gap under the edge.
    pub of_next: f64,
}

/// Draws production's values in each cell, given their number and the reference's.
pub fn draw(rng: &mut Pcg32, edges: &[Edge], (n, m): (u64, u64), production: &mut [u64]) {
    let (mut values, mut gaps, mut from_before) = (m, n + 1, 0);
    let mut take = |rng: &mut Pcg32, part: u64| {
        let taken = draw_polya(rng, values, part, gaps);
        values -= taken;
        gaps -= part;
        taken
    };
    for (edge, production) in edges.iter().zip(&mut *production) {
        let whole = take(rng, edge.gaps);
        let at_edge = take(rng, 1);
        let under = draw_binomial(rng, at_edge, edge.of_next);
        *production = from_before + whole + under;
        from_before = at_edge - under;
    }
    if let Some(last) = production.last_mut() {
        *last = from_before + values;
    }
}
