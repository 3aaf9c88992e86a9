//! Rows that repeat, and rows that both files have.

use serde::{Deserialize, Serialize};

use crate::Pair;

/// Rows that repeat, and rows that both files have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowQuality {
    /// Rows that equal an earlier row of their file in every column.
    pub repeated: Pair<u64>,
    /// Their share in samples of the size of the smaller file, so that sizes do not tell.
    pub repeated_share: Pair<Option<f64>>,
    /// Columns that name rows.
    pub ids: Vec<IdQuality>,
    /// Rows that both files have, by the columns that a model may read.
    pub shared: Option<SharedRows>,
    /// Rows that equal others in every column that a model may read, and have another label.
    pub conflicts: Pair<Option<u64>>,
}

/// A column that names rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IdQuality {
    /// The column's name.
    pub column: String,
    /// Rows whose id stands in an earlier row, on each side that has it; none where some ids were not
    /// kept.
    pub repeated: Pair<Option<u64>>,
    /// Different ids that both files have.
    pub in_both: Option<u64>,
}

/// Rows of production that the reference has, too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SharedRows {
    /// Columns that they are compared by.
    pub columns: u64,
    /// Production rows that equal a row of the reference in them.
    pub rows: u64,
    /// How many chance alone is expected to give: as often as rows of the reference equal each other.
    pub expected_rows: f64,
}
