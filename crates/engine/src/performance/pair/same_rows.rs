//! The models of two files that hold the same rows, held against each other.

use report::{Kind, ModelPair, Pair, PairOverTime, RoleChoice, Side, format};
use table::Column;

use super::super::over_time;
use super::{joined, segments, unlabelled};
use crate::Study;
use crate::outcomes::{Model, ModelRows, NO_CLASS, Outcomes, Rows};
use crate::same_rows::{SameRows, is_output};
use crate::timeline::Axis;

/// Each model of the reference beside the one of production: by their name where both files have it, else the first that
/// only the reference has beside all that only production has.
pub fn pairs<'a>(study: &Study<'_>, models: &'a [Model]) -> Vec<[&'a Model; 2]> {
    let is_of = |model: &Model, side: Side| {
        let scores = model.scores.iter().flatten();
        let mut columns = scores.chain(&model.prediction);
        columns.any(|name| study.column(name).get(side).is_some())
    };
    let with = |reference: bool, production: bool| {
        models.iter().filter(move |model| {
            (is_of(model, Side::Reference), is_of(model, Side::Production))
                == (reference, production)
        })
    };
    let in_both: Vec<[&Model; 2]> = with(true, true).map(|model| [model, model]).collect();
    let old = with(true, false).next();
    let apart = old.into_iter().flat_map(|old| with(false, true).map(move |new| [old, new]));
    if in_both.is_empty() { apart.collect() } else { in_both }
}

/// Two models on the rows that both files have, in the order of production's.
pub struct JoinedRows {
    /// By the names that tell them apart.
    models: [Model; 2],
    rows: [ModelRows; 2],
    /// Rows whose labels differ.
    pub labels_differ: u64,
}

/// Reads two models on the rows that both files have.
pub fn read(
    study: &Study<'_>,
    outcomes: &Outcomes,
    models: [&Model; 2],
    same: &SameRows,
) -> JoinedRows {
    let read = models.map(|model| ModelRows::read(study, outcomes, model).sides);
    let [old, new] = read;
    let own = same.rows.iter().zip(0..).map(|(other, row)| other.map(|_| row));
    let own: Vec<Option<u32>> = own.collect();
    let mut rows = [old.reference.at(&same.rows), new.production.at(&own)];
    let labels_differ = put_labels(&mut rows);
    let rows = rows.map(|production| ModelRows {
        sides: Pair::new(Rows::default(), production),
        by_score: Pair::default(),
        scored: Vec::new(),
    });
    JoinedRows { models: named(study, models), rows, labels_differ }
}

impl JoinedRows {
    fn each(&self) -> [(&Model, &ModelRows); 2] {
        [0, 1].map(|at| (&self.models[at], &self.rows[at]))
    }

    /// The two held against each other.
    pub fn pair(
        &self,
        study: &Study<'_>,
        choices: &[RoleChoice],
        outcomes: &Outcomes,
    ) -> ModelPair {
        let [first, second] = self.each();
        let segments = segments(study, choices, outcomes, first, second);
        ModelPair { segments, ..joined(study, outcomes, first, second) }
    }

    /// The same window by window of production.
    pub fn over_time(
        &self,
        study: &Study<'_>,
        outcomes: &Outcomes,
        axis: &Axis,
    ) -> Option<PairOverTime> {
        let [first, second] = self.each();
        over_time::joined_pair(study, outcomes, axis, first, second)
    }
}

/// The outputs of each two models on the rows that both files have, where there is no label.
pub fn without_label(study: &Study<'_>, choices: &[RoleChoice], same: &SameRows) -> Vec<ModelPair> {
    let outputs = choices.iter().filter(|choice| is_output(choice.role));
    let is_number =
        |choice: &&RoleChoice| study.joint_kind(&choice.column).is_some_and(Kind::is_number);
    let model = |choice: &RoleChoice| Model {
        name: choice.column.clone(),
        prediction: Some(choice.column.clone()),
        scores: Vec::new(),
    };
    let models: Vec<Model> = outputs.filter(is_number).map(model).collect();
    let own: Vec<Option<u32>> =
        same.rows.iter().zip(0..).map(|(other, row)| other.map(|_| row)).collect();
    let rows = |model: &Model, side: Side, rows: &[Option<u32>]| {
        let numbers = study.column(&model.name).get(side).and_then(Column::numbers_by_row);
        let predicted_number = numbers.unwrap_or_default();
        Rows { predicted_number, ..Rows::default() }.at(rows)
    };
    let pair = |models: [&Model; 2]| {
        let old = rows(models[0], Side::Reference, &same.rows);
        let new = rows(models[1], Side::Production, &own);
        let [first, second] = named(study, models);
        unlabelled(&first, &second, [&old, &new])
    };
    pairs(study, &models).into_iter().map(pair).collect()
}

/// The models, with their files where they have one name.
fn named(study: &Study<'_>, [old, new]: [&Model; 2]) -> [Model; 2] {
    let files = study.tables.map(|table| table.file());
    let with_file = |model: &Model, side: Side| {
        let of = match files.reference == files.production {
            true => side.label().to_lowercase(),
            false => format::short(files.get(side)),
        };
        Model { name: format!("{} of {of}", model.name), ..model.clone() }
    };
    if old.name == new.name {
        [with_file(old, Side::Reference), with_file(new, Side::Production)]
    } else {
        [old.clone(), new.clone()]
    }
}

/// Gives both the labels of either, production’s where both have one; rows in which these differ.
fn put_labels([old, new]: &mut [Rows; 2]) -> u64 {
    let classes = merged(&mut old.truth, &mut new.truth, |class| *class != NO_CLASS);
    let numbers = merged(&mut old.number, &mut new.number, |number| number.is_finite());
    classes + numbers
}

fn merged<T: Copy + PartialEq>(
    old: &mut Vec<T>,
    new: &mut Vec<T>,
    is_known: fn(&T) -> bool,
) -> u64 {
    if new.is_empty() {
        new.clone_from(old);
    }
    let mut differ = 0;
    for (new, old) in new.iter_mut().zip(old.iter()) {
        match (is_known(old), is_known(new)) {
            (true, true) => differ += u64::from(old != new),
            (true, false) => *new = *old,
            _ => {}
        }
    }
    old.clone_from(new);
    differ
}
