//! Distances on cells, each beside its noise floor.

use report::{Convention, Measure, MeasureName, Pair};
use stats::{Cells, LogBase, NoiseFloor, hellinger, jensen_shannon, psi_floored, total_variation};

use super::measures::Entry;
use crate::Study;

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
    affordable_draws(study, cells, study.settings.drift.noise_draws)
}

/// As many draws as are wanted, but fewer where cells or columns are many.
pub fn affordable_draws(study: &Study<'_>, cells: usize, wanted: u32) -> u32 {
    let cells_of_all = cells.max(1) * study.tables.reference.columns().len().max(1);
    let affordable = (MOST_CELLS_DRAWN / cells_of_all) as u32;
    wanted.min(affordable.max(FEWEST_DRAWS))
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
