//! Traffic: rows by time, in whole windows of one length on both sides.
//!
//! Days are taken where both sides have a week of them; else hours, minutes or seconds where enough of them are
//! [`alike`](super::alike), as a night has other traffic than a day. The first and the last window may be cut and do not
//! count; windows without a row do.

use report::{Estimate, Pair, TimeWindow, Verdict, Windows, format};
use stats::Moments;
use stats::estimation::Direction;
use stats::performance::mean;

use super::Told;
use super::alike::{Alike, Counts};
use super::objectives::Limit;
use super::since::{self, Run, Since};
use crate::Study;
use crate::calendar::{DAY_MS, HOUR_MS, WEEK_MS, whole_windows};
use crate::indicators::Parts;
use crate::performance::as_reported;
use crate::timeline::Axis;

/// Lengths of a window, with the whole windows that each side needs.
const LENGTHS: [(&str, i64, usize); 4] = [
    ("day", DAY_MS, 7),
    ("hour", HOUR_MS, 12),
    ("minute", HOUR_MS / 60, 10),
    ("second", HOUR_MS / 3_600, 10),
];
/// What is said of the reference where no window of it is like one of production.
const OTHER_TIMES: &str = "it has no rows at the same times of the day and part of the week";

/// What is told of the traffic.
pub fn told(study: &Study<'_>, axis: Option<&Axis>, time_column: Option<&str>) -> Told {
    let note = |text: &str| Told { notes: vec![text.to_owned()], ..Told::default() };
    let times = time_column.and_then(|name| {
        study.column(name).map(|side| side.and_then(table::Column::times_ms)).both()
    });
    let Some(times) = times else {
        return note("Both sides need a time column to tell traffic, rows by time.");
    };
    let counted =
        |length_ms: i64| times.as_ref().map(|times| whole_windows(times, length_ms)).both();
    let enough = |n: Pair<usize>, fewest: usize| n.reference.min(n.production) >= fewest;
    let long_enough = LENGTHS.into_iter().filter_map(|(unit, length_ms, fewest)| {
        let counts = counted(length_ms)?;
        let n = counts.as_ref().map(|(_, rows)| rows.len());
        enough(n, fewest).then_some((unit, length_ms, fewest, counts))
    });
    let mut longest = None;
    for (unit, length_ms, fewest, counts) in long_enough {
        if let Some(alike) = Alike::of(&counts, length_ms)
            && alike.rate.windows.iter().all(|n| *n >= fewest as u64)
        {
            return compared(study, axis, unit, &alike);
        }
        longest = longest.or(Some((unit, counts)));
    }
    match longest {
        Some((unit, counts)) => at_other_times(unit, &counts),
        None => {
            note("A side lasts too short a time to tell its traffic: it needs ten whole seconds.")
        }
    }
}

/// Both sides in windows that are alike, and what production is held to.
fn compared(study: &Study<'_>, axis: Option<&Axis>, unit: &str, alike: &Alike) -> Told {
    let rate = &alike.rate;
    let side = |estimate, at: usize| {
        let value = as_reported(estimate).ok_or_else(|| "it has no rows".to_owned());
        (value, rate.windows[at], rate.events[at])
    };
    let sides = Pair::new(side(rate.reference, 0), side(rate.production, 1));
    let mut part = part(unit, sides);
    part.windows = axis.map_or_else(Vec::new, |axis| windows(axis, alike.length_ms));
    let limit = limit(study, axis, &part, alike);
    Told { parts: vec![part], limit, notes: vec![alike.says(unit)] }
}

/// Production by itself, as nothing of the reference can be held against it.
fn at_other_times(unit: &str, counts: &Pair<Counts>) -> Told {
    let mut moments = Moments::new();
    let rows: Vec<f64> = counts.production.1.iter().map(|rows| *rows as f64).collect();
    moments.update(&rows);
    let value = mean(&moments).and_then(as_reported).ok_or_else(|| "it has no rows".to_owned());
    let reference = &counts.reference.1;
    let sides = Pair::new(
        (Err(OTHER_TIMES.to_owned()), reference.len() as u64, reference.iter().sum::<u64>() as f64),
        (value, rows.len() as u64, rows.iter().sum()),
    );
    let note = format!(
        "Whether traffic keeps its objective is not judged: of the reference’s {unit}s too few lie at the same times of the day and part of the week as production’s. Take a reference of whole days."
    );
    Told { parts: vec![part(unit, sides)], limit: None, notes: vec![note] }
}

