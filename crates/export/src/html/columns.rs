//! The compared columns: their shapes, how far they moved, and what chance gives.

use charts::Mini;
use document::by_verdict;
use maud::{Markup, html};
use report::{ColumnDrift, Report, Verdict, format};

use super::mark;

/// The columns that moved, each with its shape, as many as the report keeps in full; how many did not.
pub fn section(report: &Report) -> Markup {
    let columns = by_verdict(&report.drift.columns);
    let (stable, moved): (Vec<&ColumnDrift>, Vec<&ColumnDrift>) =
        columns.into_iter().partition(|column| column.verdict == Verdict::Stable);
    let in_full = report.settings.report.columns_in_full as usize;
    let (listed, others) = moved.split_at(moved.len().min(in_full));
    html! {
        @if !report.drift.columns.is_empty() {
            h2 { "Columns" }
            @if !listed.is_empty() { (table(listed)) }
            @if !others.is_empty() {
                p class="soft" {
                    (format::plural(others.len() as u64, "further column is", "further columns are"))
                    " not listed here, of the same verdict as the last or a milder one; the JSON and the tables as CSV have them."
                }
            }
            p class="soft" { (rest(stable.len() as u64, moved.is_empty())) }
        }
    }
}

fn rest(stable: u64, is_all: bool) -> String {
    match (stable, is_all) {
        (0, _) => "No other column was compared.".to_owned(),
        (n, true) => format!("{} stable.", format::plural(n, "column is", "columns are")),
        (n, false) => {
            format!("{} stable.", format::plural(n, "more column is", "more columns are"))
        }
    }
}

fn table(columns: &[&ColumnDrift]) -> Markup {
    html! {
        section class="wide" tabindex="0" aria-label="Table: Columns that moved" {
            table class="tbl n3 n4" {
                thead { tr {
                    th scope="col" data-sort { "Column" }
                    th scope="col" class="opt" {
                        "Shape, " span class="c-ref" { "reference" } " and " span class="c-prod" { "production" }
                    }
                    th scope="col" data-sort { "Distance" }
                    th scope="col" class="opt" title="95% of samples of these sizes without drift stay under this" { "By chance up to" }
                    th scope="col" { "Verdict" }
                } }
                tbody { @for column in columns { (row(column)) } }
            }
        }
    }
}

fn row(column: &ColumnDrift) -> Markup {
    let measure = column.leading_measure();
    let value = measure.and_then(|measure| measure.value);
    let chance = measure.and_then(|measure| measure.noise).map(|noise| noise.p95);
    let written = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format::distance);
    html! {
        tr {
            td { b { (column.column) } @if let Some(centre) = &column.centre { small { (centre.text(column.kind)) } } }
            td class="opt" { (mini(column)) }
            td { (written(value)) small { (measure.map_or("", |measure| measure.measure.label())) } }
            td class="opt" { (written(chance)) }
            td { (mark::chip(column.verdict, column.verdict.label())) }
        }
    }
}

/// Both shapes of a column on one scale.
fn mini(column: &ColumnDrift) -> Markup {
    let Some(mini) = Mini::of(column) else { return html! {} };
    html! {
        svg class="fig mini" viewBox={ "0 0 " (Mini::WIDTH) " " (Mini::HEIGHT) } role="img" {
            title { (mini.description) }
            @if mini.reference_fill.strip_suffix('z') == Some(mini.reference_line.as_str()) {
                path class="f-ref-fill l-ref" d=(mini.reference_line) {}
            } @else {
                path class="f-ref-fill" d=(mini.reference_fill) {}
                path class="l-ref" d=(mini.reference_line) {}
            }
            path class="l-prod" d=(mini.production_line) {}
            path class="l-edge" d=(mini.axis) {}
        }
    }
}
