//! Chapter: schema, missing values, quality of values and rows, intake ledger.

mod expectations;
mod quality;
mod relations;
mod remark;
mod rows;
mod volume;

pub use expectations::{Expectation, Expectations, Outcome, Proposal};
pub use quality::{
    Example, NewValues, Quality, QualityLine, RangeChange, SideQuality, TextQuality, ValueCount,
    Vanished,
};
pub use relations::{Relation, RelationMeasure, Relations};
pub use remark::{About, Remark};
pub use rows::{IdQuality, RowQuality, SharedRows};
pub use volume::{VolumeChange, VolumeCheck};

use serde::{Deserialize, Serialize};

use crate::{Kind, LedgerEntry, Missing, Pair, Role, Severity, Verdict, json_only};

/// The state of the two tables, before any distribution is compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Differences between the two lists of columns; the order of columns does not count.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub schema: Vec<SchemaChange>,
    /// Every column of either table, in the order of the reference file, then of the production file.
    pub columns: Vec<ColumnProfile>,
    /// Rows that repeat, and rows that both files have.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub rows: RowQuality,
    /// How pairs of columns go together.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub relations: Relations,
    /// What the user expects, and whether it holds.
    pub expectations: Expectations,
    /// Rows over time, where there is a time column and the reference spans long enough.
    #[serde(
        default,
        serialize_with = "json_only::serialize",
        deserialize_with = "json_only::deserialize"
    )]
    pub volume: Option<VolumeCheck>,
    /// What is to be said beside the lists of columns and missing values, gravest first.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub remarks: Vec<Remark>,
    /// Everything that was not read exactly as it stood.
    pub ledger: Vec<LedgerEntry>,
}

/// One difference between the two lists of columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchemaChange {
    /// The column's name, in the reference where it is there.
    pub column: String,
    /// What is different.
    pub change: SchemaChangeKind,
    /// How grave it is.
    pub severity: Severity,
    /// As a sentence without a full stop.
    pub message: String,
}

/// What is different about a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SchemaChangeKind {
    /// Only the reference has it.
    Missing,
    /// Only production has it.
    Added,
    /// Only the reference has it, and production has one that looks like it.
    RenamedLooking {
        /// The column of production that looks like it.
        production: String,
    },
    /// Both have it, with another kind.
    Retyped(Pair<Kind>),
}

/// One column of either table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnProfile {
    /// The column's name.
    pub column: String,
    /// What it is used for.
    pub role: Role,
    /// What it holds, on each side that has it.
    pub kind: Pair<Option<Kind>>,
    /// Missing values by the way they are missing, on each side that has it.
    pub missing: Pair<Option<Missing>>,
    /// Different values that are not missing, on each side that has it; none where some were not kept.
    pub distinct: Pair<Option<u64>>,
    /// How the missing share changed, where both sides have the column.
    pub missing_change: Option<MissingChange>,
    /// What the values look like.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub quality: Quality,
}

/// How the share of missing values changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MissingChange {
    /// Missing share of each side, of all its rows.
    pub share: Pair<f64>,
    /// Pooled two-proportion z, production minus reference; 0 where both shares are 0 or both 1.
    pub z: Option<f64>,
    /// Two-sided p-value of z.
    pub p_value: Option<f64>,
    /// The p-value adjusted over all columns (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// What it comes to.
    pub verdict: Verdict,
}
