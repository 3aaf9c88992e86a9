//! The share of rows that failed: by a flag, a word, or a status code.

use std::collections::BTreeMap;

use report::{Estimate, FlagSays, InOrder, Pair, Side, Verdict, format};
use stats::binomial_test_greater;
use stats::estimation::Direction;
use stats::performance::proportion;
use table::Column;

use super::objectives::Limit;
use super::since::{self, Counts, ONE_SIDED, Since};
use super::{Told, flag};
use crate::Study;
use crate::indicators::{Parts, by_window};
use crate::performance::as_reported;
use crate::roles::words;
use crate::timeline::Axis;

/// Words that say that a row failed, in lower case.
const FAILED: [&str; 12] = [
    "error",
    "errors",
    "err",
    "failed",
    "failure",
    "fail",
    "timeout",
    "timed out",
    "exception",
    "crashed",
    "aborted",
    "5xx",
];
/// Words that say that it did not.
const DONE: [&str; 14] = [
    "ok",
    "success",
    "succeeded",
    "successful",
    "done",
    "complete",
    "completed",
    "passed",
    "none",
    "no error",
    "1xx",
    "2xx",
    "3xx",
    "4xx",
];
const YES: [&str; 4] = ["true", "yes", "y", "1"];
const NO: [&str; 4] = ["false", "no", "n", "0"];
/// A share of failures over which it is in doubt whether yes says so, as services seldom run like that.
const MOST_FAILURES: f64 = 0.5;
/// Status codes of HTTP.
const STATUS: std::ops::Range<f64> = 100.0..600.0;
/// Significant digits of a limit.
const DIGITS: usize = 3;
/// Values that are neither, that a note names.
const MOST_NAMED: usize = 3;

/// Whether each row of a side failed; none where its value says neither.
pub fn failures(study: &Study<'_>, name: &str, side: Side) -> Vec<Option<bool>> {
    let column = *study.column(name).get(side);
    column.map_or_else(Vec::new, |column| Reading::of(study, name).by_row(column))
}

/// What is told of a column of failures.
pub fn told(study: &Study<'_>, axis: Option<&Axis>, name: &str) -> Told {
    let columns = study.column(name);
    let reading = Reading::of(study, name);
    let rows = columns.map(|column| column.map_or_else(Vec::new, |c| reading.by_row(c)));
    let short = format::short(name);
    let mut notes: Vec<String> = unknown(&reading, columns, &short).into_iter().collect();
    let counts = rows.as_ref().map(|rows| count(rows.iter().copied()));
    if counts.reference.1 + counts.production.1 == 0 {
        notes.push(format!(
            "No value of {short} says whether a row failed: nothing is told of errors."
        ));
        return Told { notes, ..Told::default() };
    }
    if reading.is_in_doubt(columns, &rows) {
        notes.push(format!(
            "Whether yes in {short} says failure or success cannot be told, as by its name most rows would have failed: nothing is told of errors. Set operation.flag_says to failure or success."
        ));
        return Told { notes, ..Told::default() };
    }
    let value = counts.map(|counts| share(counts).ok_or_else(|| "it has no values".to_owned()));
    let by_window = by_window(axis, &rows).into_iter();
    let windows: Vec<Counts> = by_window.map(|rows| count(rows.into_iter())).collect();
    let part = Parts {
        name: format!("Share of failures by {short}"),
        column: Some(name.to_owned()),
        unit: report::Indicator::SHARE.to_owned(),
        is_leading: true,
        n: counts.map(|(_, n)| n),
        value,
        total: counts.map(|(failed, n)| (n > 0).then_some(failed as f64)),
        change: None,
        direction: Direction::SmallerIsBetter,
        windows: windows.iter().copied().map(share).collect(),
    };
    let limit = limit(study, axis, &part, &windows);
    Told { parts: vec![part], limit, notes }
}

fn share((failed, n): Counts) -> Option<Estimate> {
    proportion(failed, n).and_then(as_reported)
}

fn limit(
    study: &Study<'_>,
    axis: Option<&Axis>,
    part: &Parts,
    windows: &[Counts],
) -> Option<Limit> {
    let limit = study.settings.operation.error_share;
    let is_missed = |value: f64| value > limit;
    let came = part.value.production.as_ref().ok()?;
    let failed = part.total.production.unwrap_or_default() as u64;
    let p = binomial_test_greater(failed, part.n.production, limit);
    // Wilson's lower end alone is too often over a rare share.
    let is_sure =
        came.interval_95.is_some_and(|(low, _)| is_missed(low)) && p.is_some_and(|p| p < ONE_SIDED);
    let reference = part.value.reference.as_ref().ok();
    let lately = since::split(axis, windows, limit);
    let since = lately.zip(axis).map(|(at, axis)| Since {
        when: axis.begins(at),
        window: Some(at),
        value: share(since::from(windows, at)),
        remark: String::new(),
    });
    Some(Limit {
        text: format!("{}%", format::number(100.0 * limit, DIGITS)),
        verdict: match (is_missed(came.value), is_sure) {
            _ if lately.is_some() => Verdict::Significant,
            (false, _) => Verdict::Stable,
            (true, true) => Verdict::Significant,
            (true, false) => Verdict::NotEnoughData,
        },
        remark: String::new(),
        missed: "over",
        was_missed: reference.is_some_and(|reference| is_missed(reference.value)),
        since: since.or_else(|| Since::always(since::run(axis, &part.windows, is_missed))),
    })
}

