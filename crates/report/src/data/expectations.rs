//! What the user expects of the data, and whether it holds.

use serde::{Deserialize, Serialize};

use super::Example;
use crate::Pair;

/// Expectations and proposals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expectations {
    /// How many do not hold and how many cannot be checked, as a clause; empty where none is written.
    pub headline: String,
    /// Lines that cannot be read or checked, with those that are over the number of lines that are.
    pub unchecked: u64,
    /// What the settings expect, line by line.
    pub checked: Vec<Expectation>,
    /// What could be expected, from the reference: lines that can be added to the settings.
    pub proposals: Vec<Proposal>,
}

/// One line of the expectations, and whether it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The line in the expectations, counted from 1.
    pub line: u64,
    /// The line as it was written.
    pub text: String,
    /// Whether production holds to it.
    pub outcome: Outcome,
    /// What was found, as a sentence without a full stop; what is wrong with the line and what to do,
    /// where it cannot be read.
    pub message: String,
    /// Character of the line where it cannot be read, counted from 1.
    pub place: Option<u64>,
    /// The column that it is about first.
    pub column: Option<String>,
    /// Rows that it is checked in, on each side; none where it is about a whole column or file.
    pub rows: Pair<Option<u64>>,
    /// Rows that break it, on each side.
    pub broken: Pair<Option<u64>>,
    /// The first rows of production that break it.
    pub examples: Vec<Example>,
}

/// Whether an expectation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Production holds to it.
    Pass,
    /// Production holds to it and the reference does not, or there is nothing to check.
    Warn,
    /// Production breaks it.
    Fail,
    /// The line cannot be read or checked.
    Unclear,
}

impl Outcome {
    /// The outcome as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warning",
            Self::Fail => "fail",
            Self::Unclear => "cannot be checked",
        }
    }
}

/// A line that could be added to the expectations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The line: "age between 18 and 75".
    pub text: String,
    /// What of the reference it is made from: "18 to 74".
    pub reference: String,
}
