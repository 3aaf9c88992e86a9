//! What happened, in order.

use std::sync::Arc;

use leptos::prelude::*;
use report::{ChangePoint, Report};

use crate::model::tsv::tsv;
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;
use crate::parts::severity::SeverityChip;

/// The changes in order of time.
#[component]
pub fn Events(report: Arc<Report>) -> impl IntoView {
    let events = report.timeline.events.clone();
    let rows = events.iter().cloned().map(row).collect_view();
    let nothing = events.is_empty().then(|| {
        view! { <p class="nothing soft">"No column stepped or slid by more than chance and the limits."</p> }
    });
    view! {
        <div class="head rep">
            <h2>"What happened, in order"</h2>
            <span class="end"><CopyButton text=move || as_text(&events)/></span>
        </div>
        <ScrollBox label="What happened, in order">
            <table class="tbl tight">
                <thead><tr><th>"When"</th><th>"Kind"</th><th>"What"</th><th>"95% interval"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
        {nothing}
    }
}

fn row(event: ChangePoint) -> impl IntoView {
    view! {
        <tr>
            <td class="nowrap"><b>{event.when}</b></td>
            <td><SeverityChip mark=event.severity label=event.kind.label()/></td>
            <td class="words" title=event.columns.join(", ")>{event.what}</td>
            <td class="soft nowrap">{event.interval}</td>
        </tr>
    }
}

fn as_text(events: &[ChangePoint]) -> String {
    let header = ["when", "kind", "severity", "what", "interval", "columns"];
    let rows = events.iter().map(|event| {
        [
            event.when.clone(),
            event.kind.label().to_owned(),
            event.severity.label().to_owned(),
            event.what.clone(),
            event.interval.clone(),
            event.columns.join(", "),
        ]
    });
    tsv(&header, rows)
}
