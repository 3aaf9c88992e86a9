//! What the model was measured on.

use report::{Input, Report, Side, format};

use super::{Notes, note};
use crate::{Block, Cell, Column};

/// Files, periods, rows and hashes.
pub fn section(report: &Report, notes: &Notes) -> Block {
    let labels = report.labels.as_ref().map(|labels| ("Labels", &labels.input));
    let sides = Side::BOTH.map(|side| (side.label(), report.inputs.get(side)));
    let rows = sides.into_iter().chain(labels).map(|(what, input)| row(what, input)).collect();
    let columns = vec![
        Column::words("Data").fixed(),
        Column::words("File").fixed(),
        Column::words("Period").fixed(),
        Column::numbers("Rows").fixed(),
        Column::words("SHA-256").fixed(),
    ];
    let mut blocks = vec![
        note("Where the data came from, and by which right", notes.data_source.as_ref()),
        crate::difference::table("card-data", "Files, periods, rows and hashes", columns, rows),
    ];
    if !report.data.headline.is_empty() {
        blocks.push(Block::Text(report.data.headline.clone()));
    }
    Block::section("Data", "", blocks)
}

fn row(what: &str, input: &Input) -> Vec<Cell> {
    let period = input.time_range.map(|range| format::day_range(range.first_ms, range.last_ms));
    vec![
        Cell::name(what),
        Cell::text(&input.file),
        period.map_or_else(Cell::dash, Cell::text),
        Cell::count(input.rows),
        input.sha256.as_ref().map_or_else(Cell::dash, Cell::text),
    ]
}
