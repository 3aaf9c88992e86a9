//! An effect day by day.

use serde::{Deserialize, Serialize};

use crate::Estimate;

/// An effect day by day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectOverTime {
    /// The days, in order; where there are many, of several days each.
    pub days: Vec<EffectDay>,
    /// Whether the effect changes; none with too few days.
    pub trend: Option<EffectTrend>,
    /// The first day from which the always-valid interval leaves out no difference; none where it does not.
    pub decided: Option<String>,
    /// All of it, as a sentence.
    pub says: String,
}

/// A day of an effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectDay {
    /// The day.
    pub label: String,
    /// Where it starts, in milliseconds since 1970-01-01T00:00:00.
    pub start_ms: i64,
    /// Rows of control and treatment.
    pub rows: (u64, u64),
    /// The difference of the rows of this day alone.
    pub difference: Option<Estimate>,
    /// The difference of all rows so far, with the interval of one look.
    pub so_far: Option<Estimate>,
    /// The same, with the interval that holds however often one looks.
    pub always_valid: Option<Estimate>,
}

/// How an effect changes from day to day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectTrend {
    /// The change a day.
    pub slope: Estimate,
    /// The line on the first day.
    pub at_first: f64,
    /// The line on the last day.
    pub at_last: f64,
    /// How likely such a slope is by chance.
    pub p_value: f64,
}
