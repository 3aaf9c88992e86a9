//! Whether limits are kept, over everything that was looked at.
//!
//! A limit is broken where the widest gap is beyond it by more than chance, with a p-value that is adjusted over every
//! criterion with a limit of every attribute, crossing and model of a side after Holm: the chance that any limit is
//! called broken which is not is at most the accepted one, whatever the criteria have in common. That groups are
//! farther apart than before is adjusted in the same way.

use report::{AttributeFairness, Criterion, LimitVerdict, ModelFairness, Side};
use stats::holm;
use stats::performance::p_value_of_zero;

use crate::Study;
use crate::performance::as_measured;

/// Gives every criterion its verdict.
pub fn adjust(study: &Study<'_>, models: &mut [ModelFairness]) {
    let accepted = study.settings.drift.false_discovery_rate;
    let p_of_growth = |criterion: &Criterion| {
        let change = criterion.change.filter(|_| criterion.limit.is_some())?;
        p_value_of_zero(as_measured(change))
    };
    let grown: Vec<Option<f64>> = criteria(models).map(p_of_growth).collect();
    for (criterion, p) in criteria_mut(models).zip(adjusted(&grown)) {
        let worse = if criterion.name.is_ratio() { -1.0 } else { 1.0 };
        let is_worse = criterion.change.is_some_and(|change| worse * change.value > 0.0);
        criterion.change_p_adjusted = p;
        criterion.grew = is_worse && p.is_some_and(|p| p < accepted);
    }
    for side in Side::BOTH {
        let p_value = |criterion: &Criterion| criterion.gap.get(side).as_ref()?.p_value;
        let p_values: Vec<Option<f64>> = criteria(models).map(p_value).collect();
        for (criterion, p) in criteria_mut(models).zip(adjusted(&p_values)) {
            *criterion.p_adjusted.get_mut(side) = p;
            *criterion.verdict.get_mut(side) = verdict(study, criterion, side);
        }
        let apart = |criterion: &Criterion| *criterion.apart_p_adjusted.get(side);
        let p_values: Vec<Option<f64>> = criteria(models).map(apart).collect();
        for (criterion, p) in criteria_mut(models).zip(adjusted(&p_values)) {
            *criterion.apart_p_adjusted.get_mut(side) = p;
        }
    }
    for model in models {
        for attribute in &mut model.attributes {
            attribute.verdict = worst(attribute);
        }
        let verdicts = model.attributes.iter().map(|attribute| attribute.verdict);
        model.verdict = verdicts.max().unwrap_or_default();
    }
}

/// Adjusted, where there is a p-value.
fn adjusted(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let known: Vec<f64> = p_values.iter().flatten().copied().collect();
    let mut adjusted = holm(&known).into_iter();
    p_values.iter().map(|p| p.and_then(|_| adjusted.next())).collect()
}

fn criteria(models: &[ModelFairness]) -> impl Iterator<Item = &Criterion> {
    models.iter().flat_map(|model| &model.attributes).flat_map(|attribute| &attribute.criteria)
}

fn criteria_mut(models: &mut [ModelFairness]) -> impl Iterator<Item = &mut Criterion> {
    let attributes = models.iter_mut().flat_map(|model| &mut model.attributes);
    attributes.flat_map(|attribute| &mut attribute.criteria)
}

fn verdict(study: &Study<'_>, criterion: &Criterion, side: Side) -> LimitVerdict {
    let accepted = study.settings.drift.false_discovery_rate;
    let (Some(gap), Some(limit)) = (criterion.gap.get(side), criterion.limit) else {
        return LimitVerdict::NotJudged;
    };
    let Some((low, high)) = gap.value.interval_95 else { return LimitVerdict::NotJudged };
    let is_ratio = criterion.name.is_ratio();
    let (is_beyond, is_within) = match is_ratio {
        true => (gap.value.value < limit, low >= limit),
        false => (gap.value.value > limit, high <= limit),
    };
    match is_beyond {
        true if criterion.p_adjusted.get(side).is_some_and(|p| p < accepted) => {
            LimitVerdict::Broken
        }
        true if gap.fewest < u64::from(study.settings.fairness.min_rows) => LimitVerdict::Open,
        true => LimitVerdict::MayBeBroken,
        false if is_within => LimitVerdict::Kept,
        false => LimitVerdict::Open,
    }
}

/// The worst verdict of an attribute's criteria.
fn worst(attribute: &AttributeFairness) -> LimitVerdict {
    attribute.criteria.iter().map(Criterion::judged).max().unwrap_or_default()
}
