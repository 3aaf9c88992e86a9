//! How good the models are: as the part "what it costs", and as findings.

use report::{
    Causes, Chapter, Finding, Kind, Metric, MetricName, MetricOverTime, ModelCauses, ModelOverTime,
    ModelPerformance, Pair, Performance, Saying, SideCalibration, Since, Size, Topic, Verdict,
    format,
};

use super::Facts;
use super::changes::{Basis, Change};
use super::findings::shift_severity;
use super::says::saying;
use super::{business, other_rows};
use crate::calibration::sentences::size;
use crate::{Study, sure};

/// Significant digits of a metric.
const DIGITS: usize = 3;
/// Significant digits of its change.
const CHANGE_DIGITS: usize = 2;
/// Part of a loss over which a column explains most of it.
const MOST: f64 = 0.5;

/// Models that became worse, and labels that came for other rows than those that wait.
pub fn changes<'a>(
    study: &'a Study<'_>,
    performance: &'a Performance,
    causes: &'a Causes,
) -> impl Iterator<Item = Change> {
    let labelled = performance.models.iter().filter_map(other_rows::labelled);
    let changes = performance.models.iter().filter_map(|model| {
        let over_time = over_time(performance, model);
        // Windows of another kind of rows tell nothing of the model.
        let since = over_time.filter(|_| !model.is_of_other_rows()).and_then(worst_since);
        let graver = since.filter(|(_, since)| since.verdict > model.verdict);
        match over_time.zip(graver) {
            Some((over_time, since)) => since_change(study, model, over_time, since, causes),
            None => change(study, model, causes),
        }
    });
    changes.chain(labelled)
}

/// A fall over time that is graver than the whole period shows, in which the good windows before it
/// count, too.
fn since_change(
    study: &Study<'_>,
    model: &ModelPerformance,
    over_time: &ModelOverTime,
    (metric, since): (&MetricOverTime, &Since),
    causes: &Causes,
) -> Option<Change> {
    let severity = shift_severity(since.verdict)?;
    let name = format::short(&model.name);
    let (label, before) = (metric.name.label(), metric.realised.reference?);
    let [before, now] = [before, since.value].map(|told| number(metric.name, told.value));
    let labels = over_time.labels.iter().skip(since.window as usize);
    let rows = labels.map(|labels| labels.labelled).sum();
    let finding = Finding {
        severity: sure::severity(study, severity, since.p_value),
        chapter: Chapter::Performance,
        column: model.scores.first().cloned(),
        title: format!(
            "{name} is {} since {} ({label} {before} → {now})",
            worse(since.verdict),
            since.when
        ),
        detail: format!(
            "{label} is worse by {} of itself from there on; {}; the whole of production, with what came before, is {}",
            format::percent(since.relative_drop),
            format::p_equals(since.p_value),
            whole(model.verdict)
        ),
        size: Some(Size {
            text: format!("{label} {now}"),
            beside: format!("{before} in the reference"),
        }),
        rows,
        began: Some(since.when.clone()),
    };
    let step = step(&name, causes_of(causes, model));
    let basis = Basis::Test(Some(since.p_value));
    Some(Change { finding, size: since.relative_drop, step, basis, is_told: false })
}

/// What the whole of production came to, behind "is".
const fn whole(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "as good as before",
        Verdict::NotEnoughData => "too little to tell",
        verdict => worse(verdict),
    }
}

/// What is known of a model window by window.
fn over_time<'a>(
    performance: &'a Performance,
    model: &ModelPerformance,
) -> Option<&'a ModelOverTime> {
    performance.over_time.models.iter().find(|own| own.name == model.name)
}

/// The metric that lost most from some window of production on, and since when.
pub fn worst_since(model: &ModelOverTime) -> Option<(&MetricOverTime, &Since)> {
    let metrics = model.metrics.iter().filter_map(|metric| Some((metric, metric.since.as_ref()?)));
    let rank = |since: &Since| (since.verdict, since.relative_drop);
    metrics.reduce(|a, b| if rank(b.1) > rank(a.1) { b } else { a })
}

