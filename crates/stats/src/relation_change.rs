//! Whether the relation of two categories differs between the sides, whatever their shares.
//!
//! Under the log-linear model without a three-way interaction, both sides have the same odds ratios and
//! each its own shares (Bartlett 1935). Its expected counts come from iterative proportional fitting to
//! the three two-way margins (Deming and Stephan 1940). `Σ (o − e)² / e` follows the chi-square law with
//! `(r − 1)(c − 1)` degrees of freedom, less one for each pair of categories that occurs on neither side.

use crate::Contingency;
use crate::special::chi_square_sf;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelationChange {
    /// The statistic.
    pub statistic: f64,
    /// Degrees of freedom.
    pub degrees_of_freedom: f64,
    /// p-value.
    pub p_value: f64,
}

/// Rounds of fitting; it takes under twenty but where cells are empty.
const MOST_ROUNDS: u32 = 500;
/// Largest relative change of a margin at which the fit is done.
const DONE: f64 = 1e-12;
/// The law is a poor one where over a fifth of the expected counts are under 5, or one under 1.
const FEW: f64 = 5.0;
const FEWEST: f64 = 1.0;

/// Tests two tables of the same categories, each of which occurs on both sides. `None` where one does
/// not, where there are fewer than two, or where too many expected counts are small for the law.
#[must_use]
pub fn relation_change(
    reference: &Contingency,
    production: &Contingency,
) -> Option<RelationChange> {
    let width = reference.width();
    let cells = reference.counts().len();
    if width < 2 || cells / width < 2 || production.counts().len() != cells {
        return None;
    }
    let sides = [reference, production];
    let margins = sides.map(Contingency::margins);
    let occurs =
        |(rows, columns): &(Vec<u64>, Vec<u64>)| rows.iter().chain(columns).all(|count| *count > 0);
    if !margins.iter().all(occurs) {
        return None;
    }
    let both: Vec<f64> =
        (0..cells).map(|i| (sides[0].counts()[i] + sides[1].counts()[i]) as f64).collect();
    let mut fitted = [vec![1.0; cells], vec![1.0; cells]];
    for _ in 0..MOST_ROUNDS {
        let moved = fit(&mut fitted, &both, &margins, width);
        if moved < DONE {
            break;
        }
    }
    test(&fitted, sides, &both, width)
}

/// One round of fitting; gives the largest relative change of a margin.
fn fit(
    fitted: &mut [Vec<f64>; 2],
    both: &[f64],
    margins: &[(Vec<u64>, Vec<u64>); 2],
    width: usize,
) -> f64 {
    let mut moved: f64 = 0.0;
    let mut ratio = |wanted: f64, found: f64| {
        let ratio = if found > 0.0 { wanted / found } else { 0.0 };
        if wanted > 0.0 {
            moved = moved.max((ratio - 1.0).abs());
        }
        ratio
    };
    for (i, wanted) in both.iter().enumerate() {
        let factor = ratio(*wanted, fitted[0][i] + fitted[1][i]);
        fitted.iter_mut().for_each(|side| side[i] *= factor);
    }
    for (side, (rows, columns)) in fitted.iter_mut().zip(margins) {
        for (cells, wanted) in side.chunks_mut(width).zip(rows) {
            let factor = ratio(*wanted as f64, cells.iter().sum());
            cells.iter_mut().for_each(|cell| *cell *= factor);
        }
        for (j, wanted) in columns.iter().enumerate() {
            let found = side.iter().skip(j).step_by(width).sum();
            let factor = ratio(*wanted as f64, found);
            side.iter_mut().skip(j).step_by(width).for_each(|cell| *cell *= factor);
        }
    }
    moved
}

fn test(
    fitted: &[Vec<f64>; 2],
    sides: [&Contingency; 2],
    both: &[f64],
    width: usize,
) -> Option<RelationChange> {
    let (mut statistic, mut filled, mut few) = (0.0, 0_usize, 0_usize);
    for (expected, side) in fitted.iter().zip(sides) {
        for ((e, o), pooled) in expected.iter().zip(side.counts()).zip(both) {
            if *pooled == 0.0 {
                continue;
            }
            if *e < FEWEST {
                return None;
            }
            filled += 1;
            few += usize::from(*e < FEW);
            statistic += (*o as f64 - e) * (*o as f64 - e) / e;
        }
    }
    let empty = both.iter().filter(|pooled| **pooled == 0.0).count();
    let full = (both.len() / width - 1) * (width - 1);
    let degrees_of_freedom = full.checked_sub(empty).filter(|degrees| *degrees > 0)? as f64;
    if 5 * few > filled {
        return None;
    }
    let p_value = chi_square_sf(statistic, degrees_of_freedom);
    Some(RelationChange { statistic, degrees_of_freedom, p_value })
}

#[cfg(test)]
mod tests {
    use super::relation_change;
    use crate::Contingency;
    use crate::testing::assert_close;

    fn table(rows: [[u32; 3]; 3]) -> Contingency {
        let cells = rows.into_iter().zip(0..).flat_map(|(row, i)| {
            row.into_iter().zip(0..).flat_map(move |(n, j)| (0..n).map(move |_| (i, j)))
        });
        Contingency::of(cells, 3, 3)
    }

    // Expected: Pearson's chi-square of statsmodels.api.GLM(count, X, family=Poisson()), with X holding
    // all main effects and two-way interactions of the 2 x 3 x 3 table; statsmodels 0.15.0.
    #[test]
    fn equals_the_log_linear_model_of_statsmodels() {
        let reference = table([[30, 10, 15], [12, 25, 9], [14, 8, 40]]);
        let production = table([[50, 20, 12], [30, 31, 22], [9, 16, 18]]);
        let found = relation_change(&reference, &production).unwrap();
        assert_close(found.statistic, 12.13943654941747);
        assert_close(found.p_value, 0.016343947337793686);
    }

    #[test]
    fn other_shares_of_the_same_relation_are_no_change() {
        let reference = table([[40, 10, 10], [20, 20, 20], [10, 10, 40]]);
        let production = table([[80, 20, 20], [20, 20, 20], [30, 30, 120]]);
        let found = relation_change(&reference, &production).unwrap();
        assert!(found.statistic < 1e-12 && found.p_value > 0.999_999, "{found:?}");
        assert_eq!(relation_change(&reference, &table([[5, 0, 3], [4, 0, 9], [1, 0, 2]])), None);
    }
}
