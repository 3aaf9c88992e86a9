//! Noise floor of the floored population stability index on cells between the reference's quantiles.
//!
//! Such cells are part of what chance gives: the reference always has a tenth of its values in each of
//! ten, and production's counts follow Pólya's law, whatever law the values have. Splits that keep the
//! cells let the reference's counts vary, and give a 95th percentile that 50 against 500 values exceed
//! in 0.4% of comparisons instead of 5%.

use super::{
    NoiseFloor, binned,
    edge::Edge,
    psi::psi_by_law,
    splits::{Splits, Way},
};
use crate::{Cells, psi_floored};

/// Production values per gap of the reference beyond which more change nothing: the floor is 1% larger
/// than with all of them at most.
const MOST_PER_GAP: u64 = 64;

/// Noise floor of [`psi_floored`] for these cells between equally spaced quantiles of the reference
/// (linear between values, type 7).
///
/// The chi-square law where cells are well filled; `draws` numbers of Pólya's law otherwise. Where
/// the reference has not the counts that quantiles without ties give, as for [`super::psi`]. `None`
/// where a side is empty.
#[must_use]
pub fn psi_on_quantiles(cells: &Cells, floor: f64, draws: u32, seed: u32) -> Option<NoiseFloor> {
    let drawn = || match edges_of(cells) {
        Some(edges) => of_edges(cells, edges, floor, draws, seed),
        None => binned(cells, draws, seed, |drawn| Some(psi_floored(drawn, floor)?.value)),
    };
    psi_by_law(cells, floor).or_else(drawn)
}

/// The upper edges of all cells but the last; `None` where values at them are tied, or so few that two
/// lie in one gap.
fn edges_of(cells: &Cells) -> Option<Vec<Edge>> {
    let (n, _) = cells.totals();
    let count = cells.len() as u64;
    if n <= 2 * count {
        return None;
    }
    let (mut below, mut passed) = (0, 0);
    let mut edges = Vec::with_capacity(cells.len());
    for (i, in_cell) in (1..count).zip(&cells.reference) {
        below += in_cell;
        // The edge lies this far into the values, counted in parts of one.
        let place = (n - 1) * i;
        let gap = place.div_ceil(count);
        if below != gap {
            return None;
        }
        let left = place % count;
        let of_next = if left == 0 { 1.0 } else { left as f64 / count as f64 };
        edges.push(Edge { gaps: gap - passed, of_next });
        passed = gap + 1;
    }
    Some(edges)
}

fn of_edges(
    cells: &Cells,
    edges: Vec<Edge>,
    floor: f64,
    draws: u32,
    seed: u32,
) -> Option<NoiseFloor> {
    let (n, m) = cells.totals();
    let m = m.min((n + 1).saturating_mul(MOST_PER_GAP));
    let way = Way::ByQuantile { edges, reference: n, production: m };
    let mut splits = Splits::of(way, seed);
    let mut drawn = cells.clone();
    let values = (0..draws as usize).map(|i| {
        drawn.production.copy_from_slice(splits.at(i));
        Some(psi_floored(&drawn, floor)?.value)
    });
    let values = values.collect::<Option<_>>()?;
    splits.keep();
    NoiseFloor::from_draws(values)
}

#[cfg(test)]
mod tests {
    use super::{edges_of, psi_on_quantiles};
    use crate::{
        Cells, Sorted, psi_floored, quantile_edges,
        testing::{assert_within, cells, sorted},
    };

    fn uniform(n: u64, [a, c, m]: [u64; 3]) -> Sorted {
        sorted(&(0..n).map(|i| ((a * i + c) % m) as f64).collect::<Vec<_>>())
    }

    fn on_deciles(n: u64, m: u64) -> Cells {
        let reference = uniform(n, [7919, 13, 100_003]);
        let production = uniform(m, [104_729, 7, 99_991]);
        Cells::from_open_edges(&reference, &production, &quantile_edges(&reference, 10))
    }

    // Expected: mean and 95th percentile of PSI, floor 0.001, on numpy.percentile(r, range(0, 101, 10))
    // over 40,000 pairs of numpy.random.default_rng(5).random samples of these sizes; numpy 2.4.6.
    #[test]
    fn follows_what_numpy_draws() {
        for ((n, m), mean, p95) in [
            ((50, 500), 0.18911, 0.35378),
            ((50, 50), 0.43937, 0.91518),
            ((150, 2_000), 0.063703, 0.11843),
            ((500, 60), 0.19089, 0.37938),
        ] {
            let floor = psi_on_quantiles(&on_deciles(n, m), 0.001, 20_000, 1).unwrap();
            assert_eq!(floor.draws, Some(20_000));
            assert_within(floor.expected, mean, 0.025);
            assert_within(floor.p95, p95, 0.045);
        }
    }

    // By hand: of 50 values the first tenth ends at 4.9 values from the first.
    #[test]
    fn gaps_are_those_between_quantiles_without_ties() {
        let edges = edges_of(&on_deciles(50, 70)).unwrap();
        assert_eq!(edges.len(), 9);
        assert_eq!((edges[0].gaps, edges[0].of_next), (5, 0.9));
        assert_eq!((edges[1].gaps, edges[1].of_next), (4, 0.8));
        assert!(edges_of(&cells(&[45, 5], &[5, 5])).is_none());
        assert!(edges_of(&cells(&[1; 10], &[5; 10])).is_none());
    }

    #[test]
    fn ties_and_many_values_go_by_the_other_ways() {
        let tied = cells(&[30, 10, 10], &[25, 15, 20]);
        let floor = psi_on_quantiles(&tied, 0.001, 100, 1);
        assert_eq!(floor, super::super::psi(&tied, 0.001, 100, 1));
        assert_eq!(psi_on_quantiles(&on_deciles(900, 800), 0.001, 100, 1).unwrap().draws, None);
        assert_eq!(psi_on_quantiles(&cells(&[5, 5], &[0, 0]), 0.001, 100, 1), None);
        let one = psi_on_quantiles(&cells(&[5], &[7]), 0.001, 100, 1).map(|floor| floor.p95);
        assert_eq!(one, Some(0.0));
        let many = cells(&[5; 10], &[10_000_000; 10]);
        assert!(psi_floored(&many, 0.001).is_some());
        assert!(psi_on_quantiles(&many, 0.001, 400, 1).unwrap().p95 > 0.1);
    }
}
