//! What the table shows: search, distance, verdicts.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use report::{Report, Verdict, format};

use crate::browser;
use crate::keys::{FIRST_ROW, SEARCH_ID};
use crate::model::distance::Distance;
use crate::model::tool::Tool;
use crate::parts::icon::Icon;
use crate::parts::live::{live, on, press};
use crate::parts::severity::Mark;
use crate::parts::side_key::BothKeys;
use crate::state::{AppState, app_state};

/// Search, distance and verdicts over the table.
#[component]
pub fn Tools(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let search = move |event| {
        let text = event_target_value(&event);
        view.current.update(|view| view.search = text);
    };
    let columns = Arc::clone(&report);
    let told = move || {
        view.current.with(|view| view.tool.says_of_all(&columns.drift.columns, view.distance))
    };
    view! {
        <div class="tools">
            <input class="field" id=SEARCH_ID type="search" placeholder="Search columns   /" aria-label="Search columns"
                prop:value=live(move || view.current.with(|view| view.search.clone())) on:input=on(search) on:keydown=on(into_table)/>
            <div class="seg" role="group" aria-label="Distance">
                {Distance::ALL.map(|distance| view! { <DistanceButton distance/> })}
            </div>
            <div class="seg" role="group" aria-label="Convention">
                {Tool::ALL.map(tool_button).into_iter().collect::<Vec<_>>()}
            </div>
            <b role="status">{live(told)}</b>
            <span class="chipset" role="group" aria-label="Show verdicts">
                {Verdict::ALL.map(|verdict| view! { <VerdictChip verdict report=Arc::clone(&report)/> })}
            </span>
            <span class="end"><BothKeys/></span>
        </div>
    }
}

/// The arrow down goes from the search to the first row.
fn into_table(event: ev::KeyboardEvent) {
    if event.key() == "ArrowDown" && browser::focus_first(FIRST_ROW) {
        event.prevent_default();
    }
}

#[component]
fn DistanceButton(distance: Distance) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let is_on = move || view.current.with(|view| view.distance == distance);
    view! {
        <button aria-pressed=live(move || is_on().to_string())
            on:click=press(move || view.current.update(|view| view.distance = distance))>{distance.label()}</button>
    }
}

fn tool_button(tool: Tool) -> AnyView {
    let AppState { view, .. } = app_state();
    let is_on = move || view.current.with(|view| view.tool == tool);
    view! {
        <button aria-pressed=live(move || is_on().to_string())
            on:click=press(move || view.current.update(|view| view.tool = tool))>{tool.label()}</button>
    }
    .into_any()
}

/// How many columns have a verdict; pressed, only these are shown.
#[component]
fn VerdictChip(verdict: Verdict, report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let count = report.drift.columns.iter().filter(|column| column.verdict == verdict).count();
    let is_on = move || view.current.with(|view| view.verdicts.contains(&verdict));
    let toggle = move |_| {
        view.current.update(|view| {
            if view.verdicts.contains(&verdict) {
                view.verdicts.retain(|&other| other != verdict);
            } else {
                view.verdicts.push(verdict);
            }
        });
    };
    (count > 0).then(|| {
        view! {
            <button class="chip" aria-pressed=live(move || is_on().to_string()) on:click=on(toggle)>
                <span class=format!("{} bare", Mark::from(verdict).class())>
                    <Icon name=Mark::from(verdict).symbol()/>{format::count(count as u64)}
                </span>
                {short_label(verdict)}
            </button>
        }
    })
}

const fn short_label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotEnoughData => "not judged",
        Verdict::Negligible => "negligible",
        _ => verdict.label(),
    }
}
