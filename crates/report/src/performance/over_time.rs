//! How good a model is window by window: what was expected without labels, and what came true.

use serde::{Deserialize, Serialize};

use super::{Estimate, MetricName, PairOverTime};
use crate::{CalibrationOverTime, Pair, Verdict};

/// Every model over the windows of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PerformanceOverTime {
    /// The finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// The models, in the order of the chapter's.
    pub models: Vec<ModelOverTime>,
    /// The first model beside each other one, in the order of the chapter's pairs.
    pub pairs: Vec<PairOverTime>,
}

/// One model over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelOverTime {
    /// Its name.
    pub name: String,
    /// The metric that its verdict rests on.
    pub leading: MetricName,
    /// Whether it became worse at some time; not enough data where no window could be judged.
    pub verdict: Verdict,
    /// What was expected, what came true, since when, and how well it was foretold, in this order.
    pub says: Vec<String>,
    /// The metrics that are told over time.
    pub metrics: Vec<MetricOverTime>,
    /// Rows and labels of each window of the timeline.
    pub labels: Vec<WindowLabels>,
    /// Whether labelled rows of production are like those that wait; none where all or none are labelled,
    /// or too few to learn from.
    pub labelled: Option<LabelledPart>,
    /// Labelled production so far, by a band that may be looked at every day.
    pub running: Running,
    /// How it was expected without labels.
    pub estimation: Estimation,
    /// The gap between mean probability and what came true, class by class.
    pub calibration: Vec<CalibrationOverTime>,
}

/// One metric over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricOverTime {
    /// Which.
    pub name: MetricName,
    /// Its value over all labelled rows of each side.
    pub realised: Pair<Option<Estimate>>,
    /// What is expected over all rows of each side without labels.
    pub expected: Pair<Option<Estimate>>,
    /// NannyML's limits: three standard deviations around the mean of the reference's windows.
    pub limits: Option<(f64, f64)>,
    /// How much more the reference's own windows vary than chance gives: ratio of standard deviations, 1
    /// at least. Tests allow for it.
    pub spread: f64,
    /// One for each window of the timeline.
    pub windows: Vec<MetricWindow>,
    /// Since when it is worse, by what came true.
    pub since: Option<Since>,
    /// Since when it is expected to be worse.
    pub expected_since: Option<Since>,
    /// The longest row of bad windows, where it is as long as the setting asks.
    pub streak: Option<Streak>,
    /// How well it was foretold; none where no window has both.
    pub agreement: Option<Agreement>,
}

/// One metric in one window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricWindow {
    /// What came true; none where it cannot be told.
    pub realised: Option<Estimate>,
    /// Why it cannot; empty where it can.
    pub lacks: String,
    /// How it is held against the whole reference; in production only.
    pub against: Option<Against>,
    /// What is expected without labels.
    pub expected: Option<Estimate>,
    /// How that is held against the whole reference; in production only.
    pub expected_against: Option<Against>,
}

/// A window held against the whole reference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Against {
    /// How much worse it is, relative to the reference; under 0 where it is better.
    pub relative_drop: f64,
    /// The p-value of no drop, adjusted over the windows of production.
    pub p_adjusted: f64,
    /// Whether that is chance, small, or to be acted on.
    pub verdict: Verdict,
}

/// From a window of production on, a metric is worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The position of the window among those of the timeline.
    pub window: u32,
    /// Its name.
    pub label: String,
    /// When it begins: "31 March 2019", "row 25,001 of production".
    pub when: String,
    /// The metric over all rows from there on; the mean of windows, by inverse variance, where only those
    /// are known.
    pub value: Estimate,
    /// How much worse that is than the whole reference.
    pub relative_drop: f64,
    /// The p-value of the step, adjusted for the windows that it may begin in.
    pub p_value: f64,
    /// Whether it is small, or to be acted on.
    pub verdict: Verdict,
}

impl Since {
    /// How much it matters, to be compared.
    #[must_use]
    pub const fn gravity(&self) -> (Verdict, f64) {
        (self.verdict, self.relative_drop)
    }
}

impl ModelOverTime {
    /// The metric that lost most from some window of production on, and since when.
    #[must_use]
    pub fn worst_since(&self) -> Option<(&MetricOverTime, &Since)> {
        let metrics = self.metrics.iter();
        let lost = metrics.filter_map(|metric| Some((metric, metric.since.as_ref()?)));
        lost.reduce(|a, b| if b.1.gravity() > a.1.gravity() { b } else { a })
    }