fn change(study: &Study<'_>, model: &ModelPerformance, causes: &Causes) -> Option<Change> {
    let severity = shift_severity(model.verdict)?;
    if let Some(weighted) = model.weighted_labels() {
        return Some(other_rows::weighted(study, model, severity, weighted));
    }
    let metric = leading(model)?;
    let drop = metric.relative_drop.or(metric.is_from_none().then_some(f64::MAX))?;
    let name = format::short(&model.name);
    let n = Pair::from_fn(|side| labelled_of(model.sides.get(side).n, study.rows(side)));
    let finding = Finding {
        severity: sure::severity(study, severity, model.p_adjusted.unwrap_or(1.0)),
        chapter: Chapter::Performance,
        column: model.scores.first().cloned(),
        title: format!("{name} is {} ({})", worse(model.verdict), from_to(metric)?),
        detail: format!(
            "{}; {}n {} and {}",
            if metric.is_from_none() {
                format!("{} was 0 in the reference", metric.name.label())
            } else if metric.name.is_loss() {
                format!("{} is {} larger", metric.name.label(), format::percent(drop))
            } else {
                format!("{} of {} is lost", format::percent(drop), metric.name.label())
            },
            model.p_adjusted.map_or_else(String::new, |p| format!("{}; ", format::p_equals(p))),
            n.reference,
            n.production
        ),
        size: change_in_words(metric)
            .map(|(text, beside)| Size { text: format!("{} {text}", metric.name.label()), beside }),
        rows: model.sides.production.n,
        began: None,
    };
    let step = step(&name, causes_of(causes, model));
    let basis = Basis::Test(model.p_adjusted);
    Some(Change { finding, size: drop, step, basis, is_told: false })
}

/// Labelled rows of all: "500 labelled of 3,000 rows", "3,000" where all are.
pub fn labelled_of(labelled: u64, rows: u64) -> String {
    let n = format::count(labelled);
    if labelled < rows { format!("{n} labelled of {} rows", format::count(rows)) } else { n }
}

/// What is known of where a model's change comes from.
fn causes_of<'a>(causes: &'a Causes, model: &ModelPerformance) -> Option<&'a ModelCauses> {
    causes.models.iter().find(|causes| causes.name == model.name)
}

/// What to do about a model that became worse.
fn step(name: &str, causes: Option<&ModelCauses>) -> String {
    match causes.and_then(|causes| Some((causes.column.as_deref()?, causes.column_share?))) {
        Some((column, share)) => format!(
            "Ask what changed in {}, whose shift explains {} of what {name} lost, before its answers are used as they were.",
            format::short(column),
            if share > MOST { "most".to_owned() } else { format::percent(share) }
        ),
        None => format!(
            "Look under Performance where {name} fails before its answers are used as they were."
        ),
    }
}

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

pub const fn worse(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Negligible => "a little worse",
        _ => "worse",
    }
}

/// The first of the models that are the worst.
pub fn worst(performance: &Performance) -> Option<&ModelPerformance> {
    performance.models.iter().rev().max_by_key(|model| model.verdict)
}

/// The metric that a model's verdict rests on.
pub fn leading(model: &ModelPerformance) -> Option<&Metric> {
    metric(model, model.leading)
}

pub fn metric(model: &ModelPerformance, name: MetricName) -> Option<&Metric> {
    model.metrics.iter().find(|metric| metric.name == name)
}

/// "ROC AUC 0.971 → 0.958", where both sides have it.
fn from_to(metric: &Metric) -> Option<String> {
    let sides = numbers(metric.name, metric.value.both()?.map(|side| side.value));
    Some(format!("{} {} → {}", metric.name.label(), sides.reference, sides.production))
}

