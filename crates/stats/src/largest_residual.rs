//! The cell whose count deviates most from what both sides' sizes let expect, and whether chance
//! gives as much: sees one new or changed value where many others hide it from chi-square.
//!
//! Counts are compared by their standardised residual under all splits of the pooled values, where
//! a cell's count is hypergeometric. The p-value is exact for the cell, twice the smaller tail, and
//! raised by Šidák's rule (1967) for the number of cells that were looked at; where values are rare
//! it is larger than it must be. Cells that are empty on both sides do not count.

use crate::Cells;
use crate::special::{hypergeometric_pmf, hypergeometric_rise};

/// The cell that deviates most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LargestResidual {
    /// The cell, by position; the first of equals.
    pub cell: usize,
    /// Standard deviations by which production has more values there than expected.
    pub z: f64,
    /// p-value of a deviation as large in any cell.
    pub p_value: f64,
}

/// What a term adds to a sum of probabilities from which it is nothing.
const NOTHING: f64 = 1e-17;

/// The largest residual; `None` where a side is empty, or fewer than two cells are not.
#[must_use]
pub fn largest_residual(cells: &Cells) -> Option<LargestResidual> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let (n_f, m_f, total) = (n as f64, m as f64, (n + m) as f64);
    let residual = |(r, p): (u64, u64)| {
        let pooled = (r + p) as f64;
        let deviation = p as f64 - pooled * m_f / total;
        let variance = pooled * (total - pooled) / (total - 1.0) * (n_f / total) * (m_f / total);
        deviation / variance.sqrt()
    };
    let is_filled = |(r, p): &(u64, u64)| r + p > 0;
    let looked_at = cells.pairs().filter(is_filled).count();
    if looked_at < 2 {
        return None;
    }
    let filled = cells.pairs().enumerate().filter(|(_, pair)| is_filled(pair));
    let all = filled.map(|(cell, pair)| (cell, pair, residual(pair)));
    let (cell, (r, p), z) = all.reduce(|a, b| if b.2.abs() > a.2.abs() { b } else { a })?;
    let of_cell = (2.0 * tail(p, r + p, n, m)).min(1.0);
    let p_value = -libm::expm1(looked_at as f64 * libm::log1p(-of_cell));
    Some(LargestResidual { cell, z, p_value })
}

/// Probability that of `pooled` values in a cell as many or more are production's where that is many,
/// and as many or fewer where it is few.
fn tail(production: u64, pooled: u64, n: u64, m: u64) -> f64 {
    let (least, most) = (pooled.saturating_sub(n), pooled.min(m));
    let is_many = production as f64 * (n + m) as f64 >= pooled as f64 * m as f64;
    let mut term = hypergeometric_pmf(production, m, n, pooled);
    let (mut sum, mut at) = (term, production);
    while term > NOTHING * sum && at != if is_many { most } else { least } {
        if is_many {
            term *= hypergeometric_rise(at, m, n, pooled);
            at += 1;
        } else {
            at -= 1;
            term /= hypergeometric_rise(at, m, n, pooled);
        }
        sum += term;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{largest_residual, tail};
    use crate::testing::{assert_close, assert_within, cells, new_category};

    // Expected: scipy.stats.hypergeom.sf(p - 1, n + m, pooled, m), or its cdf; scipy 1.17.1.
    #[test]
    fn tails_equal_scipy() {
        for ((production, pooled, n, m), expected) in [
            ((101, 181, 400, 300), 3.364707926679321e-05),
            ((24, 24, 1200, 1224), 6.745579242630915e-08),
            ((0, 30, 500, 400), 1.4742510042950211e-08),
            ((7, 9, 30, 12), 0.0008064512330917225),
            ((2, 60, 3000, 900), 2.3466495273676826e-05),
        ] {
            assert_within(tail(production, pooled, n, m), expected, 1e-10);
        }
    }

    // Expected: cell 4 of the table has 80 and 101 values of 400 and 300;
    // 1 - (1 - 2 * scipy.stats.hypergeom.sf(100, 700, 181, 300)) ** 6; scipy 1.17.1.
    #[test]
    fn finds_the_cell_and_counts_those_looked_at() {
        let found = largest_residual(&new_category()).unwrap();
        assert_eq!(found.cell, 4);
        assert_close(found.z, 4.08384120299104);
        assert_close(found.p_value, 0.00040369702973945673);
    }

    #[test]
    fn a_new_value_is_seen_among_many() {
        let mut table = cells(&[4; 300], &[4; 300]);
        table.reference.push(0);
        table.production.push(24);
        let found = largest_residual(&table).unwrap();
        assert_eq!(found.cell, 300);
        assert!(found.p_value < 1e-4, "{found:?}");
    }

    #[test]
    fn nothing_to_compare_is_nothing() {
        assert_eq!(largest_residual(&cells(&[5, 0], &[7, 0])), None);
        assert_eq!(largest_residual(&cells(&[5, 2], &[0, 0])), None);
        let same = largest_residual(&cells(&[5, 7], &[5, 7])).unwrap();
        assert_eq!((same.z, same.p_value), (0.0, 1.0));
        let rare = largest_residual(&cells(&[1, 0, 1, 0], &[0, 1, 0, 1])).unwrap();
        assert_eq!(rare.p_value, 1.0);
    }
}
