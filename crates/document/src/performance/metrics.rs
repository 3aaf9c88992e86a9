//! Every metric on both sides.

use report::{Metric, Side, format};

use super::model::Model;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// Every metric of a model on both sides.
pub fn section(model: &Model<'_>) -> Block {
    let columns = vec![
        Column::words("Metric"),
        Column::numbers("Reference"),
        Column::numbers("Production"),
        Column::numbers("Change").defined("Production less reference, with its 95% interval"),
        Column::words("Verdict").fixed(),
    ];
    let table = Table {
        id: model.id("metrics"),
        caption: format!("Every metric of {}", model.of.name),
        columns,
        rows: model.of.metrics.iter().map(row).collect(),
        ..Table::default()
    };
    Block::section(model.title("Metrics"), "95% intervals beneath", vec![Block::Table(table)])
}

fn row(metric: &Metric) -> Vec<Cell> {
    let side = |side: Side| match metric.value.get(side) {
        Some(value) => estimate(value),
        None => Cell::dash().hint(metric.lacks.get(side).as_str()),
    };
    let drop = metric.relative_drop.map_or_else(String::new, |drop| {
        let way = if drop < 0.0 { "better" } else { "worse" };
        format!("{} {way} than the reference, relative to it", format::percent(drop.abs()))
    });
    let word = metric.verdict.zip(metric.word());
    vec![
        Cell::name(metric.name.label()),
        side(Side::Reference),
        side(Side::Production),
        metric.change.as_ref().map_or_else(Cell::dash, estimate),
        word.map_or_else(Cell::dash, |(verdict, word)| Cell::chip(verdict, word).hint(drop)),
    ]
}
