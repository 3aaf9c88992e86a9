//! Where one of two models is worse than the other: their paired differences by group of rows.
//!
//! Groups are those of every input column, by [`crate::groups`]. Each metric that is a mean over rows is held against 0 in
//! each group with enough rows of both, and all are adjusted together (Benjamini and Hochberg). A model that is better
//! on the whole may be worse for some, and those are told first.

use report::{InOrder, PairSegment, PairSegments, RoleChoice, Side, format};
use stats::benjamini_hochberg;
use stats::performance::p_value_of_zero;

use super::super::measured::as_measured;
use super::difference;
use crate::Study;
use crate::causes::losses::{self, Losses};
use crate::groups::{Groups, Limits};
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::roles::is_input;
use crate::segments::sentences::gap;

/// Groups that numbers are cut into, about, and names with a group of their own.
const GROUPS: usize = 5;
const NAMES: usize = 12;
/// Segments that are listed.
const LISTED: usize = 20;

/// The second model against the first by group, on production where that has labels; none where no group has enough
/// rows of both.
pub fn segments(
    study: &Study<'_>,
    choices: &[RoleChoice],
    outcomes: &Outcomes,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> Option<PairSegments> {
    let task = outcomes.task();
    let metrics: Vec<(Losses, Losses)> =
        pairs(losses::of_any(task, first.1), losses::of_any(task, second.1));
    let least = study.settings.performance.min_rows;
    let has_enough = |side: Side| {
        metrics.iter().any(|(a, b)| {
            difference([a, b], side, 0..a.values.get(side).len()).is_some_and(|own| own.n >= least)
        })
    };
    let side = [Side::Production, Side::Reference].into_iter().find(|side| has_enough(*side))?;
    let most = study.settings.calibration.segment_columns as usize;
    let inputs: Vec<&str> =
        choices.iter().filter(|own| is_input(own.role)).map(|own| own.column.as_str()).collect();
    let limits = Limits { numbers: GROUPS, names: NAMES, rows: least };
    let mut found = Vec::new();
    let mut columns = 0;
    for column in inputs.iter().take(most) {
        let Ok(groups) = Groups::of(study, column, limits) else { continue };
        columns += 1;
        found.extend(of_groups(&groups, &metrics, side, least));
    }
    let p_values: Vec<f64> = found.iter().map(|own| own.p_adjusted).collect();
    for (own, p) in found.iter_mut().zip(benjamini_hochberg(&p_values)) {
        own.p_adjusted = p;
    }
    let accepted = study.settings.drift.false_discovery_rate;
    let is_sure = |own: &&PairSegment| own.p_adjusted < accepted;
    let worse = found.iter().filter(is_sure).filter(|own| loss(own) > 0.0).count() as u64;
    let better = found.iter().filter(is_sure).count() as u64 - worse;
    let looked_at = found.len() as u64;
    // Those that are surely worse come first, then by what is surely lost.
    found.put_in_order(|a, b| {
        let order = |own: &PairSegment| own.p_adjusted < accepted && loss(own) > 0.0;
        order(b).cmp(&order(a)).then(sure_loss(b).total_cmp(&sure_loss(a)))
    });
    found.truncate(LISTED);
    let left_out = inputs.len().saturating_sub(most) as u64;
    let says = says([&first.0.name, &second.0.name], [looked_at, worse, better], found.first());
    (looked_at > 0).then_some(PairSegments {
        side,
        looked_at,
        columns,
        left_out,
        worse,
        better,
        says,
        listed: found,
    })
}

/// Metrics that both have.
fn pairs(first: Vec<Losses>, second: Vec<Losses>) -> Vec<(Losses, Losses)> {
    let mut second = second;
    let of = |own: Losses| {
        let at = second.iter().position(|other| other.metric == own.metric)?;
        Some((own, second.swap_remove(at)))
    };
    first.into_iter().filter_map(of).collect()
}

fn of_groups(
    groups: &Groups,
    metrics: &[(Losses, Losses)],
    side: Side,
    least: u64,
) -> Vec<PairSegment> {
    let codes = groups.of_row.get(side);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); groups.labels.len()];
    codes.iter().enumerate().for_each(|(row, code)| rows[usize::from(*code)].push(row));
    let of = |(label, rows): (&String, &Vec<usize>)| {
        let told = metrics.iter().filter_map(|(first, second)| {
            let own = difference([first, second], side, rows.iter().copied())?;
            let p_adjusted = p_value_of_zero(as_measured(own.difference))?;
            (own.n >= least).then(|| PairSegment {
                column: groups.column.clone(),
                segment: label.clone(),
                metric: own.metric,
                n: own.n,
                difference: own.difference,
                p_adjusted,
            })
        });
        told.collect::<Vec<_>>()
    };
    groups.labels.iter().zip(&rows).flat_map(of).collect()
}

/// How much worse the second model is, in the unit of the metric.
fn loss(own: &PairSegment) -> f64 {
    if own.metric.is_loss() { own.difference.value } else { -own.difference.value }
}

/// How much worse it is at least; under 0 where that is not sure.
fn sure_loss(own: &PairSegment) -> f64 {
    let (low, high) = own.difference.interval_95.unwrap_or((0.0, 0.0));
    if own.metric.is_loss() { low } else { -high }
}

fn says(
    [first, second]: [&String; 2],
    [looked_at, worse, better]: [u64; 3],
    worst: Option<&PairSegment>,
) -> String {
    let [first, second] = [first, second].map(|name| format::short(name));
    let all = format::plural(looked_at, "comparison", "comparisons");
    let better = match better {
        0 => "surely better in none".to_owned(),
        n => format!("surely better in {}", format::count(n)),
    };
    let Some(worst) = worst.filter(|_| worse > 0) else {
        return format!(
            "By group, {second} is surely worse than {first} in none of {all}, and {better}."
        );
    };
    let (value, interval) = gap(worst.metric, &worst.difference);
    format!(
        "By group, {second} is surely worse than {first} in {} of {all}, and {better}. Worst where {} is {}: {} differs by {value} (95% {interval}, {}, {}).",
        format::count(worse),
        format::short(&worst.column),
        format::quoted(&worst.segment),
        worst.metric.label(),
        format::p_equals(worst.p_adjusted),
        format::plural(worst.n, "row", "rows")
    )
}
