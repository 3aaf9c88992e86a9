//! Chapter: whether groups that must be treated fairly are.

use serde::{Deserialize, Serialize};

/// Whether groups that must be treated fairly are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fairness {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}
