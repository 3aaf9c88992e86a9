//! What the chapter says.

use report::{
    Estimate, Metric, MetricName, ModelPair, ModelPerformance, Side, Task, Verdict, format,
};

use stats::benjamini_hochberg;
use stats::performance::p_value_of_zero;

use super::measured::as_measured;
use crate::Study;
use crate::outcomes::Model;

/// Adjusted p-value under which a metric beside the leading one is named.
const SURE: f64 = 0.01;

/// Models that the headline names before it says "and 3 more".
const MOST_NAMES: usize = 3;

/// The chapter's finding: of one model what is said of it, of several which became worse, and of two which is better.
pub fn headline(models: &[ModelPerformance], pairs: &[ModelPair]) -> String {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    if models.len() < 2 || worst.is_some_and(|model| model.verdict == Verdict::NotEnoughData) {
        return worst.map(|model| model.says.clone()).unwrap_or_default();
    }
    let with = |verdict: Verdict| {
        let names = models.iter().filter(|model| model.verdict == verdict);
        let names: Vec<&str> = names.map(|model| model.name.as_str()).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let word = match verdict {
            Verdict::NotEnoughData => "not judged",
            Verdict::Stable => "no worse than before",
            _ => Metric::word_of(verdict),
        };
        let names_said = format::names(names.iter().copied(), MOST_NAMES);
        (!names.is_empty()).then(|| format!("{names_said} {verb} {word}"))
    };
    let order = [
        Verdict::Significant,
        Verdict::Moderate,
        Verdict::Negligible,
        Verdict::Stable,
        Verdict::NotEnoughData,
    ];
    let told: Vec<String> = order.into_iter().filter_map(with).collect();
    let better = match pairs {
        [pair] => format!(" {}", pair.lead),
        _ => String::new(),
    };
    format!("{}.{better}", told.join("; "))
}

/// What the answer of a model is taken to be.
pub fn answer(study: &Study<'_>, task: Task, model: &Model) -> String {
    match (&model.prediction, task) {
        (Some(column), _) => column.clone(),
        (None, Task::Binary) => {
            format!("yes from a score of {} on", study.settings.drift.answer_threshold)
        }
        (None, _) => "the class of the largest probability".to_owned(),
    }
}

/// Whether a model became worse: "y_pred_proba is worse: ROC AUC 0.971 → 0.958 (−0.013, 95% −0.015 to −0.011)."
pub fn of_model(name: &str, metrics: &[Metric], leading: MetricName, verdict: Verdict) -> String {
    let name = format::short(name);
    let Some(metric) = metrics.iter().find(|metric| metric.name == leading) else {
        return format!("{name} cannot be judged.");
    };
    let label = leading.label();
    match (metric.value.reference, metric.value.production) {
        (Some(reference), Some(production)) => {
            let how = match verdict {
                Verdict::Significant => "is clearly worse",
                Verdict::Moderate => "is worse",
                Verdict::Negligible => "is a little worse",
                Verdict::NotEnoughData => "cannot be told better from worse",
                Verdict::Stable if metric.is_better() => "is better",
                Verdict::Stable => "is as good as before, as far as these rows can tell",
            };
            let change = metric.change.as_ref();
            format!(
                "{name} {how}: {label} {} → {}{}{}.{}",
                number(leading, reference.value, change),
                number(leading, production.value, change),
                change.map(told_change).unwrap_or_default(),
                if metric.is_from_none() { "; of none there is no share to lose" } else { "" },
                graver(metrics, leading, verdict).unwrap_or_default()
            )
        }
        (Some(only), None) => one_side(&name, Side::Reference, leading, only, metric),
        (None, Some(only)) => one_side(&name, Side::Production, leading, only, metric),
        (None, None) => format!("{name} cannot be judged: {}.", metric.lacks.reference),
    }
}

/// What a name that is of two models has in either file: "score has ROC AUC 0.762 in the reference and 0.758 in
/// production, on the same rows".
pub fn of_both_files(model: &ModelPerformance) -> String {
    let name = format::short(&model.name);
    let leading = model.metrics.iter().find(|metric| metric.name == model.leading);
    let both = leading.and_then(|metric| Some((metric.value.both()?, metric.change.as_ref())));
    let Some((values, change)) = both else {
        return format!("{name} is of two models, one a file, on the same rows.");
    };
    let [old, new] = [values.reference, values.production]
        .map(|value| number(model.leading, value.value, change));
    format!(
        "{name} is of two models, one a file, on the same rows: {} {old} in the reference and {new} in production.",
        model.leading.label()
    )
}

/// The change in the digits that its interval has: " (change −0.0046, 95% −0.0069 to −0.0022)".
fn told_change(change: &Estimate) -> String {
    let (value, interval) = format::estimate(change);
    if interval.is_empty() { String::new() } else { format!(" (change {value}, 95% {interval})") }
}

/// The gravest of the other metrics where it is to be acted on and graver than the leading one: both are
/// judged by the same limits, and a reader of the table must not find more than the sentence says. Each of a
/// dozen metrics has a 95% interval, so that it counts only with a p-value adjusted over all of them.
fn graver(metrics: &[Metric], leading: MetricName, verdict: Verdict) -> Option<String> {
    let p_value = |metric: &Metric| p_value_of_zero(as_measured(metric.change?));
    let p_values: Vec<f64> = metrics.iter().map(|metric| p_value(metric).unwrap_or(1.0)).collect();
    let adjusted = benjamini_hochberg(&p_values);
    let sure = metrics.iter().zip(adjusted).rev().filter(|(_, p)| *p < SURE);
    let others = sure.map(|(metric, _)| metric).filter(|metric| metric.name != leading);
    let graver = others.filter(|m| m.verdict > Some(verdict.max(Verdict::Negligible)));
    let gravest = graver.max_by_key(|m| m.verdict)?;
    let values = gravest.value.both()?.map(|side| side.value);
    let number = |value: f64| number(gravest.name, value, gravest.change.as_ref());
    Some(format!(
        " By {} it is {}: {} → {}.",
        gravest.name.label(),
        gravest.word()?,
        number(values.reference),
        number(values.production)
    ))
}

fn one_side(
    name: &str,
    side: Side,
    leading: MetricName,
    only: Estimate,
    metric: &Metric,
) -> String {
    let lacks = metric.lacks.get(side.other());
    format!(
        "{name} has {} {} in {}; {} cannot be told: {lacks}.",
        leading.label(),
        number(leading, only.value, None),
        in_text(side),
        in_text(side.other())
    )
}

const fn in_text(side: Side) -> &'static str {
    match side {
        Side::Reference => "the reference",
        Side::Production => "production",
    }
}

/// Accuracy as a percentage, everything else as a number in the digits that the interval of its change
/// has.
pub fn number(metric: MetricName, value: f64, change: Option<&Estimate>) -> String {
    if metric == MetricName::Accuracy {
        format::percent(value)
    } else {
        format::estimate_text(value, change.and_then(|change| change.interval_95))
    }
}
