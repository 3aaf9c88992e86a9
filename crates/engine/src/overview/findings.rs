//! What was found, most harmful first.

use report::{
    Centre, Chapter, ColumnDrift, ColumnProfile, Finding, Role, SchemaChange, SchemaChangeKind,
    Severity, Side, Size, Verdict, format,
};

use super::{Facts, leading};
use crate::drift::{centre_in_words, effect_in_words};

/// A share from which a value that was not there before is worth a finding of its own.
const NEW_VALUE_SHARE: f64 = 0.01;
/// Shares of pairs this far from one half count as higher or lower, not only as different.
const DIRECTION: f64 = 0.03;

/// All findings: by severity, then by size, then by name.
pub fn ranked(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings: Vec<(f64, Finding)> = Vec::new();
    findings.extend(facts.drift.columns.iter().filter_map(|column| drift(facts, column)));
    findings.extend(facts.data.columns.iter().filter_map(|column| missing(facts, column)));
    findings.extend(facts.data.schema.iter().map(|change| (1.0, schema(facts, change))));
    findings.extend(Side::BOTH.into_iter().filter_map(|side| skipped_rows(facts, side)));
    findings.sort_by(|(a_size, a), (b_size, b)| {
        b.severity
            .cmp(&a.severity)
            .then(b_size.total_cmp(a_size))
            .then_with(|| a.column.cmp(&b.column))
    });
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn drift(facts: &Facts<'_>, column: &ColumnDrift) -> Option<(f64, Finding)> {
    let severity = match column.verdict {
        Verdict::Significant => Severity::High,
        Verdict::Moderate => Severity::Medium,
        Verdict::Negligible => Severity::Low,
        Verdict::NotEnoughData => Severity::Information,
        Verdict::Stable => return None,
    };
    let title = match column.verdict {
        Verdict::NotEnoughData => format!("{} is too thin to judge", column.column),
        _ => drift_title(column),
    };
    let detail = match column.verdict {
        Verdict::NotEnoughData => column.reason.clone(),
        _ => drift_detail(column),
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Drift,
        column: Some(column.column.clone()),
        title,
        detail,
        size: psi_size(column),
        rows: facts.inputs.production.rows.min(column.n.production),
    };
    Some((leading(column), finding))
}

/// The finding as a clause: what happened to the column.
pub fn drift_title(column: &ColumnDrift) -> String {
    let name = &column.column;
    match (&column.centre, column.effect) {
        (Some(Centre::Category { label, share }), _) if share.reference == 0.0 => {
            if share.production >= NEW_VALUE_SHARE {
                format!("{name} has the new value {label}")
            } else {
                format!("{name} has new values")
            }
        }
        (Some(Centre::Category { label, share }), _) if share.production == 0.0 => {
            format!("{name} lost the value {label}")
        }
        (Some(Centre::Category { label, share }), _) => {
            let direction = if share.production > share.reference { "more" } else { "less" };
            format!("{label} is {direction} common in {name}")
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

fn drift_detail(column: &ColumnDrift) -> String {
    let centre = column.centre.as_ref().map(|centre| centre_in_words(column.kind, centre));
    let effect = column.effect.map(effect_in_words);
    let mut parts = centre.into_iter().chain(effect).collect::<Vec<_>>().join("; ");
    if let Some(first) = parts.get(..1) {
        parts = first.to_uppercase() + &parts[1..];
    }
    parts
}

fn psi_size(column: &ColumnDrift) -> Option<Size> {
    let measure = column.leading_measure()?;
    let beside = measure.noise.map(|n| format!("chance up to {}", format::distance(n.p95)));
    Some(Size {
        text: format!("{} {}", measure.measure.label(), format::distance(measure.value?)),
        beside: beside.unwrap_or_default(),
    })
}

fn missing(facts: &Facts<'_>, column: &ColumnProfile) -> Option<(f64, Finding)> {
    let change = column.missing_change.as_ref()?;
    let severity = match change.verdict {
        Verdict::Significant => Severity::High,
        Verdict::Moderate => Severity::Medium,
        _ => return None,
    };
    let difference = change.share.production - change.share.reference;
    let p = change.p_adjusted.map_or_else(String::new, |p| format!("; {}", format::p_equals(p)));
    let finding = Finding {
        severity,
        chapter: Chapter::Data,
        column: Some(column.column.clone()),
        title: if difference > 0.0 {
            format!(
                "{} stopped arriving for {} more of the rows",
                column.column,
                format::percent(difference)
            )
        } else {
            format!("{} is missing less often", column.column)
        },
        detail: format!(
            "Missing {} to {}{p}",
            format::percent(change.share.reference),
            format::percent(change.share.production)
        ),
        size: Some(Size {
            text: format::points(difference),
            beside: format!("n {}", format::count(facts.inputs.production.rows)),
        }),
        rows: column.missing.production.map_or(0, |missing| missing.total()),
    };
    Some((difference.abs(), finding))
}

fn schema(facts: &Facts<'_>, change: &SchemaChange) -> Finding {
    let profile = facts.data.columns.iter().find(|profile| profile.column == change.column);
    let role = profile.map_or(Role::Covariate, |profile| profile.role);
    let name = &change.column;
    let (severity, title) = match &change.change {
        SchemaChangeKind::Missing if role == Role::Label => {
            (Severity::Information, format!("{name} is not in production yet"))
        }
        SchemaChangeKind::Missing => (Severity::High, format!("{name} is missing in production")),
        SchemaChangeKind::Added => (Severity::Information, format!("{name} is new in production")),
        SchemaChangeKind::RenamedLooking { production } => {
            (Severity::Medium, format!("{name} may be called {production} in production"))
        }
        SchemaChangeKind::Retyped(_) => {
            (Severity::High, format!("{name} holds another kind of values"))
        }
    };
    Finding {
        severity,
        chapter: Chapter::Data,
        column: Some(name.clone()),
        title,
        detail: change.message.clone(),
        size: None,
        rows: facts.inputs.production.rows,
    }
}

fn skipped_rows(facts: &Facts<'_>, side: Side) -> Option<(f64, Finding)> {
    let input = facts.inputs.get(side);
    if input.rows_skipped == 0 {
        return None;
    }
    let share = input.rows_skipped as f64 / (input.rows + input.rows_skipped) as f64;
    let severity = if share >= 0.01 { Severity::Medium } else { Severity::Information };
    let finding = Finding {
        severity,
        chapter: Chapter::Data,
        column: None,
        title: format!("{} left out", format::plural(input.rows_skipped, "row was", "rows were")),
        detail: format!("{} of {}, see the ledger", format::percent(share), input.file),
        size: None,
        rows: input.rows_skipped,
    };
    Some((share, finding))
}
