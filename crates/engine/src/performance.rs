//! Chapter: how good the model is, where the truth is known.
//!
//! [`crate::outcomes`] finds the label and what the models say of it. Each model is measured on each
//! side that has labels ([`binary`], [`multiclass`], [`regression`]), into [`measured`]; both sides are
//! then held against each other, metric by metric ([`change`]).

mod binary;
mod change;
mod measured;
mod multiclass;
mod regression;
mod sentences;

pub use binary::take_log_odds;
use report::{ModelPerformance, Pair, Performance, RoleChoice, Side, Task, format};

use crate::Study;
use crate::outcomes::{Model, Outcomes};

/// The chapter under way.
#[derive(Default)]
pub struct Work {
    /// What there is to hold against each other, or why there is nothing; none before the first step.
    outcomes: Option<Result<Outcomes, String>>,
    models: Vec<ModelPerformance>,
}

impl Work {
    /// Measures the next model; says which, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<String> {
        let Some(outcomes) = &self.outcomes else {
            self.outcomes = Some(Outcomes::find(study, roles));
            return Some(String::new());
        };
        let outcomes = outcomes.as_ref().ok()?;
        let model = outcomes.models.get(self.models.len())?;
        self.models.push(performance(study, outcomes, model));
        Some(model.name.clone())
    }

    /// The chapter; what was not measured is measured now.
    pub fn finish(mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Performance {
        while self.step(study, roles).is_some() {}
        match self.outcomes {
            Some(Ok(outcomes)) => Performance {
                headline: sentences::headline(&self.models),
                lacks: None,
                notes: [outcomes.notes.clone(), missing_labels(study, &outcomes)].concat(),
                label: Some(outcomes.label),
                models: self.models,
            },
            Some(Err(lacks)) => Performance {
                headline: lacks.clone(),
                lacks: Some(lacks),
                ..Performance::default()
            },
            None => Performance::default(),
        }
    }
}

/// What is said of rows without a label.
fn missing_labels(study: &Study<'_>, outcomes: &Outcomes) -> Vec<String> {
    let labelled = outcomes.labelled(study);
    let note = |side: Side| {
        let (labelled, rows) = (*labelled.get(side), study.rows(side));
        (labelled < rows).then(|| {
            let share = format::percent(labelled as f64 / rows as f64);
            format!(
                "{}: {share} of {} have a label; metrics are of these alone.",
                side.label(),
                format::plural(rows, "row", "rows")
            )
        })
    };
    Side::BOTH.into_iter().filter_map(note).collect()
}

fn performance(study: &Study<'_>, outcomes: &Outcomes, model: &Model) -> ModelPerformance {
    let task = outcomes.task();
    let classes = outcomes.classes.as_ref();
    let measured = Pair::from_fn(|side| match (task, classes) {
        (Task::Binary, Some(_)) => binary::measure(study, outcomes, model, side),
        (Task::Multiclass, Some(classes)) => {
            multiclass::measure(study, outcomes, classes, model, side)
        }
        _ => regression::measure(study, outcomes, model, side),
    });
    let metrics = change::metrics(study, measured.as_ref().map(|side| side.metrics.as_slice()));
    let leading = change::leading(task, &metrics);
    let verdict = change::verdict(&metrics, leading);
    let names = classes.map_or_else(Vec::new, |classes| classes.names.clone());
    let mut notes: Vec<String> = Vec::new();
    for note in measured.reference.notes.iter().chain(&measured.production.notes) {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    ModelPerformance {
        name: model.name.clone(),
        task,
        answer: sentences::answer(study, task, model),
        scores: model.scores.iter().flatten().cloned().collect(),
        leading,
        says: sentences::of_model(&model.name, &metrics, leading, verdict),
        verdict,
        per_class: change::per_class(study, &names, measured.as_ref().map(|side| &*side.per_class)),
        classes: names,
        metrics,
        sides: measured.map(|side| side.side),
        notes,
    }
}
