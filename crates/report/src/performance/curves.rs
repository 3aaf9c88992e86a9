//! What is drawn of a model: curves, cells of scores, thresholds, residuals.

use serde::{Deserialize, Serialize};

use super::Estimate;

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CurvePoint {
    /// Across, from 0 to 1.
    pub x: f64,
    /// Up, from 0 to 1.
    pub y: f64,
}

/// What is found among the rows of the largest scores.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GainAt {
    /// Share of the rows.
    pub rows: f64,
    /// Share of all positives among them.
    pub found: Estimate,
    /// That share over the share of rows.
    pub lift: Estimate,
}

/// Rows of neighbouring scores, by class.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreCell {
    /// The least score of the cell.
    pub from: f64,
    /// Where the next cell begins; scores there belong to the last cell only.
    pub to: f64,
    /// Rows of the negative class.
    pub negatives: u64,
    /// Rows of the positive class.
    pub positives: u64,
}

/// What follows where rows are called positive from a score on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ThresholdCounts {
    /// The score.
    pub threshold: f64,
    /// Negatives that are called so.
    pub true_negatives: u64,
    /// Negatives that are called positive.
    pub false_positives: u64,
    /// Positives that are called negative.
    pub false_negatives: u64,
    /// Positives that are called so.
    pub true_positives: u64,
    /// Share of positives among those called so; none where no row is.
    pub precision: Option<f64>,
    /// Share of positives that are called so.
    pub recall: Option<f64>,
    /// Cost per row, by the costs in settings.
    pub cost_per_row: f64,
}

/// The threshold of least cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeastCost {
    /// Rows are called positive from this score on; none where it is best to call no row so.
    pub threshold: Option<f64>,
    /// Cost per row there.
    pub cost_per_row: f64,
    /// Cost per row of the answers in force.
    pub cost_per_row_now: f64,
}

/// Errors of rows of neighbouring predictions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResidualBand {
    /// The least prediction.
    pub from: f64,
    /// The largest prediction.
    pub to: f64,
    /// Rows.
    pub n: u64,
    /// Mean of prediction less truth.
    pub bias: Estimate,
    /// Standard deviation of prediction less truth.
    pub spread: Option<f64>,
}
