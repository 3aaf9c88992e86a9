//! What follows from each threshold: one walks through them with a slider.

use report::{LeastCost, Side, SidePerformance, ThresholdCounts, format};

use super::model::Model;
use crate::{Block, Cell, Column, Slider, Table};

/// Significant digits of a threshold and of a cost.
const DIGITS: usize = 3;

/// What follows from each threshold, on production where it has labels.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let side = model.side_with(|side| !side.thresholds.is_empty())?;
    let drawn: &SidePerformance = model.of.sides.get(side);
    let table = table(model, side);
    let best = nearest(drawn, drawn.least_cost.as_ref().and_then(|best| best.threshold));
    let half = nearest(drawn, Some(0.5)).filter(|_| are_probabilities(drawn));
    let stop = |name: &str, at: usize| {
        (format!("{name}: {}", format::number(drawn.thresholds[at].threshold, DIGITS)), at)
    };
    let stops = [half.map(|at| stop("half", at)), best.map(|at| stop("least cost", at))];
    let slider = Slider {
        label: "Called positive from a score of".to_owned(),
        table: Table { id: model.id("threshold"), ..table.clone() },
        start: half.or(best).unwrap_or(drawn.thresholds.len() / 2),
        stops: stops.into_iter().flatten().collect(),
    };
    let remark = format!("{}, n {}", side.label(), format::count(drawn.n));
    let mut blocks = Vec::new();
    if !model.of.answer.is_empty() {
        blocks.push(Block::Soft(format!("Answers in force: {}.", model.of.answer)));
    }
    blocks.push(Block::Slider(slider));
    blocks.extend(drawn.least_cost.as_ref().map(|best| Block::Soft(least_cost(best))));
    blocks.push(Block::Details("Every threshold as a table".to_owned(), vec![Block::Table(table)]));
    Some(Block::section(model.title("What follows from each threshold"), remark, blocks))
}

fn table(model: &Model<'_>, side: Side) -> Table {
    Table {
        id: model.id("thresholds"),
        caption: format!("{} rows by threshold of {}", side.label(), model.of.name),
        columns: vec![
            Column::numbers("Threshold"),
            Column::numbers("True positives"),
            Column::numbers("False positives"),
            Column::numbers("False negatives"),
            Column::numbers("True negatives"),
            Column::numbers("Precision").defined("Share of positives among those called so"),
            Column::numbers("Recall").defined("Share of positives that are called so"),
            Column::numbers("Cost a row").defined("By the costs in the settings"),
        ],
        rows: model.of.sides.get(side).thresholds.iter().map(row).collect(),
        ..Table::default()
    }
}

fn row(at: &ThresholdCounts) -> Vec<Cell> {
    vec![
        Cell::number(at.threshold, DIGITS),
        Cell::count(at.true_positives),
        Cell::count(at.false_positives),
        Cell::count(at.false_negatives),
        Cell::count(at.true_negatives),
        Cell::share(at.precision),
        Cell::share(at.recall),
        Cell::number(at.cost_per_row, DIGITS),
    ]
}

/// The row whose threshold is nearest to one.
fn nearest(side: &SidePerformance, threshold: Option<f64>) -> Option<usize> {
    let threshold = threshold?;
    let distance = |at: &usize| (side.thresholds[*at].threshold - threshold).abs();
    (0..side.thresholds.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Whether the thresholds run from 0 to 1, as they do for probabilities.
fn are_probabilities(side: &SidePerformance) -> bool {
    let ends = side.thresholds.first().zip(side.thresholds.last());
    ends.is_some_and(|(first, last)| first.threshold == 0.0 && last.threshold == 1.0)
}

fn least_cost(best: &LeastCost) -> String {
    let cost = |cost: f64| format::number(cost, DIGITS);
    let from = best.threshold.map_or_else(
        || "by calling no row positive".to_owned(),
        |threshold| format!("by a threshold of {}", format::number(threshold, DIGITS)),
    );
    let (least, now) = (cost(best.cost_per_row), cost(best.cost_per_row_now));
    format!(
        "Least cost {from}: {least} a row; the answers in force cost {now}. The threshold was chosen on these rows: the saving has no interval, and is smaller on others. What an error costs is set under Settings."
    )
}
