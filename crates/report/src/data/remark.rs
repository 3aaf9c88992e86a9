//! What is to be said of the data beside its columns' distributions.

use serde::{Deserialize, Serialize};

use crate::{Severity, Size};

/// Something about the data that a reader should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it is about.
    pub about: About,
    /// How grave it is.
    pub severity: Severity,
    /// The column it is about; the first of them where it is about several.
    pub column: Option<String>,
    /// As a clause: "age lies beyond the reference’s range in 3% of the rows".
    pub title: String,
    /// Why, with numbers.
    pub detail: String,
    /// How large it is.
    pub size: Option<Size>,
    /// Production rows that it touches.
    pub rows: u64,
    /// What ranks it among those of its severity: a share of rows, or a change of a correlation.
    pub weight: f64,
    /// What to do, as a sentence.
    pub step: String,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The values of a column.
    Values,
    /// Rows that repeat, by all their values or by their name.
    Rows,
    /// Rows that both files have.
    SharedRows,
    /// Rows that equal each other but for their label.
    ConflictingRows,
    /// Something that gives the label away.
    Leakage,
    /// Two columns together.
    Relations,
    /// An expectation that the user wrote and production breaks.
    Expectations,
    /// An expectation that cannot be checked.
    UncheckedExpectations,
    /// Rows over time.
    Volume,
}

impl About {
    /// What it is about, as it is matched between reports.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Rows => "rows",
            Self::SharedRows => "shared_rows",
            Self::ConflictingRows => "conflicting_rows",
            Self::Leakage => "leakage",
            Self::Relations => "relations",
            Self::Expectations => "expectation",
            Self::UncheckedExpectations => "unchecked_expectation",
            Self::Volume => "volume",
        }
    }

    /// What it is about, as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Rows | Self::SharedRows | Self::ConflictingRows => "rows",
            Self::Leakage => "leakage",
            Self::Relations => "relations",
            Self::Expectations | Self::UncheckedExpectations => "expectation",
            Self::Volume => "volume",
        }
    }
}
