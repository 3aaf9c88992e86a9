//! Evidently 0.7: its tests with their limits, and which one it takes when it is not told.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{
    Cells, chi_square_goodness_of_fit, evidently_unit, g_test_goodness_of_fit, noise, student_t,
    total_variation,
};

use super::super::distances;
use super::super::measures::Entry;
use super::super::values::{Levels, Names};
use super::OfNumbers;
use crate::Study;

/// The limit of every distance.
const DISTANCE: f64 = 0.1;
/// Splits of the permutation test of the total variation distance.
const SPLITS: u32 = 1_000;
/// Rows of the reference from which a distance takes a test's place.
const DISTANCES_FROM: u64 = 1_001;

fn entry(measure: MeasureName, how: &str, n: Pair<u64>) -> Entry {
    Entry::new(measure, Convention::Evidently, how, n)
}

/// What is computed the same way by textbooks.
fn same(measures: &[Measure], name: MeasureName) -> Option<&Measure> {
    measures.iter().find(|m| m.measure == name && m.convention == Convention::Textbook)
}

/// A test that is computed the same way by textbooks, to be judged by this tool's limit.
fn same_test(measures: &[Measure], name: MeasureName, how: &str, n: Pair<u64>) -> Option<Entry> {
    let test = same(measures, name)?;
    let reason = test.not_computed.clone().unwrap_or_default();
    let entry = entry(name, how, n).value(test.value).or_else_because(reason);
    Some(entry.p_value(test.p_value))
}

/// The tests and distances on numbers.
pub fn on_numbers(of: &OfNumbers<'_>) -> Vec<Measure> {
    let n = of.n;
    let unit = evidently_unit(&of.moments.reference);
    let mut measures = vec![
        entry(MeasureName::Wasserstein, "over the reference’s standard deviation", n)
            .value(unit.map(|unit| of.pair.wasserstein() / unit))
            .noise(of.bridges.and_then(|floors| Some(floors.wasserstein?.times(1.0 / unit?))))
            .limit(DISTANCE)
            .done(),
        entry(MeasureName::Energy, "in the root of the column’s unit", n)
            .value(Some(of.pair.energy_distance()))
            .noise(of.bridges.and_then(|floors| floors.energy))
            .limit_over(DISTANCE)
            .done(),
    ];
    let ks = same_test(of.measures, MeasureName::KolmogorovSmirnov, "two-sided p", n);
    measures.extend(ks.map(|entry| entry.p_limit_at(0.05).done()));
    let es = same_test(of.measures, MeasureName::EppsSingleton, "as SciPy", n);
    measures.extend(es.map(|entry| entry.p_limit(0.05).done()));
    measures.extend(on_ranks(of));
    let t = student_t(&of.moments.reference, &of.moments.production);
    measures.push(
        entry(MeasureName::StudentT, "reference minus production, pooled variance", n)
            .value(t.map(|t| t.t))
            .or_else_because("needs values that vary")
            .degrees_of_freedom(t.map(|t| t.degrees_of_freedom))
            .p_value(t.map(|t| t.p_value))
            .p_limit(0.05)
            .done(),
    );
    if of.numbers.levels.is_some() {
        measures.push(goodness_of_fit(&Levels::of(&of.numbers.sorted).cells, n));
    }
    measures
}

fn on_ranks(of: &OfNumbers<'_>) -> Vec<Measure> {
    let (anderson, cramer, mann) =
        (of.tests.anderson_darling, of.tests.cramer_von_mises.scipy, of.tests.mann_whitney);
    vec![
        entry(
            MeasureName::AndersonDarling,
            "mid-ranks, p interpolated and cut at 0.001 and 0.25",
            of.n,
        )
        .value(anderson.map(|test| test.statistic))
        .or_else_because("needs four values")
        .p_value(anderson.map(|test| test.scipy_p_value()))
        .p_limit(0.1)
        .done(),
        entry(MeasureName::CramerVonMises, "mid-ranks for ties", of.n)
            .value(Some(cramer.statistic))
            .p_value(Some(cramer.p_value))
            .p_limit_at(0.1)
            .done(),
        entry(
            MeasureName::MannWhitney,
            "one-sided: sees values that rise, not those that fall",
            of.n,
        )
        .value(Some(mann.u))
        .p_value(Some(mann.p_reference_smaller))
        .p_limit(0.05)
        .done(),
    ]
}

/// The tests on names.
pub fn on_names(
    study: &Study<'_>,
    names: &Names,
    so_far: &[Measure],
    n: Pair<u64>,
) -> Vec<Measure> {
    let cells = &names.cells;
    let mut measures = vec![goodness_of_fit(cells, n), total_variation_entry(study, cells, n)];
    let z = same_test(so_far, MeasureName::TwoProportionZ, "pooled, two-sided p", n);
    measures.extend(z.map(|entry| entry.p_limit(0.05).done()));
    let g = g_test_goodness_of_fit(cells);
    measures.push(
        entry(MeasureName::GTest, "goodness of fit to the reference’s counts, not scaled", n)
            .bins(cells.len())
            .value(g.map(|test| test.statistic))
            .or_else_because(if g.is_some() {
                "infinite: the reference lacks a value"
            } else {
                "raises an error where the sides differ in size"
            })
            .degrees_of_freedom(g.map(|test| test.degrees_of_freedom as f64))
            .p_value(g.map(|test| test.p_value))
            .p_limit(0.1)
            .done(),
    );
    if n.reference == n.production {
        let fisher = same_test(so_far, MeasureName::FisherExact, "two-sided p", n);
        measures.extend(fisher.map(|entry| entry.p_limit(0.1).done()));
    }
    measures
}

fn goodness_of_fit(cells: &Cells, n: Pair<u64>) -> Measure {
    let test = chi_square_goodness_of_fit(cells);
    entry(MeasureName::ChiSquare, "goodness of fit: takes the reference’s shares for the truth", n)
        .bins(cells.len())
        .value(test.map(|test| test.statistic))
        .or_else_because("infinite: the reference lacks a value")
        .degrees_of_freedom(test.map(|test| test.degrees_of_freedom as f64))
        .p_value(test.map(|test| test.p_value))
        .p_limit(0.05)
        .done()
}

/// Its splits come from another generator, so that p differs by the chance of so many splits.
fn total_variation_entry(study: &Study<'_>, cells: &Cells, n: Pair<u64>) -> Measure {
    let draws = distances::affordable_draws(study, cells.len(), SPLITS);
    let p = noise::exceeded_share(cells, draws, study.settings.seed, &total_variation);
    let how =
        format!("p from {draws} seeded splits and what was found, which Evidently does not count");
    entry(MeasureName::TotalVariation, &how, n)
        .bins(cells.len())
        .value(total_variation(cells))
        .p_value(p)
        .p_limit(0.1)
        .done()
}

/// What Evidently takes for a column when it is not told: by rows of the reference, by kind and by the
/// number of different values of both sides.
pub fn default_measure(is_name: bool, reference_rows: u64, distinct: usize) -> Option<MeasureName> {
    Some(match (reference_rows < DISTANCES_FROM, is_name) {
        (true, _) if distinct <= 2 => MeasureName::TwoProportionZ,
        (true, true) => MeasureName::ChiSquare,
        (true, false) if distinct <= 5 => MeasureName::ChiSquare,
        (true, false) => MeasureName::KolmogorovSmirnov,
        (false, false) if distinct > 5 => MeasureName::Wasserstein,
        (false, _) => MeasureName::JensenShannon,
    })
}
