//! Before there is anything to show: the promise, two drop zones, three stories.

use leptos::prelude::*;
use report::Side;

use crate::intake;
use crate::model::files::Files;
use crate::model::link::View;
use crate::parts::check_list::CheckList;
use crate::parts::file_picker::FilePicker;
use crate::parts::labels_file::LabelsFile;
use crate::parts::live::press;
use crate::parts::notices::Notices;
use crate::parts::progress::WorkProgress;
use crate::parts::split_file::SplitFile;
use crate::parts::swap_button::SwapButton;
use crate::parts::zone::DropZone;
use crate::state::{AppState, app_state};

/// A built-in story.
struct Story {
    /// Its name in messages.
    name: &'static str,
    title: &'static str,
    question: &'static str,
    about: &'static str,
    reference_path: &'static str,
    production_path: &'static str,
}

const STORIES: [Story; 3] = [
    Story {
        name: "credit",
        title: "A credit model drifting",
        question: "A new channel brings other applicants. Which columns moved, and which only look as if?",
        about: "22,200 rows, 19 columns",
        reference_path: "M0 34.7L7 32.4L15 30L22 32.4L29 34L33 28.8L40 31.4L48 30.2L55 37.1L62 33.9L70 31.7L77 35.3L84 33.5L91.7 32.4",
        production_path: "M91.7 32.4L95 33L99 36L102.7 16.7L106 7.9L110 8.9L117 10.2L125 8.8L128 7.2L132 10.5",
    },
    Story {
        name: "pipeline",
        title: "A broken pipeline",
        question: "A feed delivers zeros for four days. What does that do to each column of the month?",
        about: "24,000 rows, 11 columns",
        reference_path: "M0 11.3L11 10.7L22 12.4L29 10.7L40 12.3L48 12L55 11.400L62 12.100L66 12",
        production_path: "M66 12L73 11L84 11.600L88 34.9L92 37.2L95 36.1L99 36.4L103 12.100L110 10.600L117 12L125 11.5L132 12.1",
    },
    Story {
        name: "ab",
        title: "An A/B test",
        question: "Control against treatment. Are the two arms alike in what the change should not touch?",
        about: "18,400 rows, 10 columns",
        reference_path: "M10 41C30 40 38 10 54 10C70 10 78 40 98 41",
        production_path: "M14 41C34 40 44 12 60 12C76 12 84 40 104 41",
    },
];

/// The page before there is a report.
#[component]
pub fn StartPage() -> impl IntoView {
    view! {
        <main class="start" id="main" tabindex="-1">
            <h1>"See what changed between the data a model learned on and the data it meets."</h1>
            <p class="promise">"Drop two files, read a verdict in sentences. The data is read in this tab and goes nowhere."</p>
            <div class="zones">
                <DropZone side=Side::Reference/>
                <div class="vs"><Swap/></div>
                <DropZone side=Side::Production/>
            </div>
            <Notices/>
            <LinkNotice/>
            <Under/>
            <div class="cols">
                <section aria-labelledby="stories">
                    <div class="head"><h2 id="stories">"No file at hand? Open a story"</h2><span class="quiet">"made in this tab, one click"</span></div>
                    <ul>{STORIES.iter().map(|story| view! { <StoryRow story/> }).collect_view()}</ul>
                </section>
                <section id="check" aria-labelledby="check-title">
                    <div class="head"><h2 id="check-title">"Check that nothing is sent"</h2></div>
                    <CheckList/>
                </section>
            </div>
        </main>
    }
}

/// The word between the zones; with two files chosen, the button that exchanges them.
#[component]
fn Swap() -> impl IntoView {
    let AppState { session, .. } = app_state();
    let has_file = move || session.origins.with(|origins| *origins != Files::default());
    view! {
        <Show when=has_file fallback=|| "and">
            <SwapButton/>
        </Show>
    }
}

/// A link carries no data: whoever follows it brings the files.
#[component]
fn LinkNotice() -> impl IntoView {
    let AppState { session, view, .. } = app_state();
    let has_place = view.current.with_untracked(|view| *view != View::default());
    let is_waiting =
        move || has_place && session.origins.with(|origins| *origins == Files::default());
    view! {
        <Show when=is_waiting>
            <p class="notice">"This link says what to look at; the data is not in it. Drop the two files again."</p>
        </Show>
    }
}

/// What can be dropped; while something is read, how far it is.
#[component]
fn Under() -> impl IntoView {
    let AppState { session, .. } = app_state();
    let is_working = Memo::new(move |_| session.work.with(Option::is_some));
    view! {
        <div class="under-zones">
            <Show when=move || is_working.get() fallback=|| view! {
                <p class="under">
                    <span>"Drop both anywhere on this page; they are told apart by name, and you can swap them."</span>
                    <span>"CSV, TSV and other delimited text, gzip"</span>
                </p>
                <SplitFile/>
                <LabelsFile/>
                <OpenReport/>
            }>
                <WorkProgress/>
            </Show>
        </div>
    }
}

/// The button for a report that was saved.
#[component]
fn OpenReport() -> impl IntoView {
    let state = app_state();
    let take = move |files| intake::take_files(state, None, files);
    view! {
        <div class="file-line">
            <span>"A report that was saved here, or sent to you?"</span>
            <FilePicker label="Open a report" class="btn" accept=intake::RECORDS take=Box::new(take)/>
        </div>
    }
}

#[component]
fn StoryRow(story: &'static Story) -> impl IntoView {
    let AppState { session, .. } = app_state();
    let label = format!("Open the story {}", story.title);
    view! {
        <li class="story">
            <svg class="fig" viewBox="0 0 132 44" width="132" height="44" aria-hidden="true">
                <path class="l-ref bold" d=story.reference_path></path>
                <path class="l-prod thin" d=story.production_path></path>
                <path class="grid" d="M0 41.5H132"></path>
            </svg>
            <div>
                <b>{story.title}</b>
                <p>{story.question}</p>
                <span class="meta">{story.about}</span>
            </div>
            <button class="btn" aria-label=label on:click=press(move || session.choose_story(story.name))>"Open"</button>
        </li>
    }
}