    /// Of the leading metric and accuracy the one that is expected to lose most without labels, and since when.
    #[must_use]
    pub fn worst_expected_since(&self) -> Option<(&MetricOverTime, &Since)> {
        let is_told = |metric: &&MetricOverTime| {
            metric.name == self.leading || metric.name == MetricName::Accuracy
        };
        let metrics = self.metrics.iter().filter(is_told);
        let lost = metrics.filter_map(|metric| Some((metric, metric.expected_since.as_ref()?)));
        lost.reduce(|a, b| if b.1.relative_drop > a.1.relative_drop { b } else { a })
    }
}

/// From a window of production on, a number is another one, be it larger or smaller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedSince {
    /// The position of the window among those of the timeline.
    pub window: u32,
    /// Its name.
    pub label: String,
    /// When it begins.
    pub when: String,
    /// The number from there on: mean of the windows, by inverse variance.
    pub value: Estimate,
    /// The p-value of the step, adjusted for the windows and the two directions.
    pub p_value: f64,
}

/// Bad windows in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Streak {
    /// The position of the first among those of the timeline.
    pub window: u32,
    /// Its name.
    pub label: String,
    /// How many.
    pub windows: u32,
    /// Whether the last window that could be judged is one of them.
    pub lasts: bool,
}

/// What was expected, held against what came true, over the windows of production that have both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Windows with both.
    pub windows: u32,
    /// Mean of expected less realised.
    pub mean_error: f64,
    /// Mean of the same without its sign.
    pub mean_absolute_error: f64,
    /// Windows in which what came true lies within the expected band.
    pub inside: u32,
}

/// Rows and labels of a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WindowLabels {
    /// Rows that the model has an output for.
    pub rows: u64,
    /// Those of them that have a label.
    pub labelled: u64,
    /// Half of the labels came within this many milliseconds; none where it is not known.
    pub lag_median_ms: Option<f64>,
}

/// The mean over production's labelled rows so far, with a band that holds at all times at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Running {
    /// The metric, which is a mean over rows; none where there is none.
    pub metric: Option<MetricName>,
    /// Why there is none; empty where there is one.
    pub lacks: String,
    /// At the end of each window of the timeline; none in the reference and without labels.
    pub points: Vec<Option<RunningPoint>>,
    /// The first window at whose end the band leaves out the reference on the worse side.
    pub alarm: Option<String>,
}

/// A mean so far.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RunningPoint {
    /// Labelled rows so far.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    /// The ends of the band, wide enough for the reference's own error, too.
    pub band: (f64, f64),
}

/// How a model is expected to do without labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Estimation {
    /// The method: "CBPE", "DLE"; empty where there is none.
    pub method: String,
    /// Why nothing is expected, as a clause; empty where something is.
    pub lacks: String,
    /// Labelled rows of the reference that it learned from, and rows of production that it looked at.
    pub rows: Pair<u64>,
    /// What was done to the scores, as a sentence; empty where nothing was.
    pub calibration: String,
    /// Share of the loss's variance that can be foretold on unseen rows; of numbers only.
    pub foretold_share: Option<f64>,
    /// Whether chances still hold, where production has labels.
    pub assumption: Option<Assumption>,
    /// What is expected where labelled rows of the reference are weighted to look like production.
    pub weighted: Option<Weighted>,
}

/// Whether the chances that an expectation rests on came true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// Labelled rows of production.
    pub n: u64,
    /// How far chances are from what came true, on average.
    pub error: f64,
    /// What that is by chance.
    pub by_chance: f64,
    /// Share of draws by chance that are as far off.
    pub p_value: f64,
    /// Whether it is visibly broken.
    pub is_broken: bool,
    /// The finding, as a sentence.
    pub says: String,
}

/// Labelled rows of production against those that wait for a label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelledPart {
    /// Rows with a label.
    pub labelled: u64,
    /// Rows that wait for one.
    pub waiting: u64,
    /// How many of both a classifier looked at, drawn at random.
    pub sample: (u64, u64),
    /// How well it tells unseen rows apart: area under its ROC curve.
    pub auc: f64,
    /// The p-value of no difference.
    pub p_value: f64,
    /// Whether the labelled part is not like the rest, and otherwise so than in the reference.
    pub differs: bool,
    /// Whether it is not like the rest as the labelled part of the reference is not, by the same columns and
    /// for about as many rows: metrics compare like with like then.
    pub as_in_reference: bool,
    /// The columns that tell it, most telling first; empty where it is like the rest.
    pub giveaways: Vec<String>,
    /// The metric where labelled rows are weighted to look like all of production.
    pub weighted: Option<Weighted>,
    /// The finding, as sentences.
    pub says: String,
}

/// A mean over labelled rows that are weighted to look like others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Weighted {
    /// The metric.
    pub metric: MetricName,
    /// Its plain mean over the same labelled rows.
    pub plain: Estimate,
    /// Its weighted mean.
    pub weighted: Estimate,
    /// Labelled rows.
    pub rows: u64,
    /// How many equally weighted rows say as much.
    pub effective_rows: f64,
}
