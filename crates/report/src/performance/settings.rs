//! Settings of the performance chapter.

use serde::{Deserialize, Serialize};

/// Settings of the performance chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PerformanceSettings {
    /// Labelled rows of a side under which no metric is told.
    pub min_rows: u64,
    /// Relative drop of a metric from which it is moderate, where it is not chance.
    pub drop_moderate: f64,
    /// Relative drop of a metric from which it is significant, where it is not chance.
    pub drop_significant: f64,
    /// Bad windows in a row from which that is a finding of its own.
    pub bad_windows: u32,
    /// Rows of each group that learners look at: a random sample.
    pub learner_rows: u64,
    /// p-value under which labelled rows of production are called unlike those that wait.
    pub labelled_unlike_p: f64,
    /// Chance that the band of the running mean ever leaves out the truth.
    pub running_false_alarms: f64,
    /// The class of two that counts as yes; empty for a guess.
    pub positive_class: String,
    /// Whether scores beyond 0 to 1 are log odds, to be made probabilities by the logistic function.
    pub scores_are_log_odds: bool,
    /// Models that are looked at.
    pub most_models: u32,
    /// Classes from which a label is taken for something else than a class.
    pub most_classes: u32,
    /// What a negative costs that is called positive.
    pub false_positive_cost: f64,
    /// What a positive costs that is called negative.
    pub false_negative_cost: f64,
    /// What a positive costs that is called so; under 0 for what it brings in.
    pub true_positive_cost: f64,
    /// What a negative costs that is called so.
    pub true_negative_cost: f64,
    /// What it costs to make a prediction, where no column says so.
    pub prediction_cost: f64,
}

impl Default for PerformanceSettings {
    fn default() -> Self {
        Self {
            min_rows: 100,
            drop_moderate: 0.05,
            drop_significant: 0.10,
            bad_windows: 3,
            learner_rows: 5_000,
            labelled_unlike_p: 0.01,
            running_false_alarms: 0.05,
            positive_class: String::new(),
            scores_are_log_odds: false,
            most_models: 8,
            most_classes: 40,
            false_positive_cost: 1.0,
            false_negative_cost: 1.0,
            true_positive_cost: 0.0,
            true_negative_cost: 0.0,
            prediction_cost: 0.0,
        }
    }
}
