//! deepchecks 0.19: its distances on values, and its Cramér's V. It draws 100,000 rows where there are
//! more; here all count.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{Cells, cramers_v_balanced, cramers_v_corrected, merge_rare};

use super::super::measures::Entry;
use super::{OfNumbers, RARE};

/// Over it there is drift.
const LIMIT: f64 = 0.2;

/// Kolmogorov-Smirnov and the earth mover's distance.
pub fn on_numbers(of: &OfNumbers<'_>) -> Vec<Measure> {
    let entry = |measure, how: &str, value: f64| {
        Entry::new(measure, Convention::Deepchecks, how, of.n)
            .value(Some(value))
            .limit_over(LIMIT)
            .done()
    };
    vec![
        entry(MeasureName::KolmogorovSmirnov, "largest gap, no p", of.pair.ks().statistic),
        entry(
            MeasureName::Wasserstein,
            "earth mover’s: 2.5% cut at either end, scaled to 0–1",
            of.pair.wasserstein_trimmed(),
        ),
    ]
}

/// Cramér's V, and as its option to balance classes has it, which takes no values together.
pub fn on_names(cells: &Cells, n: Pair<u64>) -> [Measure; 2] {
    let entry = |measure, how: &str, cells: &Cells, value: Option<f64>| {
        Entry::new(measure, Convention::Deepchecks, how, n)
            .bins(cells.len())
            .value(value)
            .or_else_because("too few rows")
            .limit_over(LIMIT)
            .done()
    };
    let merged = merge_rare(cells, RARE).cells;
    let corrected = "bias-corrected, larger side scaled down, values under 1% in one";
    let balanced = "an option: every value weighs the same, 1 added to each";
    [
        entry(MeasureName::CramersV, corrected, &merged, cramers_v_corrected(&merged)),
        entry(MeasureName::BalancedCramersV, balanced, cells, cramers_v_balanced(cells)),
    ]
}
