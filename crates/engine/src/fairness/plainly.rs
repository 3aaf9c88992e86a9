//! The gap that is worst, in one sentence with both rates: whom it concerns, how often, and by how much.

use report::{
    AttributeFairness, Criterion, CriterionName, FairnessMeasure, GroupGap, LimitVerdict,
    ModelFairness, Pair, format,
};

use super::favourable;
use crate::Study;
use crate::outcomes::Outcomes;

/// p-values under this are all as sure: the first of these criteria is told.
const SURE: f64 = 1e-9;
/// Digits of a limit and of a ratio.
const DIGITS: usize = 3;

/// The criterion of a model that is worst, with its attribute: of those whose limit is broken, else of those that are
/// beyond it maybe by chance, the surest; a single column before a crossing, and
/// points, which are read more easily, before a ratio.
pub fn worst(model: &ModelFairness) -> Option<(&AttributeFairness, &Criterion)> {
    let all = model.attributes.iter().flat_map(|own| own.criteria.iter().map(move |of| (own, of)));
    let beyond = all.filter(|(_, of)| {
        of.judged() == model.verdict
            && matches!(model.verdict, LimitVerdict::Broken | LimitVerdict::MayBeBroken)
    });
    let order = |(own, of): (&AttributeFairness, &Criterion)| {
        let p_adjusted = of.p_adjusted.get(of.side()).unwrap_or(1.0).max(SURE);
        let p_value = of.judged_gap().and_then(|gap| gap.p_value).unwrap_or(1.0).max(SURE);
        (own.columns.len(), of.name.is_ratio(), p_adjusted, p_value)
    };
    beyond.reduce(|a, b| if order(b) < order(a) { b } else { a })
}

/// The worst gap of a model as a sentence without its full stop; empty where none is beyond its limit.
pub fn of_model(study: &Study<'_>, outcomes: &Outcomes, model: &ModelFairness) -> String {
    let classes = outcomes.classes.as_ref().map_or(&[][..], |classes| classes.names.as_slice());
    let [negative, positive] = match classes {
        [negative, positive] => [negative, positive].map(|name| format::short(name)),
        _ => [String::new(), String::new()],
    };
    worst(model)
        .and_then(|(attribute, criterion)| {
            let words = Words {
                model: format::short(&model.name),
                label: format::short(&outcomes.label),
                positive: criterion.class.as_deref().map_or(positive, format::short),
                negative,
                is_favourable: favourable::is_positive(study, outcomes),
                attribute,
            };
            words.of(criterion)
        })
        .unwrap_or_default()
}

/// What a sentence is made of.
struct Words<'a> {
    model: String,
    label: String,
    positive: String,
    negative: String,
    is_favourable: bool,
    attribute: &'a AttributeFairness,
}

