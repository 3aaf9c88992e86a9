//! What the model says: as a part of the verdict, and as findings beside its columns' own.

use report::{
    Chapter, Derived, Drift, Finding, ProbabilitySums, Quantity, Saying, Severity, Side, Size,
    Topic, Verdict, format,
};

use super::Facts;
use super::changes::{Basis, Change};
use super::findings::{drift_title, psi_size, shift_severity};
use super::says::saying;
use super::{MOST_NAMES, leading};
use crate::drift::centre_in_words;
use crate::{Study, sure};

/// What the model says, where there is a model: its first clause is the lead.
pub fn says(facts: &Facts<'_>) -> Option<Saying> {
    let outputs = facts.drift.outputs.as_ref()?;
    let (first, others) = outputs.says.split_first()?;
    let end = first.find(';').unwrap_or(first.len() - 1);
    let (lead, rest) = first.split_at(end);
    let others: String = others.iter().map(|sentence| format!(" {sentence}")).collect();
    Some(saying(Topic::Model, lead, format!("{rest}{others}")))
}

/// Shifts of what is derived from the outputs. Where a column that it comes from has drifted, that is
/// told already, and this is only worth knowing; where the confidence shifted, margin and entropy say
/// nothing new.
pub fn changes<'a>(study: &'a Study<'_>, drift: &'a Drift) -> impl Iterator<Item = Change> {
    let has_shifted_confidence = |from: &[String]| {
        drift.derived().iter().any(|d| {
            d.quantity == Quantity::Confidence
                && d.from == from
                && shift_severity(d.drift.verdict).is_some()
        })
    };
    drift.derived().iter().filter_map(move |derived| {
        if matches!(derived.quantity, Quantity::Margin | Quantity::Entropy)
            && has_shifted_confidence(&derived.from)
        {
            return None;
        }
        let is_told = drift
            .columns
            .iter()
            .any(|column| column.verdict.is_drift() && derived.from.contains(&column.column));
        change(study, derived, is_told)
    })
}

/// Class probabilities that do not sum to 1 in rows of production.
pub fn odd_sums<'a>(study: &'a Study<'_>, drift: &'a Drift) -> impl Iterator<Item = Change> + 'a {
    let sums = drift.outputs.iter().flat_map(|outputs| &outputs.sums);
    sums.map(|sums| odd_sum(study, sums))
}

fn odd_sum(study: &Study<'_>, sums: &ProbabilitySums) -> Change {
    let limits = &study.settings.data;
    let share = |side: Side| *sums.odd.get(side) as f64 / *sums.rows.get(side) as f64;
    let (was, is) = (share(Side::Reference), share(Side::Production));
    let by_size = match is - was {
        grown if grown >= limits.broken_share_significant => Severity::High,
        grown if grown >= limits.broken_share_moderate => Severity::Medium,
        _ => Severity::Low,
    };
    let p = sums.p_value.unwrap_or(1.0);
    let name = format::short(&sums.name);
    let no_longer = if sums.odd.reference == 0 { "no longer" } else { "do not" };
    let of = |side: Side| {
        format!("{} of {}", format::count(*sums.odd.get(side)), rows(*sums.rows.get(side)))
    };
    let finding = Finding {
        severity: sure::severity(study, by_size, p),
        chapter: Chapter::Drift,
        about: format!("probability_sums of {}", sums.name),
        column: Some(sums.columns[0].clone()),
        title: format!(
            "Probabilities {name} {no_longer} sum to 1 in {} of the rows",
            format::percent(is)
        ),
        detail: format!(
            "{} do not sum to 1 in {} of production, in {} of the reference; {}",
            format::names(sums.columns.iter().map(String::as_str), MOST_NAMES),
            of(Side::Production),
            of(Side::Reference),
            format::p_equals(p)
        ),
        size: Some(Size {
            text: rows(sums.odd.production),
            beside: format!("{} in the reference", format::count(sums.odd.reference)),
        }),
        rows: sums.odd.production,
        began: None,
    };
    let step = format!(
        "Find out what changed behind {name}: a class that is left out, a score that is no longer normalised, or columns of another version."
    );
    let basis = Basis::Test(sums.p_value);
    Change { finding, size: is - was, step, basis, is_told: false }
}

fn rows(n: u64) -> String {
    format::plural(n, "row", "rows")
}

fn change(study: &Study<'_>, derived: &Derived, is_told: bool) -> Option<Change> {
    let column = &derived.drift;
    let severity = shift_severity(column.verdict)?;
    let severity = sure::severity(study, severity, column.p_adjusted.unwrap_or(1.0));
    let centre = column.centre.as_ref().map(|centre| centre_in_words(column.kind, centre));
    let finding = Finding {
        severity: if is_told { Severity::Low } else { severity },
        chapter: Chapter::Drift,
        about: "drift".to_owned(),
        column: Some(column.column.clone()),
        title: drift_title(column),
        detail: format!("{}; {}", format::capital(&derived.how), centre.unwrap_or_default()),
        size: psi_size(column),
        rows: column.n.production,
        began: None,
    };
    let step = match derived.quantity {
        Quantity::Answer => {
            "Ask whether the world changed or the model’s inputs did: it answers otherwise than in the reference."
        }
        _ if column.verdict == Verdict::Negligible => {
            "Nothing yet: how sure the model is moved, under the limit."
        }
        _ => "Check the model’s answers by hand where it is least sure: how sure it is has moved.",
    };
    Some(Change {
        finding,
        size: leading(column),
        step: step.to_owned(),
        basis: Basis::Test(column.p_adjusted),
        is_told: false,
    })
}
