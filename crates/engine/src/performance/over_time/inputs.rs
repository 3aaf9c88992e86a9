//! What a model over time is told from.

use report::{ModelCalibration, ModelPerformance};

use super::super::learned::Learned;
use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::timeline::Axis;

/// A model with all that is known of it by now.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub study: &'a Study<'a>,
    pub outcomes: &'a Outcomes,
    pub model: &'a Model,
    pub rows: &'a ModelRows,
    pub axis: &'a Axis,
    /// Its metrics over each side whole.
    pub whole: &'a ModelPerformance,
    /// Whether its scores are better calibrated first.
    pub calibration: Option<&'a ModelCalibration>,
    /// What learners found.
    pub learned: &'a Learned,
}
