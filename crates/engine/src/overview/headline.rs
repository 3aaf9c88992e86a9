//! The verdict, as one sentence, after one on what was misread.

use report::{Chapter, InOrder, Says, Side, StudyVerdict, Verdict, format};

use super::changes::{Basis, Change};
use super::findings::drift_title;
use super::{Facts, experiments, late, skipped, whole};
use crate::drift::NOTHING_IN_COMMON;

/// Clauses that the sentence holds before it says "and 2 more", where it tells of one kind of change only.
const MOST_CLAUSES: usize = 2;
/// With fewer columns it is not said that production as a whole has drifted.
const FEWEST_FOR_THE_WHOLE: u64 = 3;

/// The verdict, as one sentence; before it, that a file was probably misread.
pub fn headline(facts: &Facts<'_>, verdict: StudyVerdict) -> String {
    let verdict = if experiments::leads(facts) {
        experiments::headline(facts)
    } else if facts.performance.pairs.iter().any(|pair| pair.is_joined) {
        format!("{} {}", facts.performance.headline, of_verdict(facts, verdict))
    } else {
        of_verdict(facts, verdict)
    };
    match skipped::misread_in_words(facts) {
        Some(misread) => format!("{misread}. {verdict}"),
        None => verdict,
    }
}

fn of_verdict(facts: &Facts<'_>, verdict: StudyVerdict) -> String {
    if let Some(empty) = empty_in_words(facts) {
        return empty;
    }
    match verdict {
        StudyVerdict::NotComparable => NOTHING_IN_COMMON.to_owned(),
        StudyVerdict::NotEnoughData => not_judged_headline(facts),
        StudyVerdict::NoDrift => no_drift_headline(facts),
        StudyVerdict::Changed => {
            let changes = changes_in_words(facts, 0).unwrap_or_default();
            if !facts.has_shared_columns() {
                format!("{}, and {changes}.", NOTHING_IN_COMMON.trim_end_matches('.'))
            } else if misses_objective(facts) {
                format!("{changes}; no column drifted over the whole period.")
            } else if !facts.late.is_empty() {
                format!("No drift over the whole period, but {changes}.")
            } else if facts.judged().next().is_some() && is_shift(facts) {
                format!("No column drifted by itself, but {changes}.")
            } else if facts.judged().next().is_some() {
                format!("No drift in the values that can be compared, but {changes}.")
            } else {
                format!("No column could be judged for drift, and {changes}.")
            }
        }
        StudyVerdict::Drift => drift_headline(facts),
    }
}

/// That a file holds no rows, of which nothing was left out; nothing where both hold some.
fn empty_in_words(facts: &Facts<'_>) -> Option<String> {
    let sides = Side::BOTH.iter().map(|side| facts.inputs.get(*side));
    let empty = sides.filter(|input| input.rows == 0 && input.rows_skipped == 0);
    let names: Vec<&str> = empty.map(|input| input.file.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is empty: it holds no rows to compare.")),
        both => Some(format!("{} are empty: they hold no rows to compare.", both.join(" and "))),
    }
}

/// Whether an objective of the service is surely missed, and columns were judged beside it.
fn misses_objective(facts: &Facts<'_>) -> bool {
    facts.judged().next().is_some()
        && facts.grave_changes().any(|change| change.basis == Basis::Objective)
}

/// Whether values did shift, though in no compared column by itself.
fn is_shift(facts: &Facts<'_>) -> bool {
    facts.grave_changes().any(|change| change.finding.chapter == Chapter::Drift)
}

/// The grave changes beside the distributions, but for the first `told`, as clauses; expectations that do not hold as
/// the last. Nothing where none is left.
pub fn changes_in_words(facts: &Facts<'_>, told: usize) -> Option<String> {
    let found = found(facts);
    match (found.get(told..).unwrap_or_default(), written_in_words(facts)) {
        ([], _) if found.len() < told => None,
        ([], written) => written,
        (left, None) => Some(clauses(left, MOST_CLAUSES, "change", "changes")),
        (left, Some(written)) => {
            Some(format!("{}, and {written}", clauses(left, MOST_CLAUSES, "change", "changes")))
        }
    }
}

/// The grave changes beside the distributions that the user did not write, as clauses.
fn found(facts: &Facts<'_>) -> Vec<String> {
    let mut found: Vec<&Change> =
        facts.grave_changes().filter(|change| !change.basis.is_written()).collect();
    // What users feel comes before the columns that show it.
    found.put_in_order_of(|change| change.basis != Basis::Objective);
    found.into_iter().map(Change::clause).collect()
}

