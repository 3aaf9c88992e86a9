//! Whether what differs could be a season: by windows of the same weekday where the reference's values
//! differ by it, of the same month where the reference has them, otherwise by how far the reference's own
//! windows are from each other.

use report::{Baseline, ColumnTimeline, Side, TimelineCell, Windows, format};
use stats::benjamini_hochberg;

use super::axis::Axis;
use super::column::Column;
use super::{baseline, cells, spread};
use crate::Study;
use crate::calendar::DAY_MS;

/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 3;
/// From the first day of a year's first month to that of its last month is less than a year.
const NEARLY_A_YEAR_MS: i64 = 330 * DAY_MS;

/// Fills in how far the reference's own windows are from each other, and says what follows for all
/// columns that differ. `whole` is the map against the whole reference.
pub fn tell(
    study: &Study<'_>,
    axis: &Axis,
    columns: &[Column],
    whole: &[Vec<TimelineCell>],
    timelines: &mut [ColumnTimeline],
) -> (String, Option<String>) {
    for (timeline, row) in timelines.iter_mut().zip(whole) {
        timeline.spread = spread::of(axis, row);
        timeline.season = in_words(axis, row);
    }
    let drifted: Vec<usize> = (0..whole.len()).filter(|&i| drifts(axis, &whole[i])).collect();
    let drifted = differing(study, axis, columns, &drifted, Baseline::Reference);
    if drifted.is_empty() || !has_seasons(axis) {
        return (String::new(), None);
    }
    let by_like = |like: (Baseline, &str)| (by_like(study, axis, columns, &drifted, like), None);
    if study.settings.timeline.baseline == Baseline::Weekday
        && baseline::lacks(axis, Baseline::Weekday).is_none()
    {
        return by_like((Baseline::Weekday, "weekday"));
    }
    let is_weekly = drifted.iter().any(|&i| columns[i].changes.is_weekly);
    if is_weekly && baseline::lacks(axis, Baseline::Weekday).is_none() {
        return by_like((Baseline::Weekday, "weekday"));
    }
    match baseline::lacks(axis, Baseline::Month).or_else(|| lacks_a_year(axis)) {
        None => by_like((Baseline::Month, "month")),
        Some(lacks) => (
            format!("{lacks}: a season and drift cannot be told apart by the calendar."),
            by_spread(axis, whole, timelines, &drifted),
        ),
    }
}

/// That the reference begins less than a year before production ends: the month before holds no season.
fn lacks_a_year(axis: &Axis) -> Option<String> {
    let starts = |side: Side| axis.windows_of(side).filter_map(|at| axis.windows[at].start_ms);
    let first = starts(Side::Reference).min()?;
    let last = starts(Side::Production).max()?;
    (last.saturating_sub(first) < NEARLY_A_YEAR_MS)
        .then(|| "The reference does not reach back a year".to_owned())
}

/// That values differ by weekday in the reference, and what follows.
pub fn weekly_note(axis: &Axis, columns: &[Column], against: Baseline) -> Option<String> {
    let weekly = columns.iter().filter(|column| column.changes.is_weekly);
    let weekly: Vec<&str> = weekly.map(|column| column.name.as_str()).collect();
    if weekly.is_empty() {
        return None;
    }
    let differs = if weekly.len() == 1 { "differs" } else { "differ" };
    let names = format::names(weekly.iter().copied(), MOST_NAMES);
    let mut text = format!(
        "{names} {differs} by weekday in the reference: changes are looked for from week to week."
    );
    let is_offered = baseline::lacks(axis, Baseline::Weekday).is_none();
    if is_offered && !matches!(against, Baseline::Weekday | Baseline::Month) {
        text.push_str(" Compare windows with the same weekday.");
    }
    Some(text)
}

/// Windows of the calendar have seasons; rows and events have not.
const fn has_seasons(axis: &Axis) -> bool {
    super::order::is_period(axis.kind) && !matches!(axis.kind, Windows::Year)
}

/// Whether any window of production differs by more than chance and the limit.
fn drifts(axis: &Axis, row: &[TimelineCell]) -> bool {
    axis.windows_of(Side::Production).any(|window| row[window].verdict.is_drift())
}

