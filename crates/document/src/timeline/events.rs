//! What happened, in order.

use report::{Happening, Timeline};

use crate::{Block, Cell, Column, Table};

/// What happened, of columns, models and the service, in order of time; nothing where there is no timeline.
#[must_use]
pub fn events(timeline: &Timeline) -> Vec<Block> {
    if timeline.lacks.is_some() {
        return Vec::new();
    }
    let remark = match timeline.happened.len() {
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
            Column::words("How well it is known").fixed(),
            Column::copied("Columns"),
        ],
        rows: timeline.happened.iter().map(row).collect(),
        ..Table::default()
    };
    vec![Block::section("What happened, in order", remark, vec![Block::Table(table)])]
}

fn row(own: &Happening) -> Vec<Cell> {
    let columns = own.columns.join(", ");
    vec![
        Cell::name(&own.when),
        Cell::chip(own.severity, own.kind.as_str()),
        Cell::text(own.severity.label()),
        Cell::text(&own.what).hint(columns.as_str()),
        Cell::text(&own.known),
        Cell::text(columns),
    ]
}
