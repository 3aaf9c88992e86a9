//! Copies a table as a spreadsheet takes it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser;
use crate::parts::live::on;
use crate::state::{AppState, app_state};

/// Copies a table as tab-separated text.
#[component]
pub fn CopyButton(
    /// Makes the text when the button is pressed.
    text: Box<dyn Fn() -> String>,
) -> impl IntoView {
    let AppState { toasts, .. } = app_state();
    let copy = move |_| {
        let text = text();
        let rows = text.lines().count().saturating_sub(1) as u64;
        spawn_local(async move {
            if browser::copy(&text).await {
                toasts.done(format!("Copied {}", report::format::plural(rows, "row", "rows")));
            } else {
                toasts.done("The browser does not let this page copy");
            }
        });
    };
    view! { <button class="link" on:click=on(copy)>"Copy table"</button> }
}