/// Those of some columns that differ from a baseline by more than chance over all columns. The map is
/// adjusted over its cells: a column with many that differ buys some for others, of which nothing may be
/// said as columns.
fn differing(
    study: &Study<'_>,
    axis: &Axis,
    columns: &[Column],
    candidates: &[usize],
    baseline: Baseline,
) -> Vec<usize> {
    let least = |&i: &usize| {
        let alone = cells::map(study, axis, &columns[i..=i], baseline);
        let row = alone.first()?;
        let p_values = axis.windows_of(Side::Production).filter_map(|at| row[at].p_adjusted);
        drifts(axis, row).then(|| p_values.fold(1.0, f64::min))
    };
    let mut p_values: Vec<f64> = candidates.iter().map(|i| least(i).unwrap_or(1.0)).collect();
    p_values.resize(columns.len().max(candidates.len()), 1.0);
    let alpha = study.settings.drift.false_discovery_rate;
    let adjusted = benjamini_hochberg(&p_values);
    let is_beyond = candidates.iter().zip(adjusted).filter(|(_, p)| *p < alpha);
    is_beyond.map(|(i, _)| *i).collect()
}

/// What is left of the differences against windows that are alike by the calendar.
fn by_like(
    study: &Study<'_>,
    axis: &Axis,
    columns: &[Column],
    drifted: &[usize],
    (baseline, same): (Baseline, &str),
) -> String {
    let left = differing(study, axis, columns, drifted, baseline);
    let gone: Vec<usize> = drifted.iter().copied().filter(|i| !left.contains(i)).collect();
    let names =
        |of: &[usize]| format::names(of.iter().map(|&i| columns[i].name.as_str()), MOST_NAMES);
    match (left.as_slice(), gone.as_slice()) {
        ([], gone) => format!(
            "Compared with the same {same}, no window of {} differs by more than the limit: a season, not drift.",
            names(gone)
        ),
        (left, []) => format!(
            "Compared with the same {same}, {} still {}: {}.",
            names(left),
            if left.len() == 1 { "differs" } else { "differ" },
            match baseline {
                Baseline::Weekday => "the day of the week does not explain it",
                _ => "the time of the year does not explain it",
            }
        ),
        (left, gone) => format!(
            "Compared with the same {same}, {} no longer {}, a season; {} still {}.",
            names(gone),
            if gone.len() == 1 { "differs" } else { "differ" },
            names(left),
            if left.len() == 1 { "does" } else { "do" },
        ),
    }
}

/// How far production's windows lie from the reference beside the reference's own, where the calendar tells nothing.
fn by_spread(
    axis: &Axis,
    whole: &[Vec<TimelineCell>],
    timelines: &[ColumnTimeline],
    drifted: &[usize],
) -> Option<String> {
    let with = |wanted: Option<bool>| {
        let fitting = drifted.iter().filter(|&&i| spread::is_exceeded(axis, &whole[i]) == wanted);
        let names: Vec<&str> = fitting.map(|&i| timelines[i].column.as_str()).collect();
        (!names.is_empty()).then(|| format::names(names.iter().copied(), MOST_NAMES))
    };
    let told = [
        (
            Some(false),
            "production’s windows differ from the reference no more than a further window of the reference might",
        ),
        (Some(true), "windows of production differ by more than the reference’s own"),
        (None, "the reference has too few whole windows to tell"),
    ];
    let told =
        told.into_iter().filter_map(|(wanted, what)| Some(format!("{}: {what}.", with(wanted)?)));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// "The reference’s own 26 windows are up to 0.19 from the rest of it; production’s are up to 0.21: no
/// more than they."
fn in_words(axis: &Axis, row: &[TimelineCell]) -> Option<String> {
    let spread = spread::of(axis, row)?;
    let largest = spread::largest_of_production(axis, row)?;
    let verdict = match spread::is_exceeded(axis, row)? {
        true => "farther than windows like its own would be",
        false => "no farther than one more window of its own could be",
    };
    Some(format!(
        "The reference’s own {} are up to PSI {} from the rest of it; production’s are up to {}, {verdict}.",
        format::plural(u64::from(spread.windows), "window", "windows"),
        format::distance(spread.largest),
        format::distance(largest),
    ))
}
