//! Weak segments of any rule: what was found and confirmed.

use report::{
    MetricName, ModelSegments, SegmentContrast, SegmentFinder, Verdict, WeakSegment, WeakSince,
    format,
};

use super::{remark, title, values};
use crate::{
    Axis, Block, Cell, Column, Drawing, Height, Layer, Paint, ReadAt, Table, Unit, drawing::Key,
};

/// Why a wide gap may have a large p.
const P_REMARK: &str = "Rows, metric and gap are of rows that the search did not see. A rule that shares rows with a clearer one must be worse in its other rows, too: p is of these where they are less clear, so that a gap whose interval is far from 0 may have a large p.";

/// The section; none where nothing was searched.
pub fn section(position: usize, of: &ModelSegments, is_only: bool) -> Option<Block> {
    let finder = of.finder.as_ref()?;
    let mut blocks = vec![Block::Text(finder.says.clone())];
    if finder.tested.iter().any(|weak| weak.is_confirmed) {
        blocks.push(drawing(position, of, finder));
    }
    if !finder.tested.is_empty() {
        blocks.push(Block::Soft(P_REMARK.to_owned()));
        blocks.push(Block::Table(table(format!("weak-segments-{position}"), of, finder)));
    }
    Some(Block::section(title("Weak segments", of, is_only), remark(of), blocks))
}

/// Rows of a segment over their share, and the units that they are of.
pub fn rows(own: &SegmentContrast) -> Cell {
    let share = format::percent(own.share);
    Cell::count(own.n).over(match own.units {
        Some(units) => format!("{share}, of {}", format::plural(units, "unit", "units")),
        None => share,
    })
}

fn confirmed(finder: &SegmentFinder) -> Vec<&WeakSegment> {
    finder.tested.iter().filter(|weak| weak.is_confirmed).collect()
}

/// The gap of each confirmed segment with its interval, and beside it the one of the reference.
fn drawing(position: usize, of: &ModelSegments, finder: &SegmentFinder) -> Block {
    let name = of.metric.label();
    let confirmed = confirmed(finder);
    let ends = |gap: &report::Estimate| gap.interval_95.unwrap_or((gap.value, gap.value));
    let befores = confirmed.iter().filter_map(|weak| weak.before.map(|before| before.gap));
    let all = confirmed.iter().map(|weak| weak.gap.gap).chain(befores.clone());
    let (low, high) = all.fold((0.0_f64, 0.0_f64), |(low, high), gap| {
        let (from, to) = ends(&gap);
        (low.min(from), high.max(to))
    });
    let room = (high - low).max(f64::MIN_POSITIVE) * 0.05;
    let (from, to) = (if low < 0.0 { low - room } else { 0.0 }, high + room);
    // The first stands on top.
    let rows = || (0..).map(f64::from).zip(confirmed.iter().rev());
    let mark = |gap: &report::Estimate, at: f64, paint: Paint| {
        let (low, high) = ends(gap);
        [Layer::Line(vec![(low, at), (high, at)], paint), Layer::Dots(vec![(gap.value, at)], paint)]
    };
    let marks = rows().flat_map(|(row, weak)| {
        let before =
            weak.before.iter().flat_map(move |b| mark(&b.gap, row + 0.15, Paint::Reference));
        let name = Layer::Note((from, row + 0.72), format::short(&weak.rule), Paint::Ink);
        mark(&weak.gap.gap, row + 0.4, Paint::Severity).into_iter().chain(before).chain([name])
    });
    let zero = Layer::Line(vec![(0.0, 0.0), (0.0, confirmed.len() as f64)], Paint::Quiet);
    let reading = |(row, weak): (f64, &&WeakSegment)| {
        let told = |name: &str, gap: &report::Estimate| {
            let (value, interval) = values::written(of.metric, gap);
            (name.to_owned(), value, interval)
        };
        let before = weak.before.map(|before| told("Worse before", &before.gap));
        let rows = std::iter::once(told("Worse", &weak.gap.gap)).chain(before);
        ReadAt {
            from: (from, row),
            to: (to, row + 1.0),
            title: weak.rule.clone(),
            rows: rows.collect(),
        }
    };
    let has_before = befores.count() > 0;
    let key = |paint, name: &str| Key {
        paint,
        is_area: false,
        name: name.to_owned(),
        about: String::new(),
    };
    let before = has_before.then(|| key(Paint::Reference, "the same in the reference"));
    let worst = confirmed.first().map_or("", |weak| weak.rule.as_str());
    Block::Drawing(Box::new(Drawing {
        subject: of.name.clone(),
        picture: "weak segments".to_owned(),
        title: format!("Most harm where {worst}"),
        caption: format!("By how much {name} is worse than in all other rows, with 95% intervals"),
        summary: format!(
            "{} with the gap of {name} to all other rows. {}",
            format::plural(
                confirmed.len() as u64,
                "confirmed weak segment",
                "confirmed weak segments"
            ),
            finder.says
        ),
        across: match of.metric {
            MetricName::Accuracy => Axis { from, to, unit: Unit::Share },
            _ => Axis::numbers(from, to),
        },
        // Rules are longer than names on an axis can be: they stand over their marks.
        up: Axis { from: 0.0, to: confirmed.len() as f64, unit: Unit::Places(Vec::new()) },
        layers: std::iter::once(zero).chain(marks).collect(),
        keys: std::iter::once(key(Paint::Severity, "worse than all other rows"))
            .chain(before)
            .collect(),
        readings: rows().map(reading).collect(),
        numbers: table(format!("weak-segments-drawn-{position}"), of, finder),
        height: Height::Bars(2 * confirmed.len() as u32),
    }))
}

