//! What came true in each window.

use report::{Side, Task};

use super::super::measured::{Measured, Value};
use super::super::{binary, multiclass, regression};
use super::inputs::Inputs;
use super::values::Values;
use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes, Rows};

/// Measures a model in each window; what it comes to over each side whole is known.
pub fn of_model(inputs: Inputs<'_>) -> Values {
    let Inputs { study, outcomes, model, rows, axis, .. } = inputs;
    let mut windows = vec![Vec::new(); axis.windows.len()];
    for side in Side::BOTH {
        let by_score = axis.deal(side, rows.by_score.get(side).iter().map(|&row| (row, row)));
        for at in axis.windows_of(side) {
            let part = Part { rows: &axis.rows[at], by_score: &by_score[at] };
            windows[at] = part.measure(study, outcomes, model, rows, side);
        }
    }
    Values { windows, ..Values::default() }
}

/// Measures a model over all rows of production from the beginning of a window on.
pub fn from(inputs: Inputs<'_>, window: usize) -> Vec<Value> {
    let Inputs { study, outcomes, model, rows, axis, .. } = inputs;
    let side = Side::Production;
    let is_later = |row: &u32| axis.window_of(side, *row as usize) >= Some(window);
    let all: Vec<u32> = (0..study.tables.get(side).rows() as u32).filter(is_later).collect();
    // The order of scores holds over windows, too.
    let by_score: Vec<u32> = rows.by_score.get(side).iter().copied().filter(is_later).collect();
    Part { rows: &all, by_score: &by_score }.measure(study, outcomes, model, rows, side)
}

/// Some rows of a side, in their order and in that of their scores.
struct Part<'a> {
    rows: &'a [u32],
    by_score: &'a [u32],
}

impl Part<'_> {
    fn measure(
        &self,
        study: &Study<'_>,
        outcomes: &Outcomes,
        model: &Model,
        all: &ModelRows,
        side: Side,
    ) -> Vec<Value> {
        let rows = all.sides.get(side);
        match (outcomes.task(), &outcomes.classes) {
            (Task::Binary, Some(_)) => self.of_two_classes(study, rows),
            (Task::Multiclass, Some(classes)) => {
                multiclass::measure(study, classes, model, &rows.part(self.rows), side).metrics
            }
            _ => regression::measure(study, &rows.part(self.rows), side).metrics,
        }
    }

    fn of_two_classes(&self, study: &Study<'_>, rows: &Rows) -> Vec<Value> {
        let has_scores = !rows.scores.is_empty();
        let scored = has_scores.then(|| rows.scored(0, 1, self.by_score));
        let counts = binary::confusion(rows, self.rows.iter().copied());
        let n = binary::labelled_rows(scored.as_ref(), counts);
        if n < study.settings.performance.min_rows {
            return Measured::too_few(study, &binary::NAMES, &rows.part(self.rows), n).metrics;
        }
        binary::metrics(scored.as_ref(), counts)
    }
}
