//! What is to be looked at, what the values look like, and which relations changed, as tables.

use std::sync::Arc;

use leptos::prelude::*;
use report::{
    ColumnProfile, Pair, QualityLine, Relation, Remark, Report, SideQuality, ValueCount, format,
};

use crate::parts::table::{Cell, Column, Table, bare, section};

/// What is to be said of the data, gravest first.
pub fn remarks(report: Arc<Report>) -> AnyView {
    let count = report.data.remarks.len();
    let says = match count as u64 {
        0 => "nothing is new about values and rows".to_owned(),
        n => format!("{}, gravest first", format::plural(n, "remark", "remarks")),
    };
    let columns = vec![
        Column::words("Severity").class("nowrap"),
        Column::words("What we found"),
        Column::words("Why").fixed(),
        Column::words("About"),
        Column::numbers("Rows"),
        Column::words("Do next").fixed(),
    ];
    let row = move |position: usize| {
        let Remark { severity, title, detail, about, rows, step, .. } =
            report.data.remarks[position].clone();
        vec![
            Cell::severity(severity, severity.label()),
            Cell::Name(title),
            Cell::Text(detail),
            Cell::Text(about.label().to_owned()),
            if rows > 0 { Cell::count(rows) } else { Cell::nothing() },
            Cell::Text(step),
        ]
    };
    section("To look at", says, Table::new("remarks", "Table: To look at", columns, count, row))
}

/// What the values of each column look like.
pub fn values(report: Arc<Report>) -> AnyView {
    let columns = vec![
        Column::words("Column"),
        Column::words("Most frequent").fixed(),
        Column::words("New values").fixed(),
        Column::words("Beyond the range").fixed(),
        Column::words("Outliers").fixed(),
        Column::words("Text").fixed(),
    ];
    let count = report.data.columns.len();
    let for_detail = Arc::clone(&report);
    let row = move |position: usize| profile_row(&report.data.columns[position]);
    let table = Table::new("values", "Table: Values", columns, count, row)
        .opening(move |position| detail(&for_detail, position));
    section(
        "Values",
        "reference → production; a column opens to all that is known of its values",
        table,
    )
}

/// All that is known of a column's values.
fn detail(report: &Arc<Report>, column: usize) -> AnyView {
    let columns = vec![
        Column::words("What"),
        Column::words("Reference").fixed(),
        Column::words("Production").fixed(),
        Column::words("To be said").fixed(),
    ];
    let profile = &report.data.columns[column];
    let caption = format!("Table: Values of {}", profile.column);
    let (count, report) = (profile.quality.lines.len(), Arc::clone(report));
    let row = move |position: usize| {
        let QualityLine { what, reference, production, says } =
            report.data.columns[column].quality.lines[position].clone();
        [what, reference, production, says].map(Cell::Text).into()
    };
    bare(Table::new("column-values", caption, columns, count, row))
}

fn profile_row(profile: &ColumnProfile) -> Vec<Cell> {
    let quality = &profile.quality;
    let [reference, production] =
        [&quality.sides.reference, &quality.sides.production].map(Option::as_ref);
    let outliers = [reference, production].map(|side| side.and_then(|side| side.outliers));
    let new = quality.unseen.as_ref().map_or_else(String::new, |new| match new.values {
        0 => "none".to_owned(),
        n => format!("{} in {}", format::count(n), format::plural(new.rows, "row", "rows")),
    });
    let beyond = quality.range.as_ref().map_or_else(String::new, |range| {
        let rows = range.below + range.above;
        format!("{} ({} by chance)", format::count(rows), format::number(range.expected_rows, 2))
    });
    vec![
        Cell::Name(profile.column.clone()),
        Cell::Text(arrow([reference, production].map(frequent))),
        Cell::Text(new),
        Cell::Text(beyond),
        Cell::Text(arrow(outliers.map(|rows| rows.map_or_else(String::new, format::count)))),
        Cell::Text(arrow([reference, production].map(looks))),
    ]
}

/// Values that one column's cell shows.
const MOST_SHOWN: usize = 3;

fn frequent(side: Option<&SideQuality>) -> String {
    let values = side.iter().flat_map(|side| side.top.iter().take(MOST_SHOWN));
    let text = |ValueCount { value, rows }: &ValueCount| {
        format!("{} ({})", format::short(value), format::count(*rows))
    };
    values.map(text).collect::<Vec<_>>().join(", ")
}

/// Lengths and the most frequent shape of texts: "2 to 8 characters, AA-999".
fn looks(side: Option<&SideQuality>) -> String {
    let Some(text) = side.and_then(|side| side.text.as_ref()) else { return String::new() };
    let shape = text.shapes.first().map_or_else(String::new, |shape| format!(", {}", shape.value));
    if text.shortest == text.longest {
        format!("{}{shape}", format::plural(text.longest, "character", "characters"))
    } else {
        format!("{} to {} characters{shape}", text.shortest, text.longest)
    }
}

/// One text where both are the same.
fn arrow([reference, production]: [String; 2]) -> String {
    if reference == production { reference } else { format!("{reference} → {production}") }
}

/// The relations that changed most.
pub fn relations(report: Arc<Report>) -> AnyView {
    let relations = &report.data.relations;
    let says = relations.says.clone();
    let columns = vec![
        Column::words("Change").class("nowrap"),
        Column::words("Columns"),
        Column::words("Measure"),
        Column::words("Reference → production").fixed(),
        Column::words("Pearson").fixed(),
        Column::numbers("Adj. p"),
    ];
    let count = relations.most_changed.len();
    let row = move |position: usize| relation_row(&report.data.relations.most_changed[position]);
    let caption = "Table: Relations of columns";
    let table = Table::new("relations", caption, columns, count, row);
    section("Relations of columns", says, table)
}

fn relation_row(relation: &Relation) -> Vec<Cell> {
    let both = |value: Pair<f64>| {
        let Pair { reference, production } = value.map(format::distance);
        format!("{reference} → {production}")
    };
    let p = relation.p_adjusted;
    vec![
        Cell::severity(relation.verdict, relation.verdict.label()),
        Cell::Name(format!(
            "{} and {}",
            format::short(&relation.first),
            format::short(&relation.second)
        )),
        Cell::Text(relation.measure.label().to_owned()),
        Cell::Text(both(relation.value)),
        Cell::Text(relation.pearson.map_or_else(String::new, both)),
        Cell::Number(p.map_or_else(|| "not tested".to_owned(), format::p_value), p),
    ]
}
