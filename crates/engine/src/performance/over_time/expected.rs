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

use report::{Estimation, Task};

use super::inputs::Inputs;
use super::values::Values;

/// What is expected of a model, and how.
pub fn of_model(inputs: Inputs<'_>) -> (Estimation, Values) {
    let found = match inputs.outcomes.task() {
        Task::Regression => of_numbers::expect(inputs),
        _ => of_classes::expect(inputs),
    };
    let nothing = |lacks| (Estimation { lacks, ..Estimation::default() }, Values::default());
    let (estimation, values) = found.unwrap_or_else(nothing);
    (Estimation { weighted: inputs.learned.weighted.clone(), ..estimation }, values)
}
