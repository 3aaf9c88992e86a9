//! What the chapter says.

use report::{Estimate, Metric, MetricName, ModelPerformance, Side, Task, Verdict, format};

use crate::Study;
use crate::outcomes::Model;

/// Significant digits of a metric that is no share.
const DIGITS: usize = 4;

/// The chapter's finding: of the first model that is the worst.
pub fn headline(models: &[ModelPerformance]) -> String {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    worst.map(|model| model.says.clone()).unwrap_or_default()
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
                Verdict::Stable if is_better(metric) => "is better",
                Verdict::Stable => "is as good as before, as far as these rows can tell",
            };
            let change = metric.change.map(told_change).unwrap_or_default();
            format!(
                "{name} {how}: {label} {} → {}{change}.",
                number(leading, reference.value),
                number(leading, production.value)
            )
        }
        (Some(only), None) => one_side(&name, Side::Reference, leading, only, metric),
        (None, Some(only)) => one_side(&name, Side::Production, leading, only, metric),
        (None, None) => format!("{name} cannot be judged: {}.", metric.lacks.reference),
    }
}

/// Whether production is better beyond chance.
pub fn is_better(metric: &Metric) -> bool {
    let interval = metric.change.and_then(|change| change.interval_95);
    interval.is_some_and(|(low, high)| if metric.name.is_loss() { high < 0.0 } else { low > 0.0 })
}

fn told_change(change: Estimate) -> String {
    change.interval_95.map_or_else(String::new, |(low, high)| {
        format!(
            " (change {}, 95% {} to {})",
            format::number(change.value, DIGITS),
            format::number(low, DIGITS),
            format::number(high, DIGITS)
        )
    })
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
        number(leading, only.value),
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

/// Accuracy as a percentage, everything else as a number.
fn number(metric: MetricName, value: f64) -> String {
    if metric == MetricName::Accuracy {
        format::percent(value)
    } else {
        format::number(value, DIGITS)
    }
}
