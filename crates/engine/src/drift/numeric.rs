//! Measures of a column of numbers.

use report::{
    Centre, ColumnDrift, Convention, Effect, Kind, Measure, MeasureName, Pair, Summary, Treatment,
};
use stats::{Cells, Ks, Moments, Sorted, SortedPair, noise, psi_floored, quantile, sturges_edges};

use super::cells;
use super::combined;
use super::distances;
use super::further;
use super::measures::Entry;
use super::shape;
use super::values::{Levels, Numbers};
use crate::Study;

/// Evidently bins a reference with more different values than this, and counts the values of others.
const EVIDENTLY_MOST_LEVELS: usize = 20;

/// Measures a column of numbers and fills in everything but the verdict.
pub fn measure(study: &Study<'_>, numbers: &Numbers, drift: &mut ColumnDrift) {
    let sorted = &numbers.sorted;
    drift.treatment =
        if numbers.levels.is_some() { Treatment::Discrete } else { Treatment::Numeric };
    drift.summary = sorted.as_ref().map(summary);
    drift.shape = match &numbers.levels {
        Some(levels) => Some(shape::bars_in_order(&levels.labels(drift.kind), &levels.cells)),
        None => shape::histogram(sorted, drift.kind == Kind::Integer),
    };
    let Some(pair) = SortedPair::new(&sorted.reference, &sorted.production) else { return };
    let ks = pair.ks();
    drift.centre = medians(&drift.summary);
    drift.effect = Some(Effect::ProductionLarger(pair.probability_larger()));
    drift.cdf = Some(shape::cdf(sorted, &ks));
    let bins = study.settings.drift.psi_bins.max(2) as usize;
    let cells = cells::of_numbers(sorted, bins);
    let psi = psi_floored(&cells.cells, study.settings.drift.psi_floor);
    drift.bins = Some(cells.show(drift.kind, psi.as_ref()));
    drift.leading = Some(0);
    drift.measures = distances::by_textbook(study, &cells.cells, &cells.rule, drift.n);
    drift.measures.extend(on_values(study, &pair, &ks, drift.n));
    let Some(tests) = pair.rank_tests(combined::RANK_CELLS) else { return };
    let levels = numbers.levels.as_ref().map(|levels| &levels.cells);
    drift.measures.extend(combined::on_numbers(study, &tests, levels, drift.n));
    drift.test = Some(drift.measures.len() as u32 - 1);
    let rule = &cells.rule;
    drift.measures.extend(further::on_numbers(sorted, &pair, &tests, &cells.cells, rule, drift.n));
    drift.measures.extend(as_evidently(study, numbers, &pair, drift.n));
}

/// Measures on the values themselves.
fn on_values(study: &Study<'_>, pair: &SortedPair<'_>, ks: &Ks, n: Pair<u64>) -> Vec<Measure> {
    let settings = &study.settings.drift;
    let draws = distances::draws(study, noise::BRIDGE_STEPS);
    let how = format!("largest gap of the cumulative shares, {} p", ks.method.label());
    vec![
        Entry::new(MeasureName::KolmogorovSmirnov, Convention::Textbook, how, n)
            .value(Some(ks.statistic))
            .p_value(Some(ks.p_value))
            .noise(Some(noise::ks(n.reference, n.production)))
            .p_limit(settings.test_alpha)
            .done(),
        Entry::new(MeasureName::Wasserstein, Convention::Textbook, "in the column’s unit", n)
            .value(Some(pair.wasserstein()))
            .noise(pair.wasserstein_noise(draws, study.settings.seed))
            .done(),
    ]
}

/// What Evidently computes for the same column.
fn as_evidently(
    study: &Study<'_>,
    numbers: &Numbers,
    pair: &SortedPair<'_>,
    n: Pair<u64>,
) -> Vec<Measure> {
    let entry = |measure, how: &str| Entry::new(measure, Convention::Evidently, how, n);
    let mut measures = vec![
        entry(MeasureName::Wasserstein, "over the reference’s standard deviation")
            .value(pair.wasserstein_evidently())
            .limit(distances::EVIDENTLY_LIMIT)
            .done(),
    ];
    let (cells, how) = evidently_cells(numbers);
    measures.extend(distances::by_evidently(study, &cells, how, n));
    measures.push(
        entry(MeasureName::Hellinger, "Sturges cells over the distinct values")
            .value(pair.hellinger_evidently(numbers.whole_and_complete))
            .limit(distances::EVIDENTLY_LIMIT)
            .done(),
    );
    measures
}

/// Sturges cells over both files, or one cell per value of either where the reference has few:
/// `get_binned_data` of Evidently 0.7.23 asks only how many the reference has.
fn evidently_cells(numbers: &Numbers) -> (Cells, &'static str) {
    let Pair { reference, production } = &numbers.sorted;
    if reference.distinct_up_to(EVIDENTLY_MOST_LEVELS).is_none() {
        let edges = sturges_edges(reference, production, numbers.whole_and_complete);
        let cells = Cells::from_edges(reference, production, &edges);
        return (cells, "equal-width cells over both files (Sturges)");
    }
    (Levels::of(&numbers.sorted).cells, "one cell per value")
}

fn medians(summary: &Pair<Option<Summary>>) -> Option<Centre> {
    Some(Centre::Median(summary.both()?.map(|summary| summary.median)))
}

fn summary(sorted: &Sorted) -> Option<Summary> {
    let mut moments = Moments::default();
    moments.update(sorted.values());
    let at = |probability| quantile(sorted, probability);
    let (min, max) = (sorted.min()?, sorted.max()?);
    Some(Summary {
        // Rounding must not take it out of the values' range.
        mean: moments.mean()?.clamp(min, max),
        standard_deviation: moments.standard_deviation(1),
        skewness: moments.skewness(),
        excess_kurtosis: moments.excess_kurtosis(),
        min,
        q01: at(0.01)?,
        q05: at(0.05)?,
        q10: at(0.10)?,
        q25: at(0.25)?,
        median: at(0.50)?,
        q75: at(0.75)?,
        q90: at(0.90)?,
        q95: at(0.95)?,
        q99: at(0.99)?,
        max,
    })
}
