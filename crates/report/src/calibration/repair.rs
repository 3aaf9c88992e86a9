//! What would mend probabilities: maps, and how well they do on rows that they were not fitted to.

use serde::{Deserialize, Serialize};

use super::ReliabilityBin;
use crate::{Estimate, Side};

/// A map from what the model says to what to believe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// How it was made.
    pub method: RepairMethod,
    /// The rows it was fitted to.
    pub fitted_on: Side,
    /// Since when these rows are, where calibration changed within production: "14 March".
    pub since: Option<String>,
    /// The map as a formula of a score s.
    pub formula: String,
    /// Points of the map; linear between those of isotonic regression.
    pub points: Vec<MapPoint>,
    /// What it does to the rows of the same side, or a sample of them, in five folds of which each is
    /// mended by the others.
    pub out_of_fold: Option<RepairEffect>,
    /// What a map of the reference does to production.
    pub on_production: Option<RepairEffect>,
    /// Whether of all maps it mends the judged side most, beyond chance.
    pub is_best: bool,
}

impl Repair {
    /// The rows it was fitted to: "the reference", "production since 14 March".
    #[must_use]
    pub fn rows(&self) -> String {
        match (self.fitted_on, &self.since) {
            (Side::Reference, _) => "the reference".to_owned(),
            (Side::Production, None) => "production".to_owned(),
            (Side::Production, Some(since)) => format!("production since {since}"),
        }
    }

    /// What it does to a side that it was not fitted to, or to its own out of fold.
    #[must_use]
    pub fn effect_on(&self, side: Side) -> Option<&RepairEffect> {
        match side {
            side if side == self.fitted_on => self.out_of_fold.as_ref(),
            Side::Production => self.on_production.as_ref(),
            Side::Reference => None,
        }
    }
}

/// How a map is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RepairMethod {
    /// Platt's sigmoid of the score.
    Platt,
    /// Isotonic regression.
    Isotonic,
    /// Temperature scaling.
    Temperature,
}

impl RepairMethod {
    /// The method as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Platt => "Platt scaling",
            Self::Isotonic => "isotonic regression",
            Self::Temperature => "temperature scaling",
        }
    }
}

/// A point of a map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MapPoint {
    /// What the model says.
    pub score: f64,
    /// What to believe.
    pub probability: f64,
}

/// What a map does to rows that it was not fitted to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairEffect {
    /// Rows.
    pub n: u64,
    /// Brier score of these rows as they are.
    pub brier_before: f64,
    /// Expected calibration error of these rows as they are, over bins of equally many rows.
    pub expected_error_before: f64,
    /// These bins.
    pub bins_before: Vec<ReliabilityBin>,
    /// Brier score after less before; under 0 where the map mends.
    pub brier_change: Estimate,
    /// Expected calibration error after, over bins of equally many rows.
    pub expected_error: f64,
    /// These bins.
    pub bins: Vec<ReliabilityBin>,
}
