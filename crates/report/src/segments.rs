//! Chapter: where a model is worse than on the whole.

use serde::{Deserialize, Serialize};

/// Groups of rows in which a model is worse than on the whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segments {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
}
