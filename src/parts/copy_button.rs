//! Copies a table as a spreadsheet takes it.

use leptos::prelude::*;

use crate::browser;
use crate::state::{AppState, app_state};

/// Copies a table as tab-separated text.
#[component]
pub fn CopyButton(
    /// Makes the text when the button is pressed.
    text: impl Fn() -> String + 'static,
) -> impl IntoView {
    let AppState { toasts, .. } = app_state();
    let copy = move |_| {
        let text = text();
        let rows = text.lines().count().saturating_sub(1) as u64;
        browser::copy(&text);
        toasts.done(format!("Copied {}", report::format::plural(rows, "row", "rows")));
    };
    view! { <button class="link" on:click=copy>"Copy table"</button> }
}
