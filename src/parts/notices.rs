//! What has to be said before the chapter: problems, a stale report, files the wrong way round.

use leptos::prelude::*;

use super::problem::ProblemCard;
use crate::browser;
use crate::engine_client::Status;
use crate::model::assignment::looks_reversed;
use crate::model::chapter::Chapter;
use crate::model::files::Files;
use crate::parts::live::{live_view, press};
use crate::state::{AppState, app_state};

/// Everything that has to be said at the moment.
#[component]
pub fn Notices() -> impl IntoView {
    let AppState { session, driver, view, .. } = app_state();
    let is_idle = move || session.work.with(Option::is_none);
    let is_held = Memo::new(move |_| {
        session.is_stale.get() && is_idle() && session.problem.with(Option::is_none)
    });
    let is_reversed = Memo::new(move |_| {
        session.opened.with(|opened| {
            looks_reversed(&opened.sides.as_ref().map(|side| side.as_ref()?.input.time_range))
        })
    });
    // A saved report without its files.
    let saved = move || {
        let name = session.record.get()?;
        session.origins.with(|origins| *origins == Files::default()).then_some(name)
    };
    // A saved report whose files were dropped; its chapter says it itself.
    let replayed = move || {
        let name = session.record.get()?;
        let replay = session.analysis.with(|analysis| analysis.as_ref()?.replay.clone())?;
        (view.chapter() != Chapter::Report).then_some((name, replay.is_same))
    };
    view! {
        <div class="notices">
            {live_view(move || session.problem.get().map(|problem| view! {
                <ProblemCard problem><WayOn/></ProblemCard>
            }))}
            {live_view(move || session.rejection.get().map(|problem| view! {
                <ProblemCard problem>
                    <button class="btn" on:click=press(move || session.rejection.set(None))>"Close"</button>
                </ProblemCard>
            }))}
            {live_view(move || saved().map(|name| view! {
                <p class="notice" role="status">
                    "This is what "<b>{name}</b>" holds. Drop its files to compute it again; the result is held against it."
                </p>
            }))}
            {live_view(move || replayed().map(|(name, is_same)| view! {
                <p class="notice" role="status">
                    {if is_same { "Computed again, the same as " } else { "Computed again, and not the same as " }}
                    <b>{name}</b>
                    {if is_same { ", byte for byte. " } else { ". " }}
                    <button class="btn bare" on:click=press(move || view.go(Chapter::Report, None))>
                        {if is_same { "See the record" } else { "See what differs" }}
                    </button>
                </p>
            }))}
            <Show when=move || is_held.get()>
                <p class="notice" role="status">
                    "Stopped. These numbers are those of before the last change. "
                    <button class="btn" on:click=press(move || driver.retry())>"Compare now"</button>
                </p>
            </Show>
            <Show when=move || session.was_restarted.get()>
                <p class="notice" role="status">
                    "The engine stopped. It was restarted and the files were read again. "
                    <button class="btn bare" on:click=press(move || session.was_restarted.set(false))>"Close"</button>
                </p>
            </Show>
            <Show when=move || is_reversed.get() && is_idle()>
                <p class="notice" role="status">
                    "The production file ends before the reference begins: are they the wrong way round? "
                    <button class="btn" on:click=press(move || driver.swap())>"Swap them"</button>
                </p>
            </Show>
        </div>
    }
}

/// Tries again; where the engine cannot be used, only the whole page can.
#[component]
fn WayOn() -> impl IntoView {
    let AppState { session, driver, .. } = app_state();
    let is_broken = session.status.with(|status| matches!(status, Status::Broken(_)));
    if is_broken {
        view! { <button class="btn" on:click=press(browser::reload)>"Load the page again"</button> }
            .into_any()
    } else {
        view! { <button class="btn" on:click=press(move || driver.retry())>"Try again"</button> }
            .into_any()
    }
}
