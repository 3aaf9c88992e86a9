//! The steps of a comparison, in order.

use report::{ColumnDrift, Report, RoleChoice, SCHEMA_VERSION};

use crate::drift::{outputs, together, whole};
use crate::timeline::{self, Course};
use crate::{Study, VERSION, data, drift, input, overview, roles};

/// The stages of a comparison, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Schema, missing values, rows and relations.
    Quality,
    /// Values and drift of each column.
    Drift,
    /// Drift of each column over time.
    Timeline,
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
    /// What is counted over time, once all columns are compared.
    course: Option<Course>,
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
        let columns = Vec::new();
        Self { study, roles, data, compared, columns, whole, outputs, together, course: None }
    }

    /// Does the next piece of work, about one column; none when there is none left.
    pub fn step(&mut self) -> Option<Step> {
        if let Some(piece) = self.data.step(&self.study, &self.roles) {
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
        let subject = outputs.or_else(|| self.together.step(&self.study, &self.roles));
        if let Some(subject) = subject {
            return Some(step_done(Stage::Drift, &subject, total, total));
        }
        let Self { study, roles, columns, course, .. } = self;
        let course = course.get_or_insert_with(|| Course::new(study, roles, columns));
        let name = course.step(study, columns)?;
        let (done, total) = course.progress();
        Some(step_done(Stage::Timeline, &name, done, total))
    }

    /// The Report. Steps that were not done are done now.
    #[must_use]
    pub fn finish(mut self) -> Report {
        while self.step().is_some() {}
        let Self { study, roles, data, columns, whole, outputs, together, course, .. } = self;
        let course = course.unwrap_or_else(|| Course::new(&study, &roles, &columns));
        let data = data.finish(&study, &roles);
        let work = drift::Work { outputs, whole, together };
        let mut drift = drift::chapter(&study, &roles, columns, work, &data);
        let timeline = course.finish(&study, &drift);
        timeline::say_all_began(&mut drift, &timeline);
        let inputs = input::describe(&study, &roles);
        let overview = overview::write(&study, &roles, &inputs, &data, &drift, &timeline);
        Report {
            schema_version: SCHEMA_VERSION,
            driftglass_version: VERSION.to_owned(),
            settings: study.settings.clone(),
            inputs,
            roles,
            overview,
            data,
            drift,
            timeline,
        }
    }
}

fn step_done(stage: Stage, subject: &str, done: usize, total: usize) -> Step {
    Step { stage, subject: subject.to_owned(), done: done as u64, total: total as u64 }
}
