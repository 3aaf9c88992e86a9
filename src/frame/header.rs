//! The top bar: the files in view, what was sent, and what can be done.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use report::{Input, Side, format};

use crate::engine_client::Status;
use crate::model::chapter::Chapter;
use crate::parts::icon::Icon;
use crate::parts::live::{live, live_view, on, press};
use crate::parts::side_key::SideKey;
use crate::parts::swap_button::SwapButton;
use crate::state::{AppState, app_state};

/// The top bar.
#[component]
pub fn Header() -> impl IntoView {
    let AppState { session, view, .. } = app_state();
    let has_report = Memo::new(move |_| session.analysis.with(Option::is_some));
    let home = move |event: MouseEvent| {
        event.prevent_default();
        view.go(Chapter::Overview, None);
    };
    view! {
        <header class="top">
            <a class="brand" href="#overview" on:click=on(home)><Icon name="logo"/>"Driftglass"</a>
            {live_view(move || session.report().map(|report| view! {
                <div class="files">
                    <FileChip side=Side::Reference input=report.inputs.reference.clone()/>
                    <SwapButton/>
                    <FileChip side=Side::Production input=report.inputs.production.clone()/>
                </div>
            }))}
            <div class="end">
                <SentPill/>
                {live_view(move || has_report.get().then(|| view! { <UndoButton/> }))}
                <SettingsButton/>
                <ThemeButton/>
                <KeysButton/>
                {live_view(move || has_report.get().then(|| view! { <NewButton/><SaveButton/> }))}
            </div>
        </header>
    }
}

#[component]
fn FileChip(side: Side, input: Input) -> impl IntoView {
    let rows = format::plural(input.rows, "row", "rows");
    let dates = input
        .time_range
        .map(|range| format!(" · {}", format::day_range(range.first_ms, range.last_ms)));
    let dates = view! { <span class="wide-only">{dates}</span> };
    let class = match side {
        Side::Reference => "c-ref",
        Side::Production => "c-prod",
    };
    view! {
        <div class="file">
            <SideKey side/>
            <span class="file-text">
                <b title=input.file.clone()>{input.file.clone()}</b>
                <small><span class=class>{side.label()}</span>" · "{rows}{dates}</small>
            </span>
        </div>
    }
}

/// How many requests left since the page was ready, counted, not claimed.
#[component]
fn SentPill() -> impl IntoView {
    let AppState { session, requests, view, .. } = app_state();
    let text = move || {
        if session.status.with(|status| matches!(status, Status::Broken(_))) {
            return "The engine does not run".to_owned();
        }
        if !requests.is_counting.get() {
            return "Loading the engine".to_owned();
        }
        let sent = format::plural(requests.sent.get().into(), "request", "requests");
        match requests.blocked.get() {
            0 => format!("{sent} sent"),
            blocked => format!("{sent} sent, {blocked} blocked"),
        }
    };
    let class = move || if requests.sent.get() == 0 { "sent" } else { "sent some" };
    view! {
        <button class=class aria-haspopup="dialog" title="How to check that nothing is sent"
            on:click=press(move || view.is_check_open.set(true))>
            <Icon name="shield"/><span>{text}</span>
        </button>
    }
}

#[component]
fn UndoButton() -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let undo = move |_| {
        if settings.undo() {
            toasts.done("The last setting was taken back");
        }
    };
    view! {
        <button class="btn bare" aria-label="Undo the last setting" title="Undo the last setting (Ctrl+Z)"
            aria-disabled=live(move || (!settings.can_undo()).to_string()) on:click=on(undo)>"↶"</button>
    }
}

#[component]
fn SettingsButton() -> impl IntoView {
    let AppState { view, .. } = app_state();
    view! {
        <button class="btn bare" aria-haspopup="dialog" aria-label="Settings" title="Settings (S)"
            on:click=press(move || view.is_settings_open.set(true))>"⚙"</button>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let AppState { theme, .. } = app_state();
    let label = move || format!("Theme: {}", theme.chosen.get().label());
    view! {
        <button class="btn bare" aria-label=label title=label on:click=press(move || theme.cycle())>"Theme"</button>
    }
}

#[component]
fn KeysButton() -> impl IntoView {
    let AppState { view, .. } = app_state();
    view! {
        <button class="btn bare wide-only" on:click=press(move || view.is_keys_open.set(true))>"Keys "<kbd>"?"</kbd></button>
    }
}

#[component]
fn NewButton() -> impl IntoView {
    let AppState { driver, settings, view, .. } = app_state();
    let restart = move |_| {
        driver.forget();
        settings.reset();
        view.reset();
    };
    view! { <button class="btn bare" aria-label="New comparison" title="Forget both files and begin again" on:click=on(restart)>"New"</button> }
}

/// The way to what is saved and sent.
#[component]
fn SaveButton() -> impl IntoView {
    let AppState { view, .. } = app_state();
    view! { <button class="btn" on:click=press(move || view.go(Chapter::Report, None))>"Save report"</button> }
}
