//! How good a model is in some rows of a side.

use report::{Estimate, MetricName, Side, Task};
use stats::performance::rows_by_score;

use super::{binary, multiclass, regression};
use crate::Study;
use crate::outcomes::{Model, Outcomes, Rows};

/// Every metric of a model in some rows; none where it cannot be told there.
pub fn of_part(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &Rows,
    of: &[u32],
    side: Side,
) -> Vec<(MetricName, Option<Estimate>)> {
    let part = rows.part(of);
    let values = match (outcomes.task(), &outcomes.classes) {
        (Task::Binary, Some(_)) => {
            let scores = part.scores.first().filter(|scores| !scores.is_empty());
            let scored = scores.map(|scores| part.scored(0, 1, &rows_by_score(scores)));
            let counts = binary::confusion(&part, 0..part.truth.len() as u32);
            binary::metrics(scored.as_ref(), counts)
        }
        (Task::Multiclass, Some(classes)) => {
            multiclass::measure(study, classes, model, &part, side).metrics
        }
        _ => regression::measure(study, &part, side).metrics,
    };
    values.into_iter().map(|(name, value)| (name, value.ok())).collect()
}
