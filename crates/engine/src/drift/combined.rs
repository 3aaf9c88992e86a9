//! The test behind the verdict: several tests of one column in one p-value.
//!
//! Kolmogorov-Smirnov hardly sees a change of spread and is too cautious with ties; chi-square over many
//! names hardly sees one new name. Each of the tests here sees what another one misses, and together
//! they keep their level; docs/false-alarms.md has the rates.

use report::{Convention, Measure, MeasureName, Pair, format};
use stats::{Cells, RankTests, cauchy_combination, largest_residual};

use super::chi_square;
use super::measures::Entry;
use crate::Study;

/// Cells of pooled values that chi-square compares where numbers have many different values.
pub const RANK_CELLS: u32 = 10;
/// The combined p-value of the tests on numbers is raised by this much: they depend on each other in a
/// way that would make it pass 5% in up to 5.9% of comparisons without drift.
const OF_NUMBERS: f64 = 1.1;
/// Names from which one may hide among the others.
const FEWEST_NAMES: usize = 4;

/// The tests behind the verdict on numbers, their combination last: Anderson-Darling sees shifts and
/// tails, Mood spread, and chi-square single places, by value where there are few.
pub fn on_numbers(
    study: &Study<'_>,
    tests: &RankTests,
    levels: Option<&Cells>,
    n: Pair<u64>,
) -> Vec<Measure> {
    let mood =
        Entry::new(MeasureName::Mood, Convention::Textbook, "over 0: the reference is wider", n)
            .value(tests.mood.map(|test| test.z))
            .or_else_because("the values all lie equally far from the middle of their order")
            .p_value(tests.mood.map(|test| test.p_value))
            .done();
    let (chi_square, of_cells) = match levels {
        Some(levels) => (chi_square::measure(study, levels, "by value", n), "by value".to_owned()),
        None => {
            let how = format!("{} cells of equally many pooled values", tests.cells.len());
            (chi_square::measure(study, &tests.cells, &how, n), format!("over {how}"))
        }
    };
    let mut p_values: Vec<f64> = tests.anderson_darling.iter().map(|test| test.p_value).collect();
    p_values.extend(mood.p_value);
    let has_cells = chi_square.degrees_of_freedom.is_some_and(|degrees| degrees > 0.0);
    p_values.extend(chi_square.p_value.filter(|_| has_cells));
    let how = format!("Anderson–Darling, Mood and chi-square {of_cells} by Cauchy’s law");
    let correction = if p_values.len() > 1 { OF_NUMBERS } else { 1.0 };
    vec![mood, chi_square, entry(&p_values, correction, how, n)]
}

/// The tests behind the verdict on names, the last of them behind it: chi-square, and where there are
/// more than a few names, the one that changed most.
pub fn on_names(study: &Study<'_>, labels: &[String], cells: &Cells, n: Pair<u64>) -> Vec<Measure> {
    let chi_square = chi_square::measure(study, cells, "", n);
    let largest = largest_residual(cells).filter(|_| labels.len() >= FEWEST_NAMES);
    let (Some(largest), Some(p)) = (largest, chi_square.p_value) else { return vec![chi_square] };
    let label = labels.get(largest.cell).map(|label| format::quoted(label)).unwrap_or_default();
    let how =
        format!("of {label}; p for the largest of {} values", format::count(labels.len() as u64));
    let residual = Entry::new(MeasureName::LargestResidual, Convention::Textbook, how, n)
        .bins(cells.len())
        .value(Some(largest.z))
        .p_value(Some(largest.p_value))
        .done();
    let how = "chi-square and the largest residual by Cauchy’s law".to_owned();
    let combined = entry(&[p, largest.p_value], 1.0, how, n);
    vec![chi_square, residual, combined]
}

fn entry(p_values: &[f64], correction: f64, how: String, n: Pair<u64>) -> Measure {
    let combined = cauchy_combination(p_values);
    Entry::new(MeasureName::CombinedTest, Convention::Driftglass, how, n)
        .p_value(combined.map(|test| (test.p_value * correction).min(1.0)))
        .done()
}
