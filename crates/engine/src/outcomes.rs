//! What really happened and what the model said of it, row by row, for the chapters that hold one
//! against the other.
//!
//! [`classes`] are the values of the label; [`models`] are the scores and predictions that belong
//! together, whose [`rows`] are read once for all chapters. A label of any kind works: its values are compared as texts, and of two classes yes, true
//! and 1 are one.

mod classes;
mod models;
mod rows;

use report::{Pair, Role, RoleChoice, Side, Task, format};
use stats::Sorted;
use table::Column;

use crate::{Study, roles};
pub use classes::{Classes, NO_CLASS};
pub use models::Model;
pub use rows::{ModelRows, Rows};

/// The label, and the models that are held against it.
pub struct Outcomes {
    /// The column that holds what really happened.
    pub label: String,
    /// The values of the label that are classes; none where it is a number.
    pub classes: Option<Classes>,
    /// Scores and predictions, in the order of the columns.
    pub models: Vec<Model>,
    /// What is odd about the label, as sentences.
    pub notes: Vec<String>,
}

impl Outcomes {
    /// What there is to hold against each other.
    ///
    /// # Errors
    /// Why there is nothing, as a sentence.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice]) -> Result<Self, String> {
        let (label, classes) = label(study, choices)?;
        let (models, mut notes) = models::find(study, choices, classes.as_ref());
        if models.is_empty() {
            return Err(notes.into_iter().next().unwrap_or_else(|| {
                "No column holds a score or a prediction of the label. Give one that role, under Data."
                    .to_owned()
            }));
        }
        if let Some(classes) = &classes {
            notes.extend(classes.notes(label));
        }
        Ok(Self { label: label.to_owned(), classes, models, notes })
    }

    /// What kind of answer the models give.
    pub fn task(&self) -> Task {
        match &self.classes {
            None => Task::Regression,
            Some(classes) if classes.names.len() == 2 => Task::Binary,
            Some(_) => Task::Multiclass,
        }
    }

    /// Rows of one side that have a label.
    pub fn labelled(&self, study: &Study<'_>) -> Pair<u64> {
        Pair::from_fn(|side| {
            let column = *study.column(&self.label).get(side);
            column.map_or(0, |column| column.len() as u64 - column.missing().total())
        })
    }
}

/// That there is no label; of the log of a service, that there is no model either.
fn no_label(choices: &[RoleChoice]) -> &'static str {
    let has = |role: Role| roles::column_with(choices, role).is_some();
    let is_of_model = has(Role::Score) || has(Role::Prediction);
    if !is_of_model && (has(Role::Latency) || has(Role::ErrorFlag)) {
        return "These files tell how a service ran, not what a model answered: they have no score, prediction or label.";
    }
    "No column holds what really happened. Give one the role label, under Data."
}

/// The label, and its classes; none where it is a number.
///
/// # Errors
/// Why there is no label to go by, as a sentence.
pub fn label<'a>(
    study: &Study<'_>,
    choices: &'a [RoleChoice],
) -> Result<(&'a str, Option<Classes>), String> {
    let label = roles::column_with(choices, Role::Label).ok_or_else(|| no_label(choices))?;
    let most = study.settings.performance.most_classes as usize;
    match kind_of_label(study, choices, label, most) {
        LabelKind::Numbers => Ok((label, None)),
        LabelKind::Classes => Ok((label, Some(Classes::of(study, label)?))),
        LabelKind::TooManyNames => {
            let label = format::short(label);
            Err(format!("{label} has over {most} different values, too many for classes."))
        }
    }
}

/// What a label is.
enum LabelKind {
    Classes,
    Numbers,
    TooManyNames,
}

/// Numbers of many different values are numbers, and so are those that a prediction has many of; with two
/// values, such a prediction is a score.
fn kind_of_label(study: &Study<'_>, choices: &[RoleChoice], label: &str, most: usize) -> LabelKind {
    let any = |name: &str, is: &dyn Fn(&Column) -> bool| {
        let columns = study.column(name);
        Side::BOTH.into_iter().any(|side| columns.get(side).is_some_and(is))
    };
    let is_amount = |name: &str| any(name, &|column| has_over(column, most));
    let are_numbers = any(label, &|column| column.kind().is_number());
    let predicts_amounts =
        || choices.iter().any(|c| c.role == Role::Prediction && is_amount(&c.column));
    match (are_numbers, is_amount(label)) {
        (true, true) => LabelKind::Numbers,
        (false, true) => LabelKind::TooManyNames,
        (true, false) if any(label, &|column| has_over(column, 2)) && predicts_amounts() => {
            LabelKind::Numbers
        }
        _ => LabelKind::Classes,
    }
}

/// Whether a column has more different values than some number.
fn has_over(column: &Column, most: usize) -> bool {
    match column.numbers().map(Sorted::new) {
        Some(Ok(sorted)) => sorted.distinct_up_to(most).is_none(),
        _ => column.distinct().is_some_and(|distinct| distinct > most as u64),
    }
}
