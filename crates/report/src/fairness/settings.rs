//! Settings of the fairness chapter.

use serde::{Deserialize, Serialize};

use crate::settings::fields::fields;

fields! {
    /// Settings of the fairness chapter.
    pub struct FairnessSettings {
        /// Rows of a group under which it is not judged.
        pub min_rows: u32 = 100,
        /// Rows that a rate of a group is of, as its positives, under which it is not held against those of others.
        pub min_rate_rows: u32 = 30,
        /// Groups of an attribute that are judged by themselves.
        pub most_groups: u32 = 12,
        /// Protected columns that are looked at, each alone and crossed with each other.
        pub most_attributes: u32 = 5,
        /// Largest difference of shares between two groups.
        pub difference_limit: f64 = 0.1,
        /// Least ratio of the rates of the favourable answer.
        pub ratio_limit: f64 = 0.8,
        /// Which answer people want.
        pub favourable: Favourable = Favourable::Auto,
    }
}

/// Which of two answers people want.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Favourable {
    /// The positive one, but where the label's name or the class is of something bad, as a default.
    #[default]
    Auto,
    /// The positive one, as a loan.
    Positive,
    /// The negative one, as no default.
    Negative,
}
