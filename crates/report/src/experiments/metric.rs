//! A metric of an experiment.

use serde::{Deserialize, Serialize};

use super::ArmEffect;
use crate::Estimate;

/// A metric of an experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExperimentMetric {
    /// What it is: "revenue", "90th percentile of latency_ms", "revenue per sessions".
    pub name: String,
    /// The columns that it is of.
    pub columns: Vec<String>,
    /// What it is measured as.
    pub kind: MetricKind,
    /// What it counts for.
    pub standing: MetricStanding,
    /// Whether more of it is better.
    pub is_more_better: bool,
    /// Each arm, in the order of the arms.
    pub arms: Vec<ArmValue>,
    /// Each treatment against the control, in the order of the arms.
    pub effects: Vec<ArmEffect>,
    /// What is to be said of it, as sentences.
    pub notes: Vec<String>,
}

impl ExperimentMetric {
    /// Whether it is a share of rows.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.kind == MetricKind::Proportion
    }

    /// Whether it is a share, and every row of every arm is no.
    #[must_use]
    pub fn is_no_everywhere(&self) -> bool {
        self.is_share() && self.arms.iter().all(|arm| arm.n > 0 && arm.successes == Some(0))
    }

    /// Whether it is a share, and every row of every arm is yes.
    #[must_use]
    pub fn is_yes_everywhere(&self) -> bool {
        self.is_share() && self.arms.iter().all(|arm| arm.n > 0 && arm.successes == Some(arm.n))
    }
}

/// What a metric is measured as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MetricKind {
    /// The share of rows that are yes.
    Proportion,
    /// The mean of rows.
    Mean,
    /// All of one number over all of another.
    Ratio,
    /// A quantile of rows.
    Quantile,
}

impl MetricKind {
    /// What it is, in a word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Proportion => "share of rows",
            Self::Mean => "mean",
            Self::Ratio => "ratio",
            Self::Quantile => "quantile",
        }
    }
}

/// What a metric counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MetricStanding {
    /// The decision rests on it.
    Primary,
    /// Tested beside it; p-values are adjusted by Holm.
    Secondary,
    /// Looked at for ideas; p-values are adjusted by Benjamini and Hochberg.
    Exploratory,
    /// Must not become worse by a margin.
    Guardrail,
}

impl MetricStanding {
    /// What it counts for, in a word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Exploratory => "exploratory",
            Self::Guardrail => "guardrail",
        }
    }
}

/// A metric of an arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArmValue {
    /// The arm.
    pub arm: String,
    /// Rows with a value.
    pub n: u64,
    /// Rows without one.
    pub missing: u64,
    /// Its value with its interval.
    pub value: Option<Estimate>,
    /// Rows that are yes, of a share; none of other metrics.
    pub successes: Option<u64>,
    /// The standard deviation of rows, of a mean; none of other metrics.
    pub deviation: Option<f64>,
    /// Why there is no value; empty where there is one.
    pub lacks: String,
}
