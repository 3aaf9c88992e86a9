//! One file: how it was read, its first rows, and how else it could be read.

use leptos::prelude::*;
use protocol::PREVIEW_COLUMNS;
use report::{Input, Side, format};

use super::dialect::DialectControls;
use crate::parts::live::live_view;
use crate::parts::side_key::SideKey;
use crate::parts::table::{Cell, Column, Table, bare};
use crate::state::{AppState, app_state};

/// One file.
#[component]
pub fn FilePanel(side: Side, input: Input) -> impl IntoView {
    let amount = format!(
        "{}, {} × {}",
        format::bytes(input.bytes),
        format::plural(input.rows, "row", "rows"),
        format::plural(input.columns, "column", "columns")
    );
    let skipped = (input.rows_skipped > 0)
        .then(|| format!(", {} skipped", format::plural(input.rows_skipped, "row", "rows")));
    let dates = input
        .time_range
        .map(|range| format!(", {}", format::day_range(range.first_ms, range.last_ms)));
    view! {
        <section aria-label=side.label()>
            <div class="head">
                <SideKey side/>
                <h2>{input.file.clone()}</h2>
                <span class="quiet">{amount}{skipped}{dates}</span>
            </div>
            <DialectControls side dialect=input.dialect/>
            <Preview side/>
        </section>
    }
}

#[component]
fn Preview(side: Side) -> impl IntoView {
    let AppState { session, .. } = app_state();
    live_view(move || {
        let opened =
            session.analysis.with(|analysis| analysis.as_ref()?.opened.sides.get(side).clone())?;
        let heads = opened.columns.iter().take(PREVIEW_COLUMNS);
        let heads = heads.map(|column| Column::words(column.name.clone()).class("").fixed());
        let (heads, rows) = (heads.collect(), opened.preview.len());
        let row = move |position: usize| {
            opened.preview[position].iter().cloned().map(Cell::Text).collect()
        };
        let table =
            Table::new("preview", format!("First rows, {}", side.label()), heads, rows, row);
        Some(view! { <div class="preview">{bare(table)}</div> })
    })
}