/// How values say whether a row failed.
struct Reading {
    /// Whether yes, or 1, is a failure.
    yes_is_failure: bool,
    /// Whether only the name says so, not the settings.
    is_by_name: bool,
    /// Whether numbers count failures: some are over 1.
    are_counts: bool,
    /// The status code that failures begin at, where all numbers are status codes.
    status: Option<f64>,
    /// The same for status codes among words.
    error_status: f64,
}

impl Reading {
    fn of(study: &Study<'_>, name: &str) -> Self {
        let columns = study.column(name);
        let numbers =
            Side::BOTH.into_iter().filter_map(|side| columns.get(side).and_then(Column::numbers));
        let numbers: Vec<f64> = numbers.flatten().collect();
        let are_status = !numbers.is_empty() && numbers.iter().all(|n| STATUS.contains(n));
        let error_status = f64::from(study.settings.operation.error_status);
        let is_whole = |n: &f64| *n >= 0.0 && n.fract() == 0.0;
        let says = match study.settings.operation.flag_says {
            FlagSays::Auto => None,
            FlagSays::Failure => Some(true),
            FlagSays::Success => Some(false),
        };
        // By any name that tells nothing, as `status`, yes says that all went well.
        let by_name = || flag::yes_is_failure(&words(name)).unwrap_or(false);
        let yes_is_failure = says.unwrap_or_else(by_name);
        Self {
            yes_is_failure,
            is_by_name: says.is_none(),
            are_counts: yes_is_failure
                && numbers.iter().all(is_whole)
                && numbers.iter().any(|n| *n > 1.0),
            status: are_status.then_some(error_status),
            error_status,
        }
    }

    /// Whether each row failed; none where its value does not say so.
    fn by_row(&self, column: &Column) -> Vec<Option<bool>> {
        if let Some(words) = column.words() {
            let known: Vec<Option<bool>> =
                words.labels.iter().map(|text| self.word(text)).collect();
            let of = |code: &u32| known.get(*code as usize).copied().flatten();
            return words.codes.iter().map(of).collect();
        }
        let numbers = column.numbers_by_row().unwrap_or_else(|| vec![f64::NAN; column.len()]);
        numbers.into_iter().map(|number| self.number(number)).collect()
    }

    /// Whether most rows of the reference, or of production where it has none, would have failed by what the
    /// name says of yes.
    fn is_in_doubt(&self, columns: Pair<Option<&Column>>, rows: &Pair<Vec<Option<bool>>>) -> bool {
        let is_yes_or_no = |text: &str| {
            let text = text.trim().to_lowercase();
            YES.contains(&text.as_str()) || NO.contains(&text.as_str())
        };
        let rests_on_yes = |side: Side| match columns.get(side) {
            Some(column) if column.words().is_some() => {
                column.counts().iter().any(|(text, _)| is_yes_or_no(text))
            }
            column => column.is_some() && self.status.is_none() && !self.are_counts,
        };
        let side = Side::BOTH.into_iter().find(|side| rows.get(*side).iter().any(Option::is_some));
        self.is_by_name
            && side.is_some_and(|side| {
                let (failed, n) = count(rows.get(side).iter().copied());
                rests_on_yes(side) && failed as f64 > MOST_FAILURES * n as f64
            })
    }

    fn number(&self, number: f64) -> Option<bool> {
        match self.status {
            Some(least) => number.is_finite().then_some(number >= least),
            None if self.are_counts => number.is_finite().then_some(number > 0.0),
            None if number == 0.0 || number == 1.0 => Some((number == 1.0) == self.yes_is_failure),
            None => None,
        }
    }

    fn word(&self, text: &str) -> Option<bool> {
        let text = text.trim().to_lowercase();
        let is_one_of = |words: &[&str]| words.contains(&text.as_str());
        if is_one_of(&FAILED) || is_one_of(&DONE) {
            return Some(is_one_of(&FAILED));
        }
        if is_one_of(&YES) || is_one_of(&NO) {
            return Some(is_one_of(&YES) == self.yes_is_failure);
        }
        let status = text.parse::<f64>().ok().filter(|number| STATUS.contains(number))?;
        Some(status >= self.error_status)
    }
}

/// Rows that failed, and rows that say whether they did.
fn count(rows: impl Iterator<Item = Option<bool>>) -> (u64, u64) {
    rows.flatten().fold((0, 0), |(failed, n), has_failed| (failed + u64::from(has_failed), n + 1))
}

/// That some values say neither.
fn unknown(reading: &Reading, columns: Pair<Option<&Column>>, name: &str) -> Option<String> {
    let mut all: BTreeMap<String, u64> = BTreeMap::new();
    for column in Side::BOTH.into_iter().filter_map(|side| *columns.get(side)) {
        let says = |text: &str| match column.words() {
            Some(_) => reading.word(text).is_some(),
            None => text.parse().is_ok_and(|number| reading.number(number).is_some()),
        };
        for (text, n) in column.counts() {
            if !says(&text) {
                *all.entry(text).or_default() += n;
            }
        }
    }
    let mut all: Vec<(String, u64)> = all.into_iter().collect();
    all.put_in_order_of(|(_, n)| std::cmp::Reverse(*n));
    let rows: u64 = all.iter().map(|(_, n)| n).sum();
    let names = all.iter().take(MOST_NAMED).map(|(text, _)| format::quoted(text));
    (rows > 0).then(|| {
        format!(
            "{} of {name} {} neither success nor failure, as {}: left out.",
            format::plural(rows, "row", "rows"),
            if rows == 1 { "says" } else { "say" },
            names.collect::<Vec<_>>().join(", ")
        )
    })
}
