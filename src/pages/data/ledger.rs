//! Everything that was not read exactly as it stood, with what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use report::{DecimalMark, LedgerEntry, Pair, Remedy, Report, Side, format};

use crate::parts::side_key::SideKey;
use crate::parts::table::{Cell, Column, Table, section};
use crate::state::settings::SettingsState;
use crate::state::{AppState, app_state};

/// The intake ledger.
pub fn ledger(report: Arc<Report>) -> AnyView {
    let Pair { reference, production } = report.inputs.as_ref().map(|input| input.rows_skipped);
    let skipped = format::plural(reference + production, "row", "rows");
    let count = report.data.ledger.len();
    let says = match count {
        0 => "everything was read exactly as it stands".to_owned(),
        _ => format!("{skipped} skipped; nothing was stopped"),
    };
    let columns = vec![
        Column::words("File").class("nowrap"),
        Column::numbers("Line"),
        Column::words("Column"),
        Column::words("What happened").fixed(),
        Column::numbers("Rows"),
        Column::drawn("Remedy"),
    ];
    let row = move |position: usize| {
        let LedgerEntry { side, column, line, rows, message, remedy, .. } =
            report.data.ledger[position].clone();
        let file = report.inputs.get(side).file.clone();
        let shown = file.clone();
        let key = move || view! { <SideKey side/>" "{shown} }.into_any();
        vec![
            Cell::Drawn(file, Box::new(key)),
            Cell::number(line.map(|line| line as f64), |_| {
                line.map_or_else(String::new, format::count)
            }),
            Cell::Name(column.clone().unwrap_or_else(|| "–".to_owned())),
            Cell::Text(message),
            Cell::count(rows),
            remedy.map_or_else(Cell::nothing, |remedy| remedy_link(side, column, remedy)),
        ]
    };
    section("Ledger", says, Table::new("ledger", "Table: Ledger", columns, count, row))
}

fn remedy_link(side: Side, column: Option<String>, remedy: Remedy) -> Cell {
    let AppState { settings, toasts, .. } = app_state();
    let press = move || {
        if apply(settings, side, column.as_deref(), remedy) {
            toasts.chosen(format!("{} is read again: {}", side.label(), remedy_label(remedy)));
        }
    };
    Cell::Link(remedy_label(remedy), Box::new(press))
}

fn remedy_label(remedy: Remedy) -> String {
    match remedy {
        Remedy::ReadAs(kind) => format!("Read as {}", kind.label()),
        Remedy::NoHeader => "Take the first row as data".to_owned(),
        Remedy::KeepMarkers => "Keep every marker of the file as text".to_owned(),
        Remedy::DecimalPoint => "Read with a decimal point".to_owned(),
    }
}

/// Makes the choice that a remedy stands for; false where it is made already.
fn apply(settings: SettingsState, side: Side, column: Option<&str>, remedy: Remedy) -> bool {
    match remedy {
        Remedy::ReadAs(kind) => {
            column.is_some_and(|column| settings.set_kind(&[side], column, Some(kind)))
        }
        Remedy::NoHeader => settings.set_reading(side, |reading| reading.has_header = Some(false)),
        Remedy::KeepMarkers => {
            settings.set_reading(side, |reading| reading.missing_markers = Some(Vec::new()))
        }
        Remedy::DecimalPoint => {
            settings.set_reading(side, |reading| reading.decimal_mark = Some(DecimalMark::Point))
        }
    }
}
