//! True class by answer, as a section.

use report::{Side, format};

use super::model::Model;
use crate::{Block, Cell, Column, Table};

/// The confusion matrices of both sides, beside each other.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let sides = Side::BOTH.map(|side| matrix(model, side).into_iter().collect());
    let columns = Block::columns(sides.into())?;
    Some(Block::section(model.title("Truth by answer"), "", vec![columns]))
}

fn matrix(model: &Model<'_>, side: Side) -> Option<Block> {
    let counts = &model.of.sides.get(side).confusion;
    if counts.is_empty() {
        return None;
    }
    let mut columns = vec![Column::words("Truth").fixed()];
    columns.extend(model.of.classes.iter().map(|class| Column::numbers(class.as_str()).fixed()));
    let row = |(class, counts): (&String, &Vec<u64>)| {
        let mut cells = vec![Cell::name(class.as_str())];
        cells.extend(counts.iter().copied().map(Cell::count));
        cells
    };
    let n = format::count(model.of.sides.get(side).n);
    let id = match side {
        Side::Reference => "confusion-reference",
        Side::Production => "confusion-production",
    };
    Some(Block::Table(Table {
        id: model.id(id),
        title: format!("{}, n {n}", side.label()),
        caption: format!("{}: truth by answer of {}", side.label(), model.of.name),
        columns,
        rows: model.of.classes.iter().zip(counts).map(row).collect(),
        ..Table::default()
    }))
}
