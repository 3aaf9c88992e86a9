//! Groups beneath each other, a dot with its interval for each side, by the measures that lead.

use report::{AttributeFairness, FairnessMeasure, GroupFairness, GroupMeasure, Pair, Side, format};

use crate::{Axis, Block, Cell, Column, Drawing, Height, Key, Layer, Paint, ReadAt, Table, Unit};

/// What is drawn, of those that an attribute has.
const LEADING: [FairnessMeasure; 6] = [
    FairnessMeasure::SelectionRate,
    FairnessMeasure::TruePositiveRate,
    FairnessMeasure::FalsePositiveRate,
    FairnessMeasure::Precision,
    FairnessMeasure::MeanPrediction,
    FairnessMeasure::MeanAbsoluteError,
];
/// Groups that are drawn, the first of the table.
const MOST_GROUPS: usize = 24;
/// How far a side's dot is from the middle of its row.
const ASIDE: f64 = 0.17;

/// A drawing for each leading measure, two side by side.
pub fn of(model: &str, own: &AttributeFairness) -> Vec<Vec<Block>> {
    let drawings = LEADING.iter().filter_map(|measure| drawing(model, own, *measure));
    let mut columns = vec![Vec::new(), Vec::new()];
    for (at, drawing) in drawings.enumerate() {
        columns[at % 2].push(drawing);
    }
    columns
}

/// A measure of a group on one side, where it has one.
fn measured(group: &GroupFairness, side: Side, name: FairnessMeasure) -> Option<&GroupMeasure> {
    let measure = group.sides.get(side).measure(name)?;
    (measure.class.is_none() && measure.value.is_some()).then_some(measure)
}

fn drawing(model: &str, own: &AttributeFairness, name: FairnessMeasure) -> Option<Block> {
    let has = |group: &&GroupFairness| {
        Side::BOTH.into_iter().any(|side| measured(group, side, name).is_some())
    };
    let groups: Vec<&GroupFairness> = own.groups.iter().filter(has).take(MOST_GROUPS).collect();
    let ends = groups.iter().flat_map(|group| {
        let of = |side: Side| measured(group, side, name)?.value;
        Side::BOTH
            .into_iter()
            .filter_map(of)
            .map(|value| value.interval_95.unwrap_or((value.value, value.value)))
    });
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (from, to)| {
        (low.min(from), high.max(to))
    });
    if groups.is_empty() || !low.is_finite() || !high.is_finite() {
        return None;
    }
    let room = ((high - low) * 0.05).max(f64::MIN_POSITIVE);
    let across = match name.is_share() {
        true => Axis { from: (low - room).max(0.0), to: (high + room).min(1.0), unit: Unit::Share },
        false => Axis::numbers(low - room, high + room),
    };
    // Names stand from the bottom to the top.
    let rows = || (0..).map(f64::from).zip(groups.iter().rev());
    let title = format!("{} by {}", name.label(), own.name);
    Some(Block::Drawing(Box::new(Drawing {
        subject: model.to_owned(),
        picture: title.clone(),
        title,
        caption: "lines: 95% intervals of each group alone; grey: too few rows to judge".to_owned(),
        summary: summary(own, name, &groups),
        up: Axis::names(groups.iter().rev().map(|group| format::short(&group.name)).collect()),
        layers: rows().flat_map(|(row, group)| marks(row, group, name)).collect(),
        keys: Key::sides(Pair::from_fn(|side| {
            groups.iter().filter_map(|group| measured(group, side, name)).map(|of| of.n).sum()
        })),
        readings: rows().map(|(row, group)| reading(row, group, name, &across)).collect(),
        numbers: numbers(name, &groups),
        height: Height::Bars(groups.len() as u32),
        across,
    })))
}

fn marks(row: f64, group: &GroupFairness, name: FairnessMeasure) -> Vec<Layer> {
    let of = |side: Side| {
        let value = measured(group, side, name)?.value?;
        let is_judged = group.sides.get(side).not_judged.is_none();
        let paint = if is_judged { Paint::of(side) } else { Paint::Quiet };
        // Production stands over the reference.
        let up = row + 0.5 + if side == Side::Production { ASIDE } else { -ASIDE };
        let (from, to) = value.interval_95.unwrap_or((value.value, value.value));
        let line = Layer::Line(vec![(from, up), (to, up)], paint);
        Some([line, Layer::Dots(vec![(value.value, up)], paint)])
    };
    Side::BOTH.into_iter().filter_map(of).flatten().collect()
}

/// A value and its interval, as they are written.
fn written(measure: &GroupMeasure) -> (String, String) {
    let Some(value) = measure.value else { return ("–".to_owned(), String::new()) };
    if !measure.name.is_share() {
        return format::estimate(&value);
    }
    let interval = value.interval_95.map_or_else(String::new, |(low, high)| {
        format!("{} to {}", format::percent(low), format::percent(high))
    });
    (format::percent(value.value), interval)
}

fn reading(row: f64, group: &GroupFairness, name: FairnessMeasure, across: &Axis) -> ReadAt {
    let of = |side: Side| {
        let measure = measured(group, side, name)?;
        let (value, interval) = written(measure);
        let beside = format!("{interval}, n {}", format::count(measure.n));
        Some((side.label().to_owned(), value, beside))
    };
    ReadAt {
        from: (across.from, row),
        to: (across.to, row + 1.0),
        title: group.name.clone(),
        rows: Side::BOTH.into_iter().filter_map(of).collect(),
    }
}

/// The drawing for those who do not see it.
fn summary(own: &AttributeFairness, name: FairnessMeasure, groups: &[&GroupFairness]) -> String {
    let told = groups.iter().filter_map(|group| {
        let measure = measured(group, own.side, name)?;
        Some(format!("{} {}", format::short(&group.name), written(measure).0))
    });
    let told: Vec<String> = told.collect();
    format!("{}, {}: {}.", name.label(), own.side.label().to_lowercase(), told.join(", "))
}

fn numbers(name: FairnessMeasure, groups: &[&GroupFairness]) -> Table {
    let cells = |group: &GroupFairness, side: Side| {
        let measure = measured(group, side, name);
        let value = measure.and_then(|measure| measure.value);
        let end = |at: fn((f64, f64)) -> f64| value.and_then(|value| value.interval_95).map(at);
        let n = measure.map_or(0, |measure| measure.n);
        [
            Cell::number(value.map(|value| value.value), 4),
            Cell::number(end(|(low, _)| low), 4),
            Cell::number(end(|(_, high)| high), 4),
            Cell::count(n),
        ]
    };
    let heads = Side::BOTH.into_iter().flat_map(|side| {
        ["", " from", " to", " rows"].map(|what| Column::numbers(format!("{}{what}", side.label())))
    });
    let row = |group: &&GroupFairness| {
        let sides = Side::BOTH.into_iter().flat_map(|side| cells(group, side));
        std::iter::once(Cell::name(group.name.clone())).chain(sides).collect()
    };
    Table {
        columns: std::iter::once(Column::words("Group")).chain(heads).collect(),
        rows: groups.iter().map(row).collect(),
        ..Table::default()
    }
}
