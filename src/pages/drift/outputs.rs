//! What the model says, and what really happened, with the quantities that follow from it.

use std::sync::Arc;

use leptos::prelude::*;
use report::Report;

use super::row::Row;
use crate::state::{AppState, app_state};

/// What the model says; nothing where no column holds it.
#[component]
pub fn OutputsSection(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let outputs = report.drift.outputs.clone()?;
    let first = report.drift.columns.len();
    let has_rows = !outputs.derived.is_empty();
    let rows = outputs.derived.iter().enumerate().map(|(place, derived)| {
        view! { <Row report=Arc::clone(&report) position=first + place how=Some(derived.how.clone())/> }
    });
    let rows = rows.collect_view();
    let label = move || view.current.with(|view| view.distance.label());
    let head = view! {
        <thead><tr>
            <th><span class="vh">"Details"</span></th>
            <th>"From the outputs"</th><th>"Shape"</th><th>"Centre, or largest change"</th>
            <th class="strip-col">"Distance"</th><th class="num">{label}</th><th class="num">"Floor"</th>
            <th class="num">"Adj. p"</th><th class="num">"Missing"</th><th>"Over time"</th><th>"Began"</th><th>"Verdict"</th>
        </tr></thead>
    };
    let paragraph = |text: String| view! { <p>{text}</p> };
    Some(view! {
        <section class="outputs">
            <h2>"What the model says"</h2>
            {outputs.says.into_iter().map(paragraph).collect_view()}
            {outputs.remarks.into_iter().map(paragraph).collect_view()}
            {has_rows.then(|| view! {
                <div class="scroll"><table class="tbl columns derived">{head}<tbody>{rows}</tbody></table></div>
            })}
        </section>
    })
}
