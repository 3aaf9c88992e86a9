//! Differences between the two lists of columns.

use report::{SchemaChange, SchemaChangeKind, format};

use crate::{Block, Cell, Column, Table};

/// Differences between the two lists of columns.
pub fn section(changes: &[SchemaChange]) -> Block {
    let says = match changes.len() as u64 {
        0 => "none; the order of columns does not count".to_owned(),
        n => format::plural(n, "difference", "differences"),
    };
    let row = |change: &SchemaChange| {
        vec![
            Cell::chip(change.severity, label(&change.change)),
            Cell::name(change.column.as_str()),
            Cell::text(change.message.as_str()),
        ]
    };
    let table = Table {
        id: "schema".to_owned(),
        caption: "Table: Lists of columns".to_owned(),
        columns: vec![
            Column::words("Difference"),
            Column::words("Column"),
            Column::words("What is different").fixed(),
        ],
        rows: changes.iter().map(row).collect(),
        ..Table::default()
    };
    Block::section("Lists of columns", says, vec![Block::Table(table)])
}

const fn label(change: &SchemaChangeKind) -> &'static str {
    match change {
        SchemaChangeKind::Missing => "missing",
        SchemaChangeKind::Added => "added",
        SchemaChangeKind::RenamedLooking { .. } => "renamed?",
        SchemaChangeKind::Retyped(_) => "another kind",
    }
}
