//! What changed since earlier reports.

use document::{Block, Document};
use leptos::prelude::*;
use report::Problem;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::intake;
use crate::parts::document::blocks;
use crate::parts::file_picker::FilePicker;
use crate::parts::live::live_view;
use crate::parts::problem::ProblemCard;
use crate::state::{AppState, app_state};

/// Earlier reports to hold this one against.
#[component]
pub fn Since() -> impl IntoView {
    let AppState { driver, .. } = app_state();
    let problem = RwSignal::new(None::<Problem>);
    let told = RwSignal::new(Vec::<Block>::new());
    let headline = RwSignal::new(String::new());
    let take = move |files: Vec<File>| {
        spawn_local(async move {
            match driver.since(&files).await {
                Ok(Document { headline: says, blocks, .. }) => {
                    problem.set(None);
                    headline.set(says);
                    told.set(blocks);
                }
                Err(failed) => problem.set(failed),
            }
        });
    };
    view! {
        <section aria-label="Since earlier reports">
            <div class="head rep"><h2>"Since earlier reports"</h2><span class="quiet">"last week’s HTML or JSON; several show a trend"</span></div>
            <p><FilePicker label="Choose earlier reports" class="btn" accept=intake::RECORDS many=true take=Box::new(take)/></p>
            {live_view(move || problem.get().map(|problem| view! { <ProblemCard problem/> }))}
            <p>{headline}</p>
            {move || blocks(told.get())}
        </section>
    }
}
