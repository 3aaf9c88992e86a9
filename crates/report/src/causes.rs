//! Chapter: where the change of a model comes from.

mod settings;

pub use settings::CausesSettings;

use serde::{Deserialize, Serialize};

use crate::{Estimate, MetricName, Pair};

/// What the change of each model comes of: other rows, or other outcomes of like rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Causes {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// Which kind of drift the evidence speaks for; none where it could not be looked at.
    pub kind: Option<DriftKind>,
    /// What that rests on, as sentences: the inputs, the outcome, the relation of both.
    pub evidence: Vec<Evidence>,
    /// Each model, in the order of the columns.
    pub models: Vec<ModelCauses>,
    /// What to doubt, as sentences.
    pub notes: Vec<String>,
}

/// What drifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// Nothing that can be told from chance.
    None,
    /// The inputs: other rows, whose outcome depends on them as before.
    Covariate,
    /// How common each outcome is: rows of one outcome look as before.
    Label,
    /// How the outcome depends on the inputs.
    Concept,
    /// The inputs, and how the outcome depends on them.
    CovariateAndConcept,
}

impl DriftKind {
    /// The kind as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "no drift",
            Self::Covariate => "covariate shift",
            Self::Label => "label shift",
            Self::Concept => "concept shift",
            Self::CovariateAndConcept => "covariate and concept shift",
        }
    }
}

/// One question that was asked of both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The question: "Do the inputs differ?"
    pub question: String,
    /// The answer with its size, its p-value and what it was found on.
    pub says: String,
    /// Whether it moved, by the setting; none where it could not be told.
    pub moved: Option<bool>,
    /// How likely as much is where nothing moved.
    pub p_value: Option<f64>,
}

/// Where the change of one model comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelCauses {
    /// The model.
    pub name: String,
    /// The finding, as sentences.
    pub says: String,
    /// The first of them.
    pub lead: String,
    /// The column whose shift explains more of the change than that of any other, where one does.
    pub column: Option<String>,
    /// The part of the change that it explains; over 1 where other columns go against it.
    pub column_share: Option<f64>,
    /// The change of each metric that is a mean over rows.
    pub metrics: Vec<Attribution>,
    /// What the other rows alone would have given.
    pub reweighted: Option<Reweighted>,
    /// A simple model that learned on production, beside this one.
    pub challenger: Option<Challenger>,
}

/// The change of a metric, split by one column after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The metric.
    pub metric: MetricName,
    /// Rows that have it.
    pub n: Pair<u64>,
    /// Production less reference.
    pub change: Estimate,
    /// The finding, as sentences.
    pub says: String,
    /// The first of them.
    pub lead: String,
    /// Columns that were looked at.
    pub looked_at: u64,
    /// The columns whose shift explains most, sure ones first.
    pub columns: Vec<ColumnCause>,
}

/// How much of a metric's change goes with a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnCause {
    /// The column.
    pub column: String,
    /// What comes of its other values: of other shares of its cells.
    pub mix: Estimate,
    /// How likely as much is by chance, adjusted over all columns.
    pub p_adjusted: f64,
    /// What is left: the change within its cells.
    pub within: Estimate,
    /// How likely so different changes of its cells are by chance, adjusted over all columns; none where
    /// too few cells can be told.
    pub uneven_p_adjusted: Option<f64>,
    /// Both parts in words.
    pub words: String,
    /// Its cells, in their order.
    pub cells: Vec<CauseCell>,
}

impl ColumnCause {
    /// Adjusted p-value under which a part is told from chance.
    pub const CHANCE: f64 = 0.05;

    /// Whether what comes of its other values is told from chance.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.p_adjusted < Self::CHANCE
    }
}

/// A cell of a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CauseCell {
    /// The cell as a reader sees it.
    pub label: String,
    /// Rows with the metric.
    pub n: Pair<u64>,
    /// Their share of the side.
    pub share: Pair<f64>,
    /// The metric in the cell; none without rows.
    pub value: Pair<Option<f64>>,
    /// Its part of the mix.
    pub mix: f64,
    /// Its part within.
    pub within: f64,
}

/// The reference weighted to look like production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reweighted {
    /// The metric.
    pub metric: MetricName,
    /// What it was in the reference, on the same rows.
    pub before: f64,
    /// What the inputs' shift alone would give.
    pub expected: Estimate,
    /// What came.
    pub came: Estimate,
    /// How many equally weighted rows the weighted ones are worth.
    pub effective_rows: f64,
    /// All of it, as a sentence.
    pub says: String,
}

/// A simple model that learned on half of production's rows, on the other half beside the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Challenger {
    /// The metric.
    pub metric: MetricName,
    /// Rows that it learned on, and rows that it is judged on.
    pub rows: (u64, u64),
    /// Its metric less the model's, on the same rows.
    pub difference: Estimate,
    /// The same where both halves are of the reference: what it is like without drift.
    pub before: Option<Estimate>,
    /// All of it, as a sentence.
    pub says: String,
}
