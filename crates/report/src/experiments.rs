//! Chapter: what an experiment says of its arms.

use serde::{Deserialize, Serialize};

/// What an experiment says of its arms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Experiments {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}
