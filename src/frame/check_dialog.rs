//! How to check that nothing is sent.

use leptos::prelude::*;

use crate::parts::check_list::CheckList;
use crate::parts::dialog::Dialog;
use crate::state::{AppState, app_state};

/// The ways to check, as a dialog of the pill in the top bar.
#[component]
pub fn CheckDialog() -> impl IntoView {
    let AppState { view, .. } = app_state();
    view! {
        <Dialog title="Check that nothing is sent" open=view.is_check_open>
            <CheckList/>
        </Dialog>
    }
}
