//! What is found among the rows of the largest scores.

use report::{Estimate, GainAt, Pair, Side, format};

use super::model::Model;
use crate::table::estimate;
use crate::{Axis, Block, Cell, Column, Drawing, Key, Layer, Paint, Point, ReadAt, Table};

/// Gains as a drawing, and gains and lift as a table, beside each other.
pub fn section(model: &Model<'_>) -> Option<Block> {
    let gains = model.of.sides.as_ref().map(|side| side.gains.as_slice());
    if gains.reference.is_empty() && gains.production.is_empty() {
        return None;
    }
    let columns = vec![vec![drawing(model, gains)], vec![Block::Table(table(model, gains))]];
    let remark = "what is found among the rows of the largest scores";
    let columns = Block::columns(columns)?;
    Some(Block::section(model.title("Gains and lift"), remark, vec![columns]))
}

fn drawing(model: &Model<'_>, gains: Pair<&[GainAt]>) -> Block {
    let points = gains.map(|gains| -> Vec<Point> {
        let told = gains.iter().map(|gain| (gain.rows, gain.found.value));
        [(0.0, 0.0)].into_iter().chain(told).chain([(1.0, 1.0)]).collect()
    });
    let mut layers = vec![Layer::Dashed(vec![(0.0, 0.0), (1.0, 1.0)], Paint::Quiet)];
    for side in Side::BOTH.into_iter().filter(|side| !gains.get(*side).is_empty()) {
        let curve = points.get(side);
        layers.push(Layer::Line(curve.clone(), Paint::of(side)));
        let told = curve.get(1..curve.len() - 1).unwrap_or_default();
        layers.push(Layer::Dots(told.to_vec(), Paint::of(side)));
    }
    let shares = shares(gains);
    let reading = |rows: &f64| ReadAt {
        from: (*rows, 0.0),
        to: (*rows, 1.0),
        title: format!("{} of the rows, by score", format::percent(*rows)),
        rows: Side::BOTH.into_iter().filter_map(|side| said(side, gains, *rows)).collect(),
    };
    let tenth = Side::BOTH.into_iter().filter_map(|side| said(side, gains, 0.1));
    let tenth = tenth.map(|(side, found, _)| format!(" {side}: {found}."));
    Block::Drawing(Box::new(Drawing {
        subject: model.of.name.clone(),
        picture: "gains".to_owned(),
        title: "Share of all positives that is found".to_owned(),
        caption: "across: share of rows, largest scores first; up: share of positives".to_owned(),
        summary: format!(
            "Positives among the tenth of the largest scores.{}",
            tenth.collect::<String>()
        ),
        across: Axis::shares(),
        up: Axis::shares(),
        layers,
        keys: Key::sides(model.n()),
        readings: shares.iter().map(reading).collect(),
        numbers: table(model, gains),
        ..Drawing::default()
    }))
}

/// The name of a side, what it finds among so many rows, and the lift.
fn said(side: Side, gains: Pair<&[GainAt]>, rows: f64) -> Option<(String, String, String)> {
    let gain = at(gains.get(side), rows)?;
    let lift = format!("lift {}", format::estimate(&gain.lift).0);
    Some((side.label().to_owned(), format::percent(gain.found.value), lift))
}

/// The shares of rows that either side has.
fn shares(gains: Pair<&[GainAt]>) -> Vec<f64> {
    let longer = if gains.reference.len() < gains.production.len() {
        gains.production
    } else {
        gains.reference
    };
    longer.iter().map(|gain| gain.rows).collect()
}

fn at(gains: &[GainAt], rows: f64) -> Option<&GainAt> {
    gains.iter().find(|gain| gain.rows == rows)
}

fn table(model: &Model<'_>, gains: Pair<&[GainAt]>) -> Table {
    let row = |rows: f64| {
        let cell = |side: Side, of: fn(&GainAt) -> Cell| {
            at(gains.get(side), rows).map_or_else(Cell::dash, of)
        };
        vec![
            Cell::Number(format::percent(rows), rows),
            cell(Side::Reference, |gain| found(&gain.found)),
            cell(Side::Production, |gain| found(&gain.found)),
            cell(Side::Reference, |gain| estimate(&gain.lift)),
            cell(Side::Production, |gain| estimate(&gain.lift)),
        ]
    };
    Table {
        id: model.id("gains"),
        caption: format!("Positives among the largest scores of {}", model.of.name),
        columns: vec![
            Column::numbers("Rows"),
            Column::numbers("Found, reference").defined("Share of all positives among these rows"),
            Column::numbers("Found, production"),
            Column::numbers("Lift, reference")
                .defined("Times as many positives as in rows at random"),
            Column::numbers("Lift, production"),
        ],
        rows: shares(gains).into_iter().map(row).collect(),
        ..Table::default()
    }
}

/// A share over its interval, as percentages.
fn found(share: &Estimate) -> Cell {
    let interval = share.interval_95.map_or_else(String::new, |(low, high)| {
        format!("{} to {}", format::percent(low), format::percent(high))
    });
    Cell::share(share.value).over(interval)
}
