//! deepchecks 0.19: its distances on values, and its Cramér's V. It draws 100,000 rows where there are
//! more; here all count.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{Cells, cramers_v_corrected, merge_rare};

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

/// Cramér's V.
pub fn on_names(cells: &Cells, n: Pair<u64>) -> Measure {
    let merged = merge_rare(cells, RARE).cells;
    let how = "bias-corrected, larger side scaled down, values under 1% in one";
    Entry::new(MeasureName::CramersV, Convention::Deepchecks, how, n)
        .bins(merged.len())
        .value(cramers_v_corrected(&merged))
        .or_else_because("too few rows")
        .limit_over(LIMIT)
        .done()
}
