//! The verdict in sentences, then counters, then findings.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Counter, Finding, Report, Saying, Topic, format};

use crate::model::chapter::Chapter;
use crate::parts::later::Later;
use crate::parts::live::on;
use crate::parts::minis::mini_shape;
use crate::parts::table::{Cell, Column, Table, section};
use crate::state::{AppState, app_state};

mod lead_figure;

use lead_figure::LeadFigure;

/// The verdict page.
#[component]
pub fn OverviewPage(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let overview = &report.overview;
    view! {
        <div class="verdict">
            <section aria-labelledby="verdict">
                <p class="eyebrow">{overview.basis.clone()}</p>
                <h1 id="verdict">{overview.headline.clone()}</h1>
                <dl class="says">{says(&overview.says)}</dl>
            </section>
            <LeadFigure report=Arc::clone(&report)/>
        </div>
        <div class="counters">{overview.counters.iter().cloned().map(counter).collect_view()}</div>
        <Later>{findings(Arc::clone(&report))}</Later>
    }
}

/// What belongs to one topic stands under one heading; steps are numbered.
fn says(sayings: &[Saying]) -> impl IntoView + use<> {
    sayings
        .chunk_by(|a, b| a.topic == b.topic)
        .map(|chunk| {
            let topic = chunk[0].topic;
            let lines = chunk.iter().cloned().map(|Saying { lead, rest, .. }| view! { <b>{lead}</b>{rest} });
            let body = if topic == Topic::DoNext {
                view! { <ol class="steps">{lines.map(|line| view! { <li>{line}</li> }).collect_view()}</ol> }
                    .into_any()
            } else {
                lines.map(|line| view! { <p>{line}</p> }).collect_view().into_any()
            };
            view! { <dt>{topic.label()}</dt><dd>{body}</dd> }
        })
        .collect_view()
}

fn counter(Counter { label, value, unit, detail }: Counter) -> impl IntoView {
    view! {
        <div>
            <div class="k">{label}</div>
            <div class="v">{value}" "<small>{unit}</small></div>
            <div class="d">{detail}</div>
        </div>
    }
}

fn findings(report: Arc<Report>) -> AnyView {
    let count = report.overview.findings.len();
    let says = match count {
        0 => "nothing to look at".to_owned(),
        n => format!("{}, most harmful first", format::count(n as u64)),
    };
    let columns = vec![
        Column::words("Severity").class("nowrap"),
        Column::words("What we found"),
        Column::drawn("Shape").class("mini-col").defined("Reference filled, production a line"),
        Column::numbers("Size").fixed(),
        Column::words("Began").class("soft nowrap").fixed(),
        Column::numbers("Rows"),
        Column::copied("Column"),
        Column::drawn("Evidence").class("num"),
    ];
    let row = move |position: usize| row(&report, report.overview.findings[position].clone());
    section("Findings", says, Table::new("findings", "Table: Findings", columns, count, row))
}

fn row(report: &Report, finding: Finding) -> Vec<Cell> {
    let Finding { severity, chapter, column, title, detail, size, rows, began, .. } = finding;
    let shape = column.as_deref().and_then(|name| report.drift.named(name)).map(mini_shape);
    let size = size.map_or_else(Cell::nothing, |size| Cell::Text(size.text).over(size.beside));
    let chapter = Chapter::from(chapter);
    let target = column.clone();
    vec![
        Cell::severity(severity, severity.label()),
        Cell::Name(title).over(detail),
        Cell::Drawn(String::new(), Box::new(move || shape.into_any())),
        size,
        Cell::Text(began.unwrap_or_default()),
        Cell::count(rows),
        Cell::Text(column.unwrap_or_default()),
        Cell::Drawn(chapter.label().to_owned(), Box::new(move || evidence(chapter, target))),
    ]
}

/// The way to what a finding rests on.
fn evidence(chapter: Chapter, column: Option<String>) -> AnyView {
    let AppState { view, .. } = app_state();
    let label = match &column {
        Some(column) => format!("{} of {column}", chapter.label()),
        None => chapter.label().to_owned(),
    };
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        view.go(chapter, column.clone());
    };
    view! {
        <a class="go" href=format!("#{}", chapter.slug()) aria-label=label on:click=on(go)>{chapter.label()}" →"</a>
    }
    .into_any()
}
