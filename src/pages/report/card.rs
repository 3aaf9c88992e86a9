//! The model card: what the comparison tells of the model, and what only people know.

use document::{Block, Document, Notes};
use leptos::prelude::*;
use protocol::Form;
use report::{Problem, format};
use wasm_bindgen_futures::spawn_local;

use super::save::save;
use crate::parts::document::blocks;
use crate::parts::live::{live, live_view, on, press};
use crate::parts::problem::ProblemCard;
use crate::state::{AppState, app_state};

/// The model card, its fields and its forms.
#[component]
pub fn ModelCard() -> impl IntoView {
    let state = app_state();
    let AppState { session, driver, .. } = state;
    let problem = RwSignal::new(None::<Problem>);
    let headline = RwSignal::new(String::new());
    let told = RwSignal::new(Vec::<Block>::new());
    Effect::new(move || {
        session.notes.with(|_| ());
        session.analysis.track();
        spawn_local(async move {
            // What could not be told is told by the button that saves.
            if let Ok(Document { headline: says, blocks, .. }) = driver.card().await {
                headline.set(says);
                told.set(blocks);
            }
        });
    });
    let fields: Vec<AnyView> =
        Notes::FIELDS.iter().enumerate().map(|(at, name)| field(at, name)).collect();
    let forms = [(Form::CardHtml, "Save card as HTML"), (Form::Card, "Save card as Markdown")]
        .map(|(form, label)| view! { <button class="btn" on:click=press(move || save(state, form, problem))>{label}</button> });
    view! {
        <section aria-label="Model card">
            <div class="head rep"><h2>"Model card"</h2><span class="quiet">"what the comparison tells of the model, and what only you know"</span></div>
            <div class="downloads">{forms}</div>
            {live_view(move || problem.get().map(|problem| view! { <ProblemCard problem/> }))}
            <details>
                <summary>"Fill in what only people know"</summary>
                <div class="notes">{fields}</div>
            </details>
            <details>
                <summary>"Read the card"</summary>
                <h3>{live(move || headline.get())}</h3>
                {move || blocks(told.get())}
            </details>
        </section>
    }
}

/// A field of the notes, in the words of its name.
fn field(at: usize, name: &str) -> AnyView {
    let AppState { session, .. } = app_state();
    let label = format::capital(&name.replace('_', " "));
    let text = session.notes.with_untracked(|notes| notes.get(at).cloned().unwrap_or_default());
    let take = move |event| {
        session.notes.update(|notes| {
            notes.resize(Notes::FIELDS.len(), String::new());
            notes[at] = event_target_value(&event);
        });
    };
    view! { <label>{label}<textarea class="field" rows="2" prop:value=text on:change=on(take)></textarea></label> }.into_any()
}
