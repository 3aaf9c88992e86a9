//! Whether calibration changed from the reference to production.
//!
//! A model that was off before is off afterwards, too, and its error differs by chance. So it is asked
//! whether the line that best mends the probabilities is another one: its intercept beside a slope of 1
//! (calibration in the large), and its slope. Either change is held against the standard errors of both
//! sides, and the lesser p-value counts twice.

use report::{CalibrationChange, Estimate, ModelCalibration, Pair, SideCalibration};
use stats::benjamini_hochberg;
use stats::performance::{p_value_of_zero, weighted_sum};

use crate::performance::{as_measured, as_reported};

/// The change of a class; its p-value is not adjusted yet.
pub fn of(sides: &Pair<Option<SideCalibration>>) -> Option<CalibrationChange> {
    let sides = sides.as_ref().map(Option::as_ref).both()?;
    let (in_the_large, first) = difference(sides.map(|side| side.in_the_large))?;
    let (slope, second) = difference(sides.map(|side| side.slope))?;
    let error = sides.map(|side| side.equal_count.expected_error);
    let p_value = (2.0 * first.min(second)).min(1.0);
    Some(CalibrationChange {
        expected_error: error.production - error.reference,
        in_the_large,
        slope,
        p_value,
        p_adjusted: p_value,
    })
}

/// Production less reference, and how likely such a difference is by chance.
fn difference(sides: Pair<Option<Estimate>>) -> Option<(Estimate, f64)> {
    let sides = sides.both()?.map(as_measured);
    let difference = weighted_sum(&[(1.0, sides.production), (-1.0, sides.reference)]);
    Some((as_reported(difference)?, p_value_of_zero(difference)?))
}

/// Adjusts the p-values over all classes of all models.
pub fn adjust(models: &mut [ModelCalibration]) {
    let classes = || models.iter().flat_map(|model| &model.classes);
    let p_values: Vec<f64> = classes().filter_map(|class| Some(class.change?.p_value)).collect();
    let classes = models.iter_mut().flat_map(|model| &mut model.classes);
    let changes = classes.filter_map(|class| class.change.as_mut());
    for (change, p) in changes.zip(benjamini_hochberg(&p_values)) {
        change.p_adjusted = p;
    }
}
