//! Whether calibration changed from the reference to production.
//!
//! A model that was off before is off afterwards, too, and its error differs by chance. So it is asked
//! whether the mean probability is off by another gap, and whether the line that best mends the
//! probabilities has another slope. Either change is held against the intervals of both sides, and the
//! lesser p-value counts twice. The gap needs no model of how a score is off, as calibration in the large does,
//! whose standard error is too small where the slope is not 1.

use report::{CalibrationChange, Estimate, ModelCalibration, Pair, SideCalibration};
use stats::benjamini_hochberg;
use stats::performance::{p_value_of_zero, weighted_sum};

use crate::performance::{as_measured, as_reported};

/// The change of a class; its p-value is not adjusted yet.
pub fn of(sides: &Pair<Option<SideCalibration>>) -> Option<CalibrationChange> {
    let sides = sides.as_ref().map(Option::as_ref).both()?;
    let (mean_gap, of_gap) = difference(sides.map(|side| Some(side.mean_gap?.gap)))?;
    // Scores of one value have no slope.
    let (slope, of_slope) = difference(sides.map(|side| side.slope)).unzip();
    let error = sides.map(|side| side.equal_count.expected_error);
    let p_value = of_slope.map_or(of_gap, |p| (2.0 * p.min(of_gap)).min(1.0));
    Some(CalibrationChange {
        expected_error: error.production - error.reference,
        mean_gap,
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
