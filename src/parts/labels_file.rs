//! Labels that came later: the third file, to choose or to leave out.

use leptos::prelude::*;
use protocol::Slot;
use report::format;

use super::file_picker::FilePicker;
use super::zone::ENDINGS;
use crate::intake;
use crate::state::{AppState, app_state};

/// The file of labels, or the button that chooses one.
#[component]
pub fn LabelsFile() -> impl IntoView {
    let state = app_state();
    let AppState { session, .. } = state;
    let take = move |files| intake::take_files(state, Some(Slot::Labels), files);
    let name = move || session.origins.with(|origins| Some(origins.labels.as_ref()?.name.clone()));
    let met = move || {
        session.report().and_then(|report| {
            let labels = report.labels.as_ref()?;
            let of = labels.rows_labelled + labels.rows_waiting;
            let (some, all) = (format::count(labels.rows_labelled), format::count(of));
            Some(format!("labels for {some} of {all} production rows, by {}", labels.id))
        })
    };
    view! {
        <div class="file-line labels-file">
            {move || match name() {
                None => view! {
                    <span>"Labels that came later, in a file of their own? "</span>
                    <FilePicker label="Add a labels file" class="btn" accept=ENDINGS take=Box::new(take)/>
                }
                .into_any(),
                Some(name) => view! {
                    <span><b>{name}</b>" "<span class="quiet">{move || met().unwrap_or_default()}</span></span>
                    <FilePicker label="Take another file" class="btn bare" accept=ENDINGS take=Box::new(take)/>
                    <button class="btn bare" on:click=move |_| session.forget_labels()>"Leave the labels out"</button>
                }
                .into_any(),
            }}
        </div>
    }
}
