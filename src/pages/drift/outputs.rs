//! What the model says, and what really happened, with the quantities that follow from it.

use std::sync::Arc;

use leptos::prelude::*;
use report::Report;

use super::row::Row;

/// What the model says; nothing where no column holds it.
#[component]
pub fn OutputsSection(report: Arc<Report>) -> impl IntoView {
    let outputs = report.drift.outputs.clone()?;
    let first = report.drift.columns.len();
    let rows = outputs.derived.iter().enumerate().map(|(place, derived)| {
        view! { <Row report=Arc::clone(&report) position=first + place how=Some(derived.how.clone())/> }
    });
    let rows = rows.collect_view();
    let paragraph = |text: String| view! { <p>{text}</p> };
    Some(view! {
        <section class="outputs">
            <h2>"What the model says"</h2>
            {outputs.says.into_iter().map(paragraph).collect_view()}
            {outputs.remarks.into_iter().map(paragraph).collect_view()}
            <div class="scroll"><table class="tbl columns derived" aria-label="What follows from the model’s outputs"><tbody>{rows}</tbody></table></div>
        </section>
    })
}
