//! The verdict in sentences, then counters, then findings.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Counter, Finding, Report, Saying, Topic, format};

use crate::model::chapter::Chapter;
use crate::model::tsv::tsv;
use crate::parts::copy_button::CopyButton;
use crate::parts::later::Later;
use crate::parts::minis::mini_shape;
use crate::parts::more::{ShowMore, limit_of};
use crate::parts::severity::SeverityChip;
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
        <Later><Findings report=Arc::clone(&report)/></Later>
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

#[component]
fn Findings(report: Arc<Report>) -> impl IntoView {
    let findings = report.overview.findings.clone();
    let says = match findings.len() {
        0 => "nothing to look at".to_owned(),
        n => format!("{}, most harmful first", format::count(n as u64)),
    };
    let limit = limit_of("findings");
    let total = Signal::stored(findings.len());
    let rows = move || {
        let shown = report.overview.findings.iter().take(limit.get()).cloned();
        let rows = shown.map(|finding| {
            let report = Arc::clone(&report);
            view! { <FindingRow finding report/> }
        });
        rows.collect_view()
    };
    view! {
        <div class="head">
            <h2>"Findings"</h2><span class="quiet">{says}</span>
            <span class="end"><CopyButton text=move || as_text(&findings)/></span>
        </div>
        <div class="scroll">
            <table class="tbl findings">
                <thead><tr>
                    <th>"Severity"</th>
                    <th>"What we found"</th>
                    <th class="mini-col"><span class="c-ref">"Reference"</span>" and "<span class="c-prod">"production"</span></th>
                    <th class="num">"Size"</th>
                    <th>"Began"</th>
                    <th class="num">"Rows"</th>
                    <th class="num">"Evidence"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ShowMore limit total/>
    }
}

#[component]
fn FindingRow(finding: Finding, report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let Finding { severity, chapter, column, title, detail, size, rows, began } = finding;
    let chapter = Chapter::from(chapter);
    let shape = column.as_deref().and_then(|name| report.drift.named(name)).map(mini_shape);
    let target = column.clone();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        view.go(chapter, target.clone());
    };
    let label = match &column {
        Some(column) => format!("{} of {column}", chapter.label()),
        None => chapter.label().to_owned(),
    };
    let size = size.map(|size| view! { {size.text}<span class="sub">{size.beside}</span> });
    view! {
        <tr>
            <td><SeverityChip mark=severity label=severity.label()/></td>
            <td class="words"><span class="name">{title}</span><span class="sub">{detail}</span></td>
            <td class="mini-col">{shape}</td>
            <td class="num">{size}</td>
            <td class="soft nowrap">{began}</td>
            <td class="num">{format::count(rows)}</td>
            <td class="num"><a class="go" href=format!("#{}", chapter.slug()) aria-label=label on:click=go>{chapter.label()}" →"</a></td>
        </tr>
    }
}

fn as_text(findings: &[Finding]) -> String {
    let header =
        ["severity", "chapter", "column", "finding", "detail", "size", "beside", "began", "rows"];
    let rows = findings.iter().map(|finding| {
        let (size, beside) = finding
            .size
            .as_ref()
            .map(|size| (size.text.clone(), size.beside.clone()))
            .unwrap_or_default();
        [
            finding.severity.label().to_owned(),
            Chapter::from(finding.chapter).label().to_owned(),
            finding.column.clone().unwrap_or_default(),
            finding.title.clone(),
            finding.detail.clone(),
            size,
            beside,
            finding.began.clone().unwrap_or_default(),
            finding.rows.to_string(),
        ]
    });
    tsv(&header, rows)
}
