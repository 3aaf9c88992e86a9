//! The verdict in its parts: what changed, where, how sure, and what to do next.

use report::{
    Chapter, ColumnDrift, ColumnProfile, Role, Saying, Says, StudyVerdict, Topic, Verdict, format,
};

use super::changes::Basis;
use super::headline::changes_in_words;
use super::place::place;
use super::steps::do_next;
use super::{
    Facts, MOST_NAMES, costs, experiments, fairness, late, leading, outputs, same_rows, skipped,
    whole,
};
use crate::drift::NotJudged;
use crate::timeline::say_since_when;

/// The verdict's parts, in the order they are read.
pub fn all(facts: &Facts<'_>, verdict: StudyVerdict) -> Vec<Saying> {
    if experiments::leads(facts) {
        return experiments::says(facts);
    }
    let mut says = vec![what_changed(facts, verdict)];
    says.extend(same_rows::says(facts.performance).or_else(|| costs::says(facts)));
    says.extend(say_since_when(facts.timeline, facts.drift));
    says.extend(place(facts));
    if facts.performance.same_rows.is_none() {
        says.extend(outputs::says(facts));
    }
    says.extend(fairness::says(facts));
    says.push(how_sure(facts, verdict));
    says.extend(do_next(facts, verdict));
    says
}

/// One part of the verdict.
pub fn saying(topic: Topic, lead: impl Into<String>, rest: impl Into<String>) -> Saying {
    Saying { topic, lead: lead.into(), rest: rest.into() }
}

/// Columns that the user chose to ignore.
pub fn ignored<'a>(facts: &Facts<'a>) -> Vec<&'a str> {
    let chosen = facts.roles.iter().filter(|c| c.role == Role::Ignore && !c.guessed);
    chosen.map(|choice| choice.column.as_str()).collect()
}

fn what_changed(facts: &Facts<'_>, verdict: StudyVerdict) -> Saying {
    let (lead, mut rest) = if facts.drift.columns.is_empty() {
        nothing_compared(facts)
    } else {
        (drift_lead(facts), drift_rest(facts))
    };
    // The headline tells the first one beside what drifted.
    let told = usize::from(verdict == StudyVerdict::Drift);
    if let Some(changes) = changes_in_words(facts, told).filter(|_| !are_late(facts)) {
        rest.push_str(&format!(" Beside that, {changes}."));
    }
    let ignored = ignored(facts);
    if !ignored.is_empty() {
        let names = format::names(ignored.iter().copied(), MOST_NAMES);
        rest.push_str(&format!(" Ignored by choice: {names}."));
    }
    saying(Topic::WhatChanged, lead, rest)
}

fn drift_lead(facts: &Facts<'_>) -> String {
    let (columns, judged) = (facts.drift.columns.len(), facts.judged().count());
    let of_all = format::count(columns as u64);
    match (facts.drifted().len(), judged) {
        (0, 0) if columns == 1 => "The one compared column could not be judged".to_owned(),
        (0, 0) => format!("None of {of_all} compared columns could be judged"),
        (0, 1) if columns == 1 => "The one compared column did not drift".to_owned(),
        (0, 1) => "The one column that could be judged did not drift".to_owned(),
        (0, n) if n == columns => format!("None of {of_all} compared columns drifted"),
        (0, n) => {
            format!("None of {} columns that could be judged drifted", format::count(n as u64))
        }
        (_, _) if columns == 1 => "The one compared column drifted".to_owned(),
        (k, _) if !facts.late.is_empty() => format!(
            "{} of {of_all} compared columns drifted over the whole period",
            format::count(k as u64)
        ),
        (k, _) => format!("{} of {of_all} compared columns drifted", format::count(k as u64)),
    }
}

fn drift_rest(facts: &Facts<'_>) -> String {
    let drifted = facts.drifted();
    let settings = &facts.study.settings.drift;
    let whole = &facts.drift.whole;
    let mut rest = String::new();
    if !drifted.is_empty() {
        let [warning, drift] =
            [settings.columns_share_warning, settings.columns_share_drift].map(format::percent);
        let warning = match whole.by_share {
            Some(Says::Moderate) => format!(", a warning about the whole, from {warning} on"),
            Some(Says::Drift) => format!(", so the whole has drifted, from {drift} on"),
            _ => String::new(),
        };
        let names = format::names(drifted.iter().map(|c| c.column.as_str()), MOST_NAMES);
        rest = format!(" ({}{warning}): {names}", format::percent(whole.share.unwrap_or_default()));
    }
    rest.push('.');
    if let Some(compound) = whole::lean(facts) {
        rest.push_str(&format!(" But {}.", whole::in_words(compound)));
    }
    rest.push_str(&late_in_words(facts));
    let is_late = |column: &ColumnDrift| facts.late(column).is_some();
    let negligible = facts.with(Verdict::Negligible).filter(|column| !is_late(column)).count();
    if negligible > 0 {
        let columns = format::plural(negligible as u64, "column", "columns");
        let limit = format::exact(settings.psi_moderate);
        rest.push_str(&format!(
            " {columns} shifted beyond chance, but by less than the limit, a PSI of {limit}."
        ));
    }
    rest
}

