//! What follows from each threshold.

use report::{LeastCost, SidePerformance, ThresholdCounts, format};

use super::model::Model;
use crate::{Block, Cell, Column, Table};

/// What follows from each threshold, on production where it has labels.
pub fn details(model: &Model<'_>) -> Option<Block> {
    let side = model.side_with(|side| !side.thresholds.is_empty())?;
    let drawn: &SidePerformance = model.of.sides.get(side);
    let columns = vec![
        Column::numbers("Yes from"),
        Column::numbers("True positives"),
        Column::numbers("False positives"),
        Column::numbers("False negatives"),
        Column::numbers("True negatives"),
        Column::numbers("Cost a row").defined("By the costs in the settings"),
    ];
    let table = Table {
        id: model.id("thresholds"),
        caption: format!("Rows by threshold of {}", model.of.name),
        columns,
        rows: drawn.thresholds.iter().map(row).collect(),
        ..Table::default()
    };
    let best = drawn.least_cost.as_ref().map(least_cost).unwrap_or_default();
    let title = model.title("What follows from each threshold");
    let remark = format!("{}{best}", side.label());
    let section = Block::section(title.clone(), remark, vec![Block::Table(table)]);
    Some(Block::Details(title, vec![section]))
}

fn row(at: &ThresholdCounts) -> Vec<Cell> {
    vec![
        Cell::number(at.threshold, 3),
        Cell::count(at.true_positives),
        Cell::count(at.false_positives),
        Cell::count(at.false_negatives),
        Cell::count(at.true_negatives),
        Cell::number(at.cost_per_row, 3),
    ]
}

fn least_cost(best: &LeastCost) -> String {
    let cost = |cost: f64| format::number(cost, 3);
    let from = best.threshold.map_or_else(
        || "calling no row so".to_owned(),
        |threshold| format!("a threshold of {}", format::number(threshold, 3)),
    );
    let (least, now) = (cost(best.cost_per_row), cost(best.cost_per_row_now));
    format!("; least cost by {from}: {least} a row, now {now}")
}
