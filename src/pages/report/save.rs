//! The forms that the report is saved in.

use leptos::prelude::*;
use protocol::Form;
use report::Problem;
use wasm_bindgen_futures::spawn_local;

use crate::browser;
use crate::model::names::report_file;
use crate::parts::live::{live, live_view, press};
use crate::parts::problem::ProblemCard;
use crate::state::{AppState, app_state};

/// The forms, with what each is for.
const FORMS: [(Form, &str, &str); 4] = [
    (
        Form::Html,
        "Save HTML",
        "reads well on a phone and on paper, needs no scripts, and opens here again",
    ),
    (Form::Markdown, "Save Markdown", "for a ticket or a wiki"),
    (Form::Json, "Save JSON", "every number, for another program"),
    (
        Form::Archive,
        "Save all",
        "all of these, each table as CSV and each chart as SVG and PNG, in one archive",
    ),
];

/// A button for each form.
#[component]
pub fn Save() -> impl IntoView {
    let state = app_state();
    let problem = RwSignal::new(None::<Problem>);
    let says = move || if state.session.is_saving.get() { "Writing the file" } else { "" };
    let rows = FORMS.map(|(form, label, about)| {
        view! { <li><button class="btn" on:click=press(move || save(state, form, problem))>{label}</button>" "<span class="quiet">{about}</span></li> }
    });
    view! {
        <section aria-label="Save">
            <div class="head rep"><h2>"Save"</h2><span class="quiet" role="status">{live(says)}</span></div>
            <ul class="forms">{rows}</ul>
            {live_view(move || problem.get().map(|problem| view! { <ProblemCard problem/> }))}
        </section>
    }
}

/// Asks for a form and saves what comes.
pub fn save(state: AppState, form: Form, problem: RwSignal<Option<Problem>>) {
    let AppState { session, driver, .. } = state;
    let Some(report) = session.report() else { return };
    // A second press while a file is written asks for nothing new.
    if session.is_saving.get_untracked() {
        return;
    }
    session.is_saving.set(true);
    let inputs = &report.inputs;
    let name = report_file(&inputs.reference.file, &inputs.production.file, form.extension());
    spawn_local(async move {
        let saved = driver.save(form).await;
        session.is_saving.set(false);
        match saved {
            Ok(bytes) => {
                problem.set(None);
                browser::save(&name, form.media_type(), &bytes);
            }
            Err(failed) => problem.set(failed),
        }
    });
}
