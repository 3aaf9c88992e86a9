//! The verdict in sentences.

use report::{
    Chapter, ColumnDrift, Finding, Role, Saying, Severity, StudyVerdict, Topic, Verdict, format,
};

use super::place::place;
use super::{Facts, findings::drift_title, leading};
use crate::drift::NOTHING_IN_COMMON;

/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 3;
/// Columns that the advice goes through.
const MOST_STEPS: usize = 3;

/// The verdict, as one sentence.
pub fn headline(facts: &Facts<'_>, verdict: StudyVerdict, findings: &[Finding]) -> String {
    let is_grave = |f: &&Finding| f.chapter == Chapter::Data && f.severity >= Severity::Medium;
    let of_the_data = findings.iter().find(is_grave);
    match verdict {
        StudyVerdict::NotComparable => NOTHING_IN_COMMON.to_owned(),
        StudyVerdict::NotEnoughData => {
            "There are too few values to judge whether anything drifted.".to_owned()
        }
        StudyVerdict::NoDrift => no_drift_headline(facts, of_the_data),
        StudyVerdict::Drift => drift_headline(facts),
    }
}

fn no_drift_headline(facts: &Facts<'_>, of_the_data: Option<&Finding>) -> String {
    if let Some(finding) = of_the_data {
        return format!("No drift in the values that are there, but {}.", finding.title);
    }
    if facts.is_identical() {
        return "No drift: the two files hold the same values in every compared column.".to_owned();
    }
    "No drift: production looks like the reference.".to_owned()
}

fn drift_headline(facts: &Facts<'_>) -> String {
    let drifted = facts.drifted();
    let settings = &facts.study.settings.drift;
    let share = drifted.len() as f64 / facts.drift.columns.len() as f64;
    let titles: Vec<String> = drifted.iter().take(2).map(|column| drift_title(column)).collect();
    let rest = drifted.len() - titles.len();
    let titles = match rest {
        0 => titles.join(" and "),
        1 => format!("{} and one more column drifted", titles.join(", ")),
        n => format!("{} and {n} more columns drifted", titles.join(", ")),
    };
    if share >= settings.columns_share_drift {
        format!("Production is a different population: {titles}.")
    } else {
        format!("Production has drifted: {titles}.")
    }
}

/// The verdict's parts, in the order they are read.
pub fn all(facts: &Facts<'_>, verdict: StudyVerdict) -> Vec<Saying> {
    let mut says = vec![what_changed(facts)];
    says.extend(place(facts));
    says.push(how_sure(facts, verdict));
    says.extend(do_next(facts, verdict));
    says
}

/// One part of the verdict.
pub fn saying(topic: Topic, lead: impl Into<String>, rest: impl Into<String>) -> Saying {
    Saying { topic, lead: lead.into(), rest: rest.into() }
}

fn what_changed(facts: &Facts<'_>) -> Saying {
    let columns = facts.drift.columns.len();
    let drifted = facts.drifted();
    let settings = &facts.study.settings.drift;
    let share = drifted.len() as f64 / columns.max(1) as f64;
    let lead = match (drifted.len(), columns) {
        (_, 0) => return nothing_in_common(facts),
        (0, 1) => "The one compared column did not drift".to_owned(),
        (_, 1) => "The one compared column drifted".to_owned(),
        (0, n) => format!("None of {} compared columns drifted", format::count(n as u64)),
        (k, n) => format!("{k} of {} compared columns drifted", format::count(n as u64)),
    };
    let mut rest = String::new();
    if !drifted.is_empty() {
        let warning = if share >= settings.columns_share_warning {
            format!(", over the {} warning", format::percent(settings.columns_share_warning))
        } else {
            String::new()
        };
        rest = format!(" ({}{warning}): {}", format::percent(share), names(&drifted));
    }
    rest.push('.');
    let negligible = facts.with(Verdict::Negligible).count();
    if negligible > 0 {
        let columns = format::plural(negligible as u64, "column", "columns");
        rest.push_str(&format!(" {columns} shifted by an amount too small to matter."));
    }
    saying(Topic::WhatChanged, lead, rest)
}

fn nothing_in_common(facts: &Facts<'_>) -> Saying {
    let list = |missing_from_production: bool| {
        let names: Vec<&str> = facts
            .data
            .columns
            .iter()
            .filter(|c| c.kind.production.is_none() == missing_from_production)
            .map(|c| c.column.as_str())
            .collect();
        join_names(&names)
    };
    let shared = facts.data.columns.iter().any(|column| column.kind.both().is_some());
    if shared {
        return saying(
            Topic::WhatChanged,
            "Nothing could be compared",
            ": the columns that both files have are ids, times or ignored. Give one a role in Data.",
        );
    }
    saying(
        Topic::WhatChanged,
        "No column has the same name in both files",
        format!(". The reference has {}; production has {}.", list(true), list(false)),
    )
}