/// Both sides' values, in digits that tell them apart.
pub fn numbers(metric: MetricName, values: Pair<f64>) -> Pair<String> {
    if metric == MetricName::Accuracy {
        return format::percents(values);
    }
    let texts = values.map(|value| number(metric, value));
    if texts.reference != texts.production || values.reference == values.production {
        return texts;
    }
    format::told_apart(Kind::Float, values, DIGITS)
}

/// Accuracy as a percentage, everything else as a number.
pub fn number(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Accuracy => format::percent(value),
        _ => format::number(value, DIGITS),
    }
}

/// "−0.013" and "95% −0.015 to −0.011"; points for a share of answers.
pub fn change_in_words(metric: &Metric) -> Option<(String, String)> {
    let change = metric.change?;
    let (low, high) = change.interval_95?;
    if metric.name == MetricName::Accuracy {
        let [low, high] = [low, high].map(|end| format::points(end).replace(" points", ""));
        return Some((format::points(change.value), format!("95% {low} to {high}")));
    }
    let [change, low, high] =
        [change.value, low, high].map(|end| format::number(end, CHANGE_DIGITS));
    Some((change, format!("95% {low} to {high}")))
}

/// Since when the model is worse, by the metric that lost most from there on.
fn since(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let (metric, since) = worst_since(over_time(facts.performance, model)?)?;
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
    let told = Pair::new(expected.value, came.value).map(|value| number(metric.name, value));
    Some(format!(
        "Without labels, {} expected {} {}: {} came true.",
        over_time.estimation.method,
        metric.name.label(),
        told.reference,
        told.production
    ))
}

/// What is expected without labels, by the metric that is expected to lose most.
fn expected(facts: &Facts<'_>, model: &ModelPerformance) -> Option<String> {
    let over_time = over_time(facts.performance, model)?;
    let told = |metric: &&MetricOverTime| {
        metric.name == MetricName::Accuracy || metric.name == model.leading
    };
    let metrics = over_time.metrics.iter().filter(told);
    let metrics = metrics.filter_map(|metric| Some((metric, metric.expected_since.as_ref()?)));
    let (metric, since) =
        metrics.reduce(|a, b| if b.1.relative_drop > a.1.relative_drop { b } else { a })?;
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

/// Whether production has labels that models were held against.
pub fn is_judged(performance: &Performance) -> bool {
    performance.models.iter().any(|model| model.verdict != Verdict::NotEnoughData)
}

#[cfg(test)]
mod tests {
    use report::ModelCauses;

    use super::{MetricName, Pair, numbers, step};

    #[test]
    fn most_is_over_half() {
        let step = |share: f64| {
            let causes = ModelCauses {
                name: "m".to_owned(),
                says: String::new(),
                lead: String::new(),
                column: Some("x".to_owned()),
                column_share: Some(share),
                metrics: Vec::new(),
                reweighted: None,
                challenger: None,
            };
            step("m", Some(&causes))
        };
        assert!(step(0.63).contains("explains most of what m lost"), "{}", step(0.63));
        assert!(step(0.41).contains("explains 41% of what m lost"), "{}", step(0.41));
    }

    #[test]
    fn values_that_differ_do_not_look_alike() {
        let texts = |metric, values| {
            let Pair { reference, production } = numbers(metric, values);
            [reference, production]
        };
        let accuracy = texts(MetricName::Accuracy, Pair::new(0.8132, 0.8084));
        assert_eq!(accuracy, ["81.3%", "80.8%"]);
        assert_eq!(texts(MetricName::Accuracy, Pair::new(0.94, 0.81)), ["94.0%", "81.0%"]);
        let error = texts(MetricName::MeanAbsoluteError, Pair::new(14.52, 14.49));
        assert_eq!(error, ["14.52", "14.49"]);
        assert_eq!(texts(MetricName::Brier, Pair::new(0.2, 0.2)), ["0.2", "0.2"]);
    }
}
