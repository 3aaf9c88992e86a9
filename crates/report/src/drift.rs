//! Chapter: drift of every compared column.

use serde::{Deserialize, Serialize};

use crate::{Kind, Pair, Role};

/// Drift of every compared column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Compared columns, in the order of the reference file.
    pub columns: Vec<ColumnDrift>,
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
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No difference that chance would not give.
    Stable,
    /// Too few values to tell.
    NotEnoughData,
    /// A difference that is not chance, and too small to matter.
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
            Self::NotEnoughData => "not enough data",
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
    /// Share of random pairs in which production is larger, ties counted half; 0.5 means no shift.
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

/// Moments and quantiles of one side of a number column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation with n - 1; none for one value.
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

/// A test or a distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeasureName {
    /// Population stability index.
    Psi,
    /// Jensen-Shannon distance: the square root of the divergence.
    JensenShannon,
    /// Hellinger distance.
    Hellinger,
    /// Total variation distance: half the sum of absolute differences of shares.
    TotalVariation,
    /// Wasserstein distance of order 1.
    Wasserstein,
    /// Kolmogorov-Smirnov: the largest gap of the cumulative shares.
    KolmogorovSmirnov,
    /// Chi-square test of homogeneity.
    ChiSquare,
    /// Cramér's V.
    CramersV,
    /// Two-proportion z of the last of two values.
    TwoProportionZ,
}

impl MeasureName {
    /// The measure as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Psi => "PSI",
            Self::JensenShannon => "Jensen–Shannon",
            Self::Hellinger => "Hellinger",
            Self::TotalVariation => "Total variation",
            Self::Wasserstein => "Wasserstein",
            Self::KolmogorovSmirnov => "Kolmogorov–Smirnov",
            Self::ChiSquare => "Chi-square",
            Self::CramersV => "Cramér’s V",
            Self::TwoProportionZ => "Two-proportion z",
        }
    }
}

/// A named way of computing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// Driftglass: ten reference deciles with shares floored at 0.001 for distances on cells.
    Driftglass,
    /// As textbooks and SciPy have it.
    Textbook,
    /// As Evidently 0.7 computes it.
    Evidently,
}

impl Convention {
    /// The convention as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Driftglass => "Driftglass",
            Self::Textbook => "Textbook",
            Self::Evidently => "Evidently",
        }
    }
}

/// One test or distance of one column in one convention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What was computed.
    pub measure: MeasureName,
    /// In which convention.
    pub convention: Convention,
    /// How, in a few words: "10 reference deciles, floor 0.001".
    pub how: String,
    /// The distance or the test statistic; none with a reason in `not_computed`.
    pub value: Option<f64>,
    /// Degrees of freedom, where the statistic has them.
    pub degrees_of_freedom: Option<f64>,
    /// Two-sided p-value, where it is a test.
    pub p_value: Option<f64>,
    /// Values that were compared.
    pub n: Pair<u64>,
    /// Number of cells, where values were binned.
    pub bins: Option<u32>,
    /// What chance alone would give.
    pub noise: Option<Noise>,
    /// The convention's own limit for the value, or for the p-value where `limit_is_p`.
    pub limit: Option<f64>,
    /// Whether the limit is one of the p-value.
    pub limit_is_p: bool,
    /// What the convention says by its own limit.
    pub says: Option<Says>,
    /// Why there is no value.
    pub not_computed: Option<String>,
}

/// What a convention says by its own limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// Within the limit.
    Pass,
    /// In the lower of two bands.
    Moderate,
    /// Over the limit.
    Drift,
}

/// What chance alone would give for these numbers of values: the noise floor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// Expected value without drift.
    pub expected: f64,
    /// 95th percentile without drift.
    pub p95: f64,
    /// How it was found.
    pub method: NoiseMethod,
}

/// How a noise floor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoiseMethod {
    /// From the law that the measure follows.
    ClosedForm,
    /// From seeded draws without drift.
    Simulation,
}

/// The cells behind a distance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bins {
    /// The rule that made them: "reference deciles".
    pub rule: String,
    /// The cells.
    pub cells: Vec<Bin>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bin {
    /// The cell as a reader sees it: a category, or "12 to 15".
    pub label: String,
    /// Lower edge, included; none where open or a category.
    pub from: Option<f64>,
    /// Upper edge, not included but in the last cell; none where open or a category.
    pub to: Option<f64>,
    /// Values in the cell.
    pub count: Pair<u64>,
    /// Values in the cell, of all that were compared.
    pub share: Pair<f64>,
    /// The cell's part of the distance.
    pub part: Option<f64>,
}

/// The cells of the picture: both sides on one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Cells of one width over the range that is drawn.
    Histogram {
        /// Edges, one more than cells.
        edges: Vec<f64>,
        /// Values per cell; those outside the range are in `below` and `above`.
        counts: Pair<Vec<u64>>,
        /// Values under the first edge.
        below: Pair<u64>,
        /// Values over the last edge.
        above: Pair<u64>,
    },
    /// One cell per category, the commonest first, or per value in order; the rest is in `other`.
    Bars {
        /// Categories or values.
        labels: Vec<String>,
        /// Rows per category.
        counts: Pair<Vec<u64>>,
        /// Rows of all other categories.
        other: Pair<u64>,
        /// How many other categories there are.
        other_labels: u64,
    },
}

/// Cumulative shares of both sides at chosen values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cdf {
    /// Values, in order.
    pub at: Vec<f64>,
    /// Share of values at or below each.
    pub share: Pair<Vec<f64>>,
    /// Where the two are furthest apart.
    pub gap_at: f64,
    /// Shares there.
    pub gap_share: Pair<f64>,
}
