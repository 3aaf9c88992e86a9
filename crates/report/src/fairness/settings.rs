//! Settings of the fairness chapter.

use crate::settings::fields::fields;

fields! {
    /// Settings of the fairness chapter.
    pub struct FairnessSettings {
        /// Rows of a group under which it is not judged.
        pub min_rows: u32 = 100,
        /// Groups of an attribute that are judged by themselves.
        pub most_groups: u32 = 12,
        /// Protected columns that are looked at, each alone and crossed with each other.
        pub most_attributes: u32 = 5,
        /// Largest difference of shares between two groups.
        pub difference_limit: f64 = 0.1,
        /// Least ratio of the rates of the favourable answer.
        pub ratio_limit: f64 = 0.8,
        /// Whether the positive answer is the one that people want.
        pub positive_is_favourable: bool = true,
    }
}
