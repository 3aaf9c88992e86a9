//! The gap between mean probability and what came true: of segments, and of windows.

use serde::{Deserialize, Serialize};

use crate::{ChangedSince, Estimate, Side};

/// What a model promises on average, beside what happened, over some rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeanGap {
    /// Rows with a label and a probability.
    pub n: u64,
    /// Mean probability.
    pub promised: f64,
    /// Share of rows of the class.
    pub happened: f64,
    /// The former less the latter: over 0 where the model says too much.
    pub gap: Estimate,
    /// How likely such a gap is where every probability is true.
    pub p_value: f64,
}

/// Where a model is off: segments of the judged side, by the values of one column after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalibrationSegments {
    /// The side.
    pub side: Side,
    /// Segments with enough rows, over which p-values are adjusted with those of the model's other classes.
    pub looked_at: u64,
    /// Columns whose segments these are.
    pub columns: u64,
    /// Columns that were not looked at, as there are too many.
    pub left_out: u64,
    /// How many segments are off beyond chance.
    pub off: u64,
    /// In how many of these the gap is larger than in the reference, beyond chance.
    pub grew: u64,
    /// What it comes to, as a sentence.
    pub says: String,
    /// Segments that are off beyond chance first, among these those whose gap grew, then by the gap that is sure.
    pub listed: Vec<SegmentGap>,
}

/// The rows of one value, or group of values, of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentGap {
    /// The column.
    pub column: String,
    /// Its values.
    pub segment: String,
    /// On the judged side.
    pub gap: MeanGap,
    /// The p-value adjusted over all segments of all classes of the model.
    pub p_adjusted: f64,
    /// The same rows of the reference, where production is judged and the reference has enough of them.
    pub before: Option<MeanGap>,
    /// The p-value of the same gap on both sides, adjusted over all segments of all classes of the model.
    pub change_p_adjusted: Option<f64>,
    /// Mean gap over bins of equally many rows: ECE of the segment.
    pub expected_error: f64,
    /// What that is by chance, on average.
    pub by_chance: f64,
}

/// The gap of a class window by window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalibrationOverTime {
    /// The class.
    pub class: String,
    /// The column of its probability.
    pub score: String,
    /// The whole reference.
    pub reference: Option<MeanGap>,
    /// One for each window of the timeline; none with too few labelled rows.
    pub windows: Vec<Option<MeanGap>>,
    /// How much more windows of both sides vary than chance gives, production's before and after the step each by itself.
    pub spread: f64,
    /// Since when the gap is another one than the reference's.
    pub since: Option<ChangedSince>,
    /// The calibration error over bins of equally many rows of production before that, or of the reference
    /// where production began with it; none where it did not change.
    pub error_before: Option<f64>,
    /// The same from there on.
    pub error_since: Option<f64>,
    /// What it comes to, as a sentence.
    pub says: String,
}
