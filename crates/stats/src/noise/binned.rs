//! Noise floors of any distances on cells, by simulation.

use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::{NoiseFloor, multinomial::Multinomial};
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
    let law = Multinomial::new(cells.pairs().map(|(r, p)| r + p).collect(), n.max(m));
    let mut rng = Pcg32::seed_from_u64(u64::from(seed));
    let mut drawn = Cells { reference: vec![0; cells.len()], production: vec![0; cells.len()] };
    let mut values = [const { Some(Vec::new()) }; N];
    for _ in 0..draws {
        law.draw(&mut rng, n, &mut drawn.reference);
        law.draw(&mut rng, m, &mut drawn.production);
        for (values, distance) in values.iter_mut().zip(distances) {
            match (values.as_mut(), distance(&drawn)) {
                (Some(values), Some(value)) => values.push(value),
                _ => *values = None,
            }
        }
    }
    values.map(|values| NoiseFloor::from_draws(values?))
}

#[cfg(test)]
mod tests {
    use super::{binned, binned_each};
    use crate::{
        cramers_v, hellinger,
        testing::{assert_within, cells},
    };

    #[test]
    fn a_seed_gives_the_same_floor() {
        let table = cells(&[30, 1, 500], &[11, 0, 90]);
        let floor = |seed| binned(&table, 200, seed, hellinger).unwrap();
        assert_eq!(floor(7), floor(7));
        assert_ne!(floor(7), floor(8));
        let [first, second] = binned_each(&table, 200, 7, [&hellinger, &cramers_v]);
        assert_eq!(first, Some(floor(7)));
        assert_eq!(second, binned(&table, 200, 7, cramers_v));
    }

    // Expected: Cramér's V is the root of a chi-square variable with 1 degree of freedom over n;
    // its mean is sqrt(2 / pi) and its 95th percentile 1.959964.
    #[test]
    fn follows_the_known_law_of_two_cells() {
        let floor = binned(&cells(&[500, 500], &[500, 500]), 5000, 1, cramers_v).unwrap();
        let root_n = 2000.0_f64.sqrt();
        assert_within(floor.expected, (2.0 / std::f64::consts::PI).sqrt() / root_n, 0.03);
        assert_within(floor.p95, 1.959964 / root_n, 0.04);
    }

    #[test]
    fn what_cannot_be_computed_has_no_floor() {
        assert_eq!(binned(&cells(&[3, 4], &[0, 0]), 10, 1, hellinger), None);
        assert_eq!(binned(&cells(&[3, 4], &[1, 2]), 0, 1, hellinger), None);
    }
}
