//! What an experiment can see.

use serde::{Deserialize, Serialize};

/// What an experiment can see, at its error rate and power.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The least difference that is found as often as asked, with the rows that there are.
    pub detectable: f64,
    /// The same as a share of the control.
    pub detectable_lift: Option<f64>,
    /// The lift that is looked for.
    pub wanted_lift: f64,
    /// How often that lift is found with the rows that there are.
    pub power: Option<f64>,
    /// Rows of both arms by which it is found as often as asked.
    pub rows_needed: Option<f64>,
    /// Rows of both arms that come in a day.
    pub rows_a_day: Option<f64>,
    /// Days until those rows are there; none without times, or where no rows come in.
    pub days_left: Option<f64>,
    /// How often lifts are found, the least first.
    pub curve: Vec<PowerPoint>,
    /// All of it, as a sentence.
    pub says: String,
}

/// How often a lift is found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PowerPoint {
    /// The lift, as a share of the control.
    pub lift: f64,
    /// How often it is found with the rows that there are.
    pub now: f64,
    /// How often with twice as many.
    pub with_twice: f64,
}
