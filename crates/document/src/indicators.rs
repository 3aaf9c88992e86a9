//! Indicators: the leading ones over time, all on both sides, and window by window.

use report::{Estimate, Indicator, Metric, Side, Timeline, Verdict, format};

use crate::table::{estimate, points};
use crate::windows::{self, Windows};
use crate::{Across, Block, Cell, Column, Drawing, Height, Key, Paint, Table};

/// The leading indicators over time, every one on both sides, and folded away in every window. `id` names
/// the tables.
pub fn blocks(timeline: &Timeline, indicators: &[Indicator], id: &str) -> Vec<Block> {
    let across = Across::of(&timeline.windows);
    let windows = Windows::new(timeline, &across);
    let leading = indicators.iter().filter(|told| told.is_leading && has_values(told));
    let drawings = leading.map(|told| vec![Block::Drawing(Box::new(drawing(windows, told)))]);
    let both = Block::Table(both_sides(indicators, id));
    let drawings = Block::columns(drawings.collect()).into_iter();
    drawings.chain([both]).chain(every_window(timeline, indicators, id)).collect()
}

/// Whether it is told of windows.
fn has_values(told: &Indicator) -> bool {
    told.windows.iter().any(Option::is_some)
}

/// An indicator over the windows.
fn drawing(windows: Windows<'_>, told: &Indicator) -> Drawing {
    let value = |at: usize| Some(in_unit(told, told.windows.get(at)?.as_ref()?));
    // With the whole sides, so that windows that hardly differ look so.
    let whole = [told.value.reference, told.value.production];
    let all = told.windows.iter().chain(&whole).flatten();
    let up = windows::up(all.map(|of| in_unit(told, of)));
    let unit = if told.unit.is_empty() { told.name.clone() } else { unit(told) };
    let title = match &told.since {
        Some(since) => format!("{} is worse since {}", told.name, since.when),
        None => told.name.clone(),
    };
    let reading = |at: usize| {
        let rows = format::count(windows.of[at].rows);
        let (value, interval) = value(at).as_ref().map_or_else(Default::default, format::estimate);
        let rows = vec![(unit.clone(), value, interval), ("Rows".to_owned(), rows, String::new())];
        windows.reading(at, &up, rows)
    };
    let key = |side: Side| {
        let (value, _) = format::estimate(&in_unit(told, told.value.get(side).as_ref()?));
        let name = side.label().to_owned();
        Some(Key { paint: Paint::of(side), is_area: false, name, about: value })
    };
    let row = |at: usize| {
        let own = value(at);
        let interval = own.and_then(|own| own.interval_95);
        vec![
            Cell::name(windows.of[at].label.clone()),
            Cell::text(windows.of[at].side.label()),
            Cell::count(windows.of[at].rows),
            own.as_ref().map_or_else(Cell::dash, estimate),
            Cell::number(interval.map(|interval| interval.0), 4),
            Cell::number(interval.map(|interval| interval.1), 4),
        ]
    };
    let heads = ["Rows", told.name.as_str(), "95% from", "95% to"].map(Column::numbers);
    Drawing {
        subject: told.name.clone(),
        picture: "over time".to_owned(),
        caption: windows.across.caption(&format!("up: {unit}; areas: 95% intervals")),
        summary: format!("{title}. {}", told.says),
        across: windows.across.axis.clone(),
        layers: [
            windows.bands(&value, Paint::of),
            windows.lines(&value, Paint::of),
            windows.dots(&value),
            windows.marks(&up, told.since.as_ref().map(|since| since.window)),
        ]
        .concat(),
        keys: Side::BOTH.into_iter().filter_map(key).collect(),
        readings: (0..told.windows.len()).map(reading).collect(),
        numbers: Table {
            columns: ["Window", "Side"].map(Column::words).into_iter().chain(heads).collect(),
            rows: (0..windows.of.len()).map(row).collect(),
            ..Table::default()
        },
        height: Height::Small,
        up,
        title,
    }
}

