//! What it costs: what models lost, and what columns of value or cost did.

use report::{
    CalibrationOverTime, MetricName, MetricOverTime, ModelPerformance, Performance, Saying,
    SideCalibration, Topic, Verdict, format,
};

use super::Facts;
use super::business;
use super::findings::shift_severity;
use super::performance::{
    causes_of, change_in_words, explained, from_to, leading, metric, number, over_time, worse,
    worst,
};
use super::says::saying;
use crate::calibration::sentences::size;
use crate::sure;

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
            format!("As far as labels show, {name} is as good as before: {from_to}")
        }
        _ => format!("Nothing that labels show: {name} is as good as before, {from_to}"),
    };
    let change = change_in_words(metric)
        .map(|(change, interval)| format!(" ({change}, {interval})"))
        .unwrap_or_default();
    let since = since(facts, model);
    let beside = [
        promise(facts, model),
        cause(facts, model),
        others(facts.performance, model),
        better(facts.performance),
    ];
    let beside: String =
        beside.into_iter().flatten().map(|sentence| format!(" {sentence}")).collect();
    let accuracy = shift_severity(model.verdict).and_then(|_| accuracy(model));
    let whole = format!("{change}{}", accuracy.unwrap_or_default());
    Some(match since {
        // The good windows before it count in the whole period, too.
        Some(since) if since.is_sure && since.verdict > model.verdict => {
            let lead = format!(
                "{name} is {} since {}: {}",
                worse(since.verdict),
                since.when,
                since.from_to
            );
            saying(
                Topic::Costs,
                lead,
                format!("; over all of production {from_to}{whole}.{beside}"),
            )
        }
        Some(since) => {
            let since = format!(" Since {}: {}.", since.when, since.from_to);
            saying(Topic::Costs, lead, format!("{whole}.{since}{beside}"))
        }
        None => saying(Topic::Costs, lead, format!("{whole}.{beside}")),
    })
}

/// Since when a model is worse.
struct Fall<'a> {
    when: &'a str,
    verdict: Verdict,
    /// Whether it counts for the verdict.
    is_sure: bool,
    /// The metric that lost most from there on, and accuracy where it fell then, too: "Brier score 0.0456 → 0.0694".
    from_to: String,
}

fn since<'a>(facts: &'a Facts<'_>, model: &ModelPerformance) -> Option<Fall<'a>> {
    let course = over_time(facts.performance, model)?;
    let (worst, fall) = course.worst_since()?;
    let is_told = |metric: &&MetricOverTime| {
        let is_then = metric.since.as_ref().is_some_and(|since| since.window == fall.window);
        metric.name == worst.name || (metric.name == MetricName::Accuracy && is_then)
    };
    let told = course.metrics.iter().filter(is_told).filter_map(|metric| {
        let (before, since) = (metric.realised.reference?, metric.since.as_ref()?);
        let [before, now] = [before, since.value].map(|value| number(metric.name, value.value));
        Some(format!("{} {before} → {now}", metric.name.label()))
    });
    let told: Vec<String> = told.collect();
    let is_sure = sure::is_sure(facts.study, fall.p_value);
    let doubt = format!(" ({})", format::p_equals(fall.p_value));
    let from_to = told.join(", ") + if is_sure { "" } else { &doubt };
    Some(Fall { when: &fall.when, verdict: fall.verdict, is_sure, from_to })
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
    Some(format!(", {} ({change}, {interval})", from_to(metric)?))
}

/// How far the probabilities of the same model are off, by more than chance and the limits; since when that grew.
fn promise(facts: &Facts<'_>, told: &ModelPerformance) -> Option<String> {
    let model = facts.calibration.models.iter().find(|other| other.name == told.name)?;
    let class = model.classes.iter().find(|class| class.verdict == model.verdict)?;
    if !class.verdict.is_drift() {
        return None;
    }
    let course = over_time(facts.performance, told);
    let course =
        course.and_then(|course| course.calibration.iter().find(|own| own.score == class.score));
    if let Some((since, [before, now])) = course.and_then(grew) {
        let [before, now] = [before, now].map(size);
        return Some(format!(
            "Its probabilities are off by {now} since {since}, by {before} just before."
        ));
    }
    let off = |side: &SideCalibration| size(side.equal_count.expected_error);
    let before = class.sides.reference.as_ref();
    let before = before.map_or_else(String::new, |side| format!(", before {}", off(side)));
    let production = class.sides.production.as_ref()?;
    Some(format!("Its probabilities are off by {} on average{before}.", off(production)))
}

/// Since when probabilities are further off, and by how much before and since.
fn grew(class: &CalibrationOverTime) -> Option<(&str, [f64; 2])> {
    let errors = [class.error_before?, class.error_since?];
    (errors[1] > errors[0]).then_some((class.since.as_ref()?.when.as_str(), errors))
}

/// Where the change comes from, of a model that became worse.
fn cause(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    shift_severity(model.verdict)?;
    let causes = causes_of(facts.causes, model)?;
    Some(explained(causes).map_or_else(
        || causes.lead.clone(),
        |(column, share, metric)| {
            format!(
                "The shift of {column} explains {share} of the whole change of {}.",
                metric.label()
            )
        },
    ))
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
