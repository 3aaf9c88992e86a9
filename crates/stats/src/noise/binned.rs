//! Noise floors of any distances on cells, by simulation.

use super::{NoiseFloor, permutation::Permutation};
use crate::Cells;

/// A distance on cells; `None` where it cannot be computed.
pub type Distance<'a> = dyn Fn(&Cells) -> Option<f64> + 'a;

/// Noise floor of a distance on these cells: the pooled values are split `draws` times at random into
/// two sides of the same sizes. Without drift, the distance exceeds the floor's 95th percentile in 5%
/// of comparisons, however rare the values of a cell are.
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
    let mut floors = binned_all(cells, draws, seed, &distances).into_iter();
    std::array::from_fn(|_| floors.next().flatten())
}

/// As [`binned_each`], for a list of distances.
#[must_use]
pub fn binned_all(
    cells: &Cells,
    draws: u32,
    seed: u32,
    distances: &[&Distance<'_>],
) -> Vec<Option<NoiseFloor>> {
    let mut law = Permutation::new(cells, seed);
    let mut values = vec![Some(Vec::new()); distances.len()];
    for _ in 0..draws {
        let drawn = law.next();
        for (values, distance) in values.iter_mut().zip(distances) {
            match (values.as_mut(), distance(drawn)) {
                (Some(values), Some(value)) => values.push(value),
                _ => *values = None,
            }
        }
    }
    values.into_iter().map(|values| NoiseFloor::from_draws(values?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{binned, binned_each};
    use crate::{
        Cells, LogBase, cramers_v, hellinger, jensen_shannon, psi_floored,
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

    // Expected: means and 95th percentiles over 40,000 numpy.random.default_rng(5).permutation of the
    // pooled values `((7919 * i + 13) % 100003) // 330` for i under 500 and
    // `((104729 * i + 7) % 99991) // 330` for i under 450; numpy 2.4.6. Drawing both sides from the
    // pooled shares gives a percentile of PSI of 1.043 in NumPy.
    #[test]
    fn rare_values_are_permuted_as_numpy_does() {
        let mut table = cells(&[0; 304], &[0; 304]);
        (0..500).for_each(|i| table.reference[(7919 * i + 13) % 100_003 / 330] += 1);
        (0..450).for_each(|i| table.production[(104_729 * i + 7) % 99_991 / 330] += 1);
        let psi = |cells: &Cells| Some(psi_floored(cells, 0.001)?.value);
        let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
        let floors = binned_each(&table, 2000, 1, [&psi, &js, &cramers_v]);
        let expected = [(1.0655, 1.1782), (0.54430, 0.57628), (0.56388, 0.59433)];
        for (floor, (mean, p95)) in floors.into_iter().zip(expected) {
            let floor = floor.unwrap();
            assert_within(floor.expected, mean, 0.01);
            assert_within(floor.p95, p95, 0.01);
        }
    }

    #[test]
    fn what_cannot_be_computed_has_no_floor() {
        assert_eq!(binned(&cells(&[3, 4], &[0, 0]), 10, 1, hellinger), None);
        assert_eq!(binned(&cells(&[3, 4], &[1, 2]), 0, 1, hellinger), None);
    }
}
