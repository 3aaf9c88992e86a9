//! Chi-square tests on counts (Pearson 1900).
//!
//! Homogeneity asks whether both sides were drawn from one law, and treats both as samples; a test
//! of goodness of fit would take the reference for the exact truth. Cells that are empty on both
//! sides are dropped.

use crate::Cells;
use crate::special::chi_square_sf;

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
        let one = chi_square_homogeneity(&cells(&[5], &[9])).unwrap();
        assert_eq!((one.statistic, one.degrees_of_freedom, one.p_value), (0.0, 0, 1.0));
        assert_eq!(chi_square_homogeneity(&cells(&[5], &[0])), None);
    }
}
