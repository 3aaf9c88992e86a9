//! What the timeline found, as findings: changes that the comparison of the whole files shows anyway,
//! and those that it does not, because they began late or were over before the end.

use report::{ChangeKind, ChangePoint, Chapter, Data, Drift, Finding, Size, Timeline, format};

use super::changes::{Basis, Change};
use crate::data::is_late_label;
use crate::{Study, sure};

/// Columns that a step names before it says "and 3 more".
pub const MOST_NAMED: usize = 12;

/// The changes since production began, and whether the whole comparison shows each of them.
fn recent<'a>(
    data: &'a Data,
    drift: &'a Drift,
    timeline: &'a Timeline,
) -> impl Iterator<Item = (&'a ChangePoint, bool)> {
    timeline.recent_events().map(|event| (event, is_shown(data, drift, event)))
}

/// Whether the comparison of the whole files shows a change in one of its columns.
fn is_shown(data: &Data, drift: &Drift, event: &ChangePoint) -> bool {
    let is_shown = |name: &String| match event.kind {
        ChangeKind::Missing => data.columns.iter().any(|column| {
            let change = column.missing_change.as_ref();
            let is_late = is_late_label(column);
            column.column == *name
                && (is_late || change.is_some_and(|change| change.verdict.is_drift()))
        }),
        ChangeKind::Step | ChangeKind::Gradual => {
            drift.columns.iter().any(|c| c.column == *name && c.verdict.is_drift())
        }
    };
    event.columns.iter().any(is_shown)
}

/// Changes that only the timeline shows.
pub fn only_there<'a>(
    study: &'a Study<'_>,
    data: &'a Data,
    drift: &'a Drift,
    timeline: &'a Timeline,
) -> impl Iterator<Item = Change> {
    recent(data, drift, timeline).filter(|(_, is_shown)| !is_shown).map(|(event, _)| Change {
        finding: finding(study, timeline, event),
        size: event.size,
        step: step(timeline, event),
        basis: Basis::Remark,
        is_told: false,
    })
}

/// What to do about a change: all that it is of is named.
pub fn step(timeline: &Timeline, event: &ChangePoint) -> String {
    let when = match event.kind {
        ChangeKind::Gradual => format!("over the time of {}", event.interval),
        _ if timeline.may_be_between_files(event) => "about where production begins".to_owned(),
        _ => event.told_when(),
    };
    if event.columns.len() < 2 {
        return format!("Ask what happened {when}: {}.", event.what);
    }
    let names = format::names(event.columns.iter().map(String::as_str), MOST_NAMED);
    let missing = if event.kind == ChangeKind::Missing { "the missing values of " } else { "" };
    format!(
        "Ask what happened {when}, when {missing}{names} changed together: the feed, the unit or the people."
    )
}

/// Changes that the whole comparison shows, too.
pub fn shown_elsewhere(
    study: &Study<'_>,
    data: &Data,
    drift: &Drift,
    timeline: &Timeline,
) -> Vec<(f64, Finding)> {
    let shown = recent(data, drift, timeline).filter(|(_, is_shown)| *is_shown);
    shown.map(|(event, _)| (event.size, finding(study, timeline, event))).collect()
}

/// What such a finding is about: of several columns together, of which the first is only the one that moved most.
fn about(event: &ChangePoint) -> String {
    let kind = match event.kind {
        ChangeKind::Step => "step_over_time",
        ChangeKind::Gradual => "gradual_over_time",
        ChangeKind::Missing => "missing_over_time",
    };
    let several = if event.columns.len() > 1 { OF_SEVERAL } else { "" };
    format!("{kind}{several}")
}

/// How what a finding of several columns is about ends.
pub const OF_SEVERAL: &str = "_of_several";

fn finding(study: &Study<'_>, timeline: &Timeline, event: &ChangePoint) -> Finding {
    let when = match timeline.may_be_between_files(event) {
        true if event.columns.len() > 1 => "about where production begins".to_owned(),
        true => "since about where production begins".to_owned(),
        false => event.told_since(),
    };
    let size = match event.kind {
        ChangeKind::Missing => format!("{} points", format::number(100.0 * event.size, 3)),
        ChangeKind::Step | ChangeKind::Gradual => format!("PSI {}", format::distance(event.size)),
    };
    Finding {
        severity: sure::severity(study, event.severity, event.p_adjusted),
        chapter: Chapter::Timeline,
        about: about(event),
        column: event.columns.first().cloned(),
        title: format!("{} {when}", event.what),
        detail: format!("{}, 95% interval {}", event.kind.label(), event.interval),
        size: Some(Size { text: size, beside: "from before to after".to_owned() }),
        rows: event.rows,
        began: Some(event.when.clone()),
    }
}
