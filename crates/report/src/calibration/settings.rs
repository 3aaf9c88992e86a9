//! Settings of the calibration chapter.

use crate::settings::fields::fields;

fields! {
    /// Settings of the calibration chapter.
    pub struct CalibrationSettings {
        /// Bins of a reliability diagram.
        pub bins: u32 = 10,
        /// Draws of what the calibration error is by chance.
        pub draws: u32 = 1_000,
        /// Rows that repairs are judged on out of fold: a random sample.
        pub fold_rows: u32 = 200_000,
        /// Columns by whose values segments are looked at.
        pub segment_columns: u32 = 100,
        /// Segments that are listed.
        pub segments_listed: u32 = 10,
        /// Calibration error over what chance gives, from which it is moderate.
        pub error_moderate: f64 = 0.02,
        /// Calibration error over what chance gives, from which it is significant.
        pub error_significant: f64 = 0.05,
    }
}
