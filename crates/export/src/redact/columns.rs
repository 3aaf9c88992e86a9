//! Drift of a column without rare categories and without its extremes.

use std::collections::BTreeSet;

use report::{Bin, Cdf, Centre, ColumnDrift, Kind, Pair, Report, Shape, Side, Summary, format};

use super::Withheld;

/// Points of a curve at most: as many as a drawing of it shows.
const MOST_POINTS: usize = 64;

/// Significant digits of the ends of a cell.
const EDGE_DIGITS: usize = 4;

/// Categories that at least so many rows of a column have on both sides together. Numbers that are compared
/// as names, as labels are, are among them.
pub fn common(report: &Report, fewest_rows: u64) -> BTreeSet<String> {
    let derived = report.drift.outputs.iter().flat_map(|outputs| &outputs.derived);
    let columns = report.drift.columns.iter().chain(derived.map(|derived| &derived.drift));
    let shapes = columns.filter_map(|column| column.shape.as_ref());
    let bars = shapes.flat_map(|shape| match shape {
        Shape::Bars { labels, counts, .. } => {
            let rows = counts.reference.iter().zip(&counts.production).map(|(a, b)| a + b);
            labels.iter().zip(rows).collect::<Vec<_>>()
        }
        Shape::Histogram { .. } => Vec::new(),
    });
    bars.filter(|(_, rows)| *rows >= fewest_rows).map(|(label, _)| label.clone()).collect()
}

/// Puts quantiles with as many rows beyond them as may be told in the place of the least and the greatest value, and of
/// quantiles farther out; no curve has a point beyond those of either side.
pub fn without_extremes(column: &mut ColumnDrift, fewest_rows: u64) {
    for side in Side::BOTH {
        let rows = *column.n.get(side);
        if let Some(summary) = column.summary.get_mut(side) {
            let all = (summary.min, summary.max);
            clip_summary(summary, rows, fewest_rows);
            if let Some(cdf) = &mut column.cdf {
                clip_curve(cdf, all, (summary.min, summary.max));
            }
        }
    }
}

/// Takes the points of a curve that lie in a tail of one side: between its least value and the least that is told, and
/// so above. What lies beyond all of a side’s values says nothing of them.
fn clip_curve(cdf: &mut Cdf, (min, max): (f64, f64), (low, high): (f64, f64)) {
    let is_in_tail = |at: f64| (min..low).contains(&at) || (at > high && at <= max);
    let kept: Vec<bool> = cdf.at.iter().map(|at| !is_in_tail(*at)).collect();
    keep_points(cdf, &kept);
    if is_in_tail(cdf.gap_at) {
        cdf.gap_at = cdf.gap_at.clamp(low, high);
    }
}

fn keep_points(cdf: &mut Cdf, kept: &[bool]) {
    keep(&mut cdf.at, kept);
    Side::BOTH.iter().for_each(|side| keep(cdf.share.get_mut(*side), kept));
}

fn clip_summary(summary: &mut Summary, rows: u64, fewest_rows: u64) {
    let tails = [
        (0.01, summary.q01, summary.q99),
        (0.05, summary.q05, summary.q95),
        (0.10, summary.q10, summary.q90),
        (0.25, summary.q25, summary.q75),
    ];
    let has_rows_beyond = |share: f64| share * rows as f64 >= fewest_rows as f64;
    let (_, low, high) = tails
        .into_iter()
        .find(|(share, _, _)| has_rows_beyond(*share))
        .unwrap_or((0.5, summary.median, summary.median));
    let Summary { min, q01, q05, q10, q25, q75, q90, q95, q99, max, .. } = summary;
    for value in [min, q01, q05, q10, q25, q75, q90, q95, q99, max] {
        *value = value.max(low).min(high);
    }
}

/// Merges rare categories, and keeps what is drawn within the quantiles that stand for the least and the greatest value.
pub fn redact(column: &mut ColumnDrift, withheld: &mut Withheld<'_>) {
    let range = range(&column.summary);
    match &mut column.shape {
        Some(shape @ Shape::Histogram { .. }) => trim_histogram(shape, withheld.fewest_rows),
        Some(shape @ Shape::Bars { .. }) => merge_bars(shape, withheld),
        None => {}
    }
    if let Some(bins) = &mut column.bins {
        merge_cells(&mut bins.cells, withheld);
        if let Some(range) = range {
            clip_cells(&mut bins.cells, column.kind, range);
        }
    }
    let rows: u64 = Side::BOTH.iter().map(|side| *column.n.get(*side)).sum();
    if let Some(cdf) = &mut column.cdf {
        thin(cdf, rows / withheld.fewest_rows);
    }
    if let Some(Centre::Category { label, .. }) = &column.centre
        && withheld.is_rare(label)
    {
        column.centre = None;
    }
}

