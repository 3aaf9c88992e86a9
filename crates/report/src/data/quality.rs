//! What the values of a column look like, and what is new about them in production.

use serde::{Deserialize, Serialize};

use crate::{Pair, Verdict};

/// The values of a column on both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// What each side holds, where it has the column.
    pub sides: Pair<Option<SideQuality>>,
    /// Numbers of production beyond the range of the reference.
    pub range: Option<RangeChange>,
    /// Values of production that the reference does not have.
    pub unseen: Option<NewValues>,
    /// Values of the reference that production does not have.
    pub vanished: Option<Vanished>,
    /// Shapes of text in production that the reference does not have.
    pub new_shapes: Option<NewValues>,
    /// All of it in words, line by line.
    pub lines: Vec<QualityLine>,
}

/// Something of a column's values, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QualityLine {
    /// What it is: "Outliers".
    pub what: String,
    /// What the reference holds.
    pub reference: String,
    /// What production holds.
    pub production: String,
    /// What is to be said of it: examples, what chance gives, what it comes to.
    pub says: String,
}

/// The values of a column on one side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideQuality {
    /// The most frequent values, at most as many as the setting says: by rows, then by their text.
    /// Values that occur once are left out where there are very many.
    pub top: Vec<ValueCount>,
    /// Numbers beyond the fences of the reference's quartiles.
    pub outliers: Option<u64>,
    /// What texts look like.
    pub text: Option<TextQuality>,
}

/// A value and its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValueCount {
    /// The value as text.
    pub value: String,
    /// Rows that have it.
    pub rows: u64,
}

/// What texts look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextQuality {
    /// Rows whose text begins or ends with white space.
    pub padded: u64,
    /// Characters of the shortest text.
    pub shortest: u64,
    /// Characters of the median text, by rows.
    pub median: f64,
    /// Characters of the longest text.
    pub longest: u64,
    /// The most frequent shapes: A for a capital, a for a small letter, 9 for a digit; empty where
    /// there are too many.
    pub shapes: Vec<ValueCount>,
}

/// Numbers of production beyond the range of the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RangeChange {
    /// The reference's least value.
    pub min: f64,
    /// The reference's greatest value.
    pub max: f64,
    /// Production rows under the least.
    pub below: u64,
    /// Production rows over the greatest.
    pub above: u64,
    /// Rows that chance alone is expected to give beyond both ends.
    pub expected_rows: f64,
    /// The value that lies farthest out.
    pub farthest: Option<f64>,
    /// The first rows beyond, with their lines.
    pub examples: Vec<Example>,
    /// The chance of as many beyond one end, without drift.
    pub p_value: Option<f64>,
    /// The p-value adjusted over all tests of values (Benjamini-Hochberg); none where the column's
    /// values are new by their nature.
    pub p_adjusted: Option<f64>,
    /// What it comes to; none where it is not judged.
    pub verdict: Option<Verdict>,
}

/// Values, or shapes of values, that only production has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewValues {
    /// Different ones.
    pub values: u64,
    /// Production rows that have them.
    pub rows: u64,
    /// Rows that chance alone is expected to give.
    pub expected_rows: f64,
    /// Rows whose value is one of the reference's, but for white space around it or its case.
    pub look_known: u64,
    /// The most frequent ones.
    pub examples: Vec<Example>,
    /// The chance of as many, without drift; an upper bound.
    pub p_value: Option<f64>,
    /// The p-value adjusted over all tests of values (Benjamini-Hochberg); none where the column's
    /// values are new by their nature.
    pub p_adjusted: Option<f64>,
    /// What it comes to; none where it is not judged.
    pub verdict: Option<Verdict>,
}

/// Values that only the reference has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vanished {
    /// Different ones.
    pub values: u64,
    /// Reference rows that have them.
    pub rows: u64,
    /// Reference rows that chance alone is expected to give.
    pub expected_rows: f64,
    /// The most frequent ones.
    pub examples: Vec<ValueCount>,
}

/// A value and where it stands first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The value as text.
    pub value: String,
    /// Rows that have it.
    pub rows: u64,
    /// Line of the file, counted from 1; none where it is not known.
    pub line: Option<u64>,
}
