//! An effect by group of rows.

use serde::{Deserialize, Serialize};

use crate::Estimate;

/// An effect by the values of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectSegments {
    /// The column.
    pub column: String,
    /// Its groups.
    pub groups: Vec<SegmentEffect>,
    /// How likely effects that differ so are by chance where all are one; none where it cannot be tested.
    pub interaction_p: Option<f64>,
    /// The same, adjusted over all columns, metrics and arms.
    pub interaction_p_adjusted: Option<f64>,
    /// All of it, as a sentence.
    pub says: String,
}

/// An effect within a group of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentEffect {
    /// The group.
    pub label: String,
    /// Rows with a value in control and treatment.
    pub n: (u64, u64),
    /// Treatment less control.
    pub difference: Option<Estimate>,
    /// How likely it is by chance.
    pub p_value: Option<f64>,
    /// The same, adjusted over all groups, metrics and arms.
    pub p_adjusted: Option<f64>,
}
