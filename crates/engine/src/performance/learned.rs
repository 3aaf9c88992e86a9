//! What learners tell of a model, on a seeded sample of rows: whether labelled rows of production are like
//! those that wait ([`labelled`]), what labelled rows of the reference say of production where they are
//! weighted to look like it ([`weighted`]), and the losses that are foretold ([`losses`]). A learner reads
//! the model's inputs and what the model says of a row.
//!
//! Learning takes seconds and does not hang on the windows, so that it is done once and kept.

mod groups;
mod labelled;
mod losses;
mod weighted;

pub use losses::Losses;
use report::{LabelledPart, RoleChoice, Weighted};

use crate::Study;
use crate::drift::together::sample::Source;
use crate::outcomes::{Model, ModelRows, Outcomes};
use groups::Groups;

/// Equally many rows of equal weight that an estimate should stand for.
pub const FEWEST_EFFECTIVE: f64 = 100.0;

/// What learners found of a model.
#[derive(Clone, Default)]
pub struct Learned {
    /// Whether labelled rows of production are like the rest; none where all or none are labelled.
    pub labelled: Option<LabelledPart>,
    /// The reference weighted to look like production.
    pub weighted: Option<Weighted>,
    /// Foretold losses of a model of numbers.
    pub losses: Option<Losses>,
}

/// Learners at work, a fold at a time.
pub struct Learning {
    columns: Vec<String>,
    /// Labelled rows of production against those that wait.
    waiting: Option<Groups>,
    /// The same of both sides together, where those of production differ.
    both: Option<Groups>,
    /// Labelled rows of the reference against production.
    sides: Option<Groups>,
    are_losses_done: bool,
    found: Learned,
}

impl Learning {
    /// Draws the rows.
    pub fn new(study: &Study<'_>, roles: &[RoleChoice], model: &Model, rows: &ModelRows) -> Self {
        let columns = columns(study, roles, model);
        let waiting = labelled::groups(study, rows, &columns);
        let sides = weighted::groups(study, rows, &columns);
        let found = Learned::default();
        Self { columns, waiting, both: None, sides, are_losses_done: false, found }
    }

    /// Does the next piece; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>, outcomes: &Outcomes, rows: &ModelRows) -> bool {
        let task = outcomes.task();
        if let Some(mut groups) = self.waiting.take() {
            match groups.step() {
                true => self.waiting = Some(groups),
                false => {
                    self.found.labelled = labelled::tell(study, task, rows, &groups);
                    let part = self.found.labelled.as_ref().filter(|part| part.differs);
                    self.both = part.and_then(|_| labelled::of_both(study, rows, &self.columns));
                }
            }
            return true;
        }
        if let Some(mut groups) = self.both.take() {
            match groups.step() {
                true => self.both = Some(groups),
                false => labelled::hold_against(study, rows, &groups, &mut self.found.labelled),
            }
            return true;
        }
        if let Some(mut groups) = self.sides.take() {
            match groups.step() {
                true => self.sides = Some(groups),
                false => self.found.weighted = weighted::tell(task, rows, &groups),
            }
            return true;
        }
        if !self.are_losses_done && task == report::Task::Regression {
            self.are_losses_done = true;
            self.found.losses = Losses::learn(study, rows, &self.columns);
            return true;
        }
        false
    }

    /// What was found, once every step is done.
    pub fn finish(self) -> Learned {
        self.found
    }
}

/// The model's inputs, and its own outputs.
fn columns(study: &Study<'_>, roles: &[RoleChoice], model: &Model) -> Vec<String> {
    let inputs = Source::inputs(study, roles).map_or_else(Vec::new, |source| source.columns);
    let outputs = model.scores.iter().flatten().chain(&model.prediction).cloned();
    inputs.into_iter().chain(outputs).collect()
}
