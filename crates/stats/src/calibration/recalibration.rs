//! The repairs of a model's probabilities, as one: fitted on some rows, applied to others.

use super::{Isotonic, Platt, Temperature};
use crate::performance::Scored;

/// Which repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecalibrationKind {
    /// Platt's sigmoid of the score.
    Platt,
    /// Non-decreasing steps.
    Isotonic,
    /// Log odds divided by one number.
    Temperature,
}

impl RecalibrationKind {
    /// Every repair.
    pub const ALL: [Self; 3] = [Self::Platt, Self::Isotonic, Self::Temperature];

    /// Fits the repair; `None` where these rows do not allow one.
    #[must_use]
    pub fn fit(self, scored: &Scored) -> Option<Recalibration> {
        match self {
            Self::Platt => Platt::fit(scored).map(Recalibration::Platt),
            Self::Isotonic => Isotonic::fit(scored).map(Recalibration::Isotonic),
            Self::Temperature => Temperature::fit(scored).map(Recalibration::Temperature),
        }
    }
}

/// A fitted repair: a map from scores to probabilities that keeps their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Recalibration {
    /// Platt's sigmoid of the score.
    Platt(Platt),
    /// Non-decreasing steps.
    Isotonic(Isotonic),
    /// Log odds divided by one number.
    Temperature(Temperature),
}

impl Recalibration {
    /// The probability of a score.
    #[must_use]
    pub fn apply(&self, score: f64) -> f64 {
        match self {
            Self::Platt(platt) => platt.apply(score),
            Self::Isotonic(isotonic) => isotonic.apply(score),
            Self::Temperature(temperature) => temperature.apply(score),
        }
    }

    /// These rows with the probabilities of their scores.
    #[must_use]
    pub fn apply_to(&self, scored: &Scored) -> Scored {
        scored.map(|score| self.apply(score))
    }
}
