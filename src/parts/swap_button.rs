//! Exchanges the two files.

use leptos::prelude::*;

use crate::parts::live::press;
use crate::state::{AppState, app_state};

/// The button that exchanges the two files.
#[component]
pub fn SwapButton() -> impl IntoView {
    let AppState { driver, .. } = app_state();
    view! {
        <button class="swap" aria-label="Swap reference and production" title="Swap the two files"
            on:click=press(move || driver.swap())>"⇄"</button>
    }
}
