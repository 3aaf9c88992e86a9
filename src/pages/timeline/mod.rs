//! Drift over time: the map of columns by window, one column as a line, and what happened in order.

mod tools;

use std::sync::Arc;

use charts::{HeatMap, OverTime};
use leptos::prelude::*;
use report::Report;

use crate::parts::document::blocks;
use crate::parts::figure::{Figure, Pick};
use crate::parts::live::{live, live_view, on};
use crate::state::{AppState, app_state};
use tools::Tools;

/// The timeline page.
#[component]
pub fn TimelinePage(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let timeline = &report.timeline;
    let lines = [&timeline.season].into_iter().chain(&timeline.notes);
    let lines = lines.filter(|line| !line.is_empty()).cloned();
    let lines = lines.map(|line| view! { <p class="soft">{line}</p> }).collect_view();
    let documents = app_state().session.documents();
    let map = timeline.lacks.is_none().then(|| {
        let pick = pick(Arc::clone(&report));
        view! {
            <ColumnOverTime report=Arc::clone(&report)/>
            <Figure chart=Arc::new(HeatMap::of(timeline, &documents.across)) column="all columns" picture="over time" pick/>
            {blocks(documents.events.clone())}
        }
    });
    view! {
        <p class="eyebrow">"Timeline"</p>
        <h1>{timeline.headline.clone()}</h1>
        <Tools report=Arc::clone(&report)/>
        {lines}
        {map}
    }
}

/// A press on a cell of the map shows its column.
fn pick(report: Arc<Report>) -> Pick {
    let AppState { view, .. } = app_state();
    Arc::new(move |mark| {
        let windows = report.timeline.windows.len().max(1);
        let column = report.timeline.columns.get(mark / windows);
        view.current.update(|view| view.open(column.map(|column| column.column.clone())));
    })
}

/// One column over the windows: that of the link, else the first that has something to show.
#[component]
fn ColumnOverTime(report: Arc<Report>) -> impl IntoView {
    let AppState { view, session, .. } = app_state();
    let names: Vec<String> = report.timeline.columns.iter().map(|c| c.column.clone()).collect();
    let chosen = Memo::new(move |_| view.current.with(|view| view.column.clone()));
    let (documents, shared) = (session.documents(), Arc::clone(&report));
    let draw = move |column: &str| OverTime::of(&shared.timeline, &documents.across, column);
    let is_drawn = |name: &String| draw(name).is_some_and(|chart| chart.is_drawn());
    let first = names.iter().position(is_drawn).unwrap_or(0);
    let shown = {
        let names = names.clone();
        move || {
            let chosen = chosen.get();
            chosen.and_then(|chosen| names.iter().position(|name| *name == chosen)).unwrap_or(first)
        }
    };
    let options = names.iter().enumerate().map({
        let shown = shown.clone();
        move |(position, name)| {
            let shown = shown.clone();
            view! { <option value=name.clone() selected=live(move || shown() == position)>{name.clone()}</option> }
        }
    });
    let choose = move |event| {
        let name = event_target_value(&event);
        view.current.update(|view| view.open(Some(name)));
    };
    let chart = move || {
        let timeline = &report.timeline;
        let column = timeline.columns.get(shown())?;
        let chart = draw(&column.column)?.over_map(timeline);
        let says = column.season.clone().map(|says| view! { <p class="small soft">{says}</p> });
        Some(view! {
            <Figure chart=Arc::new(chart) column=column.column.clone() picture="over time"/>
            {says}
        })
    };
    view! {
        <div class="head rep">
            <h2>"One column"</h2>
            <select aria-label="Column over time" on:change=on(choose)>{options.collect_view()}</select>
        </div>
        {live_view(chart)}
    }
}
