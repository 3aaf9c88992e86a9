//! Measures of a column of names.

use report::{Centre, ColumnDrift, Convention, Effect, Measure, MeasureName, Pair, Treatment};
use stats::{
    Cells, LogBase, chi_square_homogeneity, chi_square_sparse_p, cramers_v, hellinger,
    jensen_shannon, noise, psi_evidently, psi_floored, total_variation, two_proportion_z,
};

use super::cells;
use super::measures::Entry;
use super::shape;
use super::values::Names;
use crate::Study;

/// Expected counts under this make the chi-square law a poor one.
const FEWEST_EXPECTED: f64 = 5.0;
/// The limit that Evidently has for every distance.
const EVIDENTLY_LIMIT: f64 = 0.1;

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
    let psi = psi_floored(&names.cells, study.settings.drift.psi_floor);
    drift.bins = Some(cells::show_names(&names.labels, &names.cells, psi.as_ref()));
    drift.centre = most_changed(names);
    drift.effect = cramers_v(&names.cells).map(Effect::CramersV);
    drift.measures = distances(study, &names.cells, drift.n);
    drift.leading = Some(0);
    drift.test = Some(drift.measures.len() as u32);
    drift.measures.push(chi_square_entry(study, &names.cells, drift.n));
    drift.measures.extend(two_values(study, names, drift.n));
}

/// Distances on one cell per name; PSI first.
fn distances(study: &Study<'_>, counts: &Cells, n: Pair<u64>) -> Vec<Measure> {
    let settings = &study.settings.drift;
    let (draws, seed) = (settings.noise_draws, study.settings.seed);
    let entry = |name, convention, how: &str| Entry::new(name, convention, how, n).bins(counts.len());
    let psi_how = format!("one cell per value, floor {}", settings.psi_floor);
    let psi_of = |cells: &Cells| psi_evidently(cells).map(|psi| psi.value);
    vec![
        entry(MeasureName::Psi, Convention::Driftglass, &psi_how)
            .value(psi_floored(counts, settings.psi_floor).map(|psi| psi.value))
            .noise(noise::psi(counts, settings.psi_floor, draws, seed))
            .bands(settings.psi_moderate, settings.psi_significant)
            .done(),
        entry(MeasureName::JensenShannon, Convention::Textbook, "one cell per value, base 2")
            .value(jensen_shannon(counts, LogBase::Two))
            .noise(noise::binned(counts, draws, seed, |c| jensen_shannon(c, LogBase::Two)))
            .done(),
        entry(MeasureName::Hellinger, Convention::Textbook, "one cell per value")
            .value(hellinger(counts))
            .noise(noise::binned(counts, draws, seed, hellinger))
            .done(),
        entry(MeasureName::TotalVariation, Convention::Textbook, "one cell per value")
            .value(total_variation(counts))
            .noise(noise::binned(counts, draws, seed, total_variation))
            .done(),
        entry(MeasureName::CramersV, Convention::Textbook, "from chi-square, no correction")
            .value(cramers_v(counts))
            .noise(noise::binned(counts, draws, seed, cramers_v))
            .done(),
        entry(MeasureName::Psi, Convention::Evidently, "one cell per value, zeros raised")
            .value(psi_of(counts))
            .noise(noise::binned(counts, draws, seed, psi_of))
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(MeasureName::JensenShannon, Convention::Evidently, "one cell per value, base e")
            .value(jensen_shannon(counts, LogBase::E))
            .noise(noise::binned(counts, draws, seed, |c| jensen_shannon(c, LogBase::E)))
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(MeasureName::Hellinger, Convention::Evidently, "one cell per value")
            .value(hellinger(counts))
            .noise(noise::binned(counts, draws, seed, hellinger))
            .limit(EVIDENTLY_LIMIT)
            .done(),
    ]
}

/// The chi-square test of homogeneity; where expected counts are small, its law is matched by moments.
pub fn chi_square_entry(study: &Study<'_>, cells: &Cells, n: Pair<u64>) -> Measure {
    let test = chi_square_homogeneity(cells);
    let is_sparse = test.as_ref().is_some_and(|test| test.smallest_expected < FEWEST_EXPECTED);
    let (p, how) = if is_sparse {
        (chi_square_sparse_p(cells), "homogeneity, law matched by moments as cells are sparse")
    } else {
        (test.as_ref().map(|test| test.p_value), "homogeneity, no correction")
    };
    Entry::new(MeasureName::ChiSquare, Convention::Textbook, how, n)
        .bins(cells.len())
        .value(test.as_ref().map(|test| test.statistic))
        .degrees_of_freedom(test.as_ref().map(|test| test.degrees_of_freedom as f64))
        .p_value(p)
        .p_limit(study.settings.drift.test_alpha)
        .done()
}

/// The two-proportion z-test of the last of two values.
fn two_values(study: &Study<'_>, names: &Names, n: Pair<u64>) -> Option<Measure> {
    let [_, last] = names.labels.as_slice() else { return None };
    let cells = &names.cells;
    let (n_reference, n_production) = cells.totals();
    let test =
        two_proportion_z(cells.reference[1], n_reference, cells.production[1], n_production)?;
    let how = format!("share of {last}, pooled, production minus reference");
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
