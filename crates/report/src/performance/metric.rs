//! Metrics: what is told of a model in one number.

use serde::{Deserialize, Serialize};

use crate::{Pair, Verdict};

/// A value and where the true one lies in 95% of cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// The ends of the interval; none where it cannot be told.
    pub interval_95: Option<(f64, f64)>,
}

impl Estimate {
    /// Whether it is told from 0: its interval lies on one side of it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.interval_95.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// One metric on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Which.
    pub name: MetricName,
    /// Its value; none where it cannot be computed on that side.
    pub value: Pair<Option<Estimate>>,
    /// Why it cannot; empty where it can.
    pub lacks: Pair<String>,
    /// Production less reference.
    pub change: Option<Estimate>,
    /// How much worse it became, relative to the reference; under 0 where it became better.
    pub relative_drop: Option<f64>,
    /// Whether that is chance, small, or to be acted on; none without a change.
    pub verdict: Option<Verdict>,
}

impl Metric {
    /// Whether the reference had no error at all, so that what came has no size relative to it.
    #[must_use]
    pub fn is_from_none(&self) -> bool {
        self.name.is_loss()
            && self.value.reference.is_some_and(|reference| reference.value == 0.0)
            && self.change.is_some_and(|change| change.value > 0.0)
    }

    /// Whether production is better beyond chance.
    #[must_use]
    pub fn is_better(&self) -> bool {
        let interval = self.change.and_then(|change| change.interval_95);
        interval.is_some_and(|(low, high)| if self.name.is_loss() { high < 0.0 } else { low > 0.0 })
    }

    /// What became of it, in a word; none where that is neither better nor worse.
    #[must_use]
    pub fn word(&self) -> Option<&'static str> {
        Some(match self.verdict? {
            Verdict::Stable if self.is_better() => "better",
            verdict => Self::word_of(verdict),
        })
    }

    /// What a verdict is called of a metric, or of a model.
    #[must_use]
    pub const fn word_of(verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Significant => "clearly worse",
            Verdict::Moderate => "worse",
            Verdict::Negligible => "a little worse",
            Verdict::NotEnoughData => "not enough data",
            Verdict::Stable => "no clear change",
        }
    }
}

/// The measures of one class of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassPerformance {
    /// The class.
    pub class: String,
    /// Rows of the class.
    pub n: Pair<u64>,
    /// Precision, recall, F1, and the area under its ROC curve against all other classes.
    pub metrics: Vec<Metric>,
}

/// A metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MetricName {
    /// Area under the ROC curve; of several classes the mean over classes against all others.
    RocAuc,
    /// Average precision.
    AveragePrecision,
    /// Share of answers that are right.
    Accuracy,
    /// Mean of the recalls of all classes.
    BalancedAccuracy,
    /// Share of positives among those called so; of several classes the mean.
    Precision,
    /// Share of positives that are called so; of several classes the mean.
    Recall,
    /// Share of negatives that are called so.
    Specificity,
    /// Harmonic mean of precision and recall; of several classes the mean.
    F1,
    /// The mean F1 of the classes, each by its rows.
    WeightedF1,
    /// Matthews' correlation.
    Matthews,
    /// Cohen's kappa.
    Kappa,
    /// Logarithmic loss.
    LogLoss,
    /// Brier score; of several classes the sum over classes.
    Brier,
    /// Largest distance of the classes' scores.
    Separation,
    /// Share of explained variance.
    RSquared,
    /// Mean absolute error.
    MeanAbsoluteError,
    /// Root of the mean squared error.
    RootMeanSquaredError,
    /// Median absolute error.
    MedianAbsoluteError,
    /// Mean absolute error over the truth, where that is not 0.
    MeanAbsolutePercentageError,
    /// Mean of prediction less truth.
    Bias,
}

impl MetricName {
    /// The metric as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RocAuc => "ROC AUC",
            Self::AveragePrecision => "average precision",
            Self::Accuracy => "accuracy",
            Self::BalancedAccuracy => "balanced accuracy",
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::Specificity => "specificity",
            Self::F1 => "F1",
            Self::WeightedF1 => "weighted F1",
            Self::Matthews => "Matthews correlation",
            Self::Kappa => "Cohen’s kappa",
            Self::LogLoss => "log loss",
            Self::Brier => "Brier score",
            Self::Separation => "KS of scores",
            Self::RSquared => "R²",
            Self::MeanAbsoluteError => "mean absolute error",
            Self::RootMeanSquaredError => "RMSE",
            Self::MedianAbsoluteError => "median absolute error",
            Self::MeanAbsolutePercentageError => "MAPE",
            Self::Bias => "bias",
        }
    }

    /// Whether a smaller value is the better one.
    #[must_use]
    pub const fn is_loss(self) -> bool {
        matches!(
            self,
            Self::LogLoss
                | Self::Brier
                | Self::MeanAbsoluteError
                | Self::RootMeanSquaredError
                | Self::MedianAbsoluteError
                | Self::MeanAbsolutePercentageError
        )
    }
}