/// The expectations that do not hold, and those that cannot be checked; nothing where all hold.
fn written_in_words(facts: &Facts<'_>) -> Option<String> {
    let of = |basis: Basis| facts.grave_changes().filter(move |change| change.basis == basis);
    let broken = match of(Basis::Expectation).count() {
        0 => None,
        1 => of(Basis::Expectation).next().map(Change::clause),
        n => Some(format!("{} expectations do not hold", format::count(n as u64))),
    };
    let unchecked = match (facts.data.expectations.unchecked, &broken) {
        (0, _) => None,
        (1, None) => of(Basis::Unchecked).next().map(Change::clause),
        (n, None) => Some(format!("{} expectations cannot be checked", format::count(n))),
        (1, Some(_)) => Some("one more cannot be checked".to_owned()),
        (n, Some(_)) => Some(format!("{} more cannot be checked", format::count(n))),
    };
    let parts: Vec<String> = broken.into_iter().chain(unchecked).collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// "a is higher and b is lower", "a is higher, b is lower and 2 more changes".
fn clauses(titles: &[String], most: usize, one: &str, many: &str) -> String {
    let shown = &titles[..titles.len().min(most)];
    match titles.len() - shown.len() {
        0 => shown.join(" and "),
        1 => format!("{} and one more {one}", shown.join(", ")),
        n => format!("{} and {} more {many}", shown.join(", "), format::count(n as u64)),
    }
}

fn not_judged_headline(facts: &Facts<'_>) -> String {
    let told = facts.thin_but_not_chance();
    if told.is_empty() {
        return "There are too few values to judge whether anything drifted.".to_owned();
    }
    let names = format::names(told.iter().copied(), MOST_CLAUSES);
    let verb = if told.len() == 1 { "differs" } else { "differ" };
    format!(
        "There are too few values to judge how much drifted, but {names} {verb} by more than chance gives."
    )
}

fn no_drift_headline(facts: &Facts<'_>) -> String {
    if facts.is_identical() {
        return "No drift: the two files hold the same values in every compared column.".to_owned();
    }
    let which = if facts.judged().count() < facts.drift.columns.len() {
        "column that could be judged"
    } else {
        "column"
    };
    let mut text = format!("No drift: no {which} passed both the test and the limit");
    match facts.with(Verdict::Negligible).count() {
        0 => {}
        1 => text.push_str(", though one shifted beyond chance"),
        n => text.push_str(&format!(", though {} shifted beyond chance", format::count(n as u64))),
    }
    if let Some(compound) = whole::lean(facts) {
        text.push_str(&format!(", though {}", whole::in_words(compound)));
    }
    if let Some(side) = skipped::with_many(facts).next() {
        let input = facts.inputs.get(side);
        let rows = format::plural(input.rows_skipped, "row", "rows");
        text.push_str(&format!("; {rows} of {} could not be read", facts.file(side)));
    }
    text + "."
}

fn drift_headline(facts: &Facts<'_>) -> String {
    let whole = &facts.drift.whole;
    let is_the_whole =
        whole.compared >= FEWEST_FOR_THE_WHOLE && whole.by_share == Some(Says::Drift);
    let whole = if is_the_whole { " as a whole" } else { "" };
    let change = found(facts).into_iter().next().or_else(|| written_in_words(facts));
    match change {
        None => format!("Production{whole} has drifted: {}.", drift_clauses(facts, MOST_CLAUSES)),
        Some(change) if facts.is_change_gravest() => {
            format!("{change}; also, production{whole} has drifted{}.", drift_in_short(facts))
        }
        Some(change) => {
            let drift = drift_clauses(facts, 1);
            format!("Production{whole} has drifted: {drift}; also, {change}.")
        }
    }
}

/// What drifted over the whole period, as clauses, and how many columns did in a part of it.
fn drift_clauses(facts: &Facts<'_>, most: usize) -> String {
    let titles: Vec<String> = facts.drifted().iter().map(|column| drift_title(column)).collect();
    let titles = clauses(&titles, most, "column drifted", "columns drifted");
    let when = late::when_all(facts.late).unwrap_or_else(|| "in a part of the period".to_owned());
    match facts.late.len() as u64 {
        0 => titles,
        1 => format!("{titles}; one more column {when}"),
        n => format!("{titles}; {} more columns {when}", format::count(n)),
    }
}

/// ": car_value is higher" of one column; of several, how many there are and which drifted most.
fn drift_in_short(facts: &Facts<'_>) -> String {
    let drifted = facts.drifted();
    let Some(first) = drifted.first() else { return String::new() };
    match (drifted.len() + facts.late.len()) as u64 {
        1 => format!(": {}", drift_title(first)),
        n => format!(" in {} columns, {} most", format::count(n), format::short(&first.column)),
    }
}
