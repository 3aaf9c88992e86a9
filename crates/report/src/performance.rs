//! Chapter: how good the model is, where the truth is known.

mod curves;
mod metric;
mod over_time;
mod pair;
mod pair_over_time;
mod same_rows;
mod settings;

pub use curves::{CurvePoint, GainAt, LeastCost, ResidualBand, ScoreCell, ThresholdCounts};
pub use metric::{ClassPerformance, Estimate, Metric, MetricName};
pub use over_time::{
    Against, Agreement, Assumption, ChangedSince, Estimation, LabelledPart, MetricOverTime,
    MetricWindow, ModelOverTime, PerformanceOverTime, Running, RunningPoint, Since, Streak,
    Weighted, WindowLabels,
};
pub use pair::{
    AucPair, MetricDifference, ModelPair, PairSegment, PairSegments, RightPair, ScorePair, SidePair,
};
pub use pair_over_time::{PairOverTime, PairWindow, Standing};
pub use same_rows::{Joining, SameRows};
pub use settings::PerformanceSettings;

use serde::{Deserialize, Serialize};

use crate::{Pair, Verdict};

/// How good the model is on each side that has labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Performance {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// The column that holds what really happened.
    pub label: Option<String>,
    /// The model of each score or prediction, in the order of the columns.
    pub models: Vec<ModelPerformance>,
    /// The models window by window.
    pub over_time: PerformanceOverTime,
    /// The first model beside each other one, on the same rows; where both files hold the same rows, the models of one
    /// beside those of the other.
    pub pairs: Vec<ModelPair>,
    /// How rows met, where both files hold the same rows, answered by two models.
    pub same_rows: Option<SameRows>,
    /// What is odd or was left out, as sentences.
    pub notes: Vec<String>,
}

/// What kind of answer a model gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Yes or no.
    Binary,
    /// One of several classes.
    Multiclass,
    /// A number.
    Regression,
}

/// How good one model is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelPerformance {
    /// Its name: that of its score, or of its prediction.
    pub name: String,
    /// What kind of answer it gives.
    pub task: Task,
    /// The column of its answer, and where there is none, what the answer is taken to be: "yes from a
    /// score of 0.5 on".
    pub answer: String,
    /// Columns of its score or of its class probabilities.
    pub scores: Vec<String>,
    /// The classes, the positive one of two last; empty for numbers.
    pub classes: Vec<String>,
    /// The metric that its verdict rests on.
    pub leading: MetricName,
    /// Whether it became worse, in one sentence.
    pub says: String,
    /// Whether it became worse; not enough data where a side has too few labelled rows.
    pub verdict: Verdict,
    /// How likely such a change of the leading metric is by chance, adjusted over all models; none
    /// without a change.
    pub p_adjusted: Option<f64>,
    /// Whether labelled rows of production are like those that wait, which the verdict allows for; none where
    /// all or none are labelled, or too few to learn from.
    pub labelled: Option<LabelledPart>,
    /// Every metric that there is for its kind of answer.
    pub metrics: Vec<Metric>,
    /// The measures of each class; of several classes only.
    pub per_class: Vec<ClassPerformance>,
    /// What is drawn of each side.
    pub sides: Pair<SidePerformance>,
    /// What is odd about it, as sentences.
    pub notes: Vec<String>,
}

impl ModelPerformance {
    /// Whether labels came for other rows of production than those that wait.
    #[must_use]
    pub fn is_of_other_rows(&self) -> bool {
        self.labelled.as_ref().is_some_and(|part| part.differs)
    }

    /// Whether both sides were measured and none is called worse: where files hold the same rows, two models of one name
    /// stand beside each other.
    #[must_use]
    pub fn is_compared_row_by_row(&self) -> bool {
        let mut metrics = self.metrics.iter();
        self.verdict == Verdict::NotEnoughData
            && metrics.any(|metric| metric.value.both().is_some())
    }

    /// What became of it, in a word: that of its leading metric, or of its weighted rows where labels came
    /// for others.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let leading = self.metrics.iter().find(|metric| metric.name == self.leading);
        let word = leading.filter(|_| !self.is_of_other_rows()).and_then(Metric::word);
        word.unwrap_or(Metric::word_of(self.verdict))
    }

    /// The metric that the verdict rests on where labels came for other rows than those that wait: that of
    /// labelled rows weighted to look like all of production.
    #[must_use]
    pub fn weighted_labels(&self) -> Option<&Weighted> {
        self.labelled.as_ref().filter(|part| part.differs)?.weighted.as_ref()
    }
}

/// What is drawn of a model on one side; empty where it has too few labelled rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SidePerformance {
    /// Rows with a label and an output of the model.
    pub n: u64,
    /// Rows by true class, then by predicted class; empty for numbers and where nothing is labelled.
    pub confusion: Vec<Vec<u64>>,
    /// False-positive rate across, recall up.
    pub roc: Vec<CurvePoint>,
    /// Recall across, precision up.
    pub precision_recall: Vec<CurvePoint>,
    /// What is found among the rows of the largest scores.
    pub gains: Vec<GainAt>,
    /// Scores by class.
    pub score_cells: Vec<ScoreCell>,
    /// What follows from each threshold.
    pub thresholds: Vec<ThresholdCounts>,
    /// The threshold of least cost.
    pub least_cost: Option<LeastCost>,
    /// Errors by the size of the prediction; of numbers only.
    pub residuals: Vec<ResidualBand>,
}
