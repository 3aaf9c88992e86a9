//! The part of a file's rows that is taken.

use serde::{Deserialize, Serialize};

use crate::Pair;

/// Rows of a file, by the value of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The column.
    pub column: String,
    /// Which of its values.
    pub rows: Rows,
}

/// The values of a column that a row must have; rows without a value are in no part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// This one, as it stands in the file.
    Is(String),
    /// Any other than this one.
    IsNot(String),
    /// A time before this one.
    Before(String),
    /// This time or a later one.
    From(String),
}

impl Part {
    /// The part in words: "variant is control".
    #[must_use]
    pub fn says(&self) -> String {
        let (words, value) = match &self.rows {
            Rows::Is(value) => ("is", value),
            Rows::IsNot(value) => ("is not", value),
            Rows::Before(time) => ("before", time),
            Rows::From(time) => ("from", time),
        };
        format!("{} {words} {value}", self.column)
    }
}

/// A way to make two sides of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// What it does, for a menu.
    pub title: String,
    /// Whether the parts are arms of an experiment.
    pub is_experiment: bool,
    /// Which rows are whose.
    pub parts: Pair<Part>,
}
