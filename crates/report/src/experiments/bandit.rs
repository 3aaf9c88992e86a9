//! What other ways to deal rows out would have earned.

use serde::{Deserialize, Serialize};

use crate::Estimate;

/// Policies that learn, replayed on the experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bandit {
    /// The metric that is earned.
    pub metric: String,
    /// Rows of the log.
    pub rows: u64,
    /// Replays of each policy, each with a seed of its own.
    pub runs: u64,
    /// The split as it was, then each policy.
    pub policies: Vec<BanditPolicy>,
    /// What they come to, as a sentence.
    pub says: String,
    /// What these numbers cannot tell, as sentences.
    pub caveats: Vec<String>,
}

/// What a policy would have earned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BanditPolicy {
    /// "Thompson sampling".
    pub name: String,
    /// Mean reward a row, with its interval.
    pub reward: Option<Estimate>,
    /// Rows that count, on average.
    pub rows: f64,
    /// The share of them that each arm had, in the order of the arms.
    pub shares: Vec<f64>,
    /// What a row cost on average against the best arm, with the interval over the runs.
    pub regret: Option<Estimate>,
}
