//! Quantiles of the latency: the middle, and what the slowest answers took.

use report::{Estimate, LatencyUnit, Pair, Side, Verdict, format};
use stats::estimation::Direction;
use stats::{QuantileInterval, Sorted, quantile_interval};
use table::Column;

use super::Told;
use super::objectives::Limit;
use super::since::{self, Counts, Since};
use crate::Study;
use crate::indicators::{Parts, by_window};
use crate::roles::{latency::unit_ms, words};
use crate::timeline::Axis;

/// Percentiles that are told; the objective is of the last one.
const PERCENTILES: [(u32, &str); 3] = [(50, "50th"), (95, "95th"), (99, "99th")];
const MS: &str = "ms";
/// Significant digits of a limit.
const DIGITS: usize = 3;

/// The latency of each row of a side, in milliseconds where the unit is known; not a number where it is missing.
pub fn latencies(study: &Study<'_>, name: &str, side: Side) -> Vec<f64> {
    numbers(*study.column(name).get(side), milliseconds(study, name).unwrap_or(1.0))
}

/// What is told of a column of latency.
pub fn told(study: &Study<'_>, axis: Option<&Axis>, name: &str) -> Told {
    let short = format::short(name);
    let columns = study.column(name);
    let holds_numbers = |side: Side| columns.get(side).is_some_and(|c| c.kind().is_number());
    if !Side::BOTH.into_iter().any(holds_numbers) {
        let note = format!("{short} holds no numbers: nothing is told of latency.");
        return Told { notes: vec![note], ..Told::default() };
    }
    let factor = milliseconds(study, name);
    let rows = columns.map(|column| numbers(column, factor.unwrap_or(1.0)));
    let mut told = Told { notes: notes(name, &rows), ..Told::default() };
    if factor.is_none() {
        told.notes.push(format!(
            "The unit of {short} is not known: its objective is not looked at. Say the unit in the name, as latency_ms, or by the setting operation.latency_unit."
        ));
    }
    let all = rows.as_ref().map(|rows| sorted(rows.iter().copied()));
    let windows: Vec<Sorted> =
        by_window(axis, &rows).into_iter().map(|rows| sorted(rows.into_iter())).collect();
    let unit = if factor.is_some() { MS } else { "" };
    let part = |&(percentile, ordinal): &(u32, &str)| {
        let share = f64::from(percentile) / 100.0;
        Parts {
            name: format!("{ordinal} percentile of {short}"),
            column: Some(name.to_owned()),
            unit: unit.to_owned(),
            is_leading: share == OBJECTIVE,
            n: all.as_ref().map(|values| values.len() as u64),
            value: all.as_ref().map(|values| {
                quantile_interval(values, share)
                    .map(estimate)
                    .ok_or_else(|| "it has no numbers".to_owned())
            }),
            total: Pair::default(),
            change: None,
            direction: Direction::SmallerIsBetter,
            windows: windows
                .iter()
                .map(|values| quantile_interval(values, share).map(estimate))
                .collect(),
        }
    };
    told.parts = PERCENTILES.iter().map(part).collect();
    let came = all.as_ref().map(|values| quantile_interval(values, OBJECTIVE));
    let last = told.parts.last().filter(|_| factor.is_some());
    told.limit = last.zip(came.production).map(|(part, came_now)| {
        limit(study, axis, (&part.windows, &windows), (came.reference, came_now))
    });
    told
}

/// The probability of the percentile that the objective is of.
const OBJECTIVE: f64 = 0.99;

fn limit(
    study: &Study<'_>,
    axis: Option<&Axis>,
    (quantiles, windows): (&[Option<Estimate>], &[Sorted]),
    (reference, came): (Option<QuantileInterval>, QuantileInterval),
) -> Limit {
    let limit = study.settings.operation.latency_p99_ms;
    let is_missed = |value: f64| value > limit;
    let lately = lately(axis, windows, limit);
    let verdict = match (is_missed(came.value), came.low) {
        _ if lately.is_some() => Verdict::Significant,
        (false, _) => Verdict::Stable,
        (true, Some(low)) if is_missed(low) => Verdict::Significant,
        (true, _) => Verdict::NotEnoughData,
    };
    Limit {
        text: format!("{} {MS}", format::number(limit, DIGITS)),
        verdict,
        remark: remark(came),
        missed: "over",
        was_missed: reference.is_some_and(|reference| is_missed(reference.value)),
        since: lately.or_else(|| Since::always(since::run(axis, quantiles, is_missed))),
    }
}

/// Since when more rows are over the limit than its percentile allows.
fn lately(axis: Option<&Axis>, windows: &[Sorted], limit: f64) -> Option<Since> {
    let count = |values: &Sorted| -> Counts {
        let within = values.values().partition_point(|value| *value <= limit);
        ((values.len() - within) as u64, values.len() as u64)
    };
    let counts: Vec<Counts> = windows.iter().map(count).collect();
    let at = since::split(axis, &counts, 1.0 - OBJECTIVE)?;
    let values = windows[at..].iter().flat_map(|values| values.values().iter().copied());
    let came = quantile_interval(&sorted(values), OBJECTIVE).filter(|came| came.value > limit)?;
    let (when, value) = (axis?.begins(at), Some(estimate(came)));
    Some(Since { when, window: Some(at), value, remark: remark(came) })
}

/// What is to be said of an interval that lacks an end.
fn remark(came: QuantileInterval) -> String {
    match (came.low, came.high) {
        (Some(low), None) => {
            format!(
                " (95% at least {}; too few rows for an upper end)",
                format::number(low, DIGITS)
            )
        }
        (None, _) => " (too few rows for an interval)".to_owned(),
        _ => String::new(),
    }
}

/// A quantile with both ends of its interval, or without an interval.
fn estimate(quantile: QuantileInterval) -> Estimate {
    Estimate { value: quantile.value, interval_95: quantile.low.zip(quantile.high) }
}

/// Milliseconds of one of the column's unit; none where that is not known.
fn milliseconds(study: &Study<'_>, name: &str) -> Option<f64> {
    match study.settings.operation.latency_unit {
        LatencyUnit::Auto => unit_ms(&words(name)),
        LatencyUnit::Seconds => Some(1_000.0),
        LatencyUnit::Milliseconds => Some(1.0),
        LatencyUnit::Microseconds => Some(0.001),
    }
}

/// The latency of each row; not a number where it is missing.
fn numbers(column: Option<&Column>, factor: f64) -> Vec<f64> {
    let numbers = column.filter(|c| c.kind().is_number()).and_then(Column::numbers_by_row);
    numbers.unwrap_or_default().into_iter().map(|value| value * factor).collect()
}

/// Whether a row tells a latency: nothing takes less than no time.
fn is_latency(value: f64) -> bool {
    value.is_finite() && value >= 0.0
}

fn sorted(values: impl Iterator<Item = f64>) -> Sorted {
    Sorted::new(values.filter(|value| is_latency(*value)).collect()).unwrap_or_default()
}

fn notes(name: &str, rows: &Pair<Vec<f64>>) -> Vec<String> {
    let negative = |side: Side| rows.get(side).iter().filter(|value| **value < 0.0).count() as u64;
    let note = |side: Side| {
        let n = negative(side);
        (n > 0).then(|| {
            format!(
                "{}: {} of {} under 0, which no latency can be: left out.",
                side.label(),
                format::plural(n, "value", "values"),
                format::short(name) + if n == 1 { " is" } else { " are" }
            )
        })
    };
    Side::BOTH.into_iter().filter_map(note).collect()
}
