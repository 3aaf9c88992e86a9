//! Settings of the operation chapter.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;

fields! {
    /// Settings of the operation chapter.
    pub struct OperationSettings {
        /// What a column of latency is measured in.
        pub latency_unit: LatencyUnit = LatencyUnit::Auto,
        /// The 99th percentile of latency may be up to this, in milliseconds.
        pub latency_p99_ms: f64 = 200.0,
        /// Share of rows that may fail.
        pub error_share: f64 = 0.001,
        /// What yes, or 1, says in a column of failures.
        pub flag_says: FlagSays = FlagSays::Auto,
        /// Status codes from this one on are failures.
        pub error_status: u32 = 500,
        /// Share of the reference's traffic that production must have; 0 for none.
        pub traffic_share: f64 = 0.8,
    }
}

/// What a column of latency is measured in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LatencyUnit {
    /// What the column's name says: `latency_ms`.
    #[default]
    Auto,
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
}

/// What yes, or 1, says in a column of failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FlagSays {
    /// What the column's name says: a failure in `is_error`, a success in `success`.
    #[default]
    Auto,
    /// That the row failed.
    Failure,
    /// That it did not.
    Success,
}
