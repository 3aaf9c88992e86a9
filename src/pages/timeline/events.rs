//! What happened, in order.

use std::sync::Arc;

use leptos::prelude::*;
use report::{ChangePoint, Report};

use crate::parts::table::{Cell, Column, Table, section};

/// The changes in order of time.
pub fn events(report: Arc<Report>) -> AnyView {
    let count = report.timeline.events.len();
    let says = match count {
        0 => "no column stepped or slid by more than chance and the limits",
        _ => "",
    };
    let columns = vec![
        Column::words("When").class("nowrap").fixed(),
        Column::words("Kind").class("nowrap"),
        Column::copied("Severity"),
        Column::words("What").fixed(),
        Column::words("95% interval").class("soft nowrap").fixed(),
        Column::copied("Columns"),
    ];
    let row = move |position: usize| {
        let ChangePoint { when, lasted, kind, severity, what, interval, columns, .. } =
            report.timeline.events[position].clone();
        let columns = columns.join(", ");
        vec![
            Cell::Name(lasted.unwrap_or(when)),
            Cell::severity(severity, kind.label()),
            Cell::Text(severity.label().to_owned()),
            Cell::Text(what).hint(columns.clone()),
            Cell::Text(interval),
            Cell::Text(columns),
        ]
    };
    let table = Table::new("events", "Table: What happened, in order", columns, count, row);
    section("What happened, in order", says, table)
}
