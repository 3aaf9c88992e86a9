//! One file: how it was read, its first rows, and how else it could be read.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::PREVIEW_COLUMNS;
use report::{Input, Side, format};

use super::dialect::DialectControls;
use crate::parts::scroll_box::ScrollBox;
use crate::parts::side_key::SideKey;
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
    move || {
        let opened = session.analysis.with(|analysis| {
            analysis.as_ref().map(|analysis| Arc::clone(analysis.opened.get(side)))
        })?;
        let heads = opened.columns.iter().take(PREVIEW_COLUMNS).map(|column| {
            view! { <th title=column.kind.label()>{column.name.clone()}</th> }
        });
        let heads = heads.collect_view();
        let rows = opened.preview.iter().map(|row| {
            let cells = row.iter().cloned();
            view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
        });
        let rows = rows.collect_view();
        Some(view! {
            <ScrollBox label=format!("First rows, {}", side.label()) class="preview">
                <table class="tbl tight"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </ScrollBox>
        })
    }
}
