//! Groups that are treated more unlike than the limits allow, as findings.

use report::{
    AttributeFairness, Chapter, Criterion, FairnessMeasure, Finding, LimitVerdict, ModelFairness,
    Severity, Side, Size, format,
};

use super::Chapters;
use super::changes::{Basis, Change};
use crate::fairness::{gravest, measures, told};
use crate::{Study, sure};

/// Models that break a limit by more than chance, one finding each.
pub fn changes<'a>(
    study: &'a Study<'_>,
    chapters: Chapters<'a>,
) -> impl Iterator<Item = Change> + 'a {
    chapters.fairness.models.iter().filter_map(move |model| change(study, model))
}

/// The gravest attribute of a model. What was so before is no news, as far as that can be told.
fn change(study: &Study<'_>, model: &ModelFairness) -> Option<Change> {
    let attribute = gravest(model)?;
    let broken: Vec<&Criterion> = attribute
        .criteria
        .iter()
        .filter(|criterion| criterion.judged() == LimitVerdict::Broken)
        .collect();
    let worst = broken.iter().reduce(|a, b| if p_value(b) < p_value(a) { b } else { a })?;
    let gap = worst.judged_gap()?;
    let grown = broken.iter().filter(|criterion| criterion.grew);
    let grown = grown.filter_map(|criterion| criterion.change_p_adjusted).reduce(f64::min);
    let severity = match grown {
        Some(p_adjusted) => sure::severity(study, Severity::High, p_adjusted),
        None if is_new(attribute, worst) => Severity::Medium,
        None => Severity::Low,
    };
    let name = format::short(&model.name);
    let finding = Finding {
        severity,
        chapter: Chapter::Fairness,
        about: format!("fairness of {} by {}", model.name, attribute.name),
        column: attribute.columns.first().cloned(),
        title: format!(
            "{name} treats groups of {} more unlike than the limits allow",
            format::short(&attribute.name)
        ),
        detail: match grown {
            Some(p) => {
                format!("{}; more than in the reference: {}", told(worst), format::p_equals(p))
            }
            None if worst.side() == Side::Reference => {
                format!("{}, in the reference: production cannot tell", told(worst))
            }
            None if is_new(attribute, worst) => format!(
                "{}; whether it was so before cannot be told: the reference does not have both groups to compare",
                told(worst)
            ),
            None => format!(
                "{}; no more than in the reference, as far as these rows can tell",
                told(worst)
            ),
        },
        size: Some(Size {
            text: match worst.name.is_ratio() {
                true => format::number(gap.value.value, 2),
                false => format::points(gap.value.value).trim_start_matches('+').to_owned(),
            },
            beside: worst.limit.map_or_else(String::new, |limit| match worst.name.is_ratio() {
                true => format!("limit {}", format::number(limit, 3)),
                false => format!("limit {} points", format::number(100.0 * limit, 3)),
            }),
        }),
        rows: rows(attribute),
        began: None,
    };
    let size = worst.change.map_or(0.0, |change| change.value.abs());
    let step = format!(
        "Look at why {name} treats groups of {} unlike, and whether that can be justified.",
        format::short(&attribute.name)
    );
    Some(Change { finding, size, step, basis: Basis::Test(grown), is_told: false })
}

/// Whether groups of production are too far apart that the reference cannot hold against each other.
fn is_new(attribute: &AttributeFairness, criterion: &Criterion) -> bool {
    let Some(gap) = criterion.gap.production.as_ref() else { return false };
    let was_measured = |name: &String| {
        let group = attribute.groups.iter().find(|group| group.name == *name);
        group.map(|group| &group.sides.reference).is_some_and(|before| {
            let has_value = |name: &FairnessMeasure| {
                before.measure(*name).is_some_and(|measure| measure.value.is_some())
            };
            before.not_judged.is_none() && measures(criterion.name).iter().all(has_value)
        })
    };
    criterion.change.is_none() || ![&gap.highest, &gap.lowest].into_iter().all(was_measured)
}

fn p_value(criterion: &Criterion) -> f64 {
    criterion.p_adjusted.get(criterion.side()).unwrap_or(1.0)
}

/// Rows of production in groups that are judged.
fn rows(attribute: &AttributeFairness) -> u64 {
    let judged = attribute.groups.iter().map(|group| &group.sides.production);
    judged.filter(|group| group.not_judged.is_none()).map(|group| group.rows).sum()
}
