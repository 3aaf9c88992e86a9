//! What a treatment does to a metric.

use serde::{Deserialize, Serialize};

use super::{EffectOverTime, EffectSegments, Plan};
use crate::Estimate;

/// A treatment against the control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArmEffect {
    /// The treatment.
    pub arm: String,
    /// Treatment less control.
    pub difference: Option<Estimate>,
    /// The same as a share of the control.
    pub lift: Option<Estimate>,
    /// The test behind the p-value, and why it is this one.
    pub test: String,
    /// How likely such a difference is by chance; none where no test can be made.
    pub p_value: Option<f64>,
    /// The same, adjusted over the metrics and arms of its standing.
    pub p_adjusted: Option<f64>,
    /// The effect size, without a unit.
    pub size: Option<EffectSize>,
    /// The difference freed of what was known before.
    pub cuped: Option<CupedEffect>,
    /// What is believed of both arms.
    pub chances: Option<Chances>,
    /// What holds however often one looks.
    pub always_valid: Option<AlwaysValid>,
    /// Why the normal law does not hold for it yet, so that nothing is decided, as a clause; empty where it does.
    pub unsettled: String,
    /// Whether it stays within its margin, of a guardrail.
    pub guarded: Option<Guarded>,
    /// What the experiment can see.
    pub plan: Option<Plan>,
    /// Other tests and intervals of the same.
    pub further: Vec<FurtherTest>,
    /// Day by day; none without times.
    pub over_time: Option<EffectOverTime>,
    /// By group of rows.
    pub segments: Vec<EffectSegments>,
    /// All of it, as a sentence.
    pub says: String,
    /// Why there is no effect; empty where there is one.
    pub lacks: String,
}

/// An effect without a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectSize {
    /// "Cohen’s h".
    pub name: String,
    /// Its value.
    pub value: Estimate,
}

/// The difference freed of what was known before (CUPED).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CupedEffect {
    /// The covariate.
    pub covariate: String,
    /// What one more of it takes off the metric.
    pub theta: f64,
    /// Its correlation with the metric.
    pub correlation: f64,
    /// The covariate’s own difference between the arms, with its interval.
    pub imbalance: Estimate,
    /// The adjusted difference.
    pub difference: Estimate,
    /// The adjusted difference as a share of the control.
    pub lift: Option<Estimate>,
    /// The adjusted difference in standard errors.
    pub t: f64,
    /// Degrees of freedom.
    pub degrees_of_freedom: f64,
    /// How likely it is by chance.
    pub p_value: f64,
    /// The variance of the difference over that without the covariate.
    pub variance_ratio: f64,
    /// All of it, as a sentence.
    pub says: String,
}

/// What is believed of a treatment after the rows were seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chances {
    /// The probability that it is better than the control.
    pub to_beat_control: f64,
    /// The probability that it is the best of all arms.
    pub to_be_best: f64,
    /// By how much the better of both is better than the treatment on average.
    pub loss_of_treatment: f64,
    /// The same of the control.
    pub loss_of_control: f64,
    /// What holds the metric of the treatment with 95%.
    pub treatment: (f64, f64),
    /// The same of the control.
    pub control: (f64, f64),
}

/// What holds however often one looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlwaysValid {
    /// The difference with its interval.
    pub difference: Estimate,
    /// p-value, at whatever time one stops.
    pub p_value: f64,
    /// Whether one may stop now.
    pub may_stop: bool,
}

/// Whether a metric stays within its margin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guarded {
    /// What may be lost.
    pub margin: f64,
    /// Whether that is a share of the control; else it is in the metric's unit.
    pub is_relative: bool,
    /// One-sided p-value of a loss of the margin or more.
    pub p_value: Option<f64>,
    /// What it comes to.
    pub verdict: GuardVerdict,
    /// All of it, as a sentence.
    pub says: String,
}

/// What a guardrail comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuardVerdict {
    /// It is surely within its margin.
    Kept,
    /// It is surely beyond its margin.
    Broken,
    /// Neither is sure.
    Unclear,
}

/// Another test or interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FurtherTest {
    /// What it is.
    pub name: String,
    /// What it measures, with its interval; none of a test without a measure.
    pub value: Option<Estimate>,
    /// What the value is of: "difference", "lift"; empty without a value.
    pub unit: String,
    /// Its statistic.
    pub statistic: Option<f64>,
    /// Its p-value.
    pub p_value: Option<f64>,
    /// What to know of it; may be empty.
    pub remark: String,
}
