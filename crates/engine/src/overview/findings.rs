//! What was found, most harmful first.

use std::collections::BTreeSet;

use report::{
    Centre, Chapter, ColumnDrift, Event, Finding, InOrder, LedgerEntry, Severity, Side, Size,
    Treatment, Verdict, format,
};

use super::changes::Change;
use super::late::Late;
use super::rank::Rank;
use super::{Facts, atom, leading, over_time, skipped, whole};
use crate::drift::{NotJudged, centre_in_words, effect_in_words, not_judged};

/// A share from which a single value is worth a finding of its own.
const NEW_VALUE_SHARE: f64 = 0.01;
/// Shares of pairs this far from one half count as higher or lower, not only as different.
const DIRECTION: f64 = 0.03;

/// All findings: by severity, then by size, then by name.
pub fn ranked(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings: Vec<(f64, Finding)> = Vec::new();
    let told: BTreeSet<&str> =
        facts.grave_changes().filter_map(|change| change.finding.column.as_deref()).collect();
    findings.extend(facts.drift.columns.iter().filter_map(|column| drift(facts, column, &told)));
    findings.extend(facts.changes.iter().map(|change| (change.size, change.finding.clone())));
    findings.extend(Side::BOTH.into_iter().filter_map(|side| skipped::finding(facts, side)));
    findings.extend(whole::finding(facts));
    findings.extend(facts.data.ledger.iter().filter_map(unknown_column));
    let (data, drift) = (facts.data, facts.drift);
    let (study, timeline) = (facts.study, facts.timeline);
    findings.extend(over_time::shown_elsewhere(study, data, drift, timeline));
    findings.put_in_order(|(a_size, a), (b_size, b)| {
        let (a_rank, b_rank) = (Rank::of_finding(*a_size, a), Rank::of_finding(*b_size, b));
        a_rank.gravest_first(b_rank).then_with(|| a.column.cmp(&b.column))
    });
    let began = |finding: Finding| {
        let column = finding.column.as_deref().filter(|_| finding.chapter == Chapter::Drift);
        let began = column.and_then(|column| facts.timeline.began(column).cloned());
        Finding { began: began.or(finding.began), ..finding }
    };
    findings.into_iter().map(|(_, finding)| began(finding)).collect()
}

/// What a column comes to; `told` are the columns of which a grave change is told already.
fn drift(facts: &Facts<'_>, column: &ColumnDrift, told: &BTreeSet<&str>) -> Option<(f64, Finding)> {
    let objective = facts.missed_objective(column);
    if let Some(late) = facts.late(column) {
        return Some(under(objective, late.change.size, in_a_part(facts, late)));
    }
    let (severity, title, detail) = match (column.verdict, shift_severity(column.verdict)) {
        (_, Some(severity)) => (severity, drift_title(column), drift_detail(facts, column)),
        (Verdict::NotEnoughData, None) => {
            let (severity, title) = not_judged_title(facts, column, told)?;
            (severity, title, column.reason.clone())
        }
        _ => return None,
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Drift,
        about: match column.verdict {
            Verdict::NotEnoughData => "not_judged",
            _ => "drift",
        }
        .to_owned(),
        column: Some(column.column.clone()),
        title,
        detail,
        size: psi_size(column),
        rows: facts.inputs.production.rows.min(column.n.production),
        began: None,
    };
    Some(under(objective, leading(column), finding))
}

/// A drift that is the cause of a missed objective is told with that, and ranks under it.
fn under(objective: Option<&Change>, size: f64, finding: Finding) -> (f64, Finding) {
    let Some(objective) = objective else { return (size, finding) };
    let detail = format!("Told above: {}; {}", objective.finding.title, finding.detail);
    (size, Finding { severity: finding.severity.min(Severity::Low), detail, ..finding })
}

/// What a column comes to that drifted in a part of the period only.
fn in_a_part(facts: &Facts<'_>, late: &Late<'_>) -> Finding {
    let Late { column, change, .. } = late;
    let verdict = column.verdict.label();
    Finding {
        severity: change.severity,
        chapter: Chapter::Drift,
        about: "drift".to_owned(),
        column: Some(column.column.clone()),
        title: late.title(),
        detail: format!("Over the whole period {verdict}: {}", drift_parts(facts, column)),
        size: Some(Size {
            text: format!("PSI {}", format::distance(change.size)),
            beside: format!("over the whole period {}", format::distance(leading(column))),
        }),
        rows: change.rows.min(column.n.production),
        began: None,
    }
}

/// How grave a shift is, where there is one.
pub const fn shift_severity(verdict: Verdict) -> Option<Severity> {
    match verdict {
        Verdict::Significant => Some(Severity::High),
        Verdict::Moderate => Some(Severity::Medium),
        Verdict::Negligible => Some(Severity::Low),
        Verdict::NotEnoughData | Verdict::Stable => None,
    }
}

