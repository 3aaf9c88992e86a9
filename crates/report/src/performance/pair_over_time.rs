//! Two models on the same rows, window by window.

use serde::{Deserialize, Serialize};

use super::{ChangedSince, Estimate, MetricName};

/// Two models of one study, held against each other in each window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairOverTime {
    /// The model that the other one is held against.
    pub first: String,
    /// The other one.
    pub second: String,
    /// The metric whose difference is told.
    pub metric: MetricName,
    /// Second less first over the whole reference; none where it cannot be told.
    pub reference: Option<Estimate>,
    /// One for each window of the timeline.
    pub windows: Vec<PairWindow>,
    /// How much more windows of both sides vary than chance gives, production's before and after the step each by itself.
    pub spread: f64,
    /// From when on the difference is another one than the reference's.
    pub since: Option<ChangedSince>,
    /// The finding, as sentences.
    pub says: String,
}

/// Two models in one window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PairWindow {
    /// Rows that both answer.
    pub answered: u64,
    /// Share of these on which they say the same.
    pub agreement: Option<Estimate>,
    /// Rows that have the metric of both.
    pub n: u64,
    /// Second less first; none where the window has too few such rows, or too few of a class.
    pub difference: Option<Estimate>,
    /// The p-value of no difference, adjusted over the windows of production; there only.
    pub p_adjusted: Option<f64>,
    /// How the second stands; none where that is not tested.
    pub standing: Option<Standing>,
}

/// How the second of two models stands beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is better.
    Better,
    /// It is worse.
    Worse,
    /// It can be told neither better nor worse.
    Open,
}
