//! Models window by window, along the axis of the timeline: what was expected without labels
//! ([`expected`]), what came true ([`realised`]), how both are held against the whole reference
//! ([`judge`]), what was known at the end of each window ([`running`]), and whether probabilities came true
//! ([`calibration`]). Two models beside each other ([`pair`]) are held against the same windows.

mod calibration;
mod expected;
mod inputs;
mod judge;
mod labels;
mod pair;
mod realised;
mod running;
mod sentences;
mod values;

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::measured::Value;
use super::selection;
use report::{
    Estimation, MetricName, MetricOverTime, ModelOverTime, PairOverTime, Performance,
    PerformanceOverTime, Side, Task, Verdict,
};

pub use inputs::Inputs;
pub use pair::{joined as joined_pair, pair};
use values::{Values, estimate, value};

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

/// One model over time under way.
#[derive(Default)]
pub struct Work {
    realised: Option<Values>,
    expected: Option<(Estimation, Values)>,
}

impl Work {
    /// Does the next piece: what came true, what was expected, and how both stand against the reference,
    /// which is the last.
    pub fn step(&mut self, inputs: Inputs<'_>) -> Option<ModelOverTime> {
        if self.realised.is_none() {
            self.realised = Some(realised::of_model(inputs));
            return None;
        }
        if self.expected.is_none() {
            self.expected = Some(expected::of_model(inputs));
            return None;
        }
        let (estimation, expected) = self.expected.take()?;
        Some(judged(inputs, &self.realised.take()?, &expected, estimation))
    }
}

fn judged(
    inputs: Inputs<'_>,
    realised: &Values,
    expected: &Values,
    estimation: Estimation,
) -> ModelOverTime {
    let Inputs { study, outcomes, rows, axis, whole, .. } = inputs;
    let names: &[MetricName] =
        if outcomes.task() == Task::Regression { &OF_NUMBERS } else { &OF_CLASSES };
    // All metrics of the rows from a window on are measured at once, and several metrics may ask.
    let later: RefCell<BTreeMap<usize, Vec<Value>>> = RefCell::default();
    let of_later = |window: usize, name: MetricName| {
        let mut later = later.borrow_mut();
        estimate(later.entry(window).or_insert_with(|| realised::from(inputs, window)), name)
    };
    let of_whole = |name: MetricName| whole.metrics.iter().find(|metric| metric.name == name);
    let metric = |&name: &MetricName| {
        let parts = judge::Parts {
            name,
            from: &|window, is_expected| {
                let whole = of_whole(name)?.value.production;
                let is_all = axis.windows_of(Side::Production).next() == Some(window);
                match (is_expected, is_all) {
                    (false, true) => whole,
                    (false, false) => of_later(window, name),
                    (true, true) => estimate(&expected.whole.production, name),
                    (true, false) => None,
                }
            },
            realised: of_whole(name)?.value,
            expected: expected.whole.as_ref().map(|whole| estimate(whole, name)),
            windows: realised.windows.iter().map(|values| value(values, name)).collect(),
            expected_windows: (expected.windows.iter())
                .map(|values| estimate(values, name))
                .collect(),
        };
        Some(judge::metric(study, axis, parts))
    };
    let mut metrics: Vec<MetricOverTime> = names.iter().filter_map(metric).collect();
    judge::adjust(study, whole.leading, &mut metrics);
    let running = running::of_model(study, outcomes, rows, axis, &metrics);
    let labelled = inputs.learned.labelled.clone();
    if labelled.as_ref().is_some_and(|part| part.differs) {
        // Windows of another kind of rows tell nothing of the model.
        metrics.iter_mut().for_each(|metric| (metric.since, metric.streak) = (None, None));
    }
    let mut told = ModelOverTime {
        name: whole.name.clone(),
        leading: whole.leading,
        verdict: Verdict::NotEnoughData,
        says: Vec::new(),
        labels: labels::by_window(study, rows, axis),
        labelled,
        running,
        metrics,
        estimation,
        calibration: calibration::of_model(inputs),
    };
    told.verdict = match &told.labelled {
        Some(part) if part.differs => selection::verdict(study, whole, part),
        _ => judge::verdict(&told),
    };
    told.says = sentences::of_model(axis, &told);
    told
}

/// Makes what is expected the chapter's headline where no label of production can tell what came true.
pub fn say_what_is_expected(performance: &mut Performance) {
    let told = performance.over_time.models.iter().filter_map(sentences::only_expected);
    if let Some((_, says)) = told.reduce(|a, b| if b.0 > a.0 { b } else { a }) {
        performance.headline = says;
    }
}

/// All models, or why there are none.
pub fn chapter(
    lacks: Option<String>,
    models: Vec<ModelOverTime>,
    pairs: Vec<PairOverTime>,
) -> PerformanceOverTime {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    let headline = worst.and_then(|model| model.says.first().cloned());
    let headline = headline.or_else(|| lacks.clone()).unwrap_or_default();
    PerformanceOverTime { headline, lacks, models, pairs }
}
