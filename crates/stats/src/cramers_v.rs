//! Cramér's V of the table "side by category": the chi-square statistic as an effect size that
//! does not grow with the number of values (Cramér 1946).
//!
//! `sqrt(chi2 / n)` for the two sides, from 0 to 1, without bias correction.

use crate::{Cells, chi_square_homogeneity};

/// Cramér's V; `None` where a side is empty.
#[must_use]
pub fn cramers_v(cells: &Cells) -> Option<f64> {
    let (n, m) = cells.totals();
    Some((chi_square_homogeneity(cells)?.statistic / (n + m) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::cramers_v;
    use crate::testing::{assert_close, cells, new_category};

    // Expected: numpy.sqrt(scipy.stats.chi2_contingency(table).statistic / 700), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_close(cramers_v(&new_category()).unwrap(), 0.19337391262458029);
        assert_close(cramers_v(&cells(&[4, 0], &[0, 9])).unwrap(), 1.0);
        assert_eq!(cramers_v(&cells(&[4], &[9])), Some(0.0));
        assert_eq!(cramers_v(&cells(&[4], &[0])), None);
    }
}
