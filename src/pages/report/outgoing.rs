//! What of the report leaves the desk, and the settings that say so.

use document::Block;
use leptos::prelude::*;
use report::Setting;
use wasm_bindgen_futures::spawn_local;

use crate::engine_client::Status;
use crate::frame::setting_row;
use crate::parts::document::blocks;
use crate::parts::live::live;
use crate::state::{AppState, app_state};

/// The settings of this chapter.
const CHAPTER: &str = "report";

/// What of the report leaves the desk.
#[component]
pub fn Outgoing() -> impl IntoView {
    let AppState { session, settings, driver, .. } = app_state();
    let told = RwSignal::new(Vec::<Block>::new());
    let chosen = Memo::new(move |_| settings.with(|settings| settings.report.clone()));
    Effect::new(move || {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        chosen.with(|_| ());
        session.analysis.track();
        spawn_local(async move {
            // What could not be told is told by the button that saves.
            if let Ok(document) = driver.outgoing().await {
                told.set(document.blocks);
            }
        });
    });
    let rows = move || {
        let Status::Ready(words) = session.status.get() else { return Vec::new() };
        let own = Setting::ALL.iter().zip(&*words).filter(|(of, _)| of.chapter() == CHAPTER);
        own.map(|(setting, words)| setting_row(setting, words)).collect::<Vec<AnyView>>()
    };
    view! {
        <section aria-label="What leaves the desk">
            <div class="head rep"><h2>"What leaves the desk"</h2></div>
            <div class="settings">{live(rows)}</div>
            {move || blocks(told.get())}
        </section>
    }
}
