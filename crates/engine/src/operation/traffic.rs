//! Traffic: rows by time, in whole windows of one length on both sides.
//!
//! The mean over windows has Student's interval. Days are taken where both sides have a week of them, as days of
//! the week differ; else hours, minutes or seconds where there are enough. The first and the last window may be
//! cut and do not count; windows without a row do.

use report::{Estimate, Verdict, Windows, format};
use stats::Moments;
use stats::estimation::Direction;
use stats::performance::{mean, weighted_sum};

use super::Told;
use super::objectives::Limit;
use super::since::{self, Run, Since};
use crate::Study;
use crate::calendar::{DAY_MS, HOUR_MS, WEEK_MS};
use crate::indicators::Parts;
use crate::performance::{as_measured, as_reported};
use crate::timeline::Axis;

/// Lengths of a window, with the whole windows that each side needs.
const LENGTHS: [(&str, i64, usize); 4] = [
    ("day", DAY_MS, 7),
    ("hour", HOUR_MS, 12),
    ("minute", HOUR_MS / 60, 10),
    ("second", HOUR_MS / 3_600, 10),
];
/// More windows than these are not counted.
const MOST_WINDOWS: i64 = 1_000_000;

/// What is told of the traffic.
pub fn told(study: &Study<'_>, axis: Option<&Axis>, time_column: Option<&str>) -> Told {
    let note = |text: &str| Told { notes: vec![text.to_owned()], ..Told::default() };
    let times = time_column.and_then(|name| {
        study.column(name).map(|side| side.and_then(table::Column::times_ms)).both()
    });
    let Some(times) = times else {
        return note("Both sides need a time column to tell traffic, rows by time.");
    };
    let Some((unit, length_ms, counts)) =
        LENGTHS.into_iter().find_map(|(unit, length_ms, fewest)| {
            let counts = times.as_ref().map(|times| counts(times, length_ms)).both()?;
            let is_enough = counts.reference.len().min(counts.production.len()) >= fewest;
            is_enough.then_some((unit, length_ms, counts))
        })
    else {
        return note(
            "A side lasts too short a time to tell its traffic: it needs ten whole seconds.",
        );
    };
    let value = counts.as_ref().map(|counts| {
        let mut moments = Moments::new();
        moments.update(counts);
        mean(&moments).and_then(as_reported).ok_or_else(|| "it has no rows".to_owned())
    });
    let part = Parts {
        name: "Traffic".to_owned(),
        column: None,
        unit: format!("rows {} {unit}", if unit == "hour" { "an" } else { "a" }),
        is_leading: true,
        n: counts.as_ref().map(|counts| counts.len() as u64),
        value,
        total: counts.as_ref().map(|counts| Some(counts.iter().sum())),
        change: None,
        direction: Direction::LargerIsBetter,
        windows: axis.map_or_else(Vec::new, |axis| windows(axis, length_ms)),
    };
    let limit = limit(study, axis, &part);
    Told { parts: vec![part], limit, notes: Vec::new() }
}

/// What the reference's traffic asks of production; none where the setting asks nothing.
fn limit(study: &Study<'_>, axis: Option<&Axis>, part: &Parts) -> Option<Limit> {
    let share = study.settings.operation.traffic_share;
    let value = part.value.as_ref().map(|side| side.as_ref().ok().copied()).both()?;
    let limit = share * value.reference.value;
    let is_missed = |value: f64| value < limit;
    let sides = value.map(as_measured);
    // The reference's mean is not known exactly either.
    let beyond = weighted_sum(&[(1.0, sides.production), (-share, sides.reference)]);
    let is_sure = beyond.interval.is_some_and(|interval| interval.high < 0.0);
    let text = format!("{}% of the reference’s", format::number(100.0 * share, 3));
    (share > 0.0).then(|| Limit {
        text,
        verdict: match (is_missed(value.production.value), is_sure) {
            (false, _) => Verdict::Stable,
            (true, true) => Verdict::Significant,
            (true, false) => Verdict::NotEnoughData,
        },
        remark: String::new(),
        missed: "under",
        was_missed: false,
        since: since(axis, &part.windows, since::run(axis, &part.windows, is_missed)),
    })
}

/// Since when the last windows are all under the limit, with their mean.
fn since(axis: Option<&Axis>, windows: &[Option<Estimate>], run: Option<Run>) -> Option<Since> {
    let Some(Run::From(at)) = run else { return Since::always(run) };
    let mut moments = Moments::new();
    moments.update(&windows[at..].iter().flatten().map(|of| of.value).collect::<Vec<f64>>());
    let value = mean(&moments).and_then(as_reported);
    Some(Since { when: axis?.begins(at), value, remark: String::new() })
}

/// Rows of each window but the first and the last; none where there are none between.
fn counts(times: &Vec<i64>, length_ms: i64) -> Option<Vec<f64>> {
    let window = |ms: &i64| ms.div_euclid(length_ms);
    let first = window(times.iter().min()?) + 1;
    let last = window(times.iter().max()?) - 1;
    let whole = last.checked_sub(first)?.checked_add(1)?;
    if !(1..=MOST_WINDOWS).contains(&whole) {
        return None;
    }
    let mut counts = vec![0.0; whole as usize];
    for time in times {
        let place = usize::try_from(window(time) - first).ok();
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1.0;
        }
    }
    Some(counts)
}

/// Rows by time of each whole window of the timeline whose length is always the same.
fn windows(axis: &Axis, length_ms: i64) -> Vec<Option<Estimate>> {
    let window_ms = match axis.kind {
        Windows::Hour => HOUR_MS,
        Windows::Day => DAY_MS,
        Windows::Week => WEEK_MS,
        _ => return vec![None; axis.windows.len()],
    };
    let rate = |rows: u64| rows as f64 * (length_ms as f64 / window_ms as f64);
    let windows = axis.windows.iter();
    windows
        .map(|w| (!w.is_partial).then(|| Estimate { value: rate(w.rows), interval_95: None }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn whole_windows_count_and_gaps_are_windows_without_rows() {
        assert_eq!(counts(&vec![5, 12, 13, 31, 44], 10), Some(vec![2.0, 0.0, 1.0]));
        assert_eq!(counts(&vec![1, 2], 10), None);
        assert_eq!(counts(&Vec::new(), 10), None);
        assert_eq!(counts(&vec![i64::MIN, i64::MAX], 1), None);
    }
}
