//! The steps of a comparison, in order.

use report::{ColumnDrift, Report, RoleChoice, SCHEMA_VERSION};

use crate::drift::{outputs, together, whole};
use crate::{Study, VERSION, data, drift, input, overview, roles};

/// The stages of a comparison, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Schema, missing values, rows and relations.
    Quality,
    /// Values and drift of each column.
    Drift,
}

/// What an [`Analysis`] has just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its stage.
    pub stage: Stage,
    /// The column that it was done to; empty where it was all of them.
    pub subject: String,
    /// Columns that are done in this stage.
    pub done: u64,
    /// Columns in all in this stage.
    pub total: u64,
}

/// A comparison under way.
pub struct Analysis<'a> {
    study: Study<'a>,
    roles: Vec<RoleChoice>,
    data: data::Inspection,
    compared: Vec<RoleChoice>,
    columns: Vec<ColumnDrift>,
    whole: whole::Work,
    outputs: outputs::Work,
    together: together::Work,
}

impl<'a> Analysis<'a> {
    /// A comparison that has not begun.
    #[must_use]
    pub fn new(study: Study<'a>) -> Self {
        let roles = roles::choose(&study);
        let compared = drift::compared_columns(&study, &roles);
        let data = data::Inspection::new(&study, &roles, &compared);
        let whole = whole::Work::new(&study, compared.len());
        let outputs = outputs::Work::default();
        let together = together::Work::default();
        Self { study, roles, data, compared, columns: Vec::new(), whole, outputs, together }
    }

    /// Does the next piece of work, about one column; none when there is none left.
    pub fn step(&mut self) -> Option<Step> {
        if let Some(piece) = self.data.step(&self.study) {
            return Some(step_done(Stage::Quality, &piece.subject, piece.done, piece.total));
        }
        let total = self.compared.len();
        if let Some(choice) = self.compared.get(self.columns.len()) {
            let sorted = self.study.sorted(&choice.column);
            self.data.look_at(&self.study, &choice.column, &sorted);
            self.columns.push(drift::column(&self.study, choice, sorted));
            self.whole.add(&self.study, &choice.column);
            return Some(step_done(Stage::Drift, &choice.column, self.columns.len(), total));
        }
        let outputs = self.outputs.step(&self.study, &self.roles);
        let subject = outputs.or_else(|| self.together.step(&self.study, &self.roles))?;
        Some(step_done(Stage::Drift, &subject, total, total))
    }

    /// The Report. Steps that were not done are done now.
    #[must_use]
    pub fn finish(mut self) -> Report {
        while self.step().is_some() {}
        let Self { study, roles, data, columns, whole, outputs, together, .. } = self;
        let data = data.finish(&study, &roles);
        let work = drift::Work { outputs, whole, together };
        let drift = drift::chapter(&study, &roles, columns, work, &data);
        let inputs = input::describe(&study, &roles);
        let overview = overview::write(&study, &roles, &inputs, &data, &drift);
        Report {
            schema_version: SCHEMA_VERSION,
            driftglass_version: VERSION.to_owned(),
            settings: study.settings.clone(),
            inputs,
            roles,
            overview,
            data,
            drift,
        }
    }
}

fn step_done(stage: Stage, subject: &str, done: usize, total: usize) -> Step {
    Step { stage, subject: subject.to_owned(), done: done as u64, total: total as u64 }
}
