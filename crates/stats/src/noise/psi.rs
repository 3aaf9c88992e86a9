//! Noise floor of the floored population stability index.

use super::{NoiseFloor, binned, effective_n};
use crate::{Cells, psi_floored, special::chi_square_quantile};

/// Smallest expected count per cell from which the closed form is used.
const CLOSED_FORM_FROM: f64 = 20.0;

/// Noise floor of [`psi_floored`] for these cells.
///
/// [`psi_by_law`] where it holds; otherwise both sides are split `draws` times, see [`binned`]. `None`
/// where a side is empty.
#[must_use]
pub fn psi(cells: &Cells, floor: f64, draws: u32, seed: u32) -> Option<NoiseFloor> {
    let drawn = || binned(cells, draws, seed, |drawn| Some(psi_floored(drawn, floor)?.value));
    psi_by_law(cells, floor).or_else(drawn)
}

/// Noise floor of [`psi_floored`] where cells are well filled.
///
/// Without drift the index is about `(1/n + 1/m)` times a chi-square variable with one degree of
/// freedom less than cells (Yurdakul 2018). `None` where an expected count of the pooled sample is
/// small, or a share within reach of the floor, or a side is empty.
#[must_use]
pub fn psi_by_law(cells: &Cells, floor: f64) -> Option<NoiseFloor> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let fewest = cells.pairs().map(|(r, p)| r + p).min()? as f64;
    let share = fewest / (n + m) as f64;
    let expected = share * n.min(m) as f64;
    let reach = 4.0 * (share / n.min(m) as f64).sqrt();
    if expected < CLOSED_FORM_FROM || share - reach < floor {
        return None;
    }
    let degrees_of_freedom = (cells.len() - 1) as f64;
    let scale = 1.0 / effective_n(n, m);
    let p95 = if cells.len() > 1 { chi_square_quantile(0.95, degrees_of_freedom) } else { 0.0 };
    Some(NoiseFloor { expected: scale * degrees_of_freedom, p95: scale * p95, draws: None })
}

#[cfg(test)]
mod tests {
    use super::psi;
    use crate::testing::{assert_close, assert_within, cells};

    // Expected: 9 * .02 and scipy.stats.chi2.ppf(.95, 9) * .02, scipy 1.17.1.
    #[test]
    fn well_filled_cells_follow_the_chi_square_law() {
        let floor = psi(&cells(&[10; 10], &[90; 10]), 0.001, 100, 1).unwrap();
        assert_eq!(floor.draws, Some(100));
        let floor = psi(&cells(&[100; 10], &[100; 10]), 0.001, 100, 1).unwrap();
        assert_close(floor.expected, 9.0 * 0.002);
        assert_close(floor.p95, 16.918977604620448 * 0.002);
        assert_eq!(floor.draws, None);
    }

    #[test]
    fn both_ways_agree_where_they_meet() {
        let closed = psi(&cells(&[20; 10], &[20; 10]), 0.001, 0, 1).unwrap();
        let drawn = psi(&cells(&[20; 10], &[20; 10]), 0.05, 4000, 1).unwrap();
        assert!(closed.draws.is_none() && drawn.draws == Some(4000));
        assert_within(drawn.expected, closed.expected, 0.1);
        assert_within(drawn.p95, closed.p95, 0.1);
    }

    #[test]
    fn one_cell_has_no_noise_and_an_empty_side_no_floor() {
        assert_eq!(psi(&cells(&[50], &[70]), 0.001, 10, 1).unwrap().p95, 0.0);
        assert_eq!(psi(&cells(&[50, 2], &[0, 0]), 0.001, 10, 1), None);
    }
}
