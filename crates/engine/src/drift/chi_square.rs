//! The chi-square test of homogeneity, exact where its law is a poor one.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{Cells, chi_square_homogeneity, chi_square_sparse_p};

use super::measures::Entry;
use crate::Study;

/// Expected counts under this make the chi-square law a poor one.
const FEWEST_EXPECTED: f64 = 5.0;

/// The chi-square test of homogeneity on such cells; where expected counts are small, by the law of
/// splits.
pub fn measure(study: &Study<'_>, cells: &Cells, rule: &str, n: Pair<u64>) -> Measure {
    let test = chi_square_homogeneity(cells);
    let is_sparse = test.as_ref().is_some_and(|test| test.smallest_expected < FEWEST_EXPECTED);
    let (p, how) = if is_sparse {
        (
            chi_square_sparse_p(cells, study.settings.seed, split_steps(study)),
            "homogeneity, law of splits of the values as cells are sparse",
        )
    } else {
        (test.as_ref().map(|test| test.p_value), "homogeneity, no correction")
    };
    let how = if rule.is_empty() { how.to_owned() } else { format!("{rule}, {how}") };
    Entry::new(MeasureName::ChiSquare, Convention::Textbook, how, n)
        .bins(cells.len())
        .value(test.as_ref().map(|test| test.statistic))
        .degrees_of_freedom(test.as_ref().map(|test| test.degrees_of_freedom as f64))
        .p_value(p)
        .p_limit(study.settings.drift.test_alpha)
        .done()
}

/// Steps that the splits of one column may take: all columns together take about a second.
fn split_steps(study: &Study<'_>) -> u64 {
    const OF_ALL_COLUMNS: u64 = 200_000_000;
    const OF_ONE_COLUMN: u64 = 20_000_000;
    let columns = study.tables.reference.columns().len().max(1) as u64;
    (OF_ALL_COLUMNS / columns).min(OF_ONE_COLUMN)
}
