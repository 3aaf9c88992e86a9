//! The rule by which Evidently 0.7 chooses a test and its limit, on the numbers of a Report.
//!
//! Up to 1,000 rows of the reference: Kolmogorov-Smirnov for numbers with over five different values,
//! chi-square with the reference's shares taken as true otherwise, and z for two values, each at 5%.
//! Above, Wasserstein over the reference's standard deviation for numbers with over five different
//! values and Jensen-Shannon otherwise, each at 0.1.

use std::collections::BTreeMap;

use report::{ColumnDrift, Convention, MeasureName, Pair, Says, Treatment};
use stats::special::chi_square_sf;
use table::Table;

/// Rows of the reference up to which a test decides.
const TESTED_UP_TO: u64 = 1_000;
/// Different values over which numbers are compared as numbers.
const MOST_LEVELS: usize = 5;
const ALPHA: f64 = 0.05;

/// Whether the rule calls a column of these tables drifted.
pub fn says_drift(column: &ColumnDrift, tables: Pair<&Table>) -> bool {
    let counts = counts(column, tables);
    let is_number = column.summary.reference.is_some() && counts.len() > MOST_LEVELS;
    if column.n.reference > TESTED_UP_TO {
        let name = if is_number { MeasureName::Wasserstein } else { MeasureName::JensenShannon };
        let distance = column.measure(name, Convention::Evidently);
        return distance.is_some_and(|distance| distance.says == Some(Says::Drift));
    }
    let p = |name| column.measure(name, Convention::Textbook).and_then(|test| test.p_value);
    if is_number {
        p(MeasureName::KolmogorovSmirnov).is_some_and(|p| p <= ALPHA)
    } else if counts.len() > 2 {
        goodness_of_fit_p(&counts) < ALPHA
    } else {
        p(MeasureName::TwoProportionZ).is_some_and(|p| p < ALPHA)
    }
}

/// Counts of each value on both sides; of a column of many numbers as many as make no difference.
fn counts(column: &ColumnDrift, tables: Pair<&Table>) -> Vec<(u64, u64)> {
    if column.treatment == Treatment::Numeric {
        return vec![(1, 1); MOST_LEVELS + 1];
    }
    let counts = tables.map(|table| table.column(&column.column).map(|c| c.counts()));
    let mut both: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (value, count) in counts.reference.unwrap_or_default() {
        both.entry(value).or_default().0 = count;
    }
    for (value, count) in counts.production.unwrap_or_default() {
        both.entry(value).or_default().1 = count;
    }
    both.into_values().collect()
}

/// p-value of production's counts where the reference's shares are taken as true; 0 where production
/// has a value that the reference has not.
fn goodness_of_fit_p(counts: &[(u64, u64)]) -> f64 {
    let (n, m) = counts.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let part = |&(reference, production): &(u64, u64)| {
        let expected = reference as f64 * m as f64 / n as f64;
        (production as f64 - expected).powi(2) / expected
    };
    chi_square_sf(counts.iter().map(part).sum(), (counts.len() - 1) as f64)
}
