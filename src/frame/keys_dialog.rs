//! The list of keys.

use leptos::prelude::*;

use crate::keys;
use crate::parts::dialog::Dialog;
use crate::state::{AppState, app_state};

/// The list of keys.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let AppState { view, .. } = app_state();
    let row = |(keys, does): (&'static [&'static str], &'static str)| {
        view! {
            <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect_view()}</dt>
            <dd>{does}</dd>
        }
    };
    view! {
        <Dialog title="Keys" open=view.is_keys_open>
            <dl class="keylist">{keys::LIST.map(row)}</dl>
        </Dialog>
    }
}