/// That a column could not be judged; nothing where a change of the data says it already.
fn not_judged_title(
    facts: &Facts<'_>,
    column: &ColumnDrift,
    told: &BTreeSet<&str>,
) -> Option<(Severity, String)> {
    let name = format::short(&column.column);
    match not_judged(facts.study, column) {
        NotJudged::Thin if facts.is_hardly_chance(column) => Some((
            Severity::Low,
            format!("{name} has too few values to judge, but chance alone is unlikely"),
        )),
        NotJudged::Thin => Some((Severity::Information, format!("{name} is too thin to judge"))),
        _ if told.contains(column.column.as_str()) => None,
        _ => Some((Severity::Information, format!("{name} could not be judged"))),
    }
}

/// The finding as a clause: what happened to the column.
pub fn drift_title(column: &ColumnDrift) -> String {
    let name = format::short(&column.column);
    if column.treatment == Treatment::Text {
        return format!("{name} uses other words");
    }
    match (&column.centre, column.effect) {
        (Some(Centre::Category { label, share }), _) if share.reference == 0.0 => {
            if share.production >= NEW_VALUE_SHARE {
                format!("{name} has the new value {}", format::quoted(label))
            } else {
                format!("{name} has new values")
            }
        }
        // Of many rare values, none carries the change.
        (Some(Centre::Category { share, .. }), _)
            if share.reference.max(share.production) < NEW_VALUE_SHARE =>
        {
            format!("{name} is spread otherwise over its values")
        }
        (Some(Centre::Category { label, share }), _) if share.production == 0.0 => {
            format!("{name} lost the value {}", format::quoted(label))
        }
        (Some(Centre::Category { label, share }), _) => {
            let direction = if share.production > share.reference { "more" } else { "less" };
            format!("{} is {direction} common in {name}", format::quoted(label))
        }
        (_, Some(report::Effect::ProductionLarger(share))) if share > 0.5 + DIRECTION => {
            format!("{name} is higher")
        }
        (_, Some(report::Effect::ProductionLarger(share))) if share < 0.5 - DIRECTION => {
            format!("{name} is lower")
        }
        _ => format!("{name} is spread differently"),
    }
}

fn drift_detail(facts: &Facts<'_>, column: &ColumnDrift) -> String {
    format::capital(&drift_parts(facts, column))
}

/// How the values moved, from clause to clause.
fn drift_parts(facts: &Facts<'_>, column: &ColumnDrift) -> String {
    // Equal medians say nothing of how the values differ.
    let is_told = |centre: &&Centre| match centre {
        Centre::Median(median) => median.reference != median.production,
        Centre::Category { .. } => true,
    };
    let centre = column.centre.as_ref().filter(is_told);
    let centre = centre.map(|centre| centre_in_words(column.kind, centre));
    let effect = column.effect.map(effect_in_words);
    let atom = atom::in_words(facts.study, column);
    let parts = centre.into_iter().chain(look_known(facts, column)).chain(atom).chain(effect);
    parts.collect::<Vec<_>>().join("; ")
}

/// That new names are known ones in another spelling, which a model meets as new ones all the same.
fn look_known(facts: &Facts<'_>, column: &ColumnDrift) -> Option<String> {
    let profile = facts.data.columns.iter().find(|profile| profile.column == column.column)?;
    let rows = profile.quality.unseen.as_ref()?.look_known;
    let told = || {
        let rows = format::plural(rows, "row holds", "rows hold");
        format!("{rows} known values but for white space or case")
    };
    (rows > 0).then(told)
}

/// The leading distance as a size.
pub fn psi_size(column: &ColumnDrift) -> Option<Size> {
    let measure = column.leading_measure()?;
    let beside = measure.noise.map(|n| format!("chance up to {}", format::distance(n.p95)));
    Some(Size {
        text: format!("{} {}", measure.measure.label(), format::distance(measure.value?)),
        beside: beside.unwrap_or_default(),
    })
}

fn unknown_column(entry: &LedgerEntry) -> Option<(f64, Finding)> {
    if entry.event != Event::UnknownColumn {
        return None;
    }
    let title = match &entry.column {
        Some(column) => format!("The settings name {}, which is not there", format::short(column)),
        None => "The settings name a column that is not there".to_owned(),
    };
    let finding = Finding {
        severity: Severity::Information,
        chapter: Chapter::Data,
        about: "unknown_column".to_owned(),
        column: None,
        title,
        detail: entry.message.clone(),
        size: None,
        rows: 0,
        began: None,
    };
    Some((0.0, finding))
}
