//! Measures of a column of numbers.

use report::{
    Centre, ColumnDrift, Convention, Effect, Kind, Measure, MeasureName, Pair, Summary, Treatment,
};
use stats::noise::BridgeFloors;
use stats::{
    Cells, Ks, LogBase, Moments, Sorted, SortedPair, hellinger, jensen_shannon, noise, psi_floored,
    quantile, total_variation,
};

use super::cells;
use super::combined;
use super::conventions::{self, OfNumbers};
use super::distances::{self, TextbookFloors};
use super::further;
use super::measures::Entry;
use super::shape;
use super::values::Numbers;
use crate::Study;

/// Measures a column of numbers and fills in everything but the verdict.
pub fn measure(study: &Study<'_>, numbers: &Numbers, drift: &mut ColumnDrift) {
    let sorted = &numbers.sorted;
    drift.treatment =
        if numbers.levels.is_some() { Treatment::Discrete } else { Treatment::Numeric };
    let moments = sorted.as_ref().map(moments);
    drift.summary = Pair::from_fn(|side| summary(sorted.get(side), moments.get(side)));
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
    let parts = psi.as_ref().map(|psi| psi.parts.as_slice());
    drift.bins = Some(cells.show(drift.kind, parts));
    drift.leading = Some(0);
    let floors = textbook_floors(study, &cells.cells);
    drift.measures = distances::by_textbook(study, &cells.cells, &cells.rule, drift.n, &floors);
    let bridge_draws = distances::draws(study, noise::BRIDGE_STEPS);
    let bridges = pair.bridge_floors(bridge_draws, study.settings.seed);
    drift.measures.extend(on_values(study, &pair, &ks, bridges, drift.n));
    let Some(tests) = pair.rank_tests(combined::RANK_CELLS) else { return };
    let levels = numbers.levels.as_ref().map(|levels| &levels.cells);
    drift.measures.extend(combined::on_numbers(study, &tests, levels, drift.n));
    drift.test = Some(drift.measures.len() as u32 - 1);
    let rule = &cells.rule;
    drift.measures.extend(further::on_numbers(
        sorted,
        &tests,
        &moments,
        &cells.cells,
        rule,
        drift.n,
    ));
    let of = OfNumbers {
        kind: drift.kind,
        numbers,
        pair: &pair,
        tests: &tests,
        moments,
        bridges,
        measures: &drift.measures,
        n: drift.n,
    };
    let others = conventions::on_numbers(study, &of);
    drift.measures.extend(others);
}

/// Noise floors of the distances of textbooks on cells of numbers.
pub fn textbook_floors(study: &Study<'_>, cells: &Cells) -> TextbookFloors {
    let (draws, seed) = (distances::draws(study, cells.len()), study.settings.seed);
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    let floors = noise::binned_each(cells, draws, seed, [&js, &hellinger, &total_variation]);
    let [jensen_shannon, hellinger, total_variation] = floors;
    let psi = noise::psi_on_quantiles(cells, study.settings.drift.psi_floor, draws, seed);
    TextbookFloors { psi, jensen_shannon, hellinger, total_variation }
}

/// Measures on the values themselves.
fn on_values(
    study: &Study<'_>,
    pair: &SortedPair<'_>,
    ks: &Ks,
    bridges: Option<BridgeFloors>,
    n: Pair<u64>,
) -> [Measure; 3] {
    let how = format!("largest gap of the cumulative shares, {} p", ks.method.label());
    let entry = |name, how: &str| Entry::new(name, Convention::Textbook, how, n);
    [
        entry(MeasureName::KolmogorovSmirnov, &how)
            .value(Some(ks.statistic))
            .p_value(Some(ks.p_value))
            .noise(Some(noise::ks(n.reference, n.production)))
            .p_limit(study.settings.drift.test_alpha)
            .done(),
        entry(MeasureName::Wasserstein, "in the column’s unit")
            .value(Some(pair.wasserstein()))
            .noise(bridges.and_then(|floors| floors.wasserstein))
            .done(),
        entry(MeasureName::Energy, "in the root of the column’s unit")
            .value(Some(pair.energy_distance()))
            .noise(bridges.and_then(|floors| floors.energy))
            .done(),
    ]
}

fn medians(summary: &Pair<Option<Summary>>) -> Option<Centre> {
    Some(Centre::Median(summary.both()?.map(|summary| summary.median)))
}

fn moments(sorted: &Sorted) -> Moments {
    let mut moments = Moments::default();
    moments.update(sorted.values());
    moments
}

fn summary(sorted: &Sorted, moments: &Moments) -> Option<Summary> {
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
