//! What to do next, one saying a step.

use std::collections::BTreeSet;

use report::{Centre, ColumnDrift, InOrder, Role, Saying, Side, StudyVerdict, Topic, format};

use super::rank::Rank;
use super::says::saying;
use super::{Facts, fairness, over_time, performance, skipped};
use crate::drift::NotJudged;

/// Steps that are given.
const MOST_STEPS: usize = 3;
/// Steps about the data where columns drifted, too.
const MOST_BESIDE_DRIFT: usize = 2;

/// What to do next.
pub fn do_next(facts: &Facts<'_>, verdict: StudyVerdict) -> Vec<Saying> {
    let mut steps = reading_steps(facts);
    if !matches!(verdict, StudyVerdict::NotComparable | StudyVerdict::Drift) {
        steps.extend(facts.grave_changes().map(|change| change.step.clone()));
    }
    match verdict {
        StudyVerdict::NotComparable if facts.has_shared_columns() => steps.push(
            "Give a column another role in Data, or compare more rows: the columns that both files have are ids or times, or have too few rows to tell them from ids."
                .to_owned(),
        ),
        StudyVerdict::NotComparable | StudyVerdict::Changed if !facts.has_shared_columns() => steps.push(
            "Check that both files are about the same table, or name the columns alike.".to_owned(),
        ),
        StudyVerdict::NotEnoughData if !facts.not_judged(NotJudged::Thin).is_empty() => {
            steps.push("Wait for more rows, or compare a longer period.".to_owned());
        }
        StudyVerdict::NotEnoughData => {
            steps.push(
                "Check that the files hold what they should: there are no values to compare."
                    .to_owned(),
            );
        }
        // No change, and to be looked at all the same.
        StudyVerdict::NoDrift if steps.is_empty() && fairness::broken(facts).is_some() => {
            steps.extend(fairness::broken(facts).map(|change| change.step.clone()));
        }
        StudyVerdict::NoDrift if steps.is_empty() => steps
            .push("Nothing: keep the reference and compare again with the next period.".to_owned()),
        StudyVerdict::NoDrift | StudyVerdict::Changed | StudyVerdict::NotComparable => {}
        StudyVerdict::Drift => {
            steps.truncate(MOST_BESIDE_DRIFT);
            let left = MOST_STEPS - steps.len();
            steps.extend(ranked_steps(facts, left));
        }
    }
    let mut told = BTreeSet::new();
    steps.retain(|step| told.insert(step.clone()));
    steps.truncate(MOST_STEPS);
    steps.into_iter().map(|step| saying(Topic::DoNext, "", step)).collect()
}

/// Steps for what drifted and what changed beside it, ranked as the findings are: at most `most`, with
/// room for what drifted, and from two on for a change too.
fn ranked_steps(facts: &Facts<'_>, most: usize) -> Vec<String> {
    let changes = facts.grave_changes().take(most.saturating_sub(1));
    let mut steps: Vec<(Rank, String)> =
        changes.map(|change| (change.rank(), change.step.clone())).collect();
    let room = most.saturating_sub(steps.len().min(1));
    steps.extend(drift_steps(facts).into_iter().take(room));
    steps.put_in_order(|(a, _), (b, _)| a.gravest_first(*b));
    steps.into_iter().map(|(_, step)| step).take(most).collect()
}

/// What to do about the columns that drifted, over the whole period or since a moment in it: those that
/// changed at one moment in one step, and so are those of which there is no more to say.
fn drift_steps(facts: &Facts<'_>) -> Vec<(Rank, String)> {
    let late = facts.late.iter().filter(|late| is_shown(facts, late.column));
    let late = late.map(|late| (Rank::of_change(late.change), late.column));
    let drifted = facts.drifted().into_iter().map(|column| (Rank::of_column(column), column));
    let mut subjects: Vec<(Rank, &ColumnDrift)> = drifted.chain(late).collect();
    // What became of the model is known then, and has steps of its own.
    if performance::is_judged(facts.performance) {
        subjects.retain(|(_, column)| !matches!(column.role, Role::Score | Role::Prediction));
    }
    subjects.put_in_order(|(a, _), (b, _)| a.gravest_first(*b));
    let mut steps = Vec::new();
    for event in facts.timeline.recent_events().filter(|event| event.columns.len() > 1) {
        let is_of = |(_, column): &(Rank, &ColumnDrift)| event.columns.contains(&column.column);
        let (of, others) = subjects.into_iter().partition::<Vec<_>, _>(is_of);
        subjects = others;
        if let Some((rank, _)) = of.first() {
            steps.push((*rank, over_time::step(facts.timeline, event)));
        }
        subjects.extend(of.into_iter().filter(|(_, column)| own_step(column).is_some()));
    }
    let (own, plain): (Vec<_>, Vec<_>) =
        subjects.into_iter().partition(|(_, column)| own_step(column).is_some());
    if let Some((rank, _)) = plain.first() {
        let names = format::names(plain.iter().map(|(_, c)| &*c.column), over_time::MOST_NAMED);
        let verb = if plain.len() == 1 { "comes" } else { "come" };
        let step = format!(
            "Ask what changed where {names} {verb} from: the feed, the unit or the people."
        );
        steps.push((*rank, step));
    }
    steps.extend(own.into_iter().filter_map(|(rank, column)| Some((rank, own_step(column)?))));
    steps.put_in_order(|(a, _), (b, _)| a.gravest_first(*b));
    steps
}

/// Whether a change of a column came with one that the whole comparison shows: otherwise it is a change
/// of its own, with its own step.
fn is_shown(facts: &Facts<'_>, column: &ColumnDrift) -> bool {
    let with = facts.timeline.recent_events().filter(|e| e.columns.contains(&column.column));
    with.flat_map(|event| &event.columns).any(|name| {
        facts.drift.columns.iter().any(|other| other.column == *name && other.verdict.is_drift())
    })
}

/// What to look at where a file was perhaps not read as it is meant.
fn reading_steps(facts: &Facts<'_>) -> Vec<String> {
    let file = |side: Side| facts.file(side);
    let columns = |side: Side| facts.inputs.get(side).columns;
    let is_one_column = |&side: &Side| {
        !facts.has_shared_columns() && columns(side) == 1 && columns(side.other()) > 1
    };
    let lone = Side::BOTH.into_iter().filter(is_one_column).map(|side| {
        format!(
            "Look at how {} was read: it has a single column, so its delimiter may be another; choose it in Data.",
            file(side)
        )
    });
    let misread = skipped::misread(facts)
        .map(|side| format!("Look at how {} is read, in Data: delimiter and quote.", file(side)));
    let left_out = skipped::with_many(facts).map(|side| {
        let rows = format::plural(facts.inputs.get(side).rows_skipped, "row", "rows");
        format!("See in the ledger in Data why {rows} of {} could not be read.", file(side))
    });
    misread.chain(lone).chain(left_out).collect()
}

/// What to do about a column of which there is more to say than to ask where it comes from.
fn own_step(column: &ColumnDrift) -> Option<String> {
    let name = format::short(&column.column);
    match (&column.centre, column.role) {
        (Some(Centre::Category { label, share }), _) if share.reference == 0.0 => Some(format!(
            "Check that the model was trained for {} in {name}, which the reference does not have.",
            format::quoted(label)
        )),
        (_, Role::Score | Role::Prediction) => Some(format!(
            "Compare {name} with what happened as soon as labels are in: its distribution moved."
        )),
        _ => None,
    }
}
