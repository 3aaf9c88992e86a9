//! Settings of the calibration chapter.

use serde::{Deserialize, Serialize};

/// Settings of the calibration chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CalibrationSettings {
    /// Bins of a reliability diagram.
    pub bins: u32,
    /// Draws of what the calibration error is by chance.
    pub draws: u32,
    /// Rows that repairs are judged on out of fold: a random sample.
    pub fold_rows: u32,
    /// Columns by whose values segments are looked at.
    pub segment_columns: u32,
    /// Segments that are listed.
    pub segments_listed: u32,
    /// Calibration error over what chance gives, from which it is moderate.
    pub error_moderate: f64,
    /// Calibration error over what chance gives, from which it is significant.
    pub error_significant: f64,
}

impl Default for CalibrationSettings {
    fn default() -> Self {
        Self {
            bins: 10,
            draws: 1_000,
            fold_rows: 200_000,
            segment_columns: 100,
            segments_listed: 10,
            error_moderate: 0.02,
            error_significant: 0.05,
        }
    }
}
