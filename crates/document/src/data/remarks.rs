//! What is to be said of the data, gravest first.

use report::{Remark, format};

use crate::{Block, Cell, Column, Table};

/// What is to be said of the data.
pub fn section(remarks: &[Remark]) -> Block {
    let says = match remarks.len() as u64 {
        0 => "nothing about values and rows is more than chance gives".to_owned(),
        n => format!("{}, gravest first", format::plural(n, "remark", "remarks")),
    };
    let table = Table {
        id: "remarks".to_owned(),
        caption: "Table: To look at".to_owned(),
        columns: vec![
            Column::words("Severity"),
            Column::words("What we found"),
            Column::words("Why").fixed(),
            Column::words("About"),
            Column::numbers("Rows"),
            Column::words("Do next").fixed(),
        ],
        rows: remarks.iter().map(row).collect(),
        ..Table::default()
    };
    Block::section("To look at", says, vec![Block::Table(table)])
}

fn row(remark: &Remark) -> Vec<Cell> {
    vec![
        Cell::chip(remark.severity, remark.severity.label()),
        Cell::name(remark.title.as_str()),
        Cell::text(remark.detail.as_str()),
        Cell::text(remark.about.label()),
        if remark.rows > 0 { Cell::count(remark.rows) } else { Cell::text("") },
        Cell::text(remark.step.as_str()),
    ]
}
