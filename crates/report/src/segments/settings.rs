//! Settings of the segments chapter.

use crate::settings::fields::fields;

fields! {
    /// Settings of the segments chapter.
    pub struct SegmentsSettings {
        /// The first column of the grid; empty for the engine's choice.
        pub by: String = String::new(),
        /// The second column of the grid; empty for the engine's choice.
        pub and: String = String::new(),
        /// Labelled rows of a segment under which it is not judged.
        pub min_rows: u64 = 100,
        /// Groups of a column of numbers.
        pub number_groups: u32 = 8,
        /// Names of a column that have a group of their own.
        pub most_names: u32 = 20,
        /// Columns that are looked at.
        pub columns: u32 = 1_000,
        /// Columns that are looked at in pairs.
        pub pair_columns: u32 = 200,
        /// Labelled rows of a side that segments of one column are measured on: a random sample.
        pub rows: u64 = 200_000,
        /// Rows that weak segments are searched in: a random sample, half of the rows at most.
        pub search_rows: u64 = 50_000,
        /// Conditions that a weak segment has at most.
        pub conditions: u32 = 3,
        /// Weak segments that are put to the test on the other rows.
        pub most_tested: u32 = 20,
        /// Share of false discoveries that is accepted among segments that are told.
        pub false_discovery_rate: f64 = 0.05,
        /// Segments of one column that are listed.
        pub listed: u32 = 12,
    }
}
