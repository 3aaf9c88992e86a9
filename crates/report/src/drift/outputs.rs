//! What the model says, and what really happened: quantities that its outputs give row by row.

use serde::{Deserialize, Serialize};

use super::ColumnDrift;
use crate::{Pair, json_only};

/// What the model says, and what really happened, where columns of the files hold that.
///
/// The outputs themselves are compared columns like any other; here stands what follows from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// What changed, as sentences with full stops: the model's answers and how sure it is, then the labels.
    pub says: Vec<String>,
    /// What is odd about the outputs, as sentences with full stops: probabilities that do not sum to 1.
    pub remarks: Vec<String>,
    /// Class probabilities of one model that do not sum to 1 in every row of production.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub sums: Vec<ProbabilitySums>,
    /// Quantities per row that are computed from the outputs, compared as columns are. Their p-values
    /// are adjusted among themselves: the columns that they come from are in the family of all columns.
    pub derived: Vec<Derived>,
}

/// Class probabilities of one model, and the rows in which they do not sum to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProbabilitySums {
    /// What the names of the columns share: "proba".
    pub name: String,
    /// The columns, one for each class.
    pub columns: Vec<String>,
    /// Rows that do not sum to 1.
    pub odd: Pair<u64>,
    /// Rows with all of the columns.
    pub rows: Pair<u64>,
    /// How likely such a difference of the shares is by chance: two-proportion z-test.
    pub p_value: Option<f64>,
}

/// A quantity per row that is computed from the model's outputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// What it is.
    pub quantity: Quantity,
    /// The columns that it is computed from.
    pub from: Vec<String>,
    /// How: "the larger of s and 1 − s".
    pub how: String,
    /// Its comparison.
    pub drift: ColumnDrift,
}

/// A quantity per row that is computed from the model's outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// The class that the scores give, where no column holds the answer.
    Answer,
    /// The largest class probability.
    Confidence,
    /// The largest class probability minus the second largest.
    Margin,
    /// Entropy of the class probabilities in bits.
    Entropy,
}

impl Quantity {
    /// The quantity as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Confidence => "confidence",
            Self::Margin => "margin",
            Self::Entropy => "entropy",
        }
    }
}
