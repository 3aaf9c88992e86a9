//! How far two groups are apart, window by window.

use report::{Estimate, GapInWindow, GapOverTime, Report, Side, format};

use crate::windows::{Windows, up};
use crate::{Across, Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, Table, Unit};

/// The gaps of an attribute over time, folded away; none without windows.
pub fn block(report: &Report, model: &str, attribute: &str) -> Option<Block> {
    let across = Across::of(&report.timeline.windows);
    let windows = Windows::new(&report.timeline, &across);
    let own = report.fairness.over_time.iter();
    let own = own.filter(|told| told.model == model && told.attribute == attribute);
    let blocks: Vec<Block> =
        own.flat_map(|told| [Block::Text(told.says.clone()), drawing(windows, told)]).collect();
    (!blocks.is_empty())
        .then(|| Block::Details(format!("Over time, {model} by {attribute}"), blocks))
}

fn drawing(windows: Windows<'_>, told: &GapOverTime) -> Block {
    let value = |at: usize| told.windows.get(at)?.gap;
    let all = (0..told.windows.len()).filter_map(value).chain(told.reference);
    let (from, to) = (windows.across.axis.from, windows.across.axis.to);
    let up = Axis { unit: Unit::Share, ..up(all) };
    let mut layers = windows.bands(&value, Paint::of);
    if up.from < 0.0 && up.to > 0.0 {
        layers.push(Layer::Line(vec![(from, 0.0), (to, 0.0)], Paint::Quiet));
    }
    layers.extend(windows.lines(&value, Paint::of));
    layers.extend(windows.dots(&value));
    layers.extend(windows.marks(&up, told.since.as_ref().map(|since| since.window)));
    let title = format!(
        "{}, {} less {}",
        told.criterion.label(),
        format::short(&told.highest),
        format::short(&told.lowest)
    );
    let row = |at: usize| {
        let window: &GapInWindow = &told.windows[at];
        let (value, interval) = written(window.gap.as_ref());
        vec![
            ("Difference".to_owned(), value, interval),
            ("Rows".to_owned(), format::count(window.n), String::new()),
        ]
    };
    Block::Drawing(Box::new(Drawing {
        subject: told.model.clone(),
        picture: format!("{title} over time"),
        caption: windows.across.caption("areas: 95% intervals of each window"),
        summary: told.says.clone(),
        across: windows.across.axis.clone(),
        layers,
        keys: Side::BOTH
            .map(|side| Key {
                paint: Paint::of(side),
                is_area: false,
                name: side.label().to_owned(),
                about: String::new(),
            })
            .into(),
        readings: (0..told.windows.len()).map(|at| windows.reading(at, &up, row(at))).collect(),
        numbers: numbers(windows, told),
        height: Height::Small,
        title,
        up,
    }))
}

fn written(gap: Option<&Estimate>) -> (String, String) {
    let Some(gap) = gap else { return ("–".to_owned(), "too few rows".to_owned()) };
    let interval = gap.interval_95.map_or_else(String::new, |(low, high)| {
        format!("{} to {}", format::points(low), format::points(high))
    });
    (format::points(gap.value), interval)
}

fn numbers(windows: Windows<'_>, told: &GapOverTime) -> Table {
    let row = |(at, window): (usize, &GapInWindow)| {
        let end = |of: fn((f64, f64)) -> f64| window.gap.and_then(|gap| gap.interval_95).map(of);
        vec![
            Cell::name(windows.of[at].label.clone()),
            Cell::text(windows.of[at].side.label()),
            Cell::count(window.n),
            Cell::number(window.gap.map(|gap| gap.value), 3),
            Cell::number(end(|ends| ends.0), 3),
            Cell::number(end(|ends| ends.1), 3),
        ]
    };
    Table {
        columns: vec![
            Column::words("Window"),
            Column::words("Side"),
            Column::numbers("Rows"),
            Column::numbers("Difference"),
            Column::numbers("From"),
            Column::numbers("To"),
        ],
        rows: told.windows.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}
