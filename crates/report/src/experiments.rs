//! Chapter: what an experiment says of its arms.

mod bandit;
mod canary;
mod decision;
mod effect;
mod metric;
mod over_time;
mod plan;
mod sample_ratio;
mod segments;
mod settings;

pub use bandit::{Bandit, BanditPolicy};
pub use canary::{Canary, CanaryDecision, CanaryGuardrail, CanarySettings, CanaryVerdict};
pub use decision::{Decision, Outlook};
pub use effect::{
    AlwaysValid, ArmEffect, Chances, CupedEffect, EffectSize, FurtherTest, GuardVerdict, Guarded,
};
pub use metric::{ArmValue, ExperimentMetric, MetricKind, MetricStanding};
pub use over_time::{EffectDay, EffectOverTime, EffectTrend};
pub use plan::{Plan, PowerPoint};
pub use sample_ratio::{GroupCounts, SampleRatio};
pub use segments::{EffectSegments, SegmentEffect};
pub use settings::{DecisionRule, ExperimentSettings};

use serde::{Deserialize, Serialize};

impl Experiments {
    /// The same with a canary, which leads where there is no experiment.
    #[must_use]
    pub fn with(mut self, canary: Option<Canary>) -> Self {
        if let Some(canary) = &canary
            && self.lacks.take().is_some()
        {
            self.headline.clone_from(&canary.says);
        }
        self.canary = canary;
        self
    }
}

/// What an experiment says of its arms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Experiments {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// The column that names the arms; none where the files are the arms, or there is no experiment.
    pub column: Option<String>,
    /// Whether the reference is an arm, so that the files are not compared but in what was there before.
    pub is_split: bool,
    /// Where the rows of the arms come from, as a sentence.
    pub rows_from: String,
    /// The arms, the control first.
    pub arms: Vec<ExperimentArm>,
    /// Whether rows fell to the arms as was planned; it comes before all else.
    pub sample_ratio: Option<SampleRatio>,
    /// What to do; none where there is no experiment.
    pub decision: Option<Decision>,
    /// The metrics, the primary one first; none where the sample ratio forbids to look.
    pub metrics: Vec<ExperimentMetric>,
    /// What other ways to deal rows out would have earned.
    pub bandit: Option<Bandit>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
    /// A new version of a model beside the one that was there before; none where production has one version only.
    pub canary: Option<Canary>,
}

/// An arm of an experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExperimentArm {
    /// Its name.
    pub name: String,
    /// Rows that fell to it.
    pub rows: u64,
    /// The share of all rows.
    pub share: f64,
    /// The share that was planned.
    pub planned: f64,
}
