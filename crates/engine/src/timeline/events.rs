//! What happened, in order: the changes of single columns, and those that come at once as one.

use report::{ChangeKind, ChangePoint, InOrder, Role, Severity, TimelineCell, format};
use stats::benjamini_hochberg;

use super::axis::Axis;
use super::changes::Found;
use super::column::Column;
use super::spread;
use crate::Study;

/// Columns that a clause names before it says "and 3 more".
const MOST_NAMES: usize = 3;

/// The changes of each column that are not chance over all of them, in order of time.
pub fn of_columns(study: &Study<'_>, axis: &Axis, columns: &[Column]) -> Vec<Vec<ChangePoint>> {
    let all = || columns.iter().flat_map(|column| &column.changes.found);
    let firsts: Vec<f64> =
        all().filter(|found| found.is_first).map(|found| found.p_value).collect();
    // Series in which nothing was found have p-values over the limit: they count as tests.
    let tests = 2 * columns.len();
    let padded =
        firsts.iter().copied().chain(std::iter::repeat_n(1.0, tests.saturating_sub(firsts.len())));
    let mut adjusted = benjamini_hochberg(&padded.collect::<Vec<_>>()).into_iter();
    let alpha = study.settings.drift.false_discovery_rate;
    let of_column = |column: &Column| {
        let told = column.changes.found.iter().map(|found| {
            let p_adjusted = if found.is_first {
                adjusted.next().unwrap_or(1.0)
            } else {
                (found.p_value * tests as f64).min(1.0)
            };
            change_point(study, axis, column, found, p_adjusted)
        });
        let mut told: Vec<ChangePoint> = told.collect();
        told.retain(|change| change.p_adjusted < alpha && is_told(study, change));
        told.put_in_order(|a, b| a.at.total_cmp(&b.at));
        told
    };
    columns.iter().map(of_column).collect()
}

fn change_point(
    study: &Study<'_>,
    axis: &Axis,
    column: &Column,
    found: &Found,
    p_adjusted: f64,
) -> ChangePoint {
    let last_bin = axis.bins.len() - 1;
    let (first, last) = found.interval;
    let (first_bin, end_bin) = (&axis.bins[first.min(last_bin)], &axis.bins[last.min(last_bin)]);
    let begins = &axis.bins[found.bin.min(last_bin)];
    let lasted = |end: usize| axis.when.between(begins, &axis.bins[end.min(last_bin)]);
    ChangePoint {
        kind: found.kind,
        severity: severity(study, column.role, found),
        when: axis.when.begins(begins),
        interval: axis.when.between(first_bin, end_bin),
        lasted: found.taken_back.map(lasted),
        is_return: found.is_return,
        what: format!("{} {}", format::short(&column.name), found.how),
        columns: vec![column.name.clone()],
        at: axis.at(found.bin),
        from_to: [axis.at(first), axis.at(last)],
        size: found.size,
        p_adjusted,
        rows: axis.rows_of_production(found.bin, found.taken_back),
    }
}

/// Whether a change is large enough to be told: a tenth of what would matter.
fn is_told(study: &Study<'_>, change: &ChangePoint) -> bool {
    let moderate = match change.kind {
        ChangeKind::Missing => study.settings.data.missing_share_moderate,
        _ => study.settings.drift.psi_moderate,
    };
    change.size >= moderate / 10.0
}

/// How grave a change is. A label comes late: that it is missing is no alarm.
fn severity(study: &Study<'_>, role: Role, found: &Found) -> Severity {
    if found.kind == ChangeKind::Missing && role == Role::Label {
        return Severity::Information;
    }
    let (drift, data) = (&study.settings.drift, &study.settings.data);
    let (moderate, significant) = match found.kind {
        ChangeKind::Missing => (data.missing_share_moderate, data.missing_share_significant),
        _ => (drift.psi_moderate, drift.psi_significant),
    };
    if found.size >= significant {
        Severity::High
    } else if found.size >= moderate {
        Severity::Medium
    } else {
        Severity::Low
    }
}

/// Changes of columns whose windows differ no more from the reference than its own do from each other
/// are like those that it has seen: no incident.
pub fn calm(axis: &Axis, whole: &[Vec<TimelineCell>], changes: &mut [Vec<ChangePoint>]) {
    for (changes, row) in changes.iter_mut().zip(whole) {
        if spread::is_exceeded(axis, row) == Some(false) {
            let distributions = changes.iter_mut().filter(|c| c.kind != ChangeKind::Missing);
            distributions.for_each(|change| change.severity = change.severity.min(Severity::Low));
        }
    }
}

/// Changes that matter, but for those that take another one back; those of one kind whose intervals have a moment in common as one.
pub fn together(changes: &[Vec<ChangePoint>]) -> Vec<ChangePoint> {
    let mut open: Vec<&ChangePoint> =
        changes.iter().flatten().filter(|c| c.severity.matters() && !c.is_return).collect();
    open.put_in_order(|a, b| a.from_to[1].total_cmp(&b.from_to[1]).then(b.size.total_cmp(&a.size)));
    let mut events = Vec::new();
    // The interval that ends first belongs to an event before the next: those that begin within it
    // have a moment in common with it.
    while let Some(&first) = open.first() {
        let is_same =
            |other: &&ChangePoint| other.kind == first.kind && other.from_to[0] <= first.from_to[1];
        let (same, rest): (Vec<&ChangePoint>, Vec<&ChangePoint>) =
            open.into_iter().partition(is_same);
        open = rest;
        events.push(as_one(first, same));
    }
    events.put_in_order(|a, b| a.at.total_cmp(&b.at));
    events
}

/// Changes that come at once as one; the most narrowly known moment is that of all.
fn as_one(first: &ChangePoint, mut changes: Vec<&ChangePoint>) -> ChangePoint {
    changes.put_in_order(|a, b| b.size.total_cmp(&a.size));
    let width = |change: &ChangePoint| change.from_to[1] - change.from_to[0];
    let narrowest = changes.iter().fold(first, |a, b| if width(b) < width(a) { b } else { a });
    let mut columns: Vec<String> = Vec::new();
    for column in changes.iter().flat_map(|change| &change.columns) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    let mut event = narrowest.clone();
    event.lasted = event.lasted.filter(|_| changes.iter().all(|c| c.lasted == narrowest.lasted));
    event.rows = changes.iter().map(|change| change.rows).max().unwrap_or(event.rows);
    event.severity = changes.iter().map(|change| change.severity).max().unwrap_or(event.severity);
    event.size = changes.iter().map(|change| change.size).fold(0.0, f64::max);
    event.p_adjusted = changes.iter().map(|change| change.p_adjusted).fold(0.0, f64::max);
    if columns.len() > 1 {
        let names = format::names(columns.iter().map(String::as_str), MOST_NAMES);
        event.what = match event.kind {
            ChangeKind::Step => format!("{names} step together"),
            ChangeKind::Gradual => format!("{names} change over the same time"),
            ChangeKind::Missing => format!("missing values of {names} change together"),
        };
    } else if let Some(first) = changes.first() {
        event.what.clone_from(&first.what);
    }
    event.columns = columns;
    event
}
