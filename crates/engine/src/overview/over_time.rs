//! What the timeline found, as findings: changes that the comparison of the whole files shows anyway,
//! and those that it does not, because they began late or were over before the end.

use report::{
    ChangeKind, ChangePoint, Chapter, Data, Drift, Finding, Input, Pair, Size, Timeline, format,
};

use super::changes::{Basis, Change};

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
            column.column == *name && change.is_some_and(|change| change.verdict.is_drift())
        }),
        ChangeKind::Step | ChangeKind::Gradual => {
            drift.columns.iter().any(|c| c.column == *name && c.verdict.is_drift())
        }
    };
    event.columns.iter().any(is_shown)
}

/// Changes that only the timeline shows.
pub fn only_there<'a>(
    inputs: &'a Pair<Input>,
    data: &'a Data,
    drift: &'a Drift,
    timeline: &'a Timeline,
) -> impl Iterator<Item = Change> {
    recent(data, drift, timeline).filter(|(_, is_shown)| !is_shown).map(|(event, _)| Change {
        finding: finding(inputs, timeline, event),
        size: event.size,
        step: format!(
            "Ask what happened {}: {}, and only the timeline shows it.",
            event.told_when(),
            event.what
        ),
        basis: Basis::Remark,
    })
}

/// Changes that the whole comparison shows, too.
pub fn shown_elsewhere(
    inputs: &Pair<Input>,
    data: &Data,
    drift: &Drift,
    timeline: &Timeline,
) -> Vec<(f64, Finding)> {
    let shown = recent(data, drift, timeline).filter(|(_, is_shown)| *is_shown);
    shown.map(|(event, _)| (event.size, finding(inputs, timeline, event))).collect()
}

fn finding(inputs: &Pair<Input>, timeline: &Timeline, event: &ChangePoint) -> Finding {
    let size = match event.kind {
        ChangeKind::Missing => format!("{} points", format::number(100.0 * event.size, 3)),
        ChangeKind::Step | ChangeKind::Gradual => format!("PSI {}", format::distance(event.size)),
    };
    Finding {
        severity: event.severity,
        chapter: Chapter::Timeline,
        column: event.columns.first().cloned(),
        title: format!("{} {}", event.what, event.told_when()),
        detail: format!("{}, 95% interval {}", event.kind.label(), event.interval),
        size: Some(Size { text: size, beside: "from before to after".to_owned() }),
        rows: inputs.production.rows.min(timeline.rows_from(event.at)),
        began: Some(event.when.clone()),
    }
}
