//! Maps for a model whose calibration changed within production: fitted to the rows since then, as those before it are
//! mended by another map.

use report::{Calibration, CalibrationOverTime, ClassCalibration, ModelCalibration, Repair, Side};
use stats::performance::Scored;

use super::{Place, Rows, repair, sentences};
use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::timeline::Axis;

/// The maps of a class of a model.
pub struct RepairsSince {
    model: String,
    class: String,
    repairs: Vec<Repair>,
}

/// The maps of each class whose calibration changed, and which has rows enough since then.
pub fn repairs_since(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
    axis: &Axis,
    (told, over_time): (&ModelCalibration, &[CalibrationOverTime]),
) -> Vec<RepairsSince> {
    let of_class = |course: &CalibrationOverTime| {
        let since = course.since.as_ref()?;
        let class = told.classes.iter().find(|class| class.class == course.class)?;
        let place = Place::of(outcomes, model, class)?;
        let rows = later(place, rows, axis, since.window as usize);
        let is_enough = rows.0.len() as u64 >= study.settings.performance.min_rows;
        let scored = Scored::new(&rows.0, &rows.1).ok().filter(|_| is_enough)?;
        super::of_both_classes(Some(&scored))?;
        let mut repairs = repair::of_rows(study, Side::Production, &rows, &scored, None)?;
        repairs.iter_mut().for_each(|repair| repair.since = Some(since.when.clone()));
        repair::mark_best(&mut repairs, Side::Production);
        let (model, class) = (model.name.clone(), class.class.clone());
        (!repairs.is_empty()).then_some(RepairsSince { model, class, repairs })
    };
    over_time.iter().filter_map(of_class).collect()
}

/// Scores of production's labelled rows from a window on, and whether each is of the class.
fn later(place: Place, rows: &ModelRows, axis: &Axis, window: usize) -> Rows {
    let is_later =
        |row: usize| axis.window_of(Side::Production, row).is_some_and(|own| own >= window);
    let labelled = place.labelled(rows, Side::Production);
    labelled.filter(|(row, ..)| is_later(*row)).map(|(_, score, is)| (score, is)).unzip()
}

/// Puts them in the place of the maps that were fitted to all of production.
pub fn put(calibration: &mut Calibration, since: Vec<RepairsSince>) {
    for RepairsSince { model, class, repairs } in since {
        let models = calibration.models.iter_mut().filter(|own| own.name == model);
        for model in models {
            for own in model.classes.iter_mut().filter(|own| own.class == class) {
                replace(own, repairs.clone());
            }
            model.says = sentences::of_model(&model.name, &model.classes, model.verdict);
        }
    }
    if calibration.lacks.is_none() {
        calibration.headline = sentences::headline(&calibration.models);
    }
}

/// A map of the reference is judged on all of production, and so is not the best one any more.
fn replace(class: &mut ClassCalibration, repairs: Vec<Repair>) {
    class.repairs.retain(|repair| repair.fitted_on == Side::Reference);
    class.repairs.iter_mut().for_each(|repair| repair.is_best = false);
    class.repairs.extend(repairs);
    let names = [class.class.as_str(), &class.score];
    class.says =
        sentences::of_class(names, class.verdict, &class.sides, &class.lacks, &class.repairs);
}
