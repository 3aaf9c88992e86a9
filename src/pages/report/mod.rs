//! What is saved and sent: the forms of the report, what of it leaves the desk, and earlier reports.

mod card;
mod outgoing;
mod save;
mod since;

use leptos::prelude::*;

use crate::state::{AppState, app_state};
use card::ModelCard;
use outgoing::Outgoing;
use save::Save;
use since::Since;

/// The report page.
#[component]
pub fn ReportPage() -> impl IntoView {
    view! {
        <p class="eyebrow">"Report"</p>
        <h1>"One small file to send: it opens anywhere, and holds no rows."</h1>
        <ReplayLines/>
        <Save/>
        <Outgoing/>
        <ModelCard/>
        <Since/>
    }
}

/// How the comparison stands to the record that is open.
#[component]
fn ReplayLines() -> impl IntoView {
    let AppState { session, .. } = app_state();
    move || {
        let name = session.record.get()?;
        let analysis = session.analysis.get()?;
        let lines = match analysis.replay {
            Some(replay) => replay.says,
            None => vec![
                "This is what was saved. Drop its files to compute it again; they are held against it."
                    .to_owned(),
            ],
        };
        let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        Some(view! {
            <section aria-label="Record">
                <div class="head rep"><h2>"Record"</h2><span class="quiet">{name}</span></div>
                {lines}
            </section>
        })
    }
}
