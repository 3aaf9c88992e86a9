//! What is expected of a model without labels: of classes by calibrated chances (CBPE), of numbers by
//! foretold losses (DLE).
//!
//! Chances are the scores, calibrated on the labelled rows of the reference where that is better on rows
//! that it was not fitted to. What comes out is held against labels elsewhere; whether the chances
//! themselves still hold is told by [`assumption`].

mod assumption;
mod chances;
mod of_classes;
mod of_numbers;

use report::{Estimation, ModelCalibration, Task};

use super::values::Values;
use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::performance::learned::Learned;
use crate::timeline::Axis;

/// What is expected of a model, and how.
pub fn of_model(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
    axis: &Axis,
    calibration: Option<&ModelCalibration>,
    learned: &Learned,
) -> (Estimation, Values) {
    let found = match outcomes.task() {
        Task::Regression => of_numbers::expect(study, axis, learned.losses.as_ref()),
        _ => of_classes::expect(study, outcomes, model, rows, axis, calibration),
    };
    let nothing = |lacks| (Estimation { lacks, ..Estimation::default() }, Values::default());
    let (estimation, values) = found.unwrap_or_else(nothing);
    (Estimation { weighted: learned.weighted.clone(), ..estimation }, values)
}
