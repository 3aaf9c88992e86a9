//! Chi-square tests on counts (Pearson 1900).
//!
//! Homogeneity asks whether both sides were drawn from one law, and treats both as samples; a test
//! of goodness of fit would take the reference for the exact truth. Cells that are empty on both
//! sides are dropped.

use crate::{
    Cells,
    special::{chi_square_sf, gamma_sf},
};

/// Result of the test of homogeneity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    /// `sum (observed - expected)^2 / expected` over the table of two rows.
    pub statistic: f64,
    /// Number of non-empty cells less 1.
    pub degrees_of_freedom: u64,
    /// p-value from the chi-square law: sound where expected counts are about 5 or more.
    pub p_value: f64,
    /// The smallest expected count of the table.
    pub smallest_expected: f64,
}

/// Test of homogeneity without continuity correction, as
/// `scipy.stats.chi2_contingency(table, correction=False)`. `None` where a side is empty.
#[must_use]
pub fn chi_square_homogeneity(cells: &Cells) -> Option<ChiSquare> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let (n, m) = (n as f64, m as f64);
    let mut result = ChiSquare {
        statistic: 0.0,
        degrees_of_freedom: 0,
        p_value: 1.0,
        smallest_expected: f64::INFINITY,
    };
    let mut levels = 0;
    for (r, p) in cells.pairs().filter(|&(r, p)| r + p > 0) {
        let (r, p) = (r as f64, p as f64);
        let share = (r + p) / (n + m);
        // Both rows of a column deviate by the same count.
        let deviation = r - share * n;
        result.statistic += deviation * deviation / share * (1.0 / n + 1.0 / m);
        result.smallest_expected = result.smallest_expected.min(share * n.min(m));
        levels += 1;
    }
    result.degrees_of_freedom = levels - 1;
    result.p_value = chi_square_sf(result.statistic, result.degrees_of_freedom as f64);
    Some(result)
}

/// p-value of the homogeneity statistic for tables with small expected counts: 0 to 1.
///
/// Over all tables with the same margins the statistic has the mean and variance that Haldane
/// (1940) found and Dawson (1954) simplified; a gamma law with these replaces the chi-square law
/// (Mielke and Berry 1985). Where all tables give one statistic, as with all values different,
/// it says nothing and the p-value is 1. `None` where a side is empty.
#[must_use]
pub fn chi_square_sparse_p(cells: &Cells) -> Option<f64> {
    let statistic = chi_square_homogeneity(cells)?.statistic;
    let Some((mean, variance)) = conditional_moments(cells) else {
        return Some(1.0);
    };
    Some(gamma_sf(statistic * mean / variance, mean * mean / variance))
}

/// Mean and variance of the statistic over all tables with the same margins; `None` where it does
/// not vary.
fn conditional_moments(cells: &Cells) -> Option<(f64, f64)> {
    let (n, m) = cells.totals();
    let total = (n + m) as f64;
    if total <= 3.0 {
        return None;
    }
    let columns: Vec<f64> =
        cells.pairs().filter(|&(r, p)| r + p > 0).map(|(r, p)| (r + p) as f64).collect();
    let (rows, levels) = (2.0, columns.len() as f64);
    let spread = |size: f64| (size - 1.0) * (total - size) / (total - 1.0);
    let unevenness =
        |reciprocals: f64, size: f64| (total * reciprocals - size * size) / (total - 2.0);
    let row_unevenness = unevenness(1.0 / n as f64 + 1.0 / m as f64, rows);
    let column_unevenness = unevenness(columns.iter().map(|count| 1.0 / count).sum(), levels);
    let mean = total * (rows - 1.0) * (levels - 1.0) / (total - 1.0);
    let variance = 2.0 * total / (total - 3.0)
        * (spread(rows) - row_unevenness)
        * (spread(levels) - column_unevenness)
        + total * total / (total - 1.0) * row_unevenness * column_unevenness;
    // Rounding leaves about this much of a variance that is 0.
    (variance > 1e-12 * mean * mean).then_some((mean, variance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, cells, new_category};

    // Expected: scipy.stats.chi2_contingency([[82, 79, 80, 79, 80, 0], [48, 49, 48, 48, 101, 6]],
    // correction=False); scipy 1.17.1.
    #[test]
    fn homogeneity_equals_scipy() {
        let test = chi_square_homogeneity(&new_category()).unwrap();
        assert_close(test.statistic, 26.175429058617162);
        assert_eq!(test.degrees_of_freedom, 5);
        assert_close(test.p_value, 8.25096718864152e-5);
        assert_close(test.smallest_expected, 6.0 * 300.0 / 700.0);
    }

    #[test]
    fn empty_cells_do_not_count() {
        let (with, without) = (cells(&[5, 0, 7], &[9, 0, 3]), cells(&[5, 7], &[9, 3]));
        assert_eq!(chi_square_homogeneity(&with), chi_square_homogeneity(&without));
        assert_eq!(chi_square_sparse_p(&with), chi_square_sparse_p(&without));
        let one = chi_square_homogeneity(&cells(&[5], &[9])).unwrap();
        assert_eq!((one.statistic, one.degrees_of_freedom, one.p_value), (0.0, 0, 1.0));
        assert_eq!(chi_square_homogeneity(&cells(&[5], &[0])), None);
    }

    // Expected: mean and variance over all tables with rows 5, 7 and columns 3, 2, 4, 1, 2, each
    // weighted by its hypergeometric probability, summed up in Python 3.11; and
    // scipy.stats.gamma.sf(X2 * mean / variance, mean**2 / variance), scipy 1.17.1.
    #[test]
    fn sparse_p_matches_the_exact_moments() {
        let table = cells(&[3, 0, 1, 1, 0], &[0, 2, 3, 0, 2]);
        let (mean, variance) = conditional_moments(&table).unwrap();
        assert_close(mean, 4.363636363636363);
        assert_close(variance, 4.74672963400236);
        assert_close(chi_square_sparse_p(&table).unwrap(), 0.03755580681010844);
    }

    #[test]
    fn all_values_different_is_no_evidence() {
        let table = cells(&[1, 1, 1, 1, 0, 0, 0, 0], &[0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(chi_square_sparse_p(&table), Some(1.0));
        assert_eq!(chi_square_sparse_p(&cells(&[2], &[0])), None);
    }
}
