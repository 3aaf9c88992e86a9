//! Settings of the experiments chapter.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;

fields! {
    /// Settings of the experiments chapter.
    pub struct ExperimentSettings {
        /// Whether the reference is the control and production the treatment, whatever the columns say.
        pub files_are_arms: bool = false,
        /// The arm that the others are held against; guessed where it is empty.
        pub control: String = String::new(),
        /// Metrics, one a line; docs/experiments.md has the language. Columns with roles where it is empty.
        pub metrics: String = String::new(),
        /// The column that was known before, for CUPED; guessed where it is empty.
        pub covariate: String = String::new(),
        /// The rows that each arm was to have, as "control 90, treatment 10"; equally many where it is empty.
        pub shares: String = String::new(),
        /// p-value of the sample ratio under which no effect is shown.
        pub mismatch_p: f64 = 0.001,
        /// How often the primary metric's test may find what is not there.
        pub error_rate: f64 = 0.05,
        /// How often it must find the least lift.
        pub power: f64 = 0.8,
        /// The least lift that is worth to be found, as a share of the control.
        pub least_lift: f64 = 0.05,
        /// By which rule it is decided.
        pub rule: DecisionRule = DecisionRule::Fixed,
        /// Rows of all arms that were planned; 0 where the file is taken for the planned end.
        pub planned_rows: u64 = 0,
        /// Rows of both arms after which the always-valid interval is narrowest.
        pub tuned_to_rows: u64 = 5_000,
        /// Rows that each arm needs before anything is decided.
        pub min_rows: u64 = 100,
        /// What a guardrail may lose where its line does not say it, as a share of the control.
        pub guardrail_margin: f64 = 0.05,
        /// The same of a guardrail that is a share of rows, in shares of rows.
        pub guardrail_margin_share: f64 = 0.005,
        /// Quantile of all rows at which large values are cut down for a second look at a mean.
        pub winsor_quantile: f64 = 0.99,
        /// Share of rows that is cut off at either end for a third.
        pub trimmed_share: f64 = 0.1,
        /// Draws of the bootstrap of a mean.
        pub bootstrap_draws: u32 = 1_000,
        /// Columns whose groups are looked at, the first of the file.
        pub segment_columns: u32 = 20,
        /// p-value under which a covariate is not balanced, and not used.
        pub balance_p: f64 = 0.01,
        /// Replays of each policy that learns.
        pub bandit_runs: u32 = 20,
    }
}

/// By which rule an experiment is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionRule {
    /// By one look, once all planned rows are there.
    #[default]
    Fixed,
    /// By the always-valid interval, whenever one looks.
    Sequential,
}
