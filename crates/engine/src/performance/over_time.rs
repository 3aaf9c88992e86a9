//! Models window by window, along the axis of the timeline: what was expected without labels
//! ([`expected`]), what came true ([`realised`]), how both are held against the whole reference
//! ([`judge`]), and what was known at the end of each window ([`running`]).

mod expected;
mod judge;
mod labels;
mod realised;
mod running;
mod sentences;
mod values;

use report::{
    MetricName, ModelCalibration, ModelOverTime, Pair, PerformanceOverTime, Side, Task, Verdict,
};

use super::learned::Learned;
use super::measured::Value;
use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::timeline::Axis;
use values::{estimate, value};

/// Metrics of two classes that are told over time; of several classes those of them that there are.
const OF_CLASSES: [MetricName; 9] = [
    MetricName::RocAuc,
    MetricName::AveragePrecision,
    MetricName::Accuracy,
    MetricName::Precision,
    MetricName::Recall,
    MetricName::Specificity,
    MetricName::F1,
    MetricName::LogLoss,
    MetricName::Brier,
];
const OF_NUMBERS: [MetricName; 4] = [
    MetricName::MeanAbsoluteError,
    MetricName::RootMeanSquaredError,
    MetricName::RSquared,
    MetricName::MedianAbsoluteError,
];

/// One model over all windows; `calibration` tells whether its scores are better calibrated first, and
/// `learned` what learners found.
pub fn of_model(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
    axis: &Axis,
    calibration: Option<&ModelCalibration>,
    learned: &Learned,
) -> ModelOverTime {
    let realised = realised::of_model(study, outcomes, model, rows, axis);
    let (estimation, expected) =
        expected::of_model(study, outcomes, model, rows, axis, calibration, learned);
    let names: &[MetricName] =
        if outcomes.task() == Task::Regression { &OF_NUMBERS } else { &OF_CLASSES };
    let is_known =
        |name: &&MetricName| realised.whole.reference.iter().any(|(own, _)| own == *name);
    let metrics: Vec<_> = names
        .iter()
        .filter(is_known)
        .map(|&name| {
            let parts = judge::Parts {
                name,
                realised: realised.whole.as_ref().map(|whole| estimate(whole, name)),
                expected: expected.whole.as_ref().map(|whole| estimate(whole, name)),
                windows: realised.windows.iter().map(|values| value(values, name)).collect(),
                expected_windows: (expected.windows.iter())
                    .map(|values| estimate(values, name))
                    .collect(),
            };
            judge::metric(study, axis, parts)
        })
        .collect();
    let leading = leading(outcomes.task(), &realised.whole);
    let mut told = ModelOverTime {
        name: model.name.clone(),
        leading,
        verdict: Verdict::NotEnoughData,
        says: Vec::new(),
        labels: labels::by_window(study, rows, axis),
        labelled: learned.labelled.clone(),
        running: running::of_model(study, outcomes, rows, axis, &metrics),
        metrics,
        estimation,
    };
    told.verdict = judge::verdict(&told);
    told.says = sentences::of_model(axis, &told);
    told
}

/// The metric that is told first: the area under the ROC curve where there is one, as in the chapter.
fn leading(task: Task, whole: &Pair<Vec<Value>>) -> MetricName {
    let is_known = |name| Side::BOTH.iter().any(|side| estimate(whole.get(*side), name).is_some());
    match task {
        Task::Binary if is_known(MetricName::RocAuc) => MetricName::RocAuc,
        Task::Binary | Task::Multiclass => MetricName::Accuracy,
        Task::Regression => MetricName::MeanAbsoluteError,
    }
}

/// All models, or why there are none.
pub fn chapter(lacks: Option<String>, models: Vec<ModelOverTime>) -> PerformanceOverTime {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    let headline = worst.and_then(|model| model.says.first().cloned());
    let headline = headline.or_else(|| lacks.clone()).unwrap_or_default();
    PerformanceOverTime { headline, lacks, models }
}
