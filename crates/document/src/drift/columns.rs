//! Every compared column, the gravest verdict first.

use report::{ColumnDrift, InOrder, Report, Verdict, format};

use super::conventions;
use crate::{Block, Cell, Column, Table};

/// The id of the table of columns.
pub const COLUMNS: &str = "columns";

/// The gravest verdict first, and within it the greatest distance, as on the page.
#[must_use]
pub fn by_verdict(columns: &[ColumnDrift]) -> Vec<&ColumnDrift> {
    let rank = |verdict| Verdict::ALL.into_iter().position(|other| other == verdict);
    let distance = |c: &ColumnDrift| c.leading_measure().and_then(|m| m.value).unwrap_or(-1.0);
    let mut columns: Vec<&ColumnDrift> = columns.iter().collect();
    columns.put_in_order(|a, b| {
        rank(a.verdict).cmp(&rank(b.verdict)).then_with(|| distance(b).total_cmp(&distance(a)))
    });
    columns
}

/// The table of columns; a row opens into its reason and what the tools say of it.
pub fn table(report: &Report) -> Table {
    let columns = by_verdict(&report.drift.columns);
    Table {
        id: COLUMNS.to_owned(),
        caption: "Table: Columns".to_owned(),
        columns: vec![
            Column::words("Column"),
            Column::words("Holds"),
            Column::words("Centre, or largest change").fixed(),
            Column::numbers("Distance"),
            Column::numbers("By chance up to")
                .defined("95% of samples of these sizes without drift stay under this"),
            Column::numbers("Adj. p")
                .defined("p-value, adjusted over all compared columns (Benjamini–Hochberg)"),
            Column::words("Began").fixed(),
            Column::words("Verdict"),
        ],
        rows: columns.iter().map(|column| row(report, column)).collect(),
        details: columns.iter().map(|column| detail(report, column)).collect(),
        ..Table::default()
    }
}

fn row(report: &Report, column: &ColumnDrift) -> Vec<Cell> {
    let measure = column.leading_measure();
    let written = |value: Option<f64>, write: fn(f64) -> String| {
        value.map_or_else(Cell::dash, |value| Cell::Number(write(value), value))
    };
    let centre = column.centre.as_ref().map(|centre| centre.text(column.kind));
    let began = report.timeline.began(&column.column);
    vec![
        Cell::name(&column.column),
        Cell::text(column.kind.label()),
        centre.map_or_else(Cell::dash, Cell::text),
        written(measure.and_then(|measure| measure.value), format::distance)
            .over(measure.map_or("", |measure| measure.measure.label())),
        written(measure.and_then(|measure| measure.noise).map(|noise| noise.p95), format::distance),
        written(column.p_adjusted, format::p_value),
        began.map_or_else(Cell::dash, Cell::text),
        Cell::chip(column.verdict, column.verdict.label()),
    ]
}

fn detail(report: &Report, column: &ColumnDrift) -> Vec<Block> {
    let settings = &report.settings.drift;
    let measures = Table {
        id: format!("conventions of {}", column.column),
        ..conventions(&column.column, &column.measures, settings)
    };
    let notes = column.notes.iter().cloned().map(Block::Text);
    let reason = Block::Text(column.reason.clone());
    [reason].into_iter().chain(notes).chain([Block::Table(measures)]).collect()
}
