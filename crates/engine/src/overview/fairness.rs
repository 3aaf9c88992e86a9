//! Groups that are treated more unlike than the limits allow, as findings.

use report::{
    AttributeFairness, Chapter, Criterion, FairnessMeasure, Finding, LimitVerdict, ModelFairness,
    Saying, Severity, Side, Size, Topic, format,
};

use super::changes::{Basis, Change};
use super::says::saying;
use super::{Chapters, Facts};
use crate::fairness::{if_kept, measures, stem, worst};
use crate::{Study, sure};

/// Models that break a limit by more than chance, one finding each.
pub fn changes<'a>(
    study: &'a Study<'_>,
    chapters: Chapters<'a>,
) -> impl Iterator<Item = Change> + 'a {
    chapters.fairness.models.iter().filter_map(move |model| change(study, model))
}

/// What is found of a limit that is broken, whether that is news or not.
pub fn broken<'a>(facts: &Facts<'a>) -> Option<&'a Change> {
    facts.changes.iter().find(|change| change.finding.chapter == Chapter::Fairness)
}

/// What is said of fairness: of the model whose limits are broken, or beyond maybe by chance.
pub fn says(facts: &Facts<'_>) -> Option<Saying> {
    let models = facts.fairness.models.iter().rev().filter(|model| !model.worst.is_empty());
    let model = models.max_by_key(|model| model.verdict)?;
    let (_, criterion) = worst(model)?;
    if model.verdict != LimitVerdict::Broken {
        let rest =
            format!("; of gaps that are beyond one, maybe by chance, the surest: {}.", model.worst);
        return Some(saying(Topic::Fairness, "No limit is surely broken", rest));
    }
    let p = criterion.p_adjusted.get(criterion.side()).map(if_kept);
    let p = p.map_or_else(String::new, |p| format!("; {p}"));
    let rest = format!(": {}{p}.", model.worst);
    Some(saying(Topic::Fairness, "A limit is broken, and not by chance", rest))
}

/// The worst gap of a model. What was so before is no news, as far as that can be told.
fn change(study: &Study<'_>, model: &ModelFairness) -> Option<Change> {
    let (attribute, worst) =
        worst(model).filter(|(_, own)| own.judged() == LimitVerdict::Broken)?;
    let gap = worst.judged_gap()?;
    let broken = attribute.criteria.iter().filter(|own| own.judged() == LimitVerdict::Broken);
    let grown = broken.filter(|criterion| criterion.grew);
    let grown = grown.filter_map(|criterion| criterion.change_p_adjusted).reduce(f64::min);
    let severity = match grown {
        Some(p_adjusted) => sure::severity(study, Severity::High, p_adjusted),
        None if is_new(attribute, worst) => Severity::Medium,
        None => Severity::Low,
    };
    let name = format::short(&model.name);
    let p = worst.p_adjusted.get(worst.side()).map(if_kept).unwrap_or_default();
    let before = match grown {
        Some(p) => format!(
            "more than in the reference: adjusted {} if it had not grown",
            format::p_equals(p)
        ),
        None if worst.side() == Side::Reference => "in the reference: production cannot tell".to_owned(),
        None if is_new(attribute, worst) => "whether it was so before cannot be told: the reference does not have both groups to compare".to_owned(),
        None => "no more than in the reference, as far as these rows can tell".to_owned(),
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Fairness,
        about: format!("fairness of {} by {}", model.name, attribute.name),
        column: attribute.columns.first().cloned(),
        title: model.worst.clone(),
        detail: format!("Beyond the limit of {}, and not by chance: {p}; {before}", stem(worst)),
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

/// Rows of production in groups that are judged.
fn rows(attribute: &AttributeFairness) -> u64 {
    let judged = attribute.groups.iter().map(|group| &group.sides.production);
    judged.filter(|group| group.not_judged.is_none()).map(|group| group.rows).sum()
}
