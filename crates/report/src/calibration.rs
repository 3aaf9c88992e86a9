//! Chapter: whether the model's probabilities can be believed.

mod repair;
mod segments;
mod settings;

pub use repair::{MapPoint, Repair, RepairEffect, RepairMethod};
pub use segments::{CalibrationOverTime, CalibrationSegments, MeanGap, SegmentGap};
pub use settings::CalibrationSettings;

use serde::{Deserialize, Serialize};

use crate::{Estimate, Pair, Side, Verdict};

/// Whether probabilities can be believed, on each side that has labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// The model of each score, in the order of the columns.
    pub models: Vec<ModelCalibration>,
}

/// Whether the probabilities of one model can be believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelCalibration {
    /// Its name: that of its score, or what class probabilities share.
    pub name: String,
    /// Whether they can be believed, in one sentence.
    pub says: String,
    /// The worst verdict of its classes.
    pub verdict: Verdict,
    /// The positive class; of several classes each one against all others.
    pub classes: Vec<ClassCalibration>,
    /// What is odd about it, as sentences.
    pub notes: Vec<String>,
}

/// The probabilities of one class against what came true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassCalibration {
    /// The class.
    pub class: String,
    /// The column of its probability.
    pub score: String,
    /// Whether it can be believed, in one sentence.
    pub says: String,
    /// Whether its gaps are chance, small, or to be acted on: on production where that has labels.
    pub verdict: Verdict,
    /// What was measured; none on a side with too few labels.
    pub sides: Pair<Option<SideCalibration>>,
    /// Why nothing was measured; empty where something was.
    pub lacks: Pair<String>,
    /// What changed from the reference to production; none where a side has too few labels.
    pub change: Option<CalibrationChange>,
    /// Where promise and happening are farthest apart, by rows and beyond chance: on production where that
    /// has labels.
    pub worst: Option<PromiseGap>,
    /// Where it is off, by the values of other columns; none where no segment has enough labelled rows.
    pub segments: Option<CalibrationSegments>,
    /// What would mend it.
    pub repairs: Vec<Repair>,
}

impl ClassCalibration {
    /// The side that is judged: production where it could be measured, else the reference.
    #[must_use]
    pub fn judged_side(&self) -> Option<Side> {
        [Side::Production, Side::Reference].into_iter().find(|side| self.sides.get(*side).is_some())
    }
}

/// A bin in which something else happened than was promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PromiseGap {
    /// The side.
    pub side: Side,
    /// Where the bin stands among those of equal width.
    pub bin: u32,
    /// Its rows.
    pub n: u64,
    /// Mean probability.
    pub promised: f64,
    /// Share of rows of the class.
    pub happened: Estimate,
    /// Both in a few words: "Promised 75%, happened 60%".
    pub says: String,
}

/// How calibration changed from the reference to production.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalibrationChange {
    /// Growth of the expected error over bins of equally many rows.
    pub expected_error: f64,
    /// Change of mean probability less share of the class: over 0 where the model says more than before,
    /// of what comes true.
    pub mean_gap: Estimate,
    /// Change of the slope of the calibration line: under 0 where the model is surer of itself than before
    /// for no reason. None where a side has no such line.
    pub slope: Option<Estimate>,
    /// Twice the lesser p-value of these two changes; that of the first without the second.
    pub p_value: f64,
    /// The same, adjusted over all classes of all models.
    pub p_adjusted: f64,
}

/// Calibration on one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideCalibration {
    /// Rows with a label and a probability.
    pub n: u64,
    /// Rows of the class.
    pub positives: u64,
    /// Area under the ROC curve; under 0.5, higher scores go with fewer rows of the class.
    pub roc_auc: Option<Estimate>,
    /// Over bins of equal width.
    pub equal_width: Diagram,
    /// Over bins of equally many rows: the verdict rests on this one.
    pub equal_count: Diagram,
    /// The Brier score in parts, over bins of equal width.
    pub brier: BrierParts,
    /// Test of Hosmer and Lemeshow over bins of equally many rows.
    pub hosmer_lemeshow: Option<HosmerLemeshow>,
    /// Spiegelhalter's test: z over 0 where the model is too sure.
    pub spiegelhalter: Option<Spiegelhalter>,
    /// Intercept of the calibration line, in log odds; 0 is right.
    pub intercept: Option<Estimate>,
    /// Slope of the calibration line; 1 is right, under 1 is too sure.
    pub slope: Option<Estimate>,
    /// Intercept beside a slope of 1: over 0 where the model says too little on the whole.
    pub in_the_large: Option<Estimate>,
    /// Mean probability less share of the class.
    pub mean_gap: Option<MeanGap>,
}

/// A reliability diagram and its distance from the diagonal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Diagram {
    /// Bins from low probabilities to high ones.
    pub bins: Vec<ReliabilityBin>,
    /// Mean gap over rows: ECE, or adaptive ECE over bins of equally many rows.
    pub expected_error: f64,
    /// Largest gap: MCE.
    pub maximum_error: f64,
    /// Root of the mean squared gap over rows.
    pub root_mean_square_error: f64,
    /// What the expected error is where every probability is true.
    pub chance: Option<ErrorByChance>,
}

/// A bin of a reliability diagram.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReliabilityBin {
    /// Lower edge, which only the first bin holds.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Rows.
    pub n: u64,
    /// Rows of the class.
    pub positives: u64,
    /// Mean probability; none without rows.
    pub mean_score: Option<f64>,
    /// Share of rows of the class; none without rows.
    pub share: Option<Estimate>,
}

/// The expected calibration error by chance alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorByChance {
    /// Its mean.
    pub expected: f64,
    /// The ends of what it is in 95% of cases.
    pub interval_95: (f64, f64),
    /// The largest that chance gives in 95% of cases: from there on the verdict takes an error for none.
    pub up_to: f64,
    /// How often it is as large as what was found.
    pub p_value: f64,
    /// Seeded draws behind these.
    pub draws: u32,
}

/// Parts of the Brier score: reliability less resolution plus uncertainty plus variance less covariance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BrierParts {
    /// The Brier score.
    pub score: f64,
    /// Mean squared gap of bins.
    pub reliability: f64,
    /// How far bins differ in what came true.
    pub resolution: f64,
    /// The score of always saying the share of the class.
    pub uncertainty: f64,
    /// Variance of probabilities within bins.
    pub within_bin_variance: f64,
    /// Twice the covariance of probability and class within bins.
    pub within_bin_covariance: f64,
}

/// Test of Hosmer and Lemeshow.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HosmerLemeshow {
    /// The statistic; none where it is infinite, as the model calls impossible what came true.
    pub statistic: Option<f64>,
    /// Bins with rows: the degrees of freedom.
    pub bins: u64,
    /// For rows that the model did not learn from.
    pub p_value: f64,
    /// For rows that it did learn from: two degrees of freedom less.
    pub fitted_p_value: Option<f64>,
}

/// Spiegelhalter's test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spiegelhalter {
    /// In the standard normal law where every probability is true.
    pub z: f64,
    /// Two-sided.
    pub p_value: f64,
}
