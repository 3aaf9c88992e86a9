//! What is done to each model in turn: its rows are read once, and every chapter takes them.

use report::{Calibration, ModelCalibration, ModelPerformance, Performance, RoleChoice};

use super::Stage;
use crate::outcomes::{ModelRows, Outcomes};
use crate::{Study, calibration, performance};

/// The models under way.
#[derive(Default)]
pub struct Models {
    /// What there is to hold against each other, or why there is nothing; none before the first step.
    outcomes: Option<Result<Outcomes, String>>,
    /// Models that are done.
    done: usize,
    /// The rows of the model under way.
    current: Option<ModelRows>,
    performance: Vec<ModelPerformance>,
    calibration: Vec<ModelCalibration>,
}

impl Models {
    /// Does the next piece; says of which stage and model, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<(Stage, String)> {
        let Some(outcomes) = &self.outcomes else {
            self.outcomes = Some(Outcomes::find(study, roles));
            return Some((Stage::Performance, String::new()));
        };
        let outcomes = outcomes.as_ref().ok()?;
        let model = outcomes.models.get(self.done)?;
        let stage = match self.current.take() {
            None => {
                let rows = ModelRows::read(study, outcomes, model);
                self.performance.push(performance::performance(study, outcomes, model, &rows));
                self.current = Some(rows);
                Stage::Performance
            }
            Some(rows) => {
                self.calibration.extend(calibration::calibration(study, outcomes, model, &rows));
                self.done += 1;
                Stage::Calibration
            }
        };
        Some((stage, model.name.clone()))
    }

    /// The chapters, once every step is done.
    pub fn finish(self, study: &Study<'_>) -> (Performance, Calibration) {
        let Some(outcomes) = self.outcomes else { return Default::default() };
        let performance = performance::chapter(study, &outcomes, self.performance);
        (performance, calibration::chapter(&outcomes, self.calibration))
    }
}
