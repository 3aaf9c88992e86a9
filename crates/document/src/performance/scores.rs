//! Scores by class: how well the model tells them apart, on each side.

use report::{ScoreCell, Side, format};

use super::model::Model;
use crate::drawing::outline;
use crate::{Axis, Block, Cell, Column, Drawing, Key, Layer, Paint, ReadAt, Table, Unit};

/// The scores of both classes, a drawing for each side.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let sides = Side::BOTH.map(|side| drawing(model, side).into_iter().collect());
    let columns = Block::columns(sides.into())?;
    let remark = "how far apart the classes are, each as shares of its own rows";
    Some(Block::section(model.title("Scores by class"), remark, vec![columns]))
}

/// The two classes of a side in the colours of their meaning: what is looked for in front.
fn drawing(model: &Model<'_>, side: Side) -> Option<Block> {
    let cells = &model.of.sides.get(side).score_cells;
    let (first, last) = (cells.first()?, cells.last()?);
    let negatives: u64 = cells.iter().map(|cell| cell.negatives).sum();
    let positives: u64 = cells.iter().map(|cell| cell.positives).sum();
    let share = |count: u64, of: u64| if of == 0 { 0.0 } else { count as f64 / of as f64 };
    let shares =
        |cell: &ScoreCell| [share(cell.negatives, negatives), share(cell.positives, positives)];
    let columns = |class: usize| {
        let column = |cell: &ScoreCell| (cell.from, cell.to, shares(cell)[class]);
        outline(&cells.iter().map(column).collect::<Vec<_>>())
    };
    let top = cells.iter().flat_map(shares).fold(0.0, f64::max);
    let [negative, positive] = class_names(model);
    let paint = Paint::of(side);
    let key = |paint: Paint, is_area: bool, name: &str, n: u64| Key {
        paint,
        is_area,
        name: format::short(name),
        about: format!("n {}", format::count(n)),
    };
    let reading = |cell: &ScoreCell| ReadAt {
        from: (cell.from, 0.0),
        to: (cell.to, top),
        title: between(cell),
        rows: [(negative, cell.negatives, negatives), (positive, cell.positives, positives)]
            .map(|(name, count, of)| {
                let beside = format!("{} of {}", format::count(count), format::count(of));
                (format::short(name), format::percent(share(count, of)), beside)
            })
            .into(),
    };
    Some(Block::Drawing(Box::new(Drawing {
        subject: model.of.name.clone(),
        picture: format!("scores by class, {}", side.label()),
        title: format!("{}: scores of {negative} and {positive}", side.label()),
        caption: "across: score; up: share of the rows of the class".to_owned(),
        summary: format!(
            "Scores of {} of {negative} and {} of {positive} in cells of equal width.",
            format::plural(negatives, "row", "rows"),
            format::plural(positives, "row", "rows")
        ),
        across: Axis::numbers(first.from, last.to),
        up: Axis { from: 0.0, to: top * 1.04, unit: Unit::Share },
        layers: vec![
            Layer::Wash(columns(0), Paint::Quiet),
            Layer::Line(columns(0), Paint::Quiet),
            Layer::Line(columns(1), paint),
        ],
        keys: vec![
            key(Paint::Quiet, true, negative, negatives),
            key(paint, false, positive, positives),
        ],
        readings: cells.iter().map(reading).collect(),
        numbers: Table {
            columns: vec![
                Column::words("Score"),
                Column::numbers(negative),
                Column::numbers(positive),
            ],
            rows: cells.iter().map(row).collect(),
            ..Table::default()
        },
        ..Drawing::default()
    })))
}

fn row(cell: &ScoreCell) -> Vec<Cell> {
    vec![Cell::text(between(cell)), Cell::count(cell.negatives), Cell::count(cell.positives)]
}

fn between(cell: &ScoreCell) -> String {
    format!("{} to {}", format::number(cell.from, 3), format::number(cell.to, 3))
}

/// The negative class and the positive one.
fn class_names<'a>(model: &Model<'a>) -> [&'a str; 2] {
    let name = |position: usize| model.of.classes.get(position).map_or("", String::as_str);
    [name(0), name(1)]
}
