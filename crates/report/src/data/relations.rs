//! How pairs of columns go together, and where that changed.

use serde::{Deserialize, Serialize};

use crate::{Pair, Verdict};

/// How pairs of columns go together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// Rows of each side that were looked at: all, or a random sample.
    pub rows: Pair<u64>,
    /// Columns that were compared with each other.
    pub columns: u64,
    /// Columns that were left out, because the setting allows no more.
    pub left_out: u64,
    /// Pairs that were compared.
    pub pairs: u64,
    /// Pairs whose relation changed by more than chance gives.
    pub changed: u64,
    /// How many pairs changed, and which of them are listed.
    pub says: String,
    /// The pairs that changed most, those that are not chance first.
    pub most_changed: Vec<Relation>,
}

/// How two columns go together on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The one that stands first in the file.
    pub first: String,
    /// The other.
    pub second: String,
    /// How it is measured.
    pub measure: RelationMeasure,
    /// Its value on each side.
    pub value: Pair<f64>,
    /// Pearson's correlation on each side, for two columns of numbers.
    pub pearson: Option<Pair<f64>>,
    /// Rows with both values.
    pub n: Pair<u64>,
    /// The chance of such a change without drift; none where the test cannot be made.
    pub p_value: Option<f64>,
    /// The p-value adjusted over all pairs (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// How a relation is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelationMeasure {
    /// Spearman's rank correlation of two columns of numbers.
    Spearman,
    /// Cramér's V of two columns of categories, without correction.
    CramersV,
    /// Correlation ratio of numbers by category.
    CorrelationRatio,
}

impl RelationMeasure {
    /// The measure as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spearman => "rank correlation",
            Self::CramersV => "Cramér’s V",
            Self::CorrelationRatio => "correlation ratio",
        }
    }
}
