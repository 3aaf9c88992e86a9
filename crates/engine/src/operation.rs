//! Chapter: how the service ran.
//!
//! Columns of latency and of failures are known by their roles, and traffic by the time column. [`latency`],
//! [`errors`] and [`traffic`] measure each side and each window; [`objectives`] holds production against the
//! settings. No model is needed: two logs will do.

mod alike;
mod errors;
mod flag;
mod latency;
mod objectives;
mod since;
mod traffic;

pub use errors::failures;
pub use flag::yes_is_failure;
pub use latency::latencies;

use report::{Indicator, Objective, Operation, Role, RoleChoice, Verdict};

use crate::indicators::{self, Parts};
use crate::timeline::Axis;
use crate::{Study, roles};
use objectives::Limit;

const LACKS: &str = "No column holds how long an answer took, or whether it failed. Give one the role latency or error flag, under Data.";

const ARMS: &str = "The files are arms of an experiment: how each ran is told under Experiments.";

/// What is told of one thing: indicators, what the last of them is held to, and notes.
#[derive(Default)]
struct Told {
    parts: Vec<Parts>,
    limit: Option<Limit>,
    notes: Vec<String>,
}

/// The chapter of files that are arms of an experiment: to hold one against the other would tell the effect before the
/// sample ratio is judged.
pub fn of_arms() -> Operation {
    Operation { headline: ARMS.to_owned(), lacks: Some(ARMS.to_owned()), ..Operation::default() }
}

/// The chapter.
pub fn chapter(study: &Study<'_>, choices: &[RoleChoice], axis: Option<&Axis>) -> Operation {
    let column = |role: Role| roles::column_with(choices, role);
    let (latency, errors) = (column(Role::Latency), column(Role::ErrorFlag));
    if latency.is_none() && errors.is_none() {
        return Operation {
            headline: LACKS.to_owned(),
            lacks: Some(LACKS.to_owned()),
            ..Operation::default()
        };
    }
    let told = [
        latency.map(|name| latency::told(study, axis, name)),
        errors.map(|name| errors::told(study, axis, name)),
        Some(traffic::told(study, axis, column(Role::Timestamp))),
    ];
    let (mut parts, mut limits, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for told in told.into_iter().flatten() {
        parts.extend(told.parts);
        limits.extend(told.limit.zip(parts.len().checked_sub(1)));
        notes.extend(told.notes);
    }
    let indicators = indicators::judged(study, axis, parts);
    let objective =
        |(limit, at): (Limit, usize)| objectives::objective(study, limit, &indicators[at]);
    let objectives: Vec<Objective> = limits.into_iter().map(objective).collect();
    let headline = headline(&objectives, &indicators);
    Operation { headline, lacks: None, objectives, indicators, notes }
}

/// The objectives that are missed, surely before possibly; or that all are kept.
fn headline(objectives: &[Objective], indicators: &[Indicator]) -> String {
    let with = |verdict: Verdict| -> Vec<&str> {
        let own = objectives.iter().filter(|objective| objective.verdict == verdict);
        own.map(|objective| objective.says.as_str()).collect()
    };
    if let Some(missed) = missed_together(objectives) {
        return missed;
    }
    let missed = [with(Verdict::Significant), with(Verdict::NotEnoughData)].concat();
    match (missed.is_empty(), objectives.is_empty()) {
        (false, _) => missed.join(" "),
        (true, false) => with(Verdict::Stable).join(" "),
        (true, true) => {
            let says = indicators.first().map(|indicator| indicator.says.clone());
            says.unwrap_or_else(|| "Nothing of how the service ran could be measured.".to_owned())
        }
    }
}

/// Several objectives that are surely missed, in one sentence: "2 of 3 objectives are missed since 14 November: 99th
/// percentile of latency_ms (230 ms against 200 ms), ..."; the table beside it tells each by itself.
fn missed_together(objectives: &[Objective]) -> Option<String> {
    let missed: Vec<&Objective> =
        objectives.iter().filter(|own| own.verdict == Verdict::Significant).collect();
    let [first, _, ..] = missed.as_slice() else { return None };
    let is_one_moment = missed.iter().all(|own| own.since == first.since);
    let since = |own: &Objective| {
        own.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default()
    };
    let one = |own: &&Objective| {
        let name = own.name();
        let when = if is_one_moment { String::new() } else { since(own) };
        format!("{name} ({} against {}{when})", own.value, own.limit)
    };
    let all: Vec<String> = missed.iter().map(one).collect();
    Some(format!(
        "{} of {} objectives are missed{}: {}.",
        missed.len(),
        objectives.len(),
        if is_one_moment { since(first) } else { String::new() },
        all.join(", ")
    ))
}
