//! The reliability diagram: what was promised across, what happened up.

use report::{Pair, ReliabilityBin, Side, format};

use super::class::Class;
use crate::drawing::band;
use crate::{Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, Point, ReadAt, Table};

/// From the edge of the diagram to the text about the worst bin.
const NOTE_AT: f64 = 0.06;

/// The diagram of both sides; none where neither was measured.
pub fn drawing(class: &Class<'_>) -> Option<Block> {
    let (judged, _) = class.judged()?;
    let sides = class.of.sides.as_ref();
    let bins = sides.map(|side| side.as_ref().map_or(&[][..], |side| &side.equal_width.bins));
    let n = sides.map(|side| side.as_ref().map_or(0, |side| side.n));
    let mut layers = vec![Layer::Dashed(vec![(0.0, 0.0), (1.0, 1.0)], Paint::Quiet)];
    layers.extend(Side::BOTH.into_iter().flat_map(|side| of_bins(bins.get(side), Paint::of(side))));
    layers.extend(callout(class));
    let worst = class.of.worst.as_ref();
    let title = worst.map_or_else(
        || format!("{} keeps what it promises, as far as these rows can tell", judged.label()),
        |worst| format!("{}: {}", worst.side.label(), lowered(&worst.says)),
    );
    let in_bin = worst.map_or_else(String::new, |worst| {
        let bin = &bins.get(worst.side)[worst.bin as usize];
        format!(" {}, n {}.", between(bin), format::count(worst.n))
    });
    Some(Block::Drawing(Box::new(Drawing {
        subject: class.name(),
        picture: "reliability".to_owned(),
        summary: format!("{title}.{in_bin} The diagonal is where what was promised happens."),
        title,
        caption: "across: promised; up: happened; bins of equal width, bands 95% (Wilson)"
            .to_owned(),
        across: Axis::shares(),
        up: Axis::shares(),
        layers,
        keys: Key::sides(n),
        readings: readings(bins),
        numbers: both(bins),
        height: Height::Square,
    })))
}

/// Band, line and dots of the bins that hold rows.
pub fn of_bins(bins: &[ReliabilityBin], paint: Paint) -> Vec<Layer> {
    let told = bins.iter().filter_map(|bin| Some((bin.mean_score?, bin.share?)));
    let told: Vec<_> = told.collect();
    let points: Vec<Point> = told.iter().map(|(score, share)| (*score, share.value)).collect();
    let ends = |end: fn((f64, f64)) -> f64| -> Vec<Point> {
        let end =
            |(score, share): &(f64, report::Estimate)| Some((*score, end(share.interval_95?)));
        told.iter().filter_map(end).collect()
    };
    let corners = band(&ends(|interval| interval.0), &ends(|interval| interval.1));
    vec![
        Layer::Wash(corners, paint),
        Layer::Line(points.clone(), paint),
        Layer::Dots(points, paint),
    ]
}

/// From the diagonal to the worst bin, with how far that is in a corner that no curve is in.
fn callout(class: &Class<'_>) -> Vec<Layer> {
    let Some(worst) = &class.of.worst else { return Vec::new() };
    let (promised, happened) = (worst.promised, worst.happened.value);
    let gap = format::points((promised - happened).abs());
    let too = if promised > happened { "too much" } else { "too little" };
    let says = format!("{} {too}", gap.trim_start_matches('+'));
    // The curves run from the lower left to the upper right: the other two corners are free.
    let corner = if promised > happened { (1.0, NOTE_AT) } else { (0.0, 1.0 - NOTE_AT) };
    vec![
        Layer::Line(vec![(promised, promised), (promised, happened)], Paint::Ink),
        Layer::Note(corner, format!("{says} at {}", format::percent(promised)), Paint::Ink),
    ]
}

fn readings(bins: Pair<&[ReliabilityBin]>) -> Vec<ReadAt> {
    let longest = if bins.reference.is_empty() { bins.production } else { bins.reference };
    let reading = |(position, bin): (usize, &ReliabilityBin)| ReadAt {
        from: (bin.low, 0.0),
        to: (bin.high, 1.0),
        title: format!("Promised {}", between(bin)),
        rows: Side::BOTH
            .into_iter()
            .filter_map(|side| {
                let bin = bins.get(side).get(position)?;
                let happened = bin.share?;
                let beside = format!(
                    "promised {}, n {}",
                    format::percent(bin.mean_score?),
                    format::count(bin.n)
                );
                Some((side.label().to_owned(), format::percent(happened.value), beside))
            })
            .collect(),
    };
    longest.iter().enumerate().map(reading).collect()
}

fn both(bins: Pair<&[ReliabilityBin]>) -> Table {
    let [reference, production] = Side::BOTH.map(|side| numbers(side.label(), bins.get(side)));
    let rows = [reference.rows, production.rows].concat().into();
    Table { rows, ..reference }
}

/// The bins of a side as a table.
pub fn numbers(side: &str, bins: &[ReliabilityBin]) -> Table {
    let row = |bin: &ReliabilityBin| {
        let interval = bin.share.and_then(|share| share.interval_95);
        vec![
            Cell::text(side),
            Cell::text(between(bin)),
            Cell::count(bin.n),
            Cell::share(bin.mean_score),
            Cell::share(bin.share.map(|share| share.value)),
            Cell::share(interval.map(|interval| interval.0)),
            Cell::share(interval.map(|interval| interval.1)),
        ]
    };
    let heads = ["Rows", "Promised", "Happened", "95% from", "95% to"].map(Column::numbers);
    Table {
        columns: [Column::words("Side"), Column::words("Bin")].into_iter().chain(heads).collect(),
        rows: bins.iter().map(row).collect(),
        ..Table::default()
    }
}

/// "70% to 80%".
pub fn between(bin: &ReliabilityBin) -> String {
    format!("{} to {}", format::percent(bin.low), format::percent(bin.high))
}

/// With a small letter at its beginning.
fn lowered(text: &str) -> String {
    text.replacen("Promised", "promised", 1)
}
