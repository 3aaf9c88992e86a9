//! Chances of each class, from scores that are calibrated on the reference.

use report::{ModelCalibration, Pair, RepairMethod, Side, format};
use stats::calibration::{Recalibration, RecalibrationKind};
use stats::estimation::class_chances;

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};

/// Chances of the positive class, or of each class, by row; not a number where there is none.
pub struct Chances {
    pub by_class: Pair<Vec<Vec<f64>>>,
    /// Labelled rows of the reference that they rest on.
    pub rows: u64,
    /// What was done to the scores, as a sentence.
    pub calibration: String,
}

impl Chances {
    /// Chances of all rows, or why there are none.
    pub fn of_model(
        study: &Study<'_>,
        outcomes: &Outcomes,
        model: &Model,
        rows: &ModelRows,
        calibration: Option<&ModelCalibration>,
    ) -> Result<Self, String> {
        let least = study.settings.performance.min_rows;
        let labelled = rows.scored.iter().map(|scored| scored.reference.len()).max().unwrap_or(0);
        if rows.scored.is_empty() {
            return Err("no column holds a probability".to_owned());
        }
        if labelled < least {
            return Err(format!(
                "the reference has {} of at least {}, from which chances are learned",
                format::plural(labelled, "labelled row", "labelled rows"),
                format::count(least)
            ));
        }
        let names: &[String] = outcomes.classes.as_ref().map_or(&[], |classes| &classes.names);
        let is_one_sided = |at: usize| {
            let scored = &rows.scored[at].reference;
            scored.positives() == 0 || scored.negatives() == 0
        };
        if rows.scored.len() == 1 && is_one_sided(0) {
            return Err("the reference’s labels are all of one class".to_owned());
        }
        let maps: Vec<Option<Recalibration>> =
            (0..rows.scored.len()).map(|at| map(model, rows, at, calibration)).collect();
        let mapped = maps.iter().flatten().count();
        let calibration = match (maps.len(), mapped) {
            (_, 0) => "Scores are taken as they are: calibrating them would not make them better."
                .to_owned(),
            (1, _) => {
                "Scores are calibrated first, by isotonic regression on the reference.".to_owned()
            }
            (all, mapped) => format!(
                "{} of {} classes are calibrated first, by isotonic regression on the reference.",
                mapped.min(names.len()),
                all
            ),
        };
        let by_class = rows.sides.as_ref().map(|side| match maps.as_slice() {
            [one] => vec![
                side.scores[0]
                    .iter()
                    .map(|&s| one.as_ref().map_or(s, |map| chance(map, s)))
                    .collect(),
            ],
            _ => class_chances(&side.scores, &maps),
        });
        Ok(Self { by_class, rows: labelled, calibration })
    }

    /// Chances of a side.
    pub fn side(&self, side: Side) -> &[Vec<f64>] {
        self.by_class.get(side)
    }
}

fn chance(map: &Recalibration, score: f64) -> f64 {
    if score.is_finite() { map.apply(score) } else { f64::NAN }
}

/// The isotonic map of a score, where it is better calibrated out of fold than the score itself, or the
/// score is no probability.
fn map(
    model: &Model,
    rows: &ModelRows,
    at: usize,
    calibration: Option<&ModelCalibration>,
) -> Option<Recalibration> {
    let scored = &rows.scored[at].reference;
    let name = model.scores[at].as_deref()?;
    let class = calibration.and_then(|c| c.classes.iter().find(|class| class.score == name));
    let before = class.and_then(|class| class.sides.reference.as_ref());
    let after = class.and_then(|class| {
        let is_own = |repair: &&report::Repair| {
            repair.method == RepairMethod::Isotonic && repair.fitted_on == Side::Reference
        };
        class.repairs.iter().find(is_own)?.out_of_fold.as_ref()
    });
    let is_better = match (before, after) {
        (Some(before), Some(after)) => after.expected_error < before.equal_count.expected_error,
        _ => !scored.are_probabilities(),
    };
    is_better.then(|| RecalibrationKind::Isotonic.fit(scored)).flatten()
}
