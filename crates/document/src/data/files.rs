//! What was read and how, and everything that was not read exactly as it stood.

use report::{LedgerEntry, Report, Side, format};

use crate::{Block, Cell, Column, Table};

/// A line for each file.
pub fn files(report: &Report) -> Block {
    let row = |side: Side| {
        let input = report.inputs.get(side);
        let range = input.time_range;
        let days = range.map(|range| format::day_range(range.first_ms, range.last_ms));
        vec![
            Cell::name(side.label()),
            Cell::text(&input.file),
            Cell::count(input.rows),
            Cell::count(input.rows_skipped),
            Cell::count(input.columns),
            days.map_or_else(Cell::dash, Cell::text),
        ]
    };
    let table = Table {
        id: "files".to_owned(),
        caption: "Table: Files".to_owned(),
        columns: vec![
            Column::words("Side").fixed(),
            Column::words("File").fixed(),
            Column::numbers("Rows").fixed(),
            Column::numbers("Left out")
                .defined("Rows that could not be read, see the ledger")
                .fixed(),
            Column::numbers("Columns").fixed(),
            Column::words("From, to").fixed(),
        ],
        rows: Side::BOTH.map(row).into(),
        ..Table::default()
    };
    Block::section("Files", "", vec![Block::Table(table)])
}

/// The ledger of both files.
pub fn ledger(report: &Report) -> Block {
    let entries = &report.data.ledger;
    let says = if entries.is_empty() { "everything was read exactly as it stands" } else { "" };
    let row = |entry: &LedgerEntry| {
        vec![
            Cell::name(entry.side.label()),
            entry.line.map_or_else(Cell::dash, Cell::count),
            entry.column.as_deref().map_or_else(Cell::dash, Cell::text),
            Cell::text(&entry.message),
            Cell::count(entry.rows),
        ]
    };
    let table = Table {
        id: "ledger".to_owned(),
        caption: "Table: Ledger".to_owned(),
        columns: vec![
            Column::words("Side"),
            Column::numbers("Line"),
            Column::words("Column"),
            Column::words("What happened").fixed(),
            Column::numbers("Rows"),
        ],
        rows: entries.iter().map(row).collect(),
        ..Table::default()
    };
    Block::section("Ledger", says, vec![Block::Table(table)])
}
