//! The steps of a comparison, in order.

use report::{ColumnDrift, Data, Report, RoleChoice, SCHEMA_VERSION};

use crate::drift::outputs;
use crate::{Study, VERSION, data, drift, input, overview, roles};

/// The stages of a comparison, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Schema and missing values.
    Quality,
    /// Drift of each column.
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
    data: Option<Data>,
    compared: Vec<RoleChoice>,
    columns: Vec<ColumnDrift>,
    outputs: outputs::Work,
}

impl<'a> Analysis<'a> {
    /// A comparison that has not begun.
    #[must_use]
    pub fn new(study: Study<'a>) -> Self {
        let roles = roles::choose(&study);
        let compared = drift::compared_columns(&study, &roles);
        let outputs = outputs::Work::default();
        Self { study, roles, data: None, compared, columns: Vec::new(), outputs }
    }

    /// Does the next piece of work, about one column; none when there is none left.
    pub fn step(&mut self) -> Option<Step> {
        if self.data.is_none() {
            self.data = Some(data::chapter(&self.study, &self.roles));
            return Some(step_done(Stage::Quality, "", 1, 1));
        }
        let total = self.compared.len();
        if let Some(choice) = self.compared.get(self.columns.len()) {
            self.columns.push(drift::column(&self.study, choice));
            return Some(step_done(Stage::Drift, &choice.column, self.columns.len(), total));
        }
        let subject = self.outputs.step(&self.study, &self.roles)?;
        Some(step_done(Stage::Drift, &subject, total, total))
    }

    /// The Report. Steps that were not done are done now.
    #[must_use]
    pub fn finish(self) -> Report {
        let Self { study, roles, data, compared, mut columns, mut outputs } = self;
        let mut data = data.unwrap_or_else(|| data::chapter(&study, &roles));
        data::add_unknown_columns(&study, &mut data.ledger);
        let left = &compared[columns.len()..];
        columns.extend(left.iter().map(|choice| drift::column(&study, choice)));
        while outputs.step(&study, &roles).is_some() {}
        let drift = drift::chapter(&study, &roles, columns, outputs);
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
