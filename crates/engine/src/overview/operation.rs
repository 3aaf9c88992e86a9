//! Objectives that are missed, as findings.

use report::{
    Chapter, Finding, Indicator, Input, Objective, Operation, Pair, Severity, Size, Verdict,
};

use super::changes::{Basis, Change};

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
        .map(|objective| change(inputs, objective, &operation.indicators))
}

fn change(inputs: &Pair<Input>, objective: &Objective, indicators: &[Indicator]) -> Change {
    let Objective { title, column, value, limit, says, severity, since, .. } = objective.clone();
    let name = title.split_once(": ").map_or(title.as_str(), |(name, _)| name).to_owned();
    let missed = match objective.verdict {
        Verdict::Significant => "misses its objective",
        _ => "may miss its objective",
    };
    let when = since.as_ref().map(|when| format!(" since {when}")).unwrap_or_default();
    let finding = Finding {
        severity,
        chapter: Chapter::Performance,
        column,
        title: format!("{name} {missed} ({value}{when} against {limit})"),
        detail: says,
        size: Some(Size { text: value, beside: format!("objective {limit}") }),
        rows: inputs.production.rows,
        began: since.filter(|since| since.starts_with(|first: char| first.is_ascii_digit())),
    };
    let step = format!(
        "Find out what changed in the service{when}: {name} {missed} of {limit}. If that is not what you ask of it, set another under Settings."
    );
    let own = indicators.iter().find(|own| own.name == name);
    let size = own.and_then(|own| own.relative_change).map_or(1.0, f64::abs).max(1.0);
    Change { finding, size, step, basis: Basis::Objective, is_told: false }
}
