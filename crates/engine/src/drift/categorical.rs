//! Measures of a column of names.

mod floor;

use report::{
    Centre, ColumnDrift, Convention, Effect, Measure, MeasureName, Pair, Treatment, format,
};
use stats::{
    Cells, chi_square_homogeneity, chi_square_sparse_p, cramers_v, hellinger, l_infinity, noise,
    psi_floored, two_proportion_z,
};

use super::cells;
use super::combined;
use super::distances;
use super::further;
use super::measures::Entry;
use super::shape;
use super::values::Names;
use crate::Study;

/// Expected counts under this make the chi-square law a poor one.
const FEWEST_EXPECTED: f64 = 5.0;

/// The floor of shares in the PSI that leads for names.
pub use floor::of as psi_floor;

/// Measures a column of names and fills in everything but the verdict.
pub fn measure(study: &Study<'_>, names: &Names, drift: &mut ColumnDrift) {
    drift.treatment = Treatment::Categorical;
    drift.shape = Some(if names.labels.len() <= 2 {
        shape::bars_in_order(&names.labels, &names.cells)
    } else {
        shape::bars_by_size(&names.labels, &names.cells)
    });
    let (n_reference, n_production) = names.cells.totals();
    if n_reference == 0 || n_production == 0 {
        return;
    }
    let floor = floor::of(&names.cells, study.settings.drift.psi_floor);
    let psi = psi_floored(&names.cells, floor);
    drift.bins = Some(cells::show_names(&names.labels, &names.cells, psi.as_ref()));
    drift.centre = most_changed(names);
    drift.effect = cramers_v(&names.cells).map(Effect::CramersV);
    drift.measures = on_names(study, names, floor, drift.n);
    drift.leading = Some(0);
    drift.measures.extend(combined::on_names(study, &names.labels, &names.cells, drift.n));
    drift.test = Some(drift.measures.len() as u32 - 1);
    drift.measures.extend(two_values(study, names, drift.n));
    drift.measures.extend(further::on_names(&names.labels, &names.cells, drift.n));
}

/// Distances on one cell per name; first PSI on this floor, which is the source's where rare values
/// hold few rows.
fn on_names(study: &Study<'_>, names: &Names, floor: f64, n: Pair<u64>) -> Vec<Measure> {
    let cells = &names.cells;
    const RULE: &str = "one cell per value";
    let (draws, seed) = (distances::draws(study, cells.len()), study.settings.seed);
    let psi = |cells: &Cells| psi_floored(cells, floor).map(|psi| psi.value);
    let largest = |cells: &Cells| l_infinity(cells).map(|(distance, _)| distance);
    let noises = noise::binned_each(cells, draws, seed, [&cramers_v, &psi, &largest]);
    let [v_noise, psi_noise, largest_noise] = noises;
    let mut measures = distances::by_textbook(study, cells, RULE, n);
    if floor < study.settings.drift.psi_floor {
        let floor = format::number(floor, 4);
        let how = format!("{RULE}, floor {floor}, as many values are rare");
        measures.insert(0, distances::banded_psi(study, cells, how, n, psi(cells), psi_noise));
    }
    measures.push(
        Entry::new(
            MeasureName::CramersV,
            Convention::Textbook,
            "from chi-square, no correction",
            n,
        )
        .bins(cells.len())
        .value(cramers_v(cells))
        .noise(v_noise)
        .done(),
    );
    let how = further::largest_change(&names.labels, cells);
    measures.push(
        Entry::new(MeasureName::LInfinity, Convention::Textbook, how, n)
            .bins(cells.len())
            .value(largest(cells))
            .noise(largest_noise)
            .done(),
    );
    measures.extend(distances::by_evidently(study, cells, RULE, n));
    measures.push(
        Entry::new(MeasureName::Hellinger, Convention::Evidently, RULE, n)
            .bins(cells.len())
            .value(hellinger(cells))
            .limit(distances::EVIDENTLY_LIMIT)
            .done(),
    );
    measures
}

/// The chi-square test of homogeneity on such cells; where expected counts are small, by the law of
/// splits.
pub fn chi_square_entry(study: &Study<'_>, cells: &Cells, rule: &str, n: Pair<u64>) -> Measure {
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

/// The two-proportion z-test of the last of two values.
fn two_values(study: &Study<'_>, names: &Names, n: Pair<u64>) -> Option<Measure> {
    let [_, last] = names.labels.as_slice() else { return None };
    let cells = &names.cells;
    let (n_reference, n_production) = cells.totals();
    let test =
        two_proportion_z(cells.reference[1], n_reference, cells.production[1], n_production)?;
    let how = format!("share of {}, pooled, production minus reference", format::quoted(last));
    let entry = Entry::new(MeasureName::TwoProportionZ, Convention::Textbook, how, n)
        .value(Some(test.z))
        .p_value(Some(test.p_value))
        .p_limit(study.settings.drift.test_alpha);
    Some(entry.done())
}

/// The category whose share changed most; the first of equals.
fn most_changed(names: &Names) -> Option<Centre> {
    let (reference, production) = names.cells.shares();
    let change = |i: usize| (production[i] - reference[i]).abs();
    let most = (0..names.labels.len()).reduce(|a, b| if change(b) > change(a) { b } else { a })?;
    Some(Centre::Category {
        label: names.labels[most].clone(),
        share: Pair::new(reference[most], production[most]),
    })
}
