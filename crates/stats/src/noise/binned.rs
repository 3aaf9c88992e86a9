//! Noise floors of any distances on cells, by simulation.

use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::{NoiseFloor, binomial::draw_binomial};
use crate::Cells;

/// A distance on cells; `None` where it cannot be computed.
pub type Distance<'a> = dyn Fn(&Cells) -> Option<f64> + 'a;

/// Noise floor of a distance on these cells: both sides are drawn `draws` times from the pooled
/// shares, each with its own number of values.
///
/// The same seed gives the same floor. `None` where a side is empty or the distance cannot be
/// computed.
#[must_use]
pub fn binned(
    cells: &Cells,
    draws: u32,
    seed: u32,
    distance: impl Fn(&Cells) -> Option<f64>,
) -> Option<NoiseFloor> {
    let [floor] = binned_each(cells, draws, seed, [&distance]);
    floor
}

/// Noise floors of several distances from the same draws, which cost more than the distances.
///
/// Each equals what [`binned`] gives for it alone.
#[must_use]
pub fn binned_each<const N: usize>(
    cells: &Cells,
    draws: u32,
    seed: u32,
    distances: [&Distance<'_>; N],
) -> [Option<NoiseFloor>; N] {
    let (n, m) = cells.totals();
    let pooled: Vec<u64> = cells.pairs().map(|(r, p)| r + p).collect();
    let mut rng = Pcg32::seed_from_u64(u64::from(seed));
    let mut drawn = Cells { reference: vec![0; pooled.len()], production: vec![0; pooled.len()] };
    let mut values = [const { Some(Vec::new()) }; N];
    for _ in 0..draws {
        draw_multinomial(&mut rng, n, &pooled, &mut drawn.reference);
        draw_multinomial(&mut rng, m, &pooled, &mut drawn.production);
        for (values, distance) in values.iter_mut().zip(distances) {
            match (values.as_mut(), distance(&drawn)) {
                (Some(values), Some(value)) => values.push(value),
                _ => *values = None,
            }
        }
    }
    values.map(|values| NoiseFloor::from_draws(values?))
}

/// Spreads n values over cells in proportion to weights: one conditional binomial per cell.
fn draw_multinomial(rng: &mut Pcg32, n: u64, weights: &[u64], counts: &mut [u64]) {
    let mut values = n;
    let mut weight_left: u64 = weights.iter().sum();
    for (count, &weight) in counts.iter_mut().zip(weights) {
        *count = if weight == weight_left {
            values
        } else {
            draw_binomial(rng, values, weight as f64 / weight_left as f64)
        };
        values -= *count;
        weight_left -= weight;
    }
}
