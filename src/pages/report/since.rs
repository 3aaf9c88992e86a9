//! What changed since an earlier report.

use document::{Block, Document};
use leptos::html;
use leptos::prelude::*;
use report::Problem;
use wasm_bindgen_futures::spawn_local;

use crate::parts::document::blocks;
use crate::parts::live::{live_view, on, press};
use crate::parts::problem::ProblemCard;
use crate::state::{AppState, app_state};

/// An earlier report to hold this one against.
#[component]
pub fn Since() -> impl IntoView {
    let AppState { driver, .. } = app_state();
    let problem = RwSignal::new(None::<Problem>);
    let told = RwSignal::new(Vec::<Block>::new());
    let headline = RwSignal::new(String::new());
    let picker = NodeRef::<html::Input>::new();
    let choose = move || {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let take = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        let file = picker.files().and_then(|files| files.get(0));
        // The same file can be chosen again after it was changed.
        picker.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            match driver.since(&file).await {
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
        <section aria-label="Since an earlier report">
            <div class="head rep"><h2>"Since an earlier report"</h2><span class="quiet">"last week’s HTML or JSON"</span></div>
            <input node_ref=picker class="vh" type="file" accept=".html,.json" tabindex="-1" aria-hidden="true" on:change=on(take)/>
            <p><button class="btn" on:click=press(choose)>"Choose an earlier report"</button></p>
            {live_view(move || problem.get().map(|problem| view! { <ProblemCard problem/> }))}
            <p>{headline}</p>
            {move || blocks(told.get())}
        </section>
    }
}