/// Leaves a curve so many points, from its first to its last: one through every value would be the column itself.
fn thin(cdf: &mut Cdf, points: u64) {
    let points = usize::try_from(points).unwrap_or(usize::MAX).clamp(1, MOST_POINTS);
    if cdf.at.len() > points {
        let steps = points.max(2) - 1;
        let mut kept = vec![false; cdf.at.len()];
        (0..points).for_each(|step| kept[step * (cdf.at.len() - 1) / steps] = true);
        keep_points(cdf, &kept);
        cdf.is_stepped = false;
    }
}

/// From the lower of the two sides’ outer quantiles to the upper, see [`without_extremes`].
fn range(summary: &Pair<Option<Summary>>) -> Option<(f64, f64)> {
    let sides = || Side::BOTH.into_iter().filter_map(|side| summary.get(side).as_ref());
    let low = sides().map(|side| side.q01).reduce(f64::min)?;
    let high = sides().map(|side| side.q99).reduce(f64::max)?;
    Some((low, high))
}

/// Outer cells of fewer rows than may be told are counted as beyond the drawn range, so that the rest keeps its width.
fn trim_histogram(shape: &mut Shape, fewest_rows: u64) {
    let Shape::Histogram { edges, counts, below, above } = shape else { return };
    let rows = |counts: &Pair<Vec<u64>>, cell: usize| -> u64 {
        Side::BOTH.iter().filter_map(|side| counts.get(*side).get(cell)).sum()
    };
    while edges.len() > 2 && rows(counts, 0) < fewest_rows {
        edges.remove(0);
        Side::BOTH.iter().for_each(|side| *below.get_mut(*side) += counts.get_mut(*side).remove(0));
    }
    while edges.len() > 2 && rows(counts, edges.len() - 2) < fewest_rows {
        edges.pop();
        for side in Side::BOTH {
            *above.get_mut(side) += counts.get_mut(side).pop().unwrap_or_default();
        }
    }
}

/// Ends of cells lie within the quantiles that are told, and labels say where.
fn clip_cells(cells: &mut [Bin], kind: Kind, (low, high): (f64, f64)) {
    for cell in cells {
        let ends = [cell.from, cell.to];
        let clipped = ends.map(|end| end.map(|end| end.clamp(low, high)));
        if clipped == ends {
            continue;
        }
        let text = |edge: f64| format::value(kind, edge, EDGE_DIGITS);
        [cell.from, cell.to] = clipped;
        cell.label = match (cell.from, cell.to) {
            (Some(from), Some(to)) => format!("{} to {}", text(from), text(to)),
            (Some(from), None) => format!("{} and over", text(from)),
            (None, Some(to)) => format!("under {}", text(to)),
            (None, None) => continue,
        };
    }
}

fn keep<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().copied().unwrap_or(true));
}

/// Rare categories are counted with the others that have no bar.
fn merge_bars(shape: &mut Shape, withheld: &mut Withheld<'_>) {
    let Shape::Bars { labels, counts, other, other_labels } = shape else { return };
    let rows =
        |place: usize| Pair::from_fn(|side| counts.get(side).get(place).copied().unwrap_or(0));
    let kept: Vec<bool> = labels
        .iter()
        .enumerate()
        .map(|(place, label)| {
            let Pair { reference, production } = rows(place);
            withheld.may_name(label, reference + production)
        })
        .collect();
    for (place, _) in kept.iter().enumerate().filter(|(_, kept)| !**kept) {
        let rows = rows(place);
        Side::BOTH.iter().for_each(|side| *other.get_mut(*side) += rows.get(*side));
        *other_labels += 1;
    }
    keep(labels, &kept);
    Side::BOTH.iter().for_each(|side| keep(counts.get_mut(*side), &kept));
}

/// Rare categories become one cell, whose part of the distance is the sum of theirs.
fn merge_cells(cells: &mut Vec<Bin>, withheld: &mut Withheld<'_>) {
    let is_category = |cell: &Bin| cell.from.is_none() && cell.to.is_none();
    let mut may_stay = |cell: &Bin| {
        !is_category(cell) || {
            let Pair { reference, production } = cell.count;
            withheld.may_name(&cell.label, reference + production)
        }
    };
    let (mut kept, rare): (Vec<Bin>, Vec<Bin>) = cells.drain(..).partition(|cell| may_stay(cell));
    kept.extend(
        rare.into_iter()
            .reduce(together)
            .map(|cell| Bin { label: "values of few rows".to_owned(), ..cell }),
    );
    *cells = kept;
}

fn together(one: Bin, other: Bin) -> Bin {
    let sum = |of: fn(&Bin) -> Pair<f64>, side| of(&one).get(side) + of(&other).get(side);
    Bin {
        count: Pair::from_fn(|side| one.count.get(side) + other.count.get(side)),
        share: Pair::from_fn(|side| sum(|bin| bin.share, side)),
        part: one.part.zip(other.part).map(|(a, b)| a + b),
        ..one
    }
}
