//! The verdict first: headline, what it rests on, what to do, what was seen, what was found.

use charts::{Chart, Distances, Distribution};
use document::by_verdict;
use maud::{Markup, PreEscaped, html};
use report::{Counter, Finding, Overview, Report, Saying, Topic, format};

use super::{figure, mark, period};

/// Columns whose pictures stand beside the verdict.
const MOST_PICTURES: usize = 3;

/// The mark of the product.
const LOGO: &str = include_str!("logo.svg");

/// What a reader sees first.
pub fn section(report: &Report) -> Markup {
    let overview = &report.overview;
    html! {
        (mast(&period(report).unwrap_or_default()))
        p class="eyebrow" {
            (report.inputs.reference.file) " against " (report.inputs.production.file)
        }
        h1 { (overview.headline) }
        dl class="lede" {
            @for says in before_steps(overview) { dt { (says.topic.label()) } dd { (saying(says)) } }
        }
        div class="keys" { @for counter in &overview.counters { (key(counter)) } }
        (steps(overview))
        (pictures(report))
        (findings(report))
    }
}

/// The mark of the product, and what the page is about.
pub fn mast(about: &str) -> Markup {
    html! {
        div class="mast" {
            span class="brand" { (PreEscaped(LOGO)) "Driftglass" }
            span { (about) }
        }
    }
}

fn before_steps(overview: &Overview) -> impl Iterator<Item = &Saying> {
    overview.says.iter().filter(|says| says.topic != Topic::DoNext)
}

fn saying(says: &Saying) -> Markup {
    html! { b { (says.lead) } (says.rest) }
}

fn key(counter: &Counter) -> Markup {
    html! {
        div {
            div class="k" { (counter.label) }
            div class="v" { (counter.value) " " small { (counter.unit) } }
            div class="d" { (counter.detail) }
        }
    }
}

fn steps(overview: &Overview) -> Markup {
    let steps: Vec<&Saying> =
        overview.says.iter().filter(|says| says.topic == Topic::DoNext).collect();
    html! {
        @if !steps.is_empty() {
            h2 { "What to do" }
            ol class="do" { @for says in steps { li { (step(says)) } } }
        }
    }
}

/// What to do, its reason beneath; one that is told in a single sentence stands alone.
fn step(says: &Saying) -> Markup {
    let rest = says.rest.trim_start();
    html! { @if says.lead.is_empty() { (rest) } @else { (says.lead) small { (rest) } } }
}

/// What proves the headline, how far columns moved, and the columns that moved most.
fn pictures(report: &Report) -> Markup {
    let lead = document::lead(report);
    let distances = Distances::of(report);
    let distances = (!distances.is_empty()).then_some(distances);
    let columns = by_verdict(&report.drift.columns);
    let drifted = columns.into_iter().filter(|column| column.verdict.is_drift());
    let drifted: Vec<Distribution> =
        drifted.filter_map(Distribution::of).take(MOST_PICTURES).collect();
    let mut charts: Vec<&dyn Chart> = Vec::new();
    charts.extend(lead.as_ref().map(|chart| chart as &dyn Chart));
    charts.extend(distances.as_ref().map(|chart| chart as &dyn Chart));
    charts.extend(drifted.iter().map(|chart| chart as &dyn Chart));
    html! {
        @if !charts.is_empty() {
            h2 { "What we saw" }
            div class="figs" { @for chart in charts { (figure::figure(chart)) } }
        }
    }
}

/// The findings, as many as the report keeps columns in full.
fn findings(report: &Report) -> Markup {
    let findings = &report.overview.findings;
    let in_full = report.settings.report.columns_in_full as usize;
    let (findings, others): (&[Finding], &[Finding]) =
        findings.split_at(findings.len().min(in_full));
    html! {
        h2 { "Findings" }
        @if findings.is_empty() { p { "Nothing to look at." } }
        @for finding in findings {
            div class="find" {
                (mark::chip(finding.severity, finding.severity.label()))
                b { (finding.title) }
                p {
                    (format::sentence(&finding.detail))
                    @if let Some(began) = &finding.began { " Began " (began) "." }
                }
            }
        }
        @if !others.is_empty() {
            p class="soft" {
                (format::plural(others.len() as u64, "further finding is", "further findings are"))
                " not listed here, as grave as the last or less so; the JSON and the tables as CSV have them."
            }
        }
    }
}