/// Whether every grave change is one over time of a column that is told as late already.
fn are_late(facts: &Facts<'_>) -> bool {
    let is_late = |column: &String| facts.late.iter().any(|late| late.column.column == *column);
    facts.grave_changes().all(|change| {
        change.finding.chapter == Chapter::Timeline
            && change.finding.column.as_ref().is_some_and(is_late)
    })
}

/// Columns that drifted in a part of the period only.
fn late_in_words(facts: &Facts<'_>) -> String {
    if facts.late.is_empty() {
        return String::new();
    }
    let names = format::names(facts.late.iter().map(|late| &*late.column.column), MOST_NAMES);
    let when = late::when_all(facts.late).unwrap_or_else(|| "in a part of it".to_owned());
    let did = if facts.drifted().is_empty() { "did" } else { "more" };
    format!(" {} {did} {when}: {names}.", format::count(facts.late.len() as u64))
}

fn nothing_compared(facts: &Facts<'_>) -> (String, String) {
    if facts.has_shared_columns() {
        let why = ": the columns that both files have are ids, times or others that are not compared, or have too few rows to tell them from ids.";
        return ("Nothing could be compared".to_owned(), why.to_owned());
    }
    let list = |missing_from_production: bool| {
        let columns = facts.data.columns.iter();
        let only = columns.filter(|c| c.kind.production.is_none() == missing_from_production);
        format::names(only.map(|c| c.column.as_str()), MOST_NAMES)
    };
    let lists = format!(". The reference has {}; production has {}.", list(true), list(false));
    ("No column has the same name in both files".to_owned(), lists)
}

fn how_sure(facts: &Facts<'_>, verdict: StudyVerdict) -> Saying {
    let inputs = facts.inputs;
    let n = format!(
        "n {} and {}",
        format::count(inputs.reference.rows),
        format::count(inputs.production.rows)
    );
    if let Some(misread) = skipped::misread_in_words(facts) {
        let rest =
            format!(". {misread}; the rows that were read may not stand for the others ({n}).");
        return saying(Topic::HowSure, "Not sure", rest + &reasons(facts));
    }
    let (lead, mut rest) = match verdict {
        StudyVerdict::NotComparable => ("There is nothing to be sure of", ".".to_owned()),
        StudyVerdict::NotEnoughData => ("Not sure", format!(": {n}.{}", hardly_chance(facts))),
        StudyVerdict::NoDrift if facts.is_identical() => {
            let lead = "Certain";
            return saying(Topic::HowSure, lead, format!(": the values are the same; {n}."));
        }
        StudyVerdict::NoDrift => {
            ("As sure as these sizes allow", format!(": {n}.{}", looked_for(facts)))
        }
        StudyVerdict::Changed => {
            ("Sure of the change", format!(": {n}.{}{}", change_doubt(facts), looked_for(facts)))
        }
        StudyVerdict::Drift => drift_doubt(facts, &n),
    };
    rest.push_str(&reasons(facts));
    saying(Topic::HowSure, lead, rest)
}

/// Which columns could not be judged, by the reason.
fn reasons(facts: &Facts<'_>) -> String {
    let reasons = [
        (NotJudged::Thin, "too thin to judge"),
        (NotJudged::Kinds, "not compared, as the two files hold different kinds of values"),
        (NotJudged::Empty, "not compared, as a file holds no values"),
        (NotJudged::NotComputable, "not judged, as a number could not be computed"),
    ];
    let mut text = String::new();
    for (why, words) in reasons {
        let columns = facts.not_judged(why);
        if !columns.is_empty() {
            let verb = if columns.len() == 1 { "is" } else { "are" };
            let names = format::names(columns.iter().copied(), MOST_NAMES);
            text.push_str(&format!(" {names} {verb} {words}."));
        }
    }
    text
}

