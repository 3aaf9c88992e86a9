//! Settings of the timeline chapter.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;

fields! {
    /// Settings of the timeline chapter.
    pub struct TimelineSettings {
        /// What rows are put into windows by.
        pub windows: Windows = Windows::Auto,
        /// Rows of a window, where it is rows that count; 0 for a tenth of the reference.
        pub window_rows: u64 = 0,
        /// The column whose value changes at an event; empty for the model version.
        pub event_column: String = String::new(),
        /// What a window is compared with.
        pub baseline: Baseline = Baseline::Reference,
        /// Windows of both sides; where a period gives more, the next longer one is taken.
        pub most_windows: u32 = 400,
        /// Windows times columns; columns beyond are left out.
        pub most_cells: u32 = 20_000,
        /// Stretches of rows that change points are looked for between.
        pub change_point_bins: u32 = 1_024,
        /// Share of the rows that a change must last, and that must lie before it.
        pub least_lasting_share: f64 = 0.05,
    }
}

/// What rows are put into windows by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Windows {
    /// The shortest period that leaves few windows with enough rows.
    #[default]
    Auto,
    /// Hours.
    Hour,
    /// Days of the calendar.
    Day,
    /// Seven days, from Monday.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
    /// So many rows in order of time, or of the file where there is no time.
    Rows,
    /// From one change of a column's value to the next.
    Event,
}

/// What a window is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// The whole reference.
    #[default]
    Reference,
    /// The reference's windows on the same day of the week.
    Weekday,
    /// The reference's windows at the same hour of the day.
    Hour,
    /// The reference's windows in the same month of the year.
    Month,
    /// The window before.
    Previous,
    /// The reference's own windows: how far each is from the rest of the reference.
    Spread,
}
