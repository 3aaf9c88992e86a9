//! One line at the bottom left, with an undo.

use leptos::prelude::*;

use crate::parts::live::{live_view, on};
use crate::state::{AppState, app_state};

/// The line, where there is one.
#[component]
pub fn ToastLine() -> impl IntoView {
    let AppState { toasts, settings, .. } = app_state();
    let undo = move |_| {
        settings.undo();
        toasts.close();
    };
    view! {
        <div class="toast-place" role="status">
            {live_view(move || toasts.current.get().map(|toast| view! {
                <div class="toast">
                    {toast.text}
                    {toast.can_undo.then(|| view! { <button on:click=on(undo)>"Undo"</button> })}
                </div>
            }))}
        </div>
    }
}
