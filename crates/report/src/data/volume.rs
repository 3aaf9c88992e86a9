//! Windows of time with more or fewer rows than the reference's own windows have.

use serde::{Deserialize, Serialize};

use crate::VolumeUnit;

/// Rows of production window by window, held against the reference's windows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VolumeCheck {
    /// Length of a window.
    pub unit: VolumeUnit,
    /// Whole windows of production that were judged; its first and last are not, as they may be cut.
    pub judged: u64,
    /// Whole windows of the reference that they were held against.
    pub reference: u64,
    /// Whether they were held against windows of the same weekday, or hour, only.
    pub by_season: bool,
    /// How much more the reference's counts spread than the Poisson law has it.
    pub dispersion: f64,
    /// The chance that any window is told without a change, at most.
    pub false_alarms: f64,
    /// The share of the reference's rows that every window has, where that explains all of them: production
    /// is a sample, or of another length of time; then no window is told.
    pub steady_share: Option<f64>,
    /// Windows that are told; neighbours of one kind are one.
    pub told: Vec<VolumeChange>,
}

/// Neighbouring windows with too few or too many rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VolumeChange {
    /// Where the first one starts, in milliseconds since 1970-01-01T00:00:00.
    pub start_ms: i64,
    /// How many windows.
    pub windows: u64,
    /// Rows in them.
    pub rows: u64,
    /// Rows that the reference's windows give.
    pub expected_rows: f64,
    /// The least p-value of them, times the number of windows that were judged.
    pub p_adjusted: f64,
}
