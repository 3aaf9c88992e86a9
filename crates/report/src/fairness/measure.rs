//! What is measured of each group.

use serde::{Deserialize, Serialize};

use crate::Estimate;

/// A measure of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupMeasure {
    /// Which.
    pub name: FairnessMeasure,
    /// Of several classes the one that is selected.
    pub class: Option<String>,
    /// Rows that it is of.
    pub n: u64,
    /// Its value; none where it cannot be computed.
    pub value: Option<Estimate>,
}

/// What is measured of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FairnessMeasure {
    /// Share of rows that the model calls positive, or of a class.
    SelectionRate,
    /// Share of rows that are positive.
    BaseRate,
    /// Share of positives that are called so.
    TruePositiveRate,
    /// Share of negatives that are called positive.
    FalsePositiveRate,
    /// Share of those called positive that are.
    Precision,
    /// Share of those called negative that are.
    NegativePredictiveValue,
    /// Share of right answers.
    Accuracy,
    /// Area under the ROC curve.
    RocAuc,
    /// Mean score.
    MeanScore,
    /// Mean square of score less truth.
    Brier,
    /// Mean score less share of positives.
    CalibrationGap,
    /// Mean of the predicted numbers.
    MeanPrediction,
    /// Mean of the numbers that came true.
    MeanTruth,
    /// Mean of prediction less truth.
    MeanError,
    /// Mean absolute error.
    MeanAbsoluteError,
}

impl FairnessMeasure {
    /// Its name as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SelectionRate => "Selected",
            Self::BaseRate => "Base rate",
            Self::TruePositiveRate => "True positive rate",
            Self::FalsePositiveRate => "False positive rate",
            Self::Precision => "Precision",
            Self::NegativePredictiveValue => "Negative predictive value",
            Self::Accuracy => "Accuracy",
            Self::RocAuc => "ROC AUC",
            Self::MeanScore => "Mean score",
            Self::Brier => "Brier score",
            Self::CalibrationGap => "Calibration gap",
            Self::MeanPrediction => "Mean prediction",
            Self::MeanTruth => "Mean truth",
            Self::MeanError => "Mean error",
            Self::MeanAbsoluteError => "Mean absolute error",
        }
    }

    /// What it means.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::SelectionRate => "Share of rows that the model calls positive",
            Self::BaseRate => "Share of labelled rows that are positive",
            Self::TruePositiveRate => "Share of positives that the model finds",
            Self::FalsePositiveRate => "Share of negatives that the model calls positive",
            Self::Precision => "Share of those called positive that are",
            Self::NegativePredictiveValue => "Share of those called negative that are",
            Self::Accuracy => "Share of right answers",
            Self::RocAuc => {
                "Chance that a positive has a larger score than a negative of the group"
            }
            Self::MeanScore => "What the model says on average",
            Self::Brier => "Mean square of score less truth; less is better",
            Self::CalibrationGap => "Mean score less base rate",
            Self::MeanPrediction => "Mean of the predicted numbers",
            Self::MeanTruth => "Mean of the numbers that came true",
            Self::MeanError => "Prediction less truth on average",
            Self::MeanAbsoluteError => "Prediction and truth apart on average",
        }
    }

    /// Whether it is a share of rows.
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::SelectionRate
                | Self::BaseRate
                | Self::TruePositiveRate
                | Self::FalsePositiveRate
                | Self::Precision
                | Self::NegativePredictiveValue
                | Self::Accuracy
        )
    }
}