/// The indicator, from the value, windows and rows of each side.
fn part(unit: &str, sides: Pair<(Result<Estimate, String>, u64, f64)>) -> Parts {
    Parts {
        name: "Traffic".to_owned(),
        column: None,
        unit: format!("rows {} {unit}", if unit == "hour" { "an" } else { "a" }),
        is_leading: true,
        n: sides.as_ref().map(|(_, n, _)| *n),
        total: sides.as_ref().map(|(_, _, rows)| Some(*rows)),
        value: sides.map(|(value, ..)| value),
        change: None,
        direction: Direction::LargerIsBetter,
        windows: Vec::new(),
    }
}

/// What the reference's traffic asks of production; none where the setting asks nothing.
fn limit(study: &Study<'_>, axis: Option<&Axis>, part: &Parts, alike: &Alike) -> Option<Limit> {
    let share = study.settings.operation.traffic_share;
    let (is_missed, is_sure) = alike.is_under(share);
    let text = format!("{}% of the reference’s", format::number(100.0 * share, 3));
    (share > 0.0).then(|| Limit {
        text,
        verdict: match (is_missed, is_sure) {
            (false, _) => Verdict::Stable,
            (true, true) => Verdict::Significant,
            (true, false) => Verdict::NotEnoughData,
        },
        remark: String::new(),
        missed: "under",
        was_missed: false,
        since: axis.and_then(|axis| since(axis, part, alike, share)),
    })
}

/// Since when the last windows are all under their share of the rows that the reference expects of them, with
/// their mean where they are days or weeks: hours of a part of a day have another one than all of them.
fn since(axis: &Axis, part: &Parts, alike: &Alike, share: f64) -> Option<Since> {
    let shares: Vec<Option<Estimate>> =
        axis.windows.iter().map(|window| share_of_expected(axis.kind, window, alike)).collect();
    let run = since::run(Some(axis), &shares, |own| own < share);
    let Some(Run::From(at)) = run else { return Since::always(run) };
    let mut moments = Moments::new();
    let from_there = part.windows[at..].iter().flatten();
    moments.update(&from_there.map(|of| of.value).collect::<Vec<f64>>());
    let value =
        (axis.kind != Windows::Hour).then(|| mean(&moments).and_then(as_reported)).flatten();
    Some(Since { when: axis.begins(at), window: Some(at), value, remark: String::new() })
}

/// The rows of a window of the timeline over those that the reference expects of it; none where its windows are
/// not those that are compared.
fn share_of_expected(kind: Windows, window: &TimeWindow, alike: &Alike) -> Option<Estimate> {
    let expected = match length_of(kind)? {
        WEEK_MS if alike.length_ms == DAY_MS => 7.0 * alike.rate.reference.value,
        length_ms if length_ms == alike.length_ms => alike.expected(window.start_ms?)?,
        _ => return None,
    };
    (expected > 0.0).then(|| Estimate { value: window.rows as f64 / expected, interval_95: None })
}

const fn length_of(kind: Windows) -> Option<i64> {
    match kind {
        Windows::Hour => Some(HOUR_MS),
        Windows::Day => Some(DAY_MS),
        Windows::Week => Some(WEEK_MS),
        _ => None,
    }
}

/// Rows by time of each whole window of the timeline whose length is always the same.
fn windows(axis: &Axis, length_ms: i64) -> Vec<Option<Estimate>> {
    let Some(window_ms) = length_of(axis.kind) else { return vec![None; axis.windows.len()] };
    let rate = |rows: u64| rows as f64 * (length_ms as f64 / window_ms as f64);
    let windows = axis.windows.iter();
    windows
        .map(|w| (!w.is_partial).then(|| Estimate { value: rate(w.rows), interval_95: None }))
        .collect()
}
