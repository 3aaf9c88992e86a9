//! Whether a new version of a model that answers some of the rows may answer all.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;
use crate::{Estimate, Severity};

/// A canary: a version beside the one that was there before, on other rows of the same time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// The column that names versions.
    pub column: String,
    /// The version that it is held against.
    pub control: String,
    /// The version that is tried.
    pub canary: String,
    /// Rows of production that the control answered.
    pub control_rows: u64,
    /// Rows that the canary answered.
    pub canary_rows: u64,
    /// Hours from its first row to its last; none without times.
    pub hours: Option<f64>,
    /// What it must not break.
    pub guardrails: Vec<CanaryGuardrail>,
    /// What to do.
    pub decision: CanaryDecision,
    /// That in a sentence with its reason.
    pub says: String,
    /// What is odd, as sentences.
    pub notes: Vec<String>,
}

/// What a canary must not break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CanaryGuardrail {
    /// What is held.
    pub name: String,
    /// Whether it is a share of rows, told in percent.
    pub is_share: bool,
    /// Rows of the control that tell it.
    pub control_n: u64,
    /// Rows of the canary that tell it.
    pub canary_n: u64,
    /// Its value in the control.
    pub control: f64,
    /// Its value in the canary.
    pub canary: f64,
    /// How much worse the canary is, in its unit; under 0 where it is better.
    pub worse: Estimate,
    /// How much worse it may be.
    pub margin: f64,
    /// What that comes to.
    pub verdict: CanaryVerdict,
}

/// Whether a guardrail is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CanaryVerdict {
    /// Surely not worse by the margin.
    Kept,
    /// Neither is sure.
    Open,
    /// Surely worse, and by more than the margin as far as can be told.
    Broken,
}

impl CanaryVerdict {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Open => "not sure",
            Self::Broken => "broken",
        }
    }

    /// How grave it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Kept => Severity::Good,
            Self::Open => Severity::Information,
            Self::Broken => Severity::High,
        }
    }
}

/// What to do with a canary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CanaryDecision {
    /// Let it answer all rows.
    Promote,
    /// Wait for more rows or more time.
    KeepGoing,
    /// Take it back.
    RollBack,
}

fields! {
    /// Settings of canaries.
    pub struct CanarySettings {
        /// Rows that a canary must answer before it is promoted.
        pub min_rows: u32 = 5_000,
        /// Hours that it must run.
        pub min_hours: f64 = 48.0,
        /// How much larger the share of failures may be.
        pub error_margin: f64 = 0.005,
        /// How much slower the 99th percentile of the latency may be, as a share of the control's.
        pub latency_margin: f64 = 0.1,
        /// How much lower accuracy may be; of numbers how much larger the mean absolute error, as a share.
        pub accuracy_margin: f64 = 0.02,
    }
}
