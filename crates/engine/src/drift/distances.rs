//! Distances on cells, each beside its noise floor.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{
    Cells, LogBase, NoiseFloor, Smoothing, hellinger, jensen_shannon, kullback_leibler, noise, psi,
    psi_floored, total_variation,
};

use super::measures::Entry;
use crate::Study;

/// The limit that Evidently has for every distance.
pub const EVIDENTLY_LIMIT: f64 = 0.1;

/// Cells that the simulations of one kind draw over all columns; where there are more, each draws
/// less often.
///
/// At worst 128 million random numbers a kind, as a cell takes at most 32 from a shuffle; or 4 million
/// hypergeometric ones, for filled cells and for bridges of very uneven sides. Only where columns have
/// over 100,000 cells in all, times the fewest draws, it can be more.
const MOST_CELLS_DRAWN: usize = 4_000_000;
/// Draws under which a 95th percentile means nothing.
const FEWEST_DRAWS: u32 = 40;

/// Draws of a simulation over some cells: the setting's, but fewer where cells or columns are many.
pub fn draws(study: &Study<'_>, cells: usize) -> u32 {
    let cells_of_all = cells.max(1) * study.tables.reference.columns().len().max(1);
    let affordable = (MOST_CELLS_DRAWN / cells_of_all) as u32;
    study.settings.drift.noise_draws.min(affordable.max(FEWEST_DRAWS))
}

/// PSI in the source convention, then the distances of textbooks.
pub fn by_textbook(study: &Study<'_>, cells: &Cells, rule: &str, n: Pair<u64>) -> Vec<Measure> {
    let (draws, seed) = (draws(study, cells.len()), study.settings.seed);
    let floor = study.settings.drift.psi_floor;
    let entry =
        |name, convention, how: String| Entry::new(name, convention, how, n).bins(cells.len());
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    let noises = noise::binned_each(cells, draws, seed, [&js, &hellinger, &total_variation]);
    let [js_noise, hellinger_noise, variation_noise] = noises;
    vec![
        banded_psi(
            study,
            cells,
            format!("{rule}, floor {floor}"),
            n,
            psi_floored(cells, floor).map(|psi| psi.value),
            noise::psi(cells, floor, draws, seed),
        ),
        entry(MeasureName::JensenShannon, Convention::Textbook, format!("{rule}, base 2"))
            .value(js(cells))
            .noise(js_noise)
            .done(),
        entry(MeasureName::Hellinger, Convention::Textbook, rule.to_owned())
            .value(hellinger(cells))
            .noise(hellinger_noise)
            .done(),
        entry(MeasureName::TotalVariation, Convention::Textbook, rule.to_owned())
            .value(total_variation(cells))
            .noise(variation_noise)
            .done(),
    ]
}

/// PSI with the bands of the source convention.
pub fn banded_psi(
    study: &Study<'_>,
    cells: &Cells,
    how: String,
    n: Pair<u64>,
    value: Option<f64>,
    noise: Option<NoiseFloor>,
) -> Measure {
    let settings = &study.settings.drift;
    Entry::new(MeasureName::Psi, Convention::Driftglass, how, n)
        .bins(cells.len())
        .value(value)
        .noise(noise)
        .bands(settings.psi_moderate, settings.psi_significant)
        .done()
}

/// PSI, Jensen-Shannon and Kullback-Leibler as Evidently computes them on its own cells.
pub fn by_evidently(study: &Study<'_>, cells: &Cells, how: &str, n: Pair<u64>) -> Vec<Measure> {
    let (draws, seed) = (draws(study, cells.len()), study.settings.seed);
    let entry =
        |name, how: String| Entry::new(name, Convention::Evidently, how, n).bins(cells.len());
    let index = |cells: &Cells| psi(cells, Smoothing::Evidently).map(|psi| psi.value);
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::E);
    let kl = |cells: &Cells| {
        kullback_leibler(cells, Smoothing::Evidently)?.reference_from_production.ok()
    };
    let noises = noise::binned_each(cells, draws, seed, [&index, &js, &kl]);
    let [psi_noise, js_noise, kl_noise] = noises;
    vec![
        entry(MeasureName::Psi, format!("{how}, zeros raised"))
            .value(index(cells))
            .noise(psi_noise)
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(MeasureName::JensenShannon, format!("{how}, base e"))
            .value(js(cells))
            .noise(js_noise)
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(
            MeasureName::KullbackLeibler,
            format!("reference from production, {how}, zeros raised, nats"),
        )
        .value(kl(cells))
        .noise(kl_noise)
        .limit(EVIDENTLY_LIMIT)
        .done(),
    ]
}
