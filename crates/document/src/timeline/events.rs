//! What happened, in order.

use report::{ChangePoint, Timeline};

use crate::{Block, Cell, Column, Table};

/// The changes in order of time; nothing where there is no timeline.
#[must_use]
pub fn events(timeline: &Timeline) -> Vec<Block> {
    if timeline.lacks.is_some() {
        return Vec::new();
    }
    let remark = match timeline.events.len() {
        0 => "no column stepped or slid by more than chance and the limits",
        _ => "",
    };
    let table = Table {
        id: "events".to_owned(),
        caption: "Table: What happened, in order".to_owned(),
        columns: vec![
            Column::words("When").fixed(),
            Column::words("Kind"),
            Column::copied("Severity"),
            Column::words("What").fixed(),
            Column::words("95% interval").fixed(),
            Column::copied("Columns"),
        ],
        rows: timeline.events.iter().map(row).collect(),
        ..Table::default()
    };
    vec![Block::section("What happened, in order", remark, vec![Block::Table(table)])]
}

fn row(event: &ChangePoint) -> Vec<Cell> {
    let columns = event.columns.join(", ");
    vec![
        Cell::name(event.lasted.as_ref().unwrap_or(&event.when)),
        Cell::chip(event.severity, event.kind.label()),
        Cell::text(event.severity.label()),
        Cell::text(&event.what).hint(columns.as_str()),
        Cell::text(&event.interval),
        Cell::text(columns),
    ]
}
