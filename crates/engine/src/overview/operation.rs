//! Objectives that are missed, as findings.

use report::{
    Chapter, Finding, Input, Objective, Operation, Pair, Severity, Size, Verdict, format,
};

use super::changes::{Basis, Change};

/// Objectives that a step names before it says "and 3 more".
const MOST_NAMES: usize = 3;

/// Objectives that are missed, or may be.
pub fn changes<'a>(
    inputs: &'a Pair<Input>,
    operation: &'a Operation,
) -> impl Iterator<Item = Change> + 'a {
    let is_missed = |objective: &&Objective| objective.severity > Severity::Information;
    operation
        .objectives
        .iter()
        .filter(is_missed)
        .map(|objective| change(inputs, objective, operation))
}

fn change(inputs: &Pair<Input>, objective: &Objective, operation: &Operation) -> Change {
    let Objective { column, value, limit, says, severity, since, .. } = objective.clone();
    let name = objective.name();
    let missed = match objective.verdict {
        Verdict::Significant => "misses its objective",
        _ => "may miss its objective",
    };
    let when = since.as_ref().map(|when| format!(" since {when}")).unwrap_or_default();
    let finding = Finding {
        severity,
        chapter: Chapter::Performance,
        about: format!("objective of {}", objective.name()),
        column,
        title: format!("{name} {missed} ({value}{when} against {limit})"),
        detail: says,
        size: Some(Size { text: value, beside: format!("objective {limit}") }),
        rows: inputs.production.rows,
        began: since.filter(|since| since.starts_with(|first: char| first.is_ascii_digit())),
    };
    let missed = match together(operation, objective).as_slice() {
        [] | [_] => format!("{name} {missed} of {limit}"),
        names => {
            format!("{} miss their objectives", format::names(names.iter().copied(), MOST_NAMES))
        }
    };
    let step = format!(
        "Find out what changed in the service{when}: {missed}. If that is not what you ask of it, set another under Settings."
    );
    let own = operation.indicators.iter().find(|own| own.name == name);
    let size = own.and_then(|own| own.relative_change).map_or(1.0, f64::abs).max(1.0);
    Change { finding, size, step, basis: Basis::Objective, is_told: false }
}

/// The objectives that are surely missed since the moment that this one is, and so have one cause to look for.
fn together<'a>(operation: &'a Operation, objective: &Objective) -> Vec<&'a str> {
    if objective.verdict != Verdict::Significant || objective.since.is_none() {
        return Vec::new();
    }
    let same = operation.objectives.iter().filter(|own| {
        own.verdict == objective.verdict
            && own.since == objective.since
            && own.severity.matters() == objective.severity.matters()
    });
    same.map(Objective::name).collect()
}