impl Words<'_> {
    fn of(&self, criterion: &Criterion) -> Option<String> {
        let Self { label, positive, negative, .. } = self;
        let own = self.wider(criterion)?;
        match own.name {
            CriterionName::DemographicParity => {
                let is_least_first = self.is_favourable && own.class.is_none();
                let measure = FairnessMeasure::SelectionRate;
                let verb = format!("says {positive} for");
                self.rates(own, criterion, (measure, is_least_first), &verb, "")
            }
            CriterionName::DemographicParityRatio => self.ratio(own, criterion),
            CriterionName::EqualOpportunity => {
                let of = format!(" whose {label} turns out {positive}");
                let measure = FairnessMeasure::TruePositiveRate;
                self.rates(own, criterion, (measure, true), "finds", &of)
            }
            CriterionName::FalsePositiveRate => {
                let (verb, of) = (
                    format!("wrongly says {positive} for"),
                    format!(" whose {label} turns out {negative}"),
                );
                let measure = FairnessMeasure::FalsePositiveRate;
                self.rates(own, criterion, (measure, false), &verb, &of)
            }
            CriterionName::PredictiveParity => {
                let of = format!(" that it calls {positive}");
                let measure = FairnessMeasure::Precision;
                self.rates(own, criterion, (measure, true), "is right for", &of)
            }
            CriterionName::EqualAccuracy => {
                let measure = FairnessMeasure::Accuracy;
                self.rates(own, criterion, (measure, true), "is right for", "")
            }
            CriterionName::Calibration => self.promised(own, criterion),
            _ => None,
        }
    }

    /// Of odds, whichever of both rates is as far apart.
    fn wider<'b>(&'b self, criterion: &'b Criterion) -> Option<&'b Criterion> {
        if criterion.name != CriterionName::EqualizedOdds {
            return Some(criterion);
        }
        let gap = criterion.judged_gap()?.value.value;
        let of = [CriterionName::EqualOpportunity, CriterionName::FalsePositiveRate];
        self.attribute.criteria.iter().find(|own| {
            let value = own.judged_gap().map(|own| own.value.value);
            of.contains(&own.name) && value.is_some_and(|value| (value - gap).abs() < 1e-12)
        })
    }

    /// "score says 1 for 13% of the rows where age is “50+” and for 6.6% where it is “30-39”: 6.8 points more (…)".
    fn rates(
        &self,
        own: &Criterion,
        judged: &Criterion,
        (measure, is_least_first): (FairnessMeasure, bool),
        verb: &str,
        of: &str,
    ) -> Option<String> {
        let gap = own.judged_gap()?;
        let [high, low] = self.both(own, measure)?;
        let shares = format::percents(Pair::new(high, low));
        let (high, low) = ((shares.reference, &gap.highest), (shares.production, &gap.lowest));
        let (first, second, more) =
            if is_least_first { (low, high, "less") } else { (high, low, "more") };
        let again = if verb.ends_with(" for") { "for " } else { "" };
        Some(format!(
            "{} {verb} {} of the rows{of} {} and {again}{} where it is {}: {}",
            self.model,
            first.0,
            self.is(first.1),
            second.0,
            format::quoted(second.1),
            points(judged.judged_gap()?, judged.limit, more)
        ))
    }

    fn ratio(&self, own: &Criterion, judged: &Criterion) -> Option<String> {
        let gap = own.judged_gap()?;
        let wanted = if self.is_favourable { &self.positive } else { &self.negative };
        // The group with the least rate of the answer that people want.
        let of = |name: &str| {
            let rate = self.rate(own, name, FairnessMeasure::SelectionRate)?;
            Some(if self.is_favourable { rate } else { 1.0 - rate })
        };
        let shares = format::percents(Pair::new(of(&gap.lowest)?, of(&gap.highest)?));
        let (value, interval) = format::estimate(&gap.value);
        Some(format!(
            "{} says {wanted} for {} of the rows {} and for {} where it is {}: {value} times as often (95% interval for all pairs of groups {interval}{})",
            self.model,
            shares.reference,
            self.is(&gap.lowest),
            shares.production,
            format::quoted(&gap.highest),
            limit(judged.limit, 1.0)
        ))
    }

    fn promised(&self, own: &Criterion, judged: &Criterion) -> Option<String> {
        let gap = own.judged_gap()?;
        let of = |name: &str| {
            let [score, happened] = [FairnessMeasure::MeanScore, FairnessMeasure::BaseRate]
                .map(|measure| self.rate(own, name, measure));
            Some(format::percents(Pair::new(score?, happened?)))
        };
        let (first, second) = (of(&gap.highest)?, of(&gap.lowest)?);
        Some(format!(
            "{} promises {} on average {}, and {} came true; where it is {}, {} and {}: {}",
            self.model,
            first.reference,
            self.is(&gap.highest),
            first.production,
            format::quoted(&gap.lowest),
            second.reference,
            second.production,
            points(judged.judged_gap()?, judged.limit, "apart")
        ))
    }

    /// "where age is “50+”".
    fn is(&self, group: &str) -> String {
        format!("where {} is {}", format::short(&self.attribute.name), format::quoted(group))
    }

    /// A measure of the highest and of the lowest group.
    fn both(&self, criterion: &Criterion, measure: FairnessMeasure) -> Option<[f64; 2]> {
        let gap = criterion.judged_gap()?;
        let of = |group: &str| self.rate(criterion, group, measure);
        Some([of(&gap.highest)?, of(&gap.lowest)?])
    }

    fn rate(&self, criterion: &Criterion, group: &str, measure: FairnessMeasure) -> Option<f64> {
        let group = self.attribute.groups.iter().find(|own| own.name == group)?;
        let side = group.sides.get(criterion.side());
        Some(side.measure_of(measure, criterion.class.as_deref())?.value?.value)
    }
}

/// "6.8 points more (95% interval for all pairs of groups 4 to 10; limit 10)".
fn points(gap: &GroupGap, held_to: Option<f64>, more: &str) -> String {
    let scaled = |value: f64| 100.0 * value;
    let (value, interval) = format::estimate(&report::Estimate {
        value: scaled(gap.value.value),
        interval_95: gap.value.interval_95.map(|(low, high)| (scaled(low), scaled(high))),
    });
    format!(
        "{value} points {more} (95% interval for all pairs of groups {interval}{})",
        limit(held_to, 100.0)
    )
}

fn limit(held_to: Option<f64>, scale: f64) -> String {
    held_to
        .map_or_else(String::new, |own| format!("; limit {}", format::number(scale * own, DIGITS)))
}
