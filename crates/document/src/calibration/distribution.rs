//! How many rows each bin of the diagram holds.

use report::{Pair, ReliabilityBin, Side, format};

use super::class::Class;
use super::diagram::between;
use crate::drawing::outline;
use crate::{Axis, Block, Cell, Column, Drawing, Key, Layer, Paint, ReadAt, Table, Unit};

/// Shares of rows by what they were promised; none where neither side was measured.
pub fn drawing(class: &Class<'_>) -> Option<Block> {
    class.judged()?;
    let sides = class.of.sides.as_ref();
    let bins = sides.map(|side| side.as_ref().map_or(&[][..], |side| &side.equal_width.bins));
    let n = sides.map(|side| side.as_ref().map_or(0, |side| side.n));
    let share = |side: Side, bin: &ReliabilityBin| bin.n as f64 / (*n.get(side)).max(1) as f64;
    let columns = |side: Side| {
        let column = |bin: &ReliabilityBin| (bin.low, bin.high, share(side, bin));
        outline(&bins.get(side).iter().map(column).collect::<Vec<_>>())
    };
    let heights = Side::BOTH.into_iter().flat_map(|side| columns(side).into_iter().map(|at| at.1));
    let top = heights.fold(0.0, f64::max);
    let layers = vec![
        Layer::Fill(columns(Side::Reference), Paint::Reference),
        Layer::Line(columns(Side::Reference), Paint::Reference),
        Layer::Line(columns(Side::Production), Paint::Production),
    ];
    let said = |side: Side, bin: &ReliabilityBin| {
        let beside = format!("{} of {}", format::count(bin.n), format::count(*n.get(side)));
        (side.label().to_owned(), format::percent(share(side, bin)), beside)
    };
    let longest = if bins.reference.is_empty() { bins.production } else { bins.reference };
    let of_sides = |position: usize| {
        Pair::from_fn(|side: Side| bins.get(side).get(position).map(|bin| (side, bin)))
    };
    let reading = |(position, bin): (usize, &ReliabilityBin)| {
        let Pair { reference, production } = of_sides(position);
        let rows = [reference, production].into_iter().flatten();
        ReadAt {
            from: (bin.low, 0.0),
            to: (bin.high, top),
            title: format!("Promised {}", between(bin)),
            rows: rows.map(|(side, bin)| said(side, bin)).collect(),
        }
    };
    let row = |(position, bin): (usize, &ReliabilityBin)| {
        let count = |of: Option<(Side, &ReliabilityBin)>| {
            of.map_or_else(Cell::dash, |(_, bin)| Cell::count(bin.n))
        };
        let Pair { reference, production } = of_sides(position);
        vec![Cell::text(between(bin)), count(reference), count(production)]
    };
    Some(Block::Drawing(Box::new(Drawing {
        subject: class.name(),
        picture: "promises".to_owned(),
        title: "What was promised, and to how many".to_owned(),
        caption: "across: promised; up: share of labelled rows of the side".to_owned(),
        summary: "Shares of labelled rows in the bins of the diagram above.".to_owned(),
        across: Axis::shares(),
        up: Axis { from: 0.0, to: top * 1.04, unit: Unit::Share },
        layers,
        keys: Key::sides(n),
        readings: longest.iter().enumerate().map(reading).collect(),
        numbers: Table {
            columns: vec![
                Column::words("Promised"),
                Column::numbers("Reference"),
                Column::numbers("Production"),
            ],
            rows: longest.iter().enumerate().map(row).collect(),
            ..Table::default()
        },
        ..Drawing::default()
    })))
}
