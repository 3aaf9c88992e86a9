//! Settings of the performance chapter.

use super::Joining;
use crate::settings::fields::fields;

fields! {
    /// Settings of the performance chapter.
    pub struct PerformanceSettings {
        /// Labelled rows of a side under which no metric is told.
        pub min_rows: u64 = 100,
        /// Relative drop of a metric from which it is moderate, where it is not chance.
        pub drop_moderate: f64 = 0.05,
        /// Relative drop of a metric from which it is significant, where it is not chance.
        pub drop_significant: f64 = 0.10,
        /// Bad windows in a row from which that is a finding of its own.
        pub bad_windows: u32 = 3,
        /// Rows of each group that learners look at: a random sample.
        pub learner_rows: u64 = 5_000,
        /// p-value under which labelled rows of production are called unlike those that wait.
        pub labelled_unlike_p: f64 = 0.01,
        /// Chance that the band of the running mean ever leaves out the truth.
        pub running_false_alarms: f64 = 0.05,
        /// The class of two that counts as yes; empty for a guess.
        pub positive_class: String = String::new(),
        /// Whether scores beyond 0 to 1 are log odds, to be made probabilities by the logistic function.
        pub scores_are_log_odds: bool = false,
        /// Models that are looked at.
        pub most_models: u32 = 8,
        /// Classes from which a label is taken for something else than a class.
        pub most_classes: u32 = 40,
        /// What a negative costs that is called positive.
        pub false_positive_cost: f64 = 1.0,
        /// What a positive costs that is called negative.
        pub false_negative_cost: f64 = 1.0,
        /// What a positive costs that is called so; under 0 for what it brings in.
        pub true_positive_cost: f64 = 0.0,
        /// What a negative costs that is called so.
        pub true_negative_cost: f64 = 0.0,
        /// What it costs to make a prediction, where no column says so.
        pub prediction_cost: f64 = 0.0,
        /// Whether the files hold the same rows, answered by two models.
        pub same_rows: Joining = Joining::Auto,
        /// Share of the rows, and of what may agree in them by more than chance, from which that is found.
        pub same_rows_share: f64 = 0.9,
    }
}
