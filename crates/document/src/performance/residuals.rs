//! Errors of a model of numbers, by the size of its prediction.

use report::{ResidualBand, format};

use super::model::Model;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// Significant digits of an error.
const DIGITS: usize = 4;

/// Errors by the size of the prediction; none for classes.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let side = model.side_with(|side| !side.residuals.is_empty())?;
    let columns = vec![
        Column::words("Prediction").fixed(),
        Column::numbers("Rows"),
        Column::numbers("Bias").defined("Mean of prediction less truth"),
        Column::numbers("Spread").defined("Standard deviation of prediction less truth"),
    ];
    let table = Table {
        id: model.id("residuals"),
        caption: format!("Errors of {} by prediction", model.of.name),
        columns,
        rows: model.of.sides.get(side).residuals.iter().map(row).collect(),
        ..Table::default()
    };
    let remark = format!("{}, by the size of the prediction", side.label());
    Some(Block::section(model.title("Errors"), remark, vec![Block::Table(table)]))
}

fn row(band: &ResidualBand) -> Vec<Cell> {
    let number = |value: f64| format::number(value, DIGITS);
    vec![
        Cell::name(format!("{} to {}", number(band.from), number(band.to))),
        Cell::count(band.n),
        estimate(&band.bias),
        Cell::number(band.spread, DIGITS),
    ]
}