fn hardly_chance(facts: &Facts<'_>) -> String {
    let told = facts.thin_but_not_chance();
    if told.is_empty() {
        return " See each column for how many values would settle it.".to_owned();
    }
    let names = format::names(told.iter().copied(), MOST_NAMES);
    format!(" Chance alone hardly gives what {names} shows; how large it is cannot be said.")
}

/// What would have counted as drift, and how much chance gives.
fn looked_for(facts: &Facts<'_>) -> String {
    let floors = facts.judged().filter_map(|c| Some(c.leading_measure()?.noise?.p95));
    let Some(largest) = floors.reduce(f64::max) else { return String::new() };
    let settings = &facts.study.settings.drift;
    format!(
        " Looked for: a PSI of {} or more that the test tells from chance (adjusted p under {}). At these sizes chance alone gives a PSI of up to {}.",
        format::exact(settings.psi_moderate),
        settings.false_discovery_rate,
        format::distance(largest)
    ) + &unsettled(facts)
}

/// Columns whose distance is over the limit and over its noise floor, and which the test does not tell
/// from chance.
fn unsettled(facts: &Facts<'_>) -> String {
    let limit = facts.study.settings.drift.psi_moderate;
    let floor = |column: &ColumnDrift| Some(column.leading_measure()?.noise?.p95);
    let is_over = |column: &ColumnDrift| {
        leading(column) >= limit && floor(column).is_some_and(|p95| leading(column) > p95)
    };
    let columns = facts.with(Verdict::Stable).filter(|column| is_over(column));
    let columns: Vec<&str> = columns.map(|column| column.column.as_str()).collect();
    if columns.is_empty() {
        return String::new();
    }
    let verb = if columns.len() == 1 { "is" } else { "are" };
    let names = format::names(columns.iter().copied(), MOST_NAMES);
    format!(
        " {names} {verb} over that PSI, but the test does not tell it from chance: more rows would settle it."
    )
}

/// Whether a column with a grave change of missing values has infinite ones, which count as missing.
fn has_infinite(facts: &Facts<'_>) -> bool {
    let is_one = |profile: &ColumnProfile| {
        let is_grave = profile.missing_change.as_ref().is_some_and(|c| c.verdict.is_drift());
        let missing = profile.missing.both();
        is_grave
            && missing.is_some_and(|sides| sides.reference.infinite + sides.production.infinite > 0)
    };
    facts.data.columns.iter().any(is_one)
}

/// What the grave changes beside the distributions rest on.
fn change_doubt(facts: &Facts<'_>) -> String {
    let mut text = String::new();
    if facts.grave_changes().any(|change| change.basis == Basis::Names) {
        text.push_str(" Names and kinds of columns are as the files have them.");
    }
    let (one_missing, many_missing) = match has_infinite(facts) {
        false => ("change of missing values is", "changes of missing values are"),
        true => {
            ("change of missing or infinite values is", "changes of missing or infinite values are")
        }
    };
    for (chapter, one, many) in [
        (Chapter::Data, one_missing, many_missing),
        (Chapter::Drift, "shift of what the model says is", "shifts of what the model says are"),
        (Chapter::Performance, "change for the worse is", "changes for the worse are"),
        (Chapter::Calibration, "change of calibration is", "changes of calibration are"),
        (Chapter::Segments, "new weakness of a segment is", "new weaknesses of segments are"),
    ] {
        let of_chapter = facts.grave_changes().filter(|c| c.finding.chapter == chapter);
        let p_values: Vec<f64> =
            of_chapter.filter_map(|change| change.basis.p_adjusted()).collect();
        if let Some(largest) = p_values.iter().copied().reduce(f64::max) {
            let p = format::p_equals(largest);
            text.push_str(&match p_values.len() {
                1 => format!(" The {one} not chance: adjusted {p}."),
                _ => format!(" The {many} not chance: adjusted {p} at most."),
            });
        }
    }
    text
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
    let (each, whose) = if drifted.len() == 1 {
        ("The drifted distance is", "its adjusted p-value")
    } else {
        ("Each drifted distance is at least", "the largest of their adjusted p-values")
    };
    let p = format::p_equals(p);
    if times.is_infinite() {
        return (
            lead,
            format!(". Chance alone gives no distance at all here ({n}); {whose}: {p}."),
        );
    }
    let times = if times >= 10.0 { format::count(times as u64) } else { format!("{times:.1}") };
    (lead, format!(". {each} {times} times what chance gives at these sizes ({n}); {whose}: {p}."))
}