fn how_sure(facts: &Facts<'_>, verdict: StudyVerdict) -> Saying {
    let inputs = facts.inputs;
    let n = format!(
        "n {} and {}",
        format::count(inputs.reference.rows),
        format::count(inputs.production.rows)
    );
    let (lead, mut rest) = match verdict {
        StudyVerdict::NotComparable => ("There is nothing to be sure of", ".".to_owned()),
        StudyVerdict::NotEnoughData => {
            ("Not sure", format!(": {n}. See each column for how many values would settle it."))
        }
        StudyVerdict::NoDrift if facts.is_identical() => {
            ("Certain", format!(": the values are the same; {n}."))
        }
        StudyVerdict::NoDrift => ("As sure as these sizes allow", no_drift_doubt(facts, &n)),
        StudyVerdict::Drift => drift_doubt(facts, &n),
    };
    let thin: Vec<&str> = facts.with(Verdict::NotEnoughData).map(|c| c.column.as_str()).collect();
    if !thin.is_empty() && verdict != StudyVerdict::NotEnoughData {
        let verb = if thin.len() == 1 { "is" } else { "are" };
        rest.push_str(&format!(" {} {verb} too thin to judge.", join_names(&thin)));
    }
    saying(Topic::HowSure, lead, rest)
}

fn no_drift_doubt(facts: &Facts<'_>, n: &str) -> String {
    let floors = facts.drift.columns.iter().filter(|c| c.verdict != Verdict::NotEnoughData);
    let largest = floors.filter_map(|c| Some(c.leading_measure()?.noise?.p95)).fold(0.0, f64::max);
    format!(
        ": {n}. At these sizes chance alone gives a PSI of up to {}; a shift that small cannot be told from it.",
        format::distance(largest)
    )
}

fn drift_doubt(facts: &Facts<'_>, n: &str) -> (&'static str, String) {
    let drifted = facts.drifted();
    let times = drifted
        .iter()
        .filter_map(|c| Some(leading(c) / c.leading_measure()?.noise?.p95))
        .fold(f64::INFINITY, f64::min);
    let p = drifted.iter().filter_map(|c| c.p_adjusted).fold(0.0, f64::max);
    let lead = if times >= 10.0 && p < 1e-6 {
        "Very"
    } else if p < 0.01 {
        "Fairly"
    } else {
        "Not very"
    };
    let times = if times >= 10.0 { format!("{times:.0}") } else { format!("{times:.1}") };
    let each = if drifted.len() == 1 {
        "The drifted distance is"
    } else {
        "Each drifted distance is at least"
    };
    (
        lead,
        format!(
            ". {each} {times} times what chance gives at these sizes ({n}); the largest adjusted p-value among them: {}.",
            format::p_equals(p)
        ),
    )
}

fn do_next(facts: &Facts<'_>, verdict: StudyVerdict) -> Vec<Saying> {
    let mut steps = data_steps(facts);
    match verdict {
        StudyVerdict::NotComparable => steps.push(step(
            "Check that both files are about the same table, or name the columns alike.",
        )),
        StudyVerdict::NotEnoughData => {
            steps.push(step("Wait for more rows, or compare a longer period."))
        }
        StudyVerdict::NoDrift if steps.is_empty() => {
            steps.push(step("Nothing: keep the reference and compare again with the next period."))
        }
        StudyVerdict::NoDrift => {}
        StudyVerdict::Drift => {
            steps.extend(facts.drifted().iter().map(|column| drift_step(column)))
        }
    }
    steps.truncate(MOST_STEPS);
    steps
}

fn step(text: impl Into<String>) -> Saying {
    saying(Topic::DoNext, "", text)
}

fn data_steps(facts: &Facts<'_>) -> Vec<Saying> {
    let worsened = facts.data.columns.iter().filter_map(|column| {
        let change = column.missing_change.as_ref()?;
        let is_worse =
            change.verdict.is_drift() && change.share.production > change.share.reference;
        is_worse.then(|| {
            step(format!(
                "Find out why {} is empty in {} of the rows: a broken feed looks like drift.",
                column.column,
                format::percent(change.share.production)
            ))
        })
    });
    worsened.take(1).collect()
}

fn drift_step(column: &ColumnDrift) -> Saying {
    use report::Centre;
    let name = &column.column;
    step(match (&column.centre, column.role) {
        (Some(Centre::Category { label, share }), _) if share.reference == 0.0 => {
            format!(
                "Check that the model was trained for {label} in {name}, which the reference does not have."
            )
        }
        (_, Role::Score | Role::Prediction) => {
            format!(
                "Compare {name} with what happened as soon as labels are in: its distribution moved."
            )
        }
        _ => format!("Ask what changed where {name} comes from: the feed, the unit or the people."),
    })
}

fn names(columns: &[&ColumnDrift]) -> String {
    join_names(&columns.iter().map(|column| column.column.as_str()).collect::<Vec<_>>())
}

/// "a, b and c", or "a, b, c and 4 more".
fn join_names(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] if names.len() <= MOST_NAMES => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {} more", names[..MOST_NAMES].join(", "), names.len() - MOST_NAMES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_as_people_do() {
        assert_eq!(join_names(&["a"]), "a");
        assert_eq!(join_names(&["a", "b", "c"]), "a, b and c");
        assert_eq!(join_names(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }
}
