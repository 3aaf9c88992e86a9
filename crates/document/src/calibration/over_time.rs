//! Since when a class's mean probability is off by another gap, and the gap of each window.

use report::{CalibrationOverTime, Estimate, MeanGap, Report, Timeline, format};

use super::class::Class;
use crate::table::{gap, points};
use crate::windows::{self, Windows};
use crate::{Across, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, Table};

/// The windows of a class, drawn, and folded as a table; none where none has enough labelled rows.
pub fn section(report: &Report, class: &Class<'_>) -> Option<Block> {
    let over_time = &report.performance.over_time.models;
    let model = over_time.iter().find(|model| model.name == class.model.name)?;
    let told = model.calibration.iter().find(|told| told.class == class.of.class)?;
    let table = Table {
        id: class.id("calibration-windows"),
        caption: format!("Windows of {}", class.name()),
        ..table(&report.timeline, told)
    };
    let blocks = vec![
        Block::Text(told.says.clone()),
        Block::Drawing(Box::new(drawing(&report.timeline, class, told))),
        Block::Details("Every window".to_owned(), vec![Block::Table(table)]),
    ];
    let remark = "mean probability less what came true, window by window";
    Some(Block::section(format!("Over time, {}", class.name()), remark, blocks))
}

/// The gap of each window in percentage points.
fn drawing(timeline: &Timeline, class: &Class<'_>, told: &CalibrationOverTime) -> Drawing {
    let across = Across::of(&timeline.windows);
    let windows = Windows::new(timeline, &across);
    let value = |at: usize| Some(points(&told.windows.get(at)?.as_ref()?.gap));
    let ideal = Estimate { value: 0.0, interval_95: None };
    let up = windows::up((0..told.windows.len()).filter_map(value).chain([ideal]));
    let reading = |(at, of): (usize, &Option<MeanGap>)| {
        let rows = of.as_ref().map(|of| {
            let (value, interval) = format::estimate(&points(&of.gap));
            let n = format!("n {}", format::count(of.n));
            let row = |name: &str, value, beside| (name.to_owned(), value, beside);
            vec![
                row("Promised", format::percent(of.promised), n),
                row("Happened", format::percent(of.happened), String::new()),
                row("Gap, points", value, interval),
            ]
        });
        let none = ("Too few labels".to_owned(), String::new(), String::new());
        windows.reading(at, &up, rows.unwrap_or_else(|| vec![none]))
    };
    let title = title(told);
    let ends = (across.axis.from, across.axis.to);
    Drawing {
        subject: class.name(),
        picture: "gap over time".to_owned(),
        caption: across.caption("up: promised less happened, in points; areas: 95% intervals"),
        summary: format!("{title}. {}", told.says),
        across: across.axis.clone(),
        layers: [
            vec![Layer::Dashed(vec![(ends.0, 0.0), (ends.1, 0.0)], Paint::Quiet)],
            windows.bands(&value, Paint::of),
            windows.lines(&value, Paint::of),
            windows.dots(&value),
            windows.marks(&up, told.since.as_ref().map(|since| since.window)),
        ]
        .concat(),
        keys: Key::sides(class.of.sides.as_ref().map(|side| side.as_ref().map_or(0, |of| of.n))),
        readings: told.windows.iter().enumerate().map(reading).collect(),
        numbers: table(timeline, told),
        height: Height::Usual,
        up,
        title,
    }
}

/// "1.6 points too much since 1 April 2019".
fn title(told: &CalibrationOverTime) -> String {
    let Some(since) = &told.since else {
        return "The gap stays what it was, as far as these windows can tell".to_owned();
    };
    let value = format::points(since.value.value.abs());
    let too = if since.value.value > 0.0 { "much" } else { "little" };
    format!("{} too {too} since {}", value.trim_start_matches('+'), since.when)
}

fn table(timeline: &Timeline, told: &CalibrationOverTime) -> Table {
    let row = |at: usize| {
        let (window, of) = (&timeline.windows[at], told.windows[at].as_ref());
        let partial = if window.is_partial { "partial" } else { "" };
        vec![
            Cell::name(window.label.clone()).over(partial),
            Cell::text(window.side.label()),
            of.map_or_else(Cell::dash, |of| Cell::count(of.n)),
            Cell::share(of.map(|of| of.promised)),
            Cell::share(of.map(|of| of.happened)),
            of.map_or_else(Cell::dash, |of| gap(&of.gap)),
        ]
    };
    Table {
        columns: vec![
            Column::words("Window").fixed(),
            Column::words("Side").fixed(),
            Column::numbers("Labelled"),
            Column::numbers("Promised").defined("Mean probability"),
            Column::numbers("Happened").defined("Share of rows of the class"),
            Column::numbers("Gap").defined("Promised less happened, with its 95% interval"),
        ],
        rows: (0..told.windows.len().min(timeline.windows.len())).map(row).collect(),
        ..Table::default()
    }
}