fn table(id: String, of: &ModelSegments, finder: &SegmentFinder) -> Table {
    let name = of.metric.label();
    let columns = vec![
        Column::words("Rows where"),
        Column::words("Finding").defined("Whether it is confirmed in rows that the search did not see, and whether it was weak in the reference"),
        Column::numbers("Rows that confirm").defined("Of those that the search did not see, about half of all; beneath, their share of these, and of how many units they are where rows belong together"),
        Column::numbers(format!("{name}, here")).defined("With its 95% interval"),
        Column::numbers("Elsewhere").defined("In all other rows"),
        Column::numbers("Worse by").defined("With its 95% interval"),
        Column::numbers("p").defined("Of the gap, or of the gap in those rows alone that no clearer rule holds, where that is less clear; adjusted over all rules that were tested"),
        Column::numbers("Harm").defined("What the metric of the whole would gain, at the least, if these rows were like the others"),
        Column::numbers("Worse by, before").defined("The same rule in the reference"),
    ];
    let row = |weak: &WeakSegment| {
        let own = &weak.gap;
        let finding = match (weak.is_confirmed, weak.since) {
            (false, _) => Cell::chip(Verdict::Stable, "not confirmed"),
            (true, WeakSince::Became | WeakSince::Weaker) => {
                Cell::chip(Verdict::Significant, weak.since.label())
            }
            (true, WeakSince::Before) => Cell::chip(Verdict::Negligible, weak.since.label()),
            (true, WeakSince::Unknown) => Cell::chip(Verdict::Moderate, "weak"),
        };
        vec![
            Cell::name(weak.rule.clone()),
            finding,
            rows(own),
            values::metric(of.metric, &own.inside),
            values::metric(of.metric, &own.others),
            values::gap(of.metric, own),
            Cell::Number(format::p_value(weak.p_adjusted), weak.p_adjusted),
            values::harm(of.metric, weak.harm),
            weak.before.as_ref().map_or_else(Cell::dash, |before| values::gap(of.metric, before)),
        ]
    };
    Table {
        id,
        caption: format!("Weak segments of {}", of.name),
        columns,
        rows: finder.tested.iter().map(row).collect(),
        ..Table::default()
    }
}
