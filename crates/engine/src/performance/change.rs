//! Both sides of a metric held against each other.
//!
//! Production less reference, with an interval put together from those of both sides, which are of
//! different rows. A metric became worse where the interval lies on the worse side of 0 whole; how much
//! that is, its size relative to the reference tells. A reference without any error has no such size: there
//! whatever error is told from none is significant.

use report::{
    ClassPerformance, Estimate, Metric, MetricName, ModelPerformance, Pair, Task, Verdict,
};
use stats::benjamini_hochberg;
use stats::performance::{p_value_of_zero, weighted_sum};

use super::measured::{Value, as_measured, as_reported};
use crate::Study;

/// A side's classes, each with its rows and metrics.
type PerClass<'a> = &'a [(u64, Vec<Value>)];

/// The metrics of both sides, which have the same ones in the same order.
pub fn metrics(study: &Study<'_>, sides: Pair<&[Value]>) -> Vec<Metric> {
    let both = sides.reference.iter().zip(sides.production);
    both.map(|((name, reference), (_, production))| {
        metric(study, *name, Pair::new(reference, production))
    })
    .collect()
}

/// The metrics of each class; nothing where neither side has any.
pub fn per_class(
    study: &Study<'_>,
    names: &[String],
    sides: Pair<PerClass<'_>>,
) -> Vec<ClassPerformance> {
    let none = (0, Vec::new());
    let of = |class: usize| {
        let [reference, production] =
            [sides.reference, sides.production].map(|side| side.get(class).unwrap_or(&none));
        let metrics = match (reference.1.is_empty(), production.1.is_empty()) {
            (false, false) => metrics(study, Pair::new(&reference.1, &production.1)),
            (true, _) => metrics(study, Pair::new(&lacking(&production.1), &production.1)),
            (_, true) => metrics(study, Pair::new(&reference.1, &lacking(&reference.1))),
        };
        let n = Pair::new(reference.0, production.0);
        ClassPerformance { class: names[class].clone(), n, metrics }
    };
    let classes = sides.reference.len().max(sides.production.len()).min(names.len());
    (0..classes).map(of).collect()
}

fn lacking(values: &[Value]) -> Vec<Value> {
    values.iter().map(|(name, _)| (*name, Err("too few labelled rows".to_owned()))).collect()
}

fn metric(study: &Study<'_>, name: MetricName, sides: Pair<&Result<Estimate, String>>) -> Metric {
    let value = sides.map(|side| side.as_ref().ok().copied());
    let lacks = sides.map(|side| side.as_ref().err().cloned().unwrap_or_default());
    let change = value.both().and_then(change);
    let worse = if name.is_loss() { 1.0 } else { -1.0 };
    let relative_drop = match (name, value.reference, change) {
        (MetricName::Bias, ..) => None,
        (_, Some(reference), Some(change)) if reference.value.abs() > f64::MIN_POSITIVE => {
            Some(worse * change.value / reference.value.abs()).filter(|drop| drop.is_finite())
        }
        _ => None,
    };
    let is_perfect = name.is_loss() && value.reference.is_some_and(|r| r.value == 0.0);
    let drop = relative_drop.or(is_perfect.then_some(f64::INFINITY));
    let verdict = drop.zip(change).map(|(drop, change)| judge(study, drop, worse, change));
    Metric { name, value, lacks, change, relative_drop, verdict }
}

/// Production less reference.
fn change(sides: Pair<Estimate>) -> Option<Estimate> {
    let sides = sides.map(as_measured);
    as_reported(weighted_sum(&[(1.0, sides.production), (-1.0, sides.reference)]))
}

/// How grave a change for the worse is, in either direction of a metric.
pub fn judge(study: &Study<'_>, drop: f64, worse: f64, change: Estimate) -> Verdict {
    let settings = &study.settings.performance;
    let Some((low, high)) = change.interval_95 else { return Verdict::NotEnoughData };
    let is_worse = if worse > 0.0 { low > 0.0 } else { high < 0.0 };
    match drop {
        _ if !is_worse => Verdict::Stable,
        drop if drop >= settings.drop_significant => Verdict::Significant,
        drop if drop >= settings.drop_moderate => Verdict::Moderate,
        _ => Verdict::Negligible,
    }
}

/// The metric that a model's verdict rests on.
pub fn leading(task: Task, metrics: &[Metric]) -> MetricName {
    let is_known = |name: MetricName| {
        metrics.iter().any(|m| {
            m.name == name && (m.value.reference.is_some() || m.value.production.is_some())
        })
    };
    match task {
        Task::Binary if is_known(MetricName::RocAuc) => MetricName::RocAuc,
        Task::Binary | Task::Multiclass => MetricName::Accuracy,
        Task::Regression => MetricName::MeanAbsoluteError,
    }
}

/// The verdict of the leading metric.
pub fn verdict(metrics: &[Metric], leading: MetricName) -> Verdict {
    let metric = metrics.iter().find(|metric| metric.name == leading);
    metric.and_then(|metric| metric.verdict).unwrap_or(Verdict::NotEnoughData)
}

/// How likely such a change of the leading metric is by chance.
pub fn p_value(metrics: &[Metric], leading: MetricName) -> Option<f64> {
    let metric = metrics.iter().find(|metric| metric.name == leading)?;
    p_value_of_zero(as_measured(metric.change?))
}

/// Adjusts the p-values over all models.
pub fn adjust(models: &mut [ModelPerformance]) {
    let p_values: Vec<f64> = models.iter().filter_map(|model| model.p_adjusted).collect();
    let changed = models.iter_mut().filter_map(|model| model.p_adjusted.as_mut());
    changed.zip(benjamini_hochberg(&p_values)).for_each(|(p, adjusted)| *p = adjusted);
}
