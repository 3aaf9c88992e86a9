//! Chapter: what the model is worth: proxies of a late outcome, value, conversion and costs.

use serde::{Deserialize, Serialize};

use crate::{Estimate, Indicator};

/// What the model is worth, where columns and costs say so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Business {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// Whether each proxy still stands for the outcome.
    pub proxies: Vec<Proxy>,
    /// Every number on both sides and window by window.
    pub indicators: Vec<Indicator>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}

/// A fast number that stands for an outcome which is known late.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// The column.
    pub column: String,
    /// The column of the outcome.
    pub outcome: String,
    /// What it says of rows that wait for their outcome; none where none wait, or it cannot be told.
    pub waiting: Option<Waiting>,
}

/// What a proxy says of rows of production that wait for their outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Rows that wait.
    pub rows: u64,
    /// The mean outcome to expect of them; of a yes or no the share of yes.
    pub expected: Estimate,
    /// The mean outcome of the reference.
    pub before: Estimate,
    /// Both, as a sentence.
    pub says: String,
}
