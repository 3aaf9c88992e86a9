//! Two files that hold the same rows, each answered by another model.

use serde::{Deserialize, Serialize};

use crate::Pair;

/// Whether the two files are taken for the same rows, answered by two models.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// Where ids and values say so.
    #[default]
    Auto,
    /// Whatever they say: rows with the same id are one.
    Join,
    /// Never.
    Apart,
}

/// How the rows of both files met by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SameRows {
    /// The column that names rows in both files.
    pub id: String,
    /// Rows that both files have: what the models are held against each other on.
    pub rows: u64,
    /// Rows whose id the other file does not have, or that have none.
    pub alone: Pair<u64>,
    /// Rows whose id stands in their file more than once, which are left out.
    pub repeated: Pair<u64>,
    /// Rows whose label is another one in either file: production’s counts.
    pub labels_differ: u64,
    /// What that comes to, in sentences.
    pub says: String,
}
