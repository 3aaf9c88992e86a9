//! How far a request is, and how to stop it.

use leptos::prelude::*;
use protocol::{Progress, Stage};
use report::format;

use crate::browser;
use crate::model::time_left::time_left;
use crate::parts::live::{live, press};
use crate::state::session::Work;
use crate::state::{AppState, app_state};

/// The progress over the lower edge of a page that goes on showing the earlier result.
#[component]
pub fn WorkPanel() -> impl IntoView {
    let AppState { session, .. } = app_state();
    let is_working = Memo::new(move |_| session.work.with(Option::is_some));
    view! { <Show when=move || is_working.get()><div class="work"><WorkProgress/></div></Show> }
}

/// The progress of what is under way.
#[component]
pub fn WorkProgress() -> impl IntoView {
    let AppState { session, driver, .. } = app_state();
    let title = Memo::new(move |_| {
        session.work.with(|work| work.as_ref().map(|work| work.title.clone()).unwrap_or_default())
    });
    let line = move || session.work.with(|work| work.as_ref().map(describe));
    let share = move || session.work.with(|work| work.as_ref().and_then(percent_done));
    let stage = Memo::new(move |_| {
        session.work.with(|work| work.as_ref()?.progress.as_ref().map(|progress| progress.stage))
    });
    view! {
        <div class="progress">
            <div class="line">
                <span><b role="status">{title}</b>" "<span class="quiet">{line}</span></span>
                <button class="btn" on:click=press(move || driver.cancel())>"Cancel "<kbd>"Esc"</kbd></button>
            </div>
            <progress class="track" max="100" prop:value=live(move || share().unwrap_or(0)) aria-label=title></progress>
            <div class="stages" aria-hidden="true">
                {Stage::ALL.map(|each| view! { <StageName each now=stage.into()/> })}
            </div>
        </div>
    }
}

#[component]
fn StageName(each: Stage, now: Signal<Option<Stage>>) -> impl IntoView {
    let class = move || match now.get() {
        Some(now) if each < now => "done",
        Some(now) if each == now => "now",
        _ => "",
    };
    let tick = move || now.get().is_some_and(|now| each < now).then_some("✓ ");
    view! { <span class=class>{tick}{each.label()}</span> }
}

fn percent_done(work: &Work) -> Option<u32> {
    let progress = work.progress.as_ref()?;
    let percent = (progress.done * 100).checked_div(progress.total)?;
    u32::try_from(percent).ok()
}

fn describe(work: &Work) -> String {
    let Some(progress) = &work.progress else { return String::new() };
    let elapsed_ms = browser::now_ms() - work.stage_started_ms;
    let amount = match progress.stage {
        Stage::Read => read_so_far(progress),
        _ => format!(
            "{} of {}",
            format::count(progress.done),
            format::plural(progress.total, "column", "columns")
        ),
    };
    match time_left(elapsed_ms, progress.done, progress.total) {
        Some(left) => format!("{amount}, {left}"),
        None => amount,
    }
}

fn read_so_far(progress: &Progress) -> String {
    format!(
        "{} of {}, {}",
        format::bytes(progress.done),
        format::bytes(progress.total),
        format::plural(progress.rows, "row", "rows")
    )
}
