//! What it costs: what models lost, and what columns of value or cost did.

use report::{
    MetricName, ModelPerformance, Performance, Saying, SideCalibration, Topic, Verdict, format,
};

use super::Facts;
use super::business;
use super::findings::shift_severity;
use super::performance::{
    causes_of, change_in_words, from_to, leading, metric, number, over_time, worse, worst,
};
use super::says::saying;
use crate::calibration::sentences::size;

/// What it costs: what the models lost, and what columns of value or cost did.
pub fn says(facts: &Facts<'_>) -> Option<Saying> {
    let money = business::costs(facts.business);
    let Some(mut told) = of_models(facts) else {
        let (first, others) = money.split_first()?;
        let rest: String = others.iter().map(|sentence| format!(" {sentence}")).collect();
        return Some(saying(Topic::Costs, "", format!("{first}{rest}")));
    };
    money.iter().for_each(|sentence| told.rest.push_str(&format!(" {sentence}")));
    Some(told)
}

/// The worst model with its change, and whether its probabilities can still be believed.
fn of_models(facts: &Facts<'_>) -> Option<Saying> {
    let model = worst(facts.performance)?;
    let name = format::short(&model.name);
    if model.is_of_other_rows() {
        return Some(saying(Topic::Costs, "Labels are of other rows", format!(": {}", model.says)));
    }
    let told = leading(model).and_then(|metric| Some((metric, from_to(metric)?)));
    let Some((metric, from_to)) = told else {
        let expected = expected(facts, model).unwrap_or_default();
        return Some(saying(Topic::Costs, "Not known yet", format!(": {}{expected}", model.says)));
    };
    let lead = match model.verdict {
        verdict if shift_severity(verdict).is_some() => {
            format!("{name} is {}: {from_to}", worse(verdict))
        }
        Verdict::NotEnoughData => format!("{name} cannot be told better from worse: {from_to}"),
        _ if metric.is_better() => format!("{name} is better: {from_to}"),
        _ if facts.performance.models.len() > 1 => {
            format!("Nothing of {name} that labels show: it is as good as before, {from_to}")
        }
        _ => format!("Nothing that labels show: {name} is as good as before, {from_to}"),
    };
    let change = change_in_words(metric)
        .map(|(change, interval)| format!(" ({change}, {interval})"))
        .unwrap_or_default();
    let rest = [
        accuracy(model),
        since(facts, model),
        foretold(facts, model),
        promise(facts, model),
        cause(facts, model),
        others(facts.performance, model),
        better(facts.performance),
    ];
    let rest: String = rest.into_iter().flatten().map(|sentence| format!(" {sentence}")).collect();
    Some(saying(Topic::Costs, lead, format!("{change}.{rest}")))
}

/// Since when the model is worse, by the metric that lost most from there on.
fn since(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let (metric, since) = over_time(facts.performance, model)?.worst_since()?;
    let before = metric.realised.reference?;
    Some(format!(
        "From {} on the {} is {}, {} in the reference.",
        since.when,
        metric.name.label(),
        number(metric.name, since.value.value),
        number(metric.name, before.value)
    ))
}

/// What was expected without labels beside what came true, where either is worse.
fn foretold(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let over_time = over_time(facts.performance, model)?;
    let metric = over_time.metrics.iter().find(|metric| metric.name == model.leading)?;
    let (expected, came) = (metric.expected.production?, metric.realised.production?);
    if metric.expected_since.is_none() && !model.verdict.is_drift() {
        return None;
    }
    Some(format!(
        "Without labels, {} expected {} {}: {} came true.",
        over_time.estimation.method,
        metric.name.label(),
        number(metric.name, expected.value),
        number(metric.name, came.value)
    ))
}

/// What is expected without labels, by the metric that is expected to lose most.
fn expected(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let over_time = over_time(facts.performance, model)?;
    let (metric, since) = over_time.worst_expected_since()?;
    let before = metric.realised.reference?;
    Some(format!(
        " {} expects {} {} from {} on, {} in the reference.",
        over_time.estimation.method,
        metric.name.label(),
        number(metric.name, since.value.value),
        since.when,
        number(metric.name, before.value)
    ))
}

/// What accuracy came to, where it is not what the verdict rests on.
fn accuracy(model: &ModelPerformance) -> Option<String> {
    let metric = metric(model, MetricName::Accuracy).filter(|m| m.name != model.leading)?;
    let (change, interval) = change_in_words(metric)?;
    let text = from_to(metric)?.replacen('a', "A", 1);
    Some(format!("{text} ({change}, {interval})."))
}

/// How far the probabilities of the same model are off, where that is beyond chance.
fn promise(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let model = facts.calibration.models.iter().find(|other| other.name == model.name)?;
    let class = model.classes.iter().find(|class| class.verdict == model.verdict)?;
    shift_severity(class.verdict)?;
    let off = |side: &SideCalibration| size(side.equal_count.expected_error);
    let before = class.sides.reference.as_ref();
    let before = before.map_or_else(String::new, |side| format!(", before {}", off(side)));
    let production = class.sides.production.as_ref()?;
    Some(format!("Its probabilities are off by {} on average{before}.", off(production)))
}

/// Where the change comes from, of a model that became worse.
fn cause(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    shift_severity(model.verdict)?;
    causes_of(facts.causes, model).map(|causes| causes.lead.clone())
}

/// Which of two models is better; of more, the chapter tells each pair.
fn better(performance: &Performance) -> Option<String> {
    match performance.pairs.as_slice() {
        [pair] => Some(pair.lead.clone()),
        _ => None,
    }
}

/// How many other models became worse.
fn others(performance: &Performance, told: &ModelPerformance) -> Option<String> {
    let worse = performance.models.iter().filter(|model| model.verdict.is_drift());
    let others = worse.filter(|model| model.name != told.name).count() as u64;
    (others > 0).then(|| {
        format!("{} worse, too.", format::plural(others, "other model is", "other models are"))
    })
}
