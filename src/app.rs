//! Mounts the page and puts its parts together.

use leptos::ev;
use leptos::prelude::*;
use web_sys::DragEvent;

use crate::browser;
use crate::frame::{CheckDialog, Header, KeysDialog, Rail, SettingsDialog, Sprite, ToastLine};
use crate::intake;
use crate::keys;
use crate::model::chapter::Chapter;
use crate::pages::{
    DataPage, DriftPage, OverviewPage, PerformancePage, ReportPage, StartPage, TimelinePage,
};
use crate::parts::document::ChapterDocument;
use crate::parts::live::{live_view, on};
use crate::parts::notices::Notices;
use crate::parts::progress::WorkPanel;
use crate::parts::volume::RowsBar;
use crate::state::{AppState, app_state};

/// Mounts the page; a mistake of ours becomes a sentence instead of a page that no longer answers.
pub fn mount() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        browser::say_page_stopped();
    }));
    mount_to_body(App);
}

/// The page.
#[component]
fn App() -> impl IntoView {
    let state = AppState::provide();
    keys::listen(state);
    listen_for_drops(state);
    let has_report = Memo::new(move |_| state.session.analysis.with(Option::is_some));
    Effect::new(move || {
        let title = match state.session.report() {
            Some(_) => format!("{} · Driftglass", state.view.chapter().label()),
            None => "Driftglass: what changed between two tables".to_owned(),
        };
        browser::set_title(&title);
    });
    let headline = move || state.session.report().map(|report| report.overview.headline.clone());
    view! {
        <Sprite/>
        <a class="skip" href="#main" on:click=on(skip_to_main)>"Skip to the content"</a>
        <Header/>
        {live_view(move || if has_report.get() { view! { <Study/> }.into_any() } else { view! { <StartPage/> }.into_any() })}
        <p class="vh" role="status">{headline}</p>
        <ToastLine/>
        <KeysDialog/>
        <SettingsDialog/>
        <CheckDialog/>
    }
}

/// The address belongs to the view, so the link moves the focus itself.
fn skip_to_main(event: ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = browser::by_id("main") {
        // Fails only where there is nothing to focus.
        let _ = main.focus();
    }
}

/// The chapters of a comparison.
#[component]
fn Study() -> impl IntoView {
    let AppState { session, view, .. } = app_state();
    if view.current.with_untracked(|view| view.column.is_none()) {
        browser::after_frame(browser::go_to_beginning);
    }
    let chapter = Memo::new(move |_| view.chapter());
    let page = move || {
        let report = session.report()?;
        Some(match chapter.get() {
            Chapter::Overview => view! { <OverviewPage report/> }.into_any(),
            Chapter::Data => view! { <DataPage report/> }.into_any(),
            Chapter::Drift => view! { <DriftPage report/> }.into_any(),
            Chapter::Performance => view! { <PerformancePage/> }.into_any(),
            Chapter::Timeline => view! { <TimelinePage report/> }.into_any(),
            Chapter::Report => view! { <ReportPage/> }.into_any(),
            chapter => view! { <ChapterDocument chapter/> }.into_any(),
        })
    };
    view! {
        <div class="frame">
            <Rail/>
            <div>
                {live_view(move || session.report().map(|report| view! { <RowsBar report/> }))}
                <Notices/>
                <main class="page" id="main" tabindex="-1">{page}</main>
            </div>
        </div>
        <WorkPanel/>
    }
}

/// The whole window takes files.
fn listen_for_drops(state: AppState) {
    window_event_listener(ev::dragover, |event| {
        event.prevent_default();
        browser::set_root_attribute("data-dragging", Some(""));
    });
    window_event_listener(ev::dragleave, |event| {
        // It is also raised on the way from one element to the next.
        if event.related_target().is_none() {
            browser::set_root_attribute("data-dragging", None);
        }
    });
    window_event_listener(ev::drop, move |event: DragEvent| {
        event.prevent_default();
        browser::set_root_attribute("data-dragging", None);
        intake::take_dropped(state, &event);
    });
}