fn both_sides(indicators: &[Indicator], id: &str) -> Table {
    Table {
        id: id.to_owned(),
        title: "Indicators, 95% intervals beneath".to_owned(),
        caption: "Indicators on both sides".to_owned(),
        columns: vec![
            Column::words("Indicator").defined("Beneath, what it is measured in"),
            Column::numbers("Reference").defined("With its 95% interval"),
            Column::numbers("Production").defined("With its 95% interval"),
            Column::numbers("Change").defined("Production less reference, with its 95% interval"),
            Column::numbers("Relative").defined("The change over the reference"),
            Column::numbers("Adjusted p")
                .defined("How likely such a change is by chance, adjusted over all of them"),
            Column::words("Verdict").fixed(),
            Column::words("Worse since"),
        ],
        rows: indicators.iter().map(row).collect(),
        ..Table::default()
    }
}

/// An estimate of an indicator as it is shown: shares of rows in percent.
fn in_unit(told: &Indicator, of: &Estimate) -> Estimate {
    if told.is_share() { points(of) } else { *of }
}

fn shown(told: &Indicator, of: &Estimate) -> Cell {
    estimate(&in_unit(told, of))
}

/// What the estimates of an indicator are shown in.
fn unit(told: &Indicator) -> String {
    if told.is_share() { format!("% {}", told.unit) } else { told.unit.clone() }
}

fn row(told: &Indicator) -> Vec<Cell> {
    let side = |side: Side| match told.value.get(side) {
        Some(value) => {
            let total = told
                .total
                .get(side)
                .map(|total| format!("; in total {}", format::number(total, 4)));
            let n = format::count(*told.n.get(side));
            shown(told, value).hint(format!("n {n}{}", total.unwrap_or_default()))
        }
        None => Cell::dash().hint(told.lacks.get(side).as_str()),
    };
    let word = told.verdict.map(|verdict| Cell::chip(verdict, word(verdict)));
    vec![
        Cell::name(told.name.as_str()).over(unit(told)),
        side(Side::Reference),
        side(Side::Production),
        told.change.as_ref().map_or_else(Cell::dash, |change| shown(told, change)),
        Cell::share(told.relative_change),
        told.p_adjusted.map_or_else(Cell::dash, |p| Cell::Number(format::p_value(p), p)),
        word.unwrap_or_else(Cell::dash),
        told.since.as_ref().map_or_else(Cell::dash, |since| Cell::text(since.when.as_str())),
    ]
}

/// What a verdict is called of an indicator.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "not worse",
        verdict => Metric::word_of(verdict),
    }
}

/// Every window of every indicator; none without windows.
fn every_window(timeline: &Timeline, indicators: &[Indicator], id: &str) -> Option<Block> {
    let told: Vec<&Indicator> = indicators.iter().filter(|told| has_values(told)).collect();
    if told.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words("Window").fixed(),
        Column::words("Side").fixed(),
        Column::numbers("Rows"),
    ];
    columns.extend(told.iter().map(|own| Column::numbers(own.name.as_str()).defined(unit(own))));
    let rows = timeline.windows.iter().enumerate().map(|(at, window)| {
        let partial = if window.is_partial { "partial" } else { "" };
        let mut cells = vec![
            Cell::name(window.label.as_str()).over(partial),
            Cell::text(window.side.label()),
            Cell::count(window.rows),
        ];
        let value = |own: &Indicator| own.windows.get(at).copied().flatten();
        cells.extend(
            told.iter().map(|own| value(own).map_or_else(Cell::dash, |value| shown(own, &value))),
        );
        cells
    });
    let table = Table {
        id: format!("{id}-windows"),
        caption: "Indicators window by window".to_owned(),
        columns,
        rows: rows.collect(),
        ..Table::default()
    };
    Some(Block::Details("Every window".to_owned(), vec![Block::Table(table)]))
}
