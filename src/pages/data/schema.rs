//! Differences between the two lists of columns.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Report, SchemaChange, SchemaChangeKind, format};

use crate::parts::table::{Cell, Column, Table, section};

/// Differences between the two lists of columns.
pub fn schema_changes(report: Arc<Report>) -> AnyView {
    let count = report.data.schema.len();
    let says = match count as u64 {
        0 => "none; the order of columns does not count".to_owned(),
        n => format::plural(n, "difference", "differences"),
    };
    let columns = vec![
        Column::words("Difference").class("nowrap"),
        Column::words("Column"),
        Column::words("What is different").fixed(),
    ];
    let row = move |position: usize| {
        let SchemaChange { severity, change, column, message, .. } =
            report.data.schema[position].clone();
        vec![Cell::severity(severity, label(&change)), Cell::Name(column), Cell::Text(message)]
    };
    let table = Table::new("schema", "Table: Lists of columns", columns, count, row);
    section("Lists of columns", says, table)
}

const fn label(change: &SchemaChangeKind) -> &'static str {
    match change {
        SchemaChangeKind::Missing => "missing",
        SchemaChangeKind::Added => "added",
        SchemaChangeKind::RenamedLooking { .. } => "renamed?",
        SchemaChangeKind::Retyped(_) => "another kind",
    }
}
