//! What a column holds and what it is used for.

use serde::{Deserialize, Serialize};

/// What a column's values are, after typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Whole numbers that fit 64 bits.
    Integer,
    /// Numbers with a fraction or an exponent.
    Float,
    /// Two words for true and false.
    Boolean,
    /// Texts that repeat.
    Category,
    /// Texts that hardly repeat.
    Text,
    /// Points in time, as milliseconds since 1970-01-01T00:00:00 (UTC, or local where no zone is given).
    DateTime,
    /// Names of rows: leading zeros, or nearly every value occurs once.
    Identifier,
    /// Every value is missing.
    Empty,
}

impl Kind {
    /// The kind as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Integer => "whole number",
            Self::Float => "number",
            Self::Boolean => "yes or no",
            Self::Category => "category",
            Self::Text => "text",
            Self::DateTime => "time",
            Self::Identifier => "identifier",
            Self::Empty => "empty",
        }
    }

    /// Whether the values can be put in order and averaged.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Float)
    }
}

/// How many values of a column are missing, by the way they are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Nothing between two delimiters.
    pub empty: u64,
    /// A missing-value marker such as `NA` or `null`.
    pub marker: u64,
    /// The word `NaN`.
    pub nan: u64,
    /// A number that is positive or negative infinity: present, but left out of every statistic.
    pub infinite: u64,
    /// A value that does not fit the kind of its column.
    pub unreadable: u64,
    /// No value came for the row from a file that was joined.
    pub unmatched: u64,
}

impl Missing {
    /// Values that no statistic can use.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.empty + self.marker + self.nan + self.infinite + self.unreadable + self.unmatched
    }
}

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Something the model reads, or any column that is compared and nothing else.
    Covariate,
    /// Names the row.
    Id,
    /// When the row happened.
    Timestamp,
    /// What really happened.
    Label,
    /// The class or number the model said.
    Prediction,
    /// The probability or score the model gave.
    Score,
    /// Which model spoke.
    ModelVersion,
    /// Which arm of an experiment the row belongs to: differs between the files by design.
    Variant,
    /// A group that is looked at on its own.
    Segment,
    /// A group that must be treated fairly.
    Protected,
    /// Money or another worth of the row.
    Value,
    /// A fast number that stands for the label, which is known late.
    Proxy,
    /// Whether the row came to what was wanted of it, as a purchase.
    Conversion,
    /// What it cost to make the prediction.
    Cost,
    /// How long the answer took.
    Latency,
    /// Whether the row failed.
    ErrorFlag,
    /// Free text.
    Text,
    /// A vector, or a component of one: compared as a whole.
    Embedding,
    /// Left out of everything.
    Ignore,
}

impl Role {
    /// Every role, in the order of a menu.
    pub const ALL: [Self; 19] = [
        Self::Covariate,
        Self::Id,
        Self::Timestamp,
        Self::Label,
        Self::Prediction,
        Self::Score,
        Self::ModelVersion,
        Self::Variant,
        Self::Segment,
        Self::Protected,
        Self::Value,
        Self::Proxy,
        Self::Conversion,
        Self::Cost,
        Self::Latency,
        Self::ErrorFlag,
        Self::Text,
        Self::Embedding,
        Self::Ignore,
    ];

    /// The role as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Covariate => "input",
            Self::Id => "id",
            Self::Timestamp => "time",
            Self::Label => "label",
            Self::Prediction => "prediction",
            Self::Score => "score",
            Self::ModelVersion => "model version",
            Self::Variant => "variant",
            Self::Segment => "segment",
            Self::Protected => "protected",
            Self::Value => "value",
            Self::Proxy => "proxy",
            Self::Conversion => "conversion",
            Self::Cost => "cost",
            Self::Latency => "latency",
            Self::ErrorFlag => "error flag",
            Self::Text => "text",
            Self::Embedding => "embedding",
            Self::Ignore => "ignore",
        }
    }

    /// Whether drift of such a column is tested.
    #[must_use]
    pub const fn is_compared(self) -> bool {
        !matches!(
            self,
            Self::Id
                | Self::Timestamp
                | Self::ModelVersion
                | Self::Variant
                | Self::Text
                | Self::Embedding
                | Self::Ignore
        )
    }
}

/// The role of one column and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleChoice {
    /// The column's name.
    pub column: String,
    /// What it is used for.
    pub role: Role,
    /// True when Driftglass guessed, false when the user chose.
    pub guessed: bool,
    /// Why, as a clause: "every value occurs once".
    pub reason: String,
}
