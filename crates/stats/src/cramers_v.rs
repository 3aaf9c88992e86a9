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
