//! Every metric on both sides.

use report::{Metric, Side, format};

use super::model::Model;
use super::over_time::Course;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// The course of a model, where it has one, beside every metric on both sides.
pub fn section(model: &Model<'_>, course: &Option<Course<'_>>) -> Block {
    let (change, verdict) = if model.is_two {
        let defined = "Production less reference on the rows that both have, row by row";
        (Column::numbers("Difference").defined(defined), None)
    } else {
        let defined = "Production less reference, with its 95% interval";
        (Column::numbers("Change").defined(defined), Some(Column::words("Verdict").fixed()))
    };
    let sides =
        [Column::words("Metric"), Column::numbers("Reference"), Column::numbers("Production")];
    let columns: Vec<Column> = sides.into_iter().chain([change]).chain(verdict).collect();
    let cells = columns.len();
    let drawings = course.as_ref().map(Course::drawings).unwrap_or_default();
    let n = Side::BOTH.map(|side| {
        format!("{} n {}", side.label().to_lowercase(), format::count(*model.n().get(side)))
    });
    let table = Table {
        id: model.id("metrics"),
        title: if drawings.is_empty() { String::new() } else { "With 95% intervals".to_owned() },
        caption: format!("Every metric of {}", model.of.name),
        columns,
        rows: model
            .of
            .metrics
            .iter()
            .map(|metric| row(metric).into_iter().take(cells).collect())
            .collect(),
        ..Table::default()
    };
    let blocks = match drawings.as_slice() {
        [] => vec![Block::Table(table)],
        _ => vec![Block::Columns(vec![drawings, vec![Block::Table(table)]])],
    };
    Block::section(model.title("Metrics"), n.join(", "), blocks)
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
