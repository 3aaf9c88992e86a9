//! Measures of a column of names.

mod floor;

use report::{
    Centre, ColumnDrift, Convention, Effect, Measure, MeasureName, Pair, Treatment, format,
};
use stats::{
    Cells, LogBase, NoiseFloor, cramers_v, hellinger, jensen_shannon, l_infinity, noise,
    psi_floored, total_variation, two_proportion_z,
};

use super::cells;
use super::combined;
use super::conventions;
use super::distances::{self, TextbookFloors};
use super::further;
use super::measures::Entry;
use super::shape;
use super::values::Names;
use crate::Study;

/// How the cells of names are made.
const RULE: &str = "one cell per value";
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
    let parts = psi.as_ref().map(|psi| psi.parts.as_slice());
    drift.bins = Some(cells::show_names(&names.labels, &names.cells, parts));
    drift.centre = most_changed(names);
    drift.effect = cramers_v(&names.cells).map(Effect::CramersV);
    drift.measures = on_names(study, names, floor, drift.n);
    drift.leading = Some(0);
    drift.measures.extend(combined::on_names(study, &names.labels, &names.cells, drift.n));
    drift.test = Some(drift.measures.len() as u32 - 1);
    drift.measures.extend(two_values(study, names, drift.n));
    drift.measures.extend(further::on_names(&names.labels, &names.cells, drift.n));
    let others = conventions::on_names(study, drift.kind, names, &drift.measures, drift.n);
    drift.measures.extend(others);
}

/// Distances on one cell per name; first PSI on this floor, which is the source's where rare values
/// hold few rows.
fn on_names(study: &Study<'_>, names: &Names, floor: f64, n: Pair<u64>) -> Vec<Measure> {
    let cells = &names.cells;
    let entry = |name, how: &str| Entry::new(name, Convention::Textbook, how, n).bins(cells.len());
    let floors = Floors::of(study, cells, floor);
    let mut measures = distances::by_textbook(study, cells, RULE, n, &floors.textbook);
    if floor < study.settings.drift.psi_floor {
        let floor_of_source = study.settings.drift.psi_floor;
        if let Some(source) = measures.first_mut() {
            // Two that are read by one limit would contradict each other.
            (source.convention, source.limit, source.says) = (Convention::Textbook, None, None);
            source.how = format!("{RULE}, floor {floor_of_source}, which hides rarer values");
        }
        let how = format!(
            "{RULE}, floor {} in place of {floor_of_source}, as many values are rarer than that",
            format::number(floor, 4)
        );
        let psi = psi_floored(cells, floor).map(|psi| psi.value);
        measures.insert(0, distances::banded_psi(study, cells, how, n, psi, floors.own_psi));
    }
    measures.push(
        entry(MeasureName::CramersV, "from chi-square, no correction")
            .value(cramers_v(cells))
            .noise(floors.cramers_v)
            .done(),
    );
    measures.push(
        entry(MeasureName::LInfinity, &further::largest_change(&names.labels, cells))
            .value(largest(cells))
            .noise(floors.largest)
            .done(),
    );
    measures
}

/// Noise floors of all distances of a column of names.
struct Floors {
    textbook: TextbookFloors,
    /// Of PSI on the column's own floor.
    own_psi: Option<NoiseFloor>,
    cramers_v: Option<NoiseFloor>,
    largest: Option<NoiseFloor>,
}

impl Floors {
    /// All from the same splits, which cost more than the distances.
    fn of(study: &Study<'_>, cells: &Cells, floor: f64) -> Self {
        let setting = study.settings.drift.psi_floor;
        let psi_on = |cells: &Cells, floor: f64| psi_floored(cells, floor).map(|psi| psi.value);
        let psi = |cells: &Cells| psi_on(cells, setting);
        let own_psi = |cells: &Cells| psi_on(cells, floor);
        let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
        let wanted: [&noise::Distance<'_>; 7] =
            [&psi, &own_psi, &js, &hellinger, &total_variation, &cramers_v, &largest];
        let (draws, seed) = (distances::draws(study, cells.len()), study.settings.seed);
        let [psi, own_psi, js, hellinger, total_variation, cramers_v, largest] =
            noise::binned_each(cells, draws, seed, wanted);
        Self {
            textbook: TextbookFloors {
                psi: noise::psi_by_law(cells, setting).or(psi),
                jensen_shannon: js,
                hellinger,
                total_variation,
            },
            own_psi,
            cramers_v,
            largest,
        }
    }
}

fn largest(cells: &Cells) -> Option<f64> {
    l_infinity(cells).map(|(distance, _)| distance)
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
