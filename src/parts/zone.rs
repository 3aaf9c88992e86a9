//! A drop zone: choose a file, paste a text, or drop.

use leptos::prelude::*;
use protocol::Slot;
use report::{Side, format};

use super::dialog::Dialog;
use super::file_picker::FilePicker;
use crate::browser;
use crate::intake;
use crate::parts::live::{live, on, press};
use crate::state::{AppState, app_state};

/// The endings that a file dialog offers first.
pub const ENDINGS: &str = ".csv,.tsv,.tab,.txt,.gz,text/csv,text/tab-separated-values,text/plain";

/// A drop zone for one side.
#[component]
pub fn DropZone(
    /// Which side.
    side: Side,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let (class, says) = match side {
        Side::Reference => ("c-ref", "What the model learned on, or a period you trust."),
        Side::Production => ("c-prod", "What it meets now."),
    };
    let id = format!("zone-{}", side.label());
    let label_id = id.clone();
    let leave = move |_| over.set(false);
    view! {
        <section class="zone" class:over=live(move || over.get()) data-side=side.label() aria-labelledby=label_id
            on:dragover=on(move |_| over.set(true)) on:dragleave=on(leave) on:drop=on(leave)>
            <Art side/>
            <h2 id=id><span class=class>{side.label()}</span></h2>
            <Chosen side says/>
            <Actions side/>
        </section>
    }
}

/// What was chosen for the side, or what belongs there.
#[component]
fn Chosen(side: Side, says: &'static str) -> impl IntoView {
    let AppState { session, .. } = app_state();
    let name = move || {
        session.origins.with(|origins| Some(origins.sides.get(side).as_ref()?.name.clone()))
    };
    let read = move || {
        session.opened.with(|opened| {
            let input = &opened.sides.get(side).as_ref()?.input;
            Some(format!(
                "{}, {}",
                format::plural(input.rows, "row", "rows"),
                format::plural(input.columns, "column", "columns")
            ))
        })
    };
    move || {
        match name() {
        None => view! { <p>{says}</p> }.into_any(),
        Some(name) => view! {
            <p><b>{name}</b>" "<span class="quiet">{live(move || read().unwrap_or_default())}</span></p>
        }
        .into_any(),
    }
    }
}

#[component]
fn Actions(side: Side) -> impl IntoView {
    let state = app_state();
    let is_pasting = RwSignal::new(false);
    let take = move |files| intake::take_files(state, Some(Slot::Side(side)), files);
    view! {
        <div class="act">
            <FilePicker label="Choose a file" class="btn big" accept=ENDINGS take=Box::new(take)/>
            <button class="btn bare" on:click=press(move || is_pasting.set(true))>"Paste"</button>
        </div>
        <PasteDialog side open=is_pasting/>
    }
}

#[component]
fn PasteDialog(side: Side, open: RwSignal<bool>) -> impl IntoView {
    let AppState { session, .. } = app_state();
    let text = RwSignal::new(String::new());
    let is_empty = move || text.with(|text| text.trim().is_empty());
    let take = move |_| {
        let name = format!("pasted {}.csv", side.label().to_ascii_lowercase());
        if let Some(file) = text.with_untracked(|text| browser::text_file(&name, text)) {
            session.choose_files(&[(Slot::Side(side), file)]);
        }
        open.set(false);
    };
    view! {
        <Dialog title=format!("Paste the {} table", side.label().to_ascii_lowercase()) open>
            <textarea class="field paste" rows="12" spellcheck="false"
                aria-label="Rows, with the names of the columns first"
                placeholder="Rows from a spreadsheet or a CSV file, with the names of the columns first"
                bind:value=text></textarea>
            <button class="btn main" disabled=is_empty on:click=on(take)>"Use these rows"</button>
        </Dialog>
    }
}

/// The grammar of every chart: reference filled, production a line.
#[component]
fn Art(side: Side) -> impl IntoView {
    let (shape, line) = match side {
        Side::Reference => (Some(REFERENCE_SHAPE), "l-ref"),
        Side::Production => (None, "l-prod"),
    };
    let path = match side {
        Side::Reference => REFERENCE_SHAPE,
        Side::Production => PRODUCTION_SHAPE,
    };
    view! {
        <svg class="art" viewBox="0 0 500 96" preserveAspectRatio="none" aria-hidden="true">
            {shape.map(|shape| view! { <path class="f-ref" d=shape></path> })}
            <path class=line vector-effect="non-scaling-stroke" d=path></path>
            <path class="axis" vector-effect="non-scaling-stroke" d="M0 95H500"></path>
        </svg>
    }
}

const REFERENCE_SHAPE: &str =
    "M0 95C50 94 75 88 105 60C130 32 145 9 170 9C195 9 210 32 235 60C265 88 290 94 340 95H500";
const PRODUCTION_SHAPE: &str = "M0 95C55 94 80 86 110 72C135 58 150 38 176 38C206 38 225 71 268 71.8C295 72 310 60 336 60C372 60 390 92 500 95";
