//! The measures of each class of several.

use report::{Estimate, Metric, Pair, format};

use super::model::Model;
use crate::{Block, Cell, Column, Table};

/// The measures of each class of several; none for two classes and for numbers.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let first = model.of.per_class.first()?;
    let mut columns = vec![Column::words("Class"), Column::numbers("Rows")];
    columns.extend(first.metrics.iter().map(|metric| Column::numbers(metric.name.label())));
    let row = |class: &report::ClassPerformance| {
        let mut cells = vec![Cell::name(class.class.as_str())];
        cells.push(Cell::text(both(class.n.map(format::count))));
        cells.extend(class.metrics.iter().map(metric));
        cells
    };
    let table = Table {
        id: model.id("classes"),
        caption: format!("Measures of each class by {}", model.of.name),
        columns,
        rows: model.of.per_class.iter().map(row).collect(),
        ..Table::default()
    };
    let remark = "reference → production, each class against all others";
    Some(Block::section(model.title("Classes"), remark, vec![Block::Table(table)]))
}

fn metric(metric: &Metric) -> Cell {
    let value = |value: Option<Estimate>| {
        value.map_or_else(|| "–".to_owned(), |value| format::number(value.value, 3))
    };
    Cell::text(both(metric.value.map(value)))
}

fn both(pair: Pair<String>) -> String {
    format!("{} → {}", pair.reference, pair.production)
}
