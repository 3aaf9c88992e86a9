//! Chapter: drift of every compared column.

mod cells;
mod cut;
mod measure;
mod outputs;
mod together;
mod whole;

pub use cells::{Bin, Bins, Cdf, Shape};
pub use cut::{Cut, CutDistance, CutRule, CutSmoothing, Recut};
pub use measure::{Convention, LimitRule, Measure, MeasureName, Noise, NoiseMethod, Says};
pub use outputs::{Derived, Outputs, ProbabilitySums, Quantity};
pub use together::{Giveaway, Together};
pub use whole::{Compound, Whole};

use serde::{Deserialize, Serialize};

use crate::{Kind, Pair, Role, format, json_only};

/// Drift of every compared column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// The columns taken together.
    pub whole: Whole,
    /// What the model says, and what really happened; none where no column holds it.
    pub outputs: Option<Outputs>,
    /// All columns together, then each embedding.
    #[serde(serialize_with = "json_only::serialize", deserialize_with = "json_only::deserialize")]
    pub together: Vec<Together>,
    /// Compared columns, in the order of the reference file.
    pub columns: Vec<ColumnDrift>,
}

impl Drift {
    /// An entry by its position: the compared columns, then what is derived from the model's outputs.
    ///
    /// # Panics
    /// When there are fewer entries.
    #[must_use]
    pub fn entry(&self, position: usize) -> &ColumnDrift {
        let derived = || &self.derived()[position - self.columns.len()].drift;
        self.columns.get(position).unwrap_or_else(derived)
    }

    /// The entry of a name: a compared column, or what is derived from the model's outputs.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&ColumnDrift> {
        let derived = self.derived().iter().map(|derived| &derived.drift);
        self.columns.iter().chain(derived).find(|entry| entry.column == name)
    }

    /// What is derived from the model's outputs; empty where there are none.
    #[must_use]
    pub fn derived(&self) -> &[Derived] {
        self.outputs.as_ref().map_or(&[], |outputs| &outputs.derived)
    }
}

/// How a column's values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// As numbers with many different values.
    Numeric,
    /// As numbers with few different values: distances as numbers, the test value by value.
    Discrete,
    /// As names without an order.
    Categorical,
    /// As texts: by their words.
    Text,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No difference that chance would not give.
    Stable,
    /// Too few values to tell, or values that cannot be compared.
    NotEnoughData,
    /// A difference that is not chance, and under the limits.
    Negligible,
    /// A difference that is not chance and of moderate size.
    Moderate,
    /// A difference that is not chance and large.
    Significant,
}

impl Verdict {
    /// Every verdict, gravest first.
    pub const ALL: [Self; 5] =
        [Self::Significant, Self::Moderate, Self::Negligible, Self::NotEnoughData, Self::Stable];

    /// The verdict as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::NotEnoughData => "not judged",
            Self::Negligible => "shifted, negligible",
            Self::Moderate => "moderate",
            Self::Significant => "significant",
        }
    }

    /// Whether the column counts as drifted.
    #[must_use]
    pub const fn is_drift(self) -> bool {
        matches!(self, Self::Moderate | Self::Significant)
    }
}

/// Drift of one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnDrift {
    /// The column's name.
    pub column: String,
    /// What it is used for.
    pub role: Role,
    /// What it holds; where the sides differ, the wider kind.
    pub kind: Kind,
    /// How it is compared.
    pub treatment: Treatment,
    /// What the comparison comes to.
    pub verdict: Verdict,
    /// Why, as a sentence with a full stop.
    pub reason: String,
    /// Values that were compared: not missing, and finite.
    pub n: Pair<u64>,
    /// Values that could not be compared.
    pub missing: Pair<u64>,
    /// The leading distance: an entry of `measures`, by position; none where nothing could be computed.
    pub leading: Option<u32>,
    /// The test behind the verdict: an entry of `measures`, by position.
    pub test: Option<u32>,
    /// The test's p-value, adjusted over all compared columns (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// The size of the shift in words that need no unit.
    pub effect: Option<Effect>,
    /// The middle of each side, or the category that changed most.
    pub centre: Option<Centre>,
    /// Moments and quantiles of each side, for numbers.
    pub summary: Pair<Option<Summary>>,
    /// Every test and distance that was computed.
    pub measures: Vec<Measure>,
    /// The cells behind the leading distance.
    pub bins: Option<Bins>,
    /// The cells of the picture.
    pub shape: Option<Shape>,
    /// Cumulative shares, for numbers.
    pub cdf: Option<Cdf>,
    /// What else is to be said, as sentences with full stops: of a text, which words are new.
    pub notes: Vec<String>,
}

impl ColumnDrift {
    /// The measure behind the leading distance.
    #[must_use]
    pub fn leading_measure(&self) -> Option<&Measure> {
        self.measures.get(self.leading? as usize)
    }

    /// The measure behind the p-value.
    #[must_use]
    pub fn test_measure(&self) -> Option<&Measure> {
        self.measures.get(self.test? as usize)
    }

    /// The first entry of a measure in a convention.
    #[must_use]
    pub fn measure(&self, name: MeasureName, convention: Convention) -> Option<&Measure> {
        self.measures.iter().find(|m| m.measure == name && m.convention == convention)
    }
}

/// The size of a shift in words that need no unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Share of random pairs in which production is larger, ties counted half; at 0.5 neither side
    /// tends to be larger.
    ProductionLarger(f64),
    /// Cramér's V, 0 to 1.
    CramersV(f64),
}

/// The middle of each side, or the category that changed most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Centre {
    /// Medians.
    Median(Pair<f64>),
    /// Shares of the category whose share changed most.
    Category {
        /// The category.
        label: String,
        /// Its share on each side.
        share: Pair<f64>,
    },
}

impl Centre {
    /// "10.4 → 15.0", or "partner_app: 0% → 14%", of a column of a kind.
    #[must_use]
    pub fn text(&self, kind: Kind) -> String {
        let (of, Pair { reference, production }) = match self {
            Self::Median(median) => (String::new(), format::told_apart(kind, *median, 4)),
            Self::Category { label, share } => {
                (format!("{}: ", format::short(label)), share.map(format::percent))
            }
        };
        format!("{of}{reference} → {production}")
    }
}

/// Moments and quantiles of one side of a number column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation with n - 1; none for one value, or beyond the largest number.
    pub standard_deviation: Option<f64>,
    /// Skewness, biased; none where the values do not vary.
    pub skewness: Option<f64>,
    /// Excess kurtosis, biased; none where the values do not vary.
    pub excess_kurtosis: Option<f64>,
    /// Least value.
    pub min: f64,
    /// Quantile 0.01, linear interpolation (type 7), as the others.
    pub q01: f64,
    /// Quantile 0.05.
    pub q05: f64,
    /// Quantile 0.10.
    pub q10: f64,
    /// Quantile 0.25.
    pub q25: f64,
    /// Quantile 0.50.
    pub median: f64,
    /// Quantile 0.75.
    pub q75: f64,
    /// Quantile 0.90.
    pub q90: f64,
    /// Quantile 0.95.
    pub q95: f64,
    /// Quantile 0.99.
    pub q99: f64,
    /// Greatest value.
    pub max: f64,
}
