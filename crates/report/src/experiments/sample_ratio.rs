//! Whether rows fell to the arms as was planned.

use serde::{Deserialize, Serialize};

/// Whether rows fell to the arms as was planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SampleRatio {
    /// Whether they did not, so that no effect is shown.
    pub is_mismatch: bool,
    /// Pearson's chi-square against the planned shares; none where rows fell to an arm of the planned share 0.
    pub statistic: Option<f64>,
    /// Its degrees of freedom.
    pub degrees_of_freedom: u64,
    /// How likely such counts are by chance.
    pub p_value: f64,
    /// Whether the p-value is that of the exact test.
    pub is_exact: bool,
    /// All of it, as a sentence.
    pub says: String,
    /// The same within groups of rows, the least likely first.
    pub segments: Vec<GroupCounts>,
    /// The same day by day, in order; empty without times.
    pub days: Vec<GroupCounts>,
    /// Where the mismatch sits and since when, as sentences; empty without a mismatch.
    pub place: Vec<String>,
    /// Days on which alone rows did not fall as was planned, where they did on all others together.
    pub days_alone: Vec<String>,
    /// What causes such a mismatch, and what to look at; empty without one.
    pub causes: Vec<String>,
}

/// How a group of rows fell to the arms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupCounts {
    /// The column that makes the group; empty of a day.
    pub column: String,
    /// Its value, or the day.
    pub label: String,
    /// Rows of each arm.
    pub rows: Vec<u64>,
    /// Pearson's chi-square against the planned shares; none where it is not finite.
    pub statistic: Option<f64>,
    /// How likely such counts are by chance.
    pub p_value: f64,
    /// The same, adjusted over all groups of its list.
    pub p_adjusted: f64,
    /// Whether they did not fall as was planned.
    pub is_mismatch: bool,
}
