//! How a column is cut into cells and how those are compared: what a convention consists of, and what a
//! reader may change.

use serde::{Deserialize, Serialize};

use super::{Bins, Measure};
use crate::plain;

/// Cells, what is done to small ones, and a distance on them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// What makes the cells.
    pub rule: CutRule,
    /// What is done to small shares.
    pub smoothing: CutSmoothing,
    /// The distance.
    pub distance: CutDistance,
}

impl Cut {
    /// Reads a cut; nothing where it is none.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        plain::from_value(&serde_json::from_str(json).ok()?).ok()
    }

    /// The cut as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What makes cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CutRule {
    /// So many quantiles of the reference, as the leading distance has them.
    Quantiles(u32),
    /// So many cells of equal width over both sides.
    EqualWidth(u32),
    /// Equal width, Sturges' rule over the rows of both sides.
    Sturges,
    /// Equal width, Sturges' rule over the different values of both sides.
    SturgesOfDistinct,
    /// Equal width, Doane's rule over the reference, and one cell for what lies outside.
    DoaneOfReference,
    /// One cell per value.
    OnePerValue,
    /// One cell per value, those with under this share of the reference in one.
    RareTogether(f64),
    /// Inner edges in increasing order: n of them make n + 1 cells, the first and the last of which are open.
    Edges(Vec<f64>),
}

/// What is done to small shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CutSmoothing {
    /// Nothing.
    None,
    /// Shares under this are raised to it.
    Floor(f64),
    /// Empty cells get this share.
    Fill(f64),
    /// Empty cells get 0.0001, or a millionth of the side's least share where that is as small.
    Evidently,
    /// This is added to every share.
    Add(f64),
    /// So many rows are added to every cell.
    Laplace(f64),
}

/// A distance on cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CutDistance {
    /// Population stability index.
    Psi,
    /// Jensen-Shannon distance, base 2.
    JensenShannonBits,
    /// Jensen-Shannon distance, base e.
    JensenShannonNats,
    /// Jensen-Shannon divergence, base 2.
    DivergenceBits,
    /// Kullback-Leibler divergence of the reference from production, base e.
    KullbackLeibler,
    /// Hellinger distance.
    Hellinger,
    /// Total variation distance.
    TotalVariation,
    /// L-infinity distance.
    LInfinity,
}

impl CutDistance {
    /// Every distance.
    pub const ALL: [Self; 8] = [
        Self::Psi,
        Self::JensenShannonBits,
        Self::JensenShannonNats,
        Self::DivergenceBits,
        Self::KullbackLeibler,
        Self::Hellinger,
        Self::TotalVariation,
        Self::LInfinity,
    ];

    /// The distance as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Psi => "PSI",
            Self::JensenShannonBits => "Jensen–Shannon, base 2",
            Self::JensenShannonNats => "Jensen–Shannon, base e",
            Self::DivergenceBits => "Jensen–Shannon divergence, base 2",
            Self::KullbackLeibler => "Kullback–Leibler",
            Self::Hellinger => "Hellinger",
            Self::TotalVariation => "Total variation",
            Self::LInfinity => "L-infinity",
        }
    }
}

/// A column cut as was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recut {
    /// The column.
    pub column: String,
    /// How it was cut.
    pub cut: Cut,
    /// The inner and outer edges, in order; empty where cells are values.
    pub edges: Vec<f64>,
    /// The cells, with their part of the distance.
    pub bins: Bins,
    /// Every distance on these cells with this smoothing, the one that was asked for first.
    pub measures: Vec<Measure>,
}
