//! A test or a distance, in a named way of computing, beside what chance alone would give.

use serde::{Deserialize, Serialize};

use super::Cut;
use crate::Pair;

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
    /// Energy distance.
    Energy,
    /// Kullback-Leibler divergence in one direction.
    KullbackLeibler,
    /// L-infinity distance: the largest difference of a category's shares.
    LInfinity,
    /// Anderson-Darling test: its standardised statistic.
    AndersonDarling,
    /// Cramér-von Mises test.
    CramerVonMises,
    /// Mann-Whitney test: pairs in which the reference is larger.
    MannWhitney,
    /// Epps-Singleton test.
    EppsSingleton,
    /// Welch's t test of the means.
    WelchT,
    /// Distance of the means in the reference's standard errors.
    MeanZ,
    /// Distance of the standard deviations in the reference's standard errors.
    StandardDeviationZ,
    /// G-test of homogeneity.
    GTest,
    /// Fisher's exact test of two values: their odds ratio.
    FisherExact,
    /// Mood's test of spread.
    Mood,
    /// The largest standardised residual of a value's count.
    LargestResidual,
    /// Several tests in one: the mean of their cotangents.
    CombinedTest,
    /// How well a classifier tells production from the reference: area under its ROC curve.
    ClassifierAuc,
    /// Unbiased square of the maximum mean discrepancy.
    Mmd,
    /// Mean error of production's rows, put back from the reference's principal components.
    ReconstructionError,
    /// Cosine distance of the mean vectors.
    CentroidCosine,
    /// Share of an embedding's components that drifted.
    DriftedComponents,
    /// Share of production's words that the reference does not have.
    NewWords,
    /// Jensen-Shannon divergence: the square of the distance.
    JensenShannonDivergence,
    /// Student's t test of the means, with pooled variance.
    StudentT,
    /// The largest difference of a category's rows over the rows of both sides.
    NormalizedDifference,
    /// Cramér's V with every value weighing the same.
    BalancedCramersV,
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
            Self::Energy => "Energy distance",
            Self::KullbackLeibler => "Kullback–Leibler",
            Self::LInfinity => "L-infinity",
            Self::AndersonDarling => "Anderson–Darling",
            Self::CramerVonMises => "Cramér–von Mises",
            Self::MannWhitney => "Mann–Whitney U",
            Self::EppsSingleton => "Epps–Singleton",
            Self::WelchT => "Welch’s t",
            Self::MeanZ => "z of the mean",
            Self::StandardDeviationZ => "z of the standard deviation",
            Self::GTest => "G-test",
            Self::FisherExact => "Fisher’s exact test",
            Self::Mood => "Mood’s test of spread",
            Self::LargestResidual => "Largest residual",
            Self::CombinedTest => "Combined test",
            Self::ClassifierAuc => "Classifier AUC",
            Self::Mmd => "MMD²",
            Self::ReconstructionError => "PCA reconstruction error",
            Self::CentroidCosine => "Cosine distance of centroids",
            Self::DriftedComponents => "Drifted components",
            Self::NewWords => "New words",
            Self::JensenShannonDivergence => "Jensen–Shannon divergence",
            Self::StudentT => "Student’s t",
            Self::NormalizedDifference => "Normalised difference",
            Self::BalancedCramersV => "Cramér’s V, balanced",
        }
    }

    /// Whether the value is 0 where both sides hold the same values.
    #[must_use]
    pub const fn is_zero_without_difference(self) -> bool {
        !matches!(
            self,
            Self::AndersonDarling
                | Self::CombinedTest
                | Self::MannWhitney
                | Self::FisherExact
                | Self::ClassifierAuc
                | Self::ReconstructionError
        )
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
    /// As NannyML 0.13 computes it.
    #[serde(rename = "nannyml")]
    NannyMl,
    /// As TensorFlow Data Validation 1.16 computes it.
    Tfdv,
    /// As deepchecks 0.19 computes it.
    Deepchecks,
    /// As popmon 1.4 computes it, on the cells of the leading distance.
    Popmon,
    /// As Giskard 2 computes it, on the cells of the leading distance.
    Giskard,
}

impl Convention {
    /// The convention as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Driftglass => "Driftglass",
            Self::Textbook => "Textbook",
            Self::Evidently => "Evidently",
            Self::NannyMl => "NannyML",
            Self::Tfdv => "TFDV",
            Self::Deepchecks => "deepchecks",
            Self::Popmon => "popmon",
            Self::Giskard => "Giskard",
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
    /// p-value, where it is a test: two-sided, where it has two sides.
    pub p_value: Option<f64>,
    /// Values that were compared.
    pub n: Pair<u64>,
    /// Number of cells, where values were binned.
    pub bins: Option<u32>,
    /// What chance alone would give.
    pub noise: Option<Noise>,
    /// The convention's own limit.
    pub limit: Option<f64>,
    /// What the limit is held against, and how.
    pub limit_rule: LimitRule,
    /// What the convention says by its own limit.
    pub says: Option<Says>,
    /// Why there is no value.
    pub not_computed: Option<String>,
    /// Whether this is what the convention's tool takes for this column when it is not told otherwise.
    pub is_default: bool,
    /// The cells it is on and what is done with them, where they can be shown and changed.
    pub cut: Option<Cut>,
}

/// When a convention says drift by its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitRule {
    /// Where the value is the limit or more.
    From,
    /// Where the value is more.
    Over,
    /// Where the p-value is less.
    PUnder,
    /// Where the p-value is the limit or less.
    PUpTo,
}

impl LimitRule {
    /// The rule as a reader sees it, before the limit.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::From => "≥",
            Self::Over => ">",
            Self::PUnder => "p <",
            Self::PUpTo => "p ≤",
        }
    }
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

impl Says {
    /// What is said as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Moderate => "moderate",
            Self::Drift => "drift",
        }
    }
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
    /// From seeded draws without drift: so many.
    Simulation {
        /// Draws that gave the 95th percentile; over many cells or columns fewer than the setting's.
        draws: u32,
    },
}
