//! Indicators as tables: both sides, and window by window.

use report::{Indicator, Metric, Side, Timeline, Verdict, format};

use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// Every indicator on both sides, and folded away in every window. `id` names the tables.
pub fn tables(timeline: &Timeline, indicators: &[Indicator], id: &str) -> Vec<Block> {
    let both = Block::Table(both_sides(indicators, id));
    std::iter::once(both).chain(windows(timeline, indicators, id)).collect()
}

fn both_sides(indicators: &[Indicator], id: &str) -> Table {
    Table {
        id: id.to_owned(),
        caption: "Indicators on both sides".to_owned(),
        columns: vec![
            Column::words("Indicator").defined("Beneath, what it is measured in"),
            Column::numbers("Reference").defined("With its 95% interval"),
            Column::numbers("Production").defined("With its 95% interval"),
            Column::numbers("Change").defined("Production less reference, with its 95% interval"),
            Column::numbers("Relative").defined("The change over the reference"),
            Column::numbers("Adjusted p")
                .defined("How likely such a change is by chance, adjusted over all of them"),
            Column::words("Verdict").fixed(),
            Column::words("Worse since"),
        ],
        rows: indicators.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(told: &Indicator) -> Vec<Cell> {
    let side = |side: Side| match told.value.get(side) {
        Some(value) => {
            let total = told
                .total
                .get(side)
                .map(|total| format!("; in total {}", format::number(total, 4)));
            let n = format::count(*told.n.get(side));
            estimate(value).hint(format!("n {n}{}", total.unwrap_or_default()))
        }
        None => Cell::dash().hint(told.lacks.get(side).as_str()),
    };
    let word = told.verdict.map(|verdict| Cell::chip(verdict, word(verdict)));
    vec![
        Cell::name(told.name.as_str()).over(told.unit.as_str()),
        side(Side::Reference),
        side(Side::Production),
        told.change.as_ref().map_or_else(Cell::dash, estimate),
        Cell::share(told.relative_change),
        told.p_adjusted.map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p)),
        word.unwrap_or_else(Cell::dash),
        told.since.as_ref().map_or_else(Cell::dash, |since| Cell::text(since.when.as_str())),
    ]
}

/// What a verdict is called of an indicator.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "not worse",
        verdict => Metric::word_of(verdict),
    }
}

/// Every window of every indicator; none without windows.
fn windows(timeline: &Timeline, indicators: &[Indicator], id: &str) -> Option<Block> {
    let has_values = |told: &&Indicator| told.windows.iter().any(Option::is_some);
    let told: Vec<&Indicator> = indicators.iter().filter(has_values).collect();
    if told.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words("Window").fixed(),
        Column::words("Side").fixed(),
        Column::numbers("Rows"),
    ];
    columns.extend(
        told.iter().map(|own| Column::numbers(own.name.as_str()).defined(own.unit.as_str())),
    );
    let rows = timeline.windows.iter().enumerate().map(|(at, window)| {
        let partial = if window.is_partial { "partial" } else { "" };
        let mut cells = vec![
            Cell::name(window.label.as_str()).over(partial),
            Cell::text(window.side.label()),
            Cell::count(window.rows),
        ];
        let value = |own: &Indicator| own.windows.get(at).copied().flatten();
        cells.extend(told.iter().map(|own| value(own).as_ref().map_or_else(Cell::dash, estimate)));
        cells
    });
    let table = Table {
        id: format!("{id}-windows"),
        caption: "Indicators window by window".to_owned(),
        columns,
        rows: rows.collect(),
        ..Table::default()
    };
    Some(Block::Details("Every window".to_owned(), vec![Block::Table(table)]))
}
