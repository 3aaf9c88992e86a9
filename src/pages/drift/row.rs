//! One column in the table, and its detail when it is open.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use report::{ColumnDrift, Pair, Report, Verdict, format};

use super::detail::Detail;
use crate::browser;
use crate::model::columns::limits;
use crate::model::link::View;
use crate::parts::live::{Live, live, on};
use crate::parts::minis::{mini_course, mini_shape, mini_strip};
use crate::parts::scroll::arrive_at;
use crate::parts::severity::{Mark, SeverityChip};
use crate::state::{AppState, app_state};

/// One column.
#[component]
pub fn Row(
    report: Arc<Report>,
    position: usize,
    /// How it was computed, where that is not plain; otherwise its kind stands there.
    #[prop(default = None)]
    how: Option<String>,
) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let column = report.drift.entry(position);
    let name = column.column.clone();
    let is_open = {
        let name = name.clone();
        Memo::new(move |_| view.current.with(|view| view.column.as_deref() == Some(name.as_str())))
    };
    let toggle = {
        let name = name.clone();
        move |_: leptos::ev::MouseEvent| view.toggle_column(&name)
    };
    let node = NodeRef::<html::Tr>::new();
    if is_open.get_untracked() {
        arrive_at(node);
    }
    let press = toggle.clone();
    let click = move |event| {
        if !browser::has_selection() {
            toggle(event);
        }
    };
    let measured = measured_cells(Arc::clone(&report), position);
    let missing = missing_cell(&report, column);
    let verdict = verdict_chip(Arc::clone(&report), position);
    let detail = Arc::clone(&report);
    view! {
        <tr node_ref=node class:open=live(move || is_open.get()) on:click=on(click)>
            <td>
                <button class="twist" aria-expanded=live(move || is_open.get().to_string()) aria-label=format!("Details of {name}")
                    on:click=on(move |event: leptos::ev::MouseEvent| { event.stop_propagation(); press(event); })>
                    {live(move || if is_open.get() { "▾" } else { "▸" })}
                </button>
            </td>
            <td><span class="name">{name}</span>" "<span class="sub">{how.unwrap_or_else(|| column.kind.label().to_owned())}</span></td>
            <td>{mini_shape(column)}</td>
            <td class="soft centre">{column.centre.as_ref().map(|centre| centre.text(column.kind))}</td>
            {measured}
            <td class="num soft">{column.p_adjusted.map_or_else(|| "–".to_owned(), format::p_value)}</td>
            <td class="num soft">{missing}</td>
            <td>{mini_course(&report.timeline, &column.column)}</td>
            <td class="soft nowrap">{report.timeline.began(&column.column).cloned()}</td>
            <td>{verdict}</td>
        </tr>
        <Show when=move || is_open.get()>
            <tr class="detail"><td colspan="12"><Detail report=Arc::clone(&detail) position/></td></tr>
        </Show>
    }
}

/// The cells that follow the distance that is shown.
fn measured_cells(report: Arc<Report>, position: usize) -> Live<AnyView> {
    let AppState { view, .. } = app_state();
    let choice = Memo::new(move |_| view.current.with(View::choice_of_columns));
    live(move || {
        let column = report.drift.entry(position);
        let choice = choice.get();
        let measure = choice.measure(column);
        let verdict =
            choice.tool.verdict(column, choice.distance).unwrap_or(Verdict::NotEnoughData);
        // Another measure than that of the head says its name.
        let other = measure.filter(|measure| measure.measure != choice.distance.measure());
        let other = other.map(|other| view! { <span class="sub">{other.measure.label()}</span> });
        let floor =
            measure.and_then(|measure| measure.noise).map(|noise| format::distance(noise.p95));
        let limits = limits(&choice, &report.settings.drift);
        let how = measure.map(|measure| measure.how.clone());
        view! {
            <td class="strip-col">{measure.map(|measure| mini_strip(measure, verdict, &limits))}</td>
            <td class="num" title=how><b>{measure.and_then(|measure| measure.value).map_or_else(|| "–".to_owned(), format::distance)}</b>{other}</td>
            <td class="num soft">{floor.unwrap_or_else(|| "–".to_owned())}</td>
        }
        .into_any()
    })
}

/// Our verdict, or that of the tool that is shown.
fn verdict_chip(report: Arc<Report>, position: usize) -> Live<AnyView> {
    let AppState { view, .. } = app_state();
    let shown = Memo::new(move |_| view.current.with(|view| (view.tool, view.distance)));
    live(move || {
        let column = report.drift.entry(position);
        let (tool, distance) = shown.get();
        let verdict = tool.verdict(column, distance);
        let label = match (verdict, tool.convention()) {
            (None, _) => "no verdict",
            (Some(verdict), None) => verdict.label(),
            (Some(Verdict::Stable), _) => "pass",
            (Some(Verdict::Moderate), _) => "moderate",
            (Some(_), _) => "drift",
        };
        view! { <SeverityChip mark=verdict.map_or(Mark::Information, Mark::from) label/> }
            .into_any()
    })
}

/// The missing share of both sides; a change that matters is stressed.
fn missing_cell(report: &Report, column: &ColumnDrift) -> AnyView {
    let profile = report.data.columns.iter().find(|profile| profile.column == column.column);
    let Some(change) = profile.and_then(|profile| profile.missing_change.as_ref()) else {
        return "–".into_any();
    };
    let Pair { reference, production } = change.share;
    if reference == 0.0 && production == 0.0 {
        return "0".into_any();
    }
    let production = format::percent(production);
    let stressed = if change.verdict.is_drift() {
        view! { <b class="c-sev">{production}</b> }.into_any()
    } else {
        production.into_any()
    };
    view! { {format::percent(reference)}" → "{stressed} }.into_any()
}
