//! Distances on cells, each beside its noise floor.

use std::f64::consts::LN_2;

use report::{Convention, Measure, MeasureName, Pair};
use stats::{
    Cells, LogBase, NoiseFloor, Smoothing, hellinger, jensen_shannon, kullback_leibler, psi,
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

/// Noise floors of the leading PSI and of the distances of textbooks on the same cells.
pub struct TextbookFloors {
    /// Of PSI in the source convention.
    pub psi: Option<NoiseFloor>,
    /// Of Jensen-Shannon to base 2.
    pub jensen_shannon: Option<NoiseFloor>,
    /// Of Hellinger.
    pub hellinger: Option<NoiseFloor>,
    /// Of total variation.
    pub total_variation: Option<NoiseFloor>,
}

/// PSI in the source convention, then the distances of textbooks.
pub fn by_textbook(
    study: &Study<'_>,
    cells: &Cells,
    rule: &str,
    n: Pair<u64>,
    floors: &TextbookFloors,
) -> Vec<Measure> {
    let floor = study.settings.drift.psi_floor;
    let entry =
        |name, how: String| Entry::new(name, Convention::Textbook, how, n).bins(cells.len());
    let psi = psi_floored(cells, floor).map(|psi| psi.value);
    vec![
        banded_psi(study, cells, format!("{rule}, floor {floor}"), n, psi, floors.psi),
        entry(MeasureName::JensenShannon, format!("{rule}, base 2"))
            .value(jensen_shannon(cells, LogBase::Two))
            .noise(floors.jensen_shannon)
            .done(),
        entry(MeasureName::Hellinger, rule.to_owned())
            .value(hellinger(cells))
            .noise(floors.hellinger)
            .done(),
        entry(MeasureName::TotalVariation, rule.to_owned())
            .value(total_variation(cells))
            .noise(floors.total_variation)
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

/// Noise floors of Evidently's distances on the same cells.
pub struct EvidentlyFloors {
    /// Of PSI.
    pub psi: Option<NoiseFloor>,
    /// Of Jensen-Shannon to base 2, of which the one to base e is a multiple.
    pub jensen_shannon: Option<NoiseFloor>,
    /// Of Kullback-Leibler.
    pub kullback_leibler: Option<NoiseFloor>,
}

/// PSI as Evidently has it.
pub fn evidently_psi(cells: &Cells) -> Option<f64> {
    psi(cells, Smoothing::Evidently).map(|psi| psi.value)
}

/// The divergence of the reference from production as Evidently has it.
pub fn evidently_divergence(cells: &Cells) -> Option<f64> {
    kullback_leibler(cells, Smoothing::Evidently)?.reference_from_production.ok()
}

/// PSI, Jensen-Shannon and Kullback-Leibler as Evidently computes them on its own cells.
pub fn by_evidently(
    cells: &Cells,
    how: &str,
    n: Pair<u64>,
    floors: &EvidentlyFloors,
) -> [Measure; 3] {
    let entry =
        |name, how: String| Entry::new(name, Convention::Evidently, how, n).bins(cells.len());
    let to_base_e = |floor: NoiseFloor| floor.times(LN_2.sqrt());
    [
        entry(MeasureName::Psi, format!("{how}, zeros raised"))
            .value(evidently_psi(cells))
            .noise(floors.psi)
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(MeasureName::JensenShannon, format!("{how}, base e"))
            .value(jensen_shannon(cells, LogBase::E))
            .noise(floors.jensen_shannon.map(to_base_e))
            .limit(EVIDENTLY_LIMIT)
            .done(),
        entry(
            MeasureName::KullbackLeibler,
            format!("reference from production, {how}, zeros raised, nats"),
        )
        .value(evidently_divergence(cells))
        .noise(floors.kullback_leibler)
        .limit(EVIDENTLY_LIMIT)
        .done(),
    ]
}

/// Hellinger as Evidently has it.
pub fn hellinger_by_evidently(
    cells: &Cells,
    how: &str,
    n: Pair<u64>,
    floor: Option<NoiseFloor>,
) -> Measure {
    Entry::new(MeasureName::Hellinger, Convention::Evidently, how, n)
        .bins(cells.len())
        .value(hellinger(cells))
        .noise(floor)
        .limit(EVIDENTLY_LIMIT)
        .done()
}
