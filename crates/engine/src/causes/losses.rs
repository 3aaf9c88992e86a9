//! What a metric is of each row, where it is a mean over rows.
//!
//! The area under a curve is none: it is a mean over pairs of rows, of which no row has a part of its own.

use report::{MetricName, Pair, Side, Task};

use crate::outcomes::{ModelRows, NO_CLASS, Rows};
use crate::performance::mean_metric;

/// A metric row by row; not a number where a row has none.
pub struct Losses {
    /// The metric that is their mean.
    pub metric: MetricName,
    /// The rows of each side; empty where a side has no labels.
    pub values: Pair<Vec<f64>>,
}

/// The metrics of a model that are means over rows, those that both sides have.
pub fn of(task: Task, rows: &ModelRows) -> Vec<Losses> {
    let is_known = |losses: &Losses| Side::BOTH.into_iter().all(|side| losses.is_known(side));
    all(task, rows).into_iter().filter(is_known).collect()
}

/// The metrics of a model that are means over rows, those that any side has.
pub fn of_any(task: Task, rows: &ModelRows) -> Vec<Losses> {
    let is_known = |losses: &Losses| Side::BOTH.into_iter().any(|side| losses.is_known(side));
    all(task, rows).into_iter().filter(is_known).collect()
}

impl Losses {
    fn is_known(&self, side: Side) -> bool {
        self.values.get(side).iter().any(|value| value.is_finite())
    }
}

fn all(task: Task, rows: &ModelRows) -> Vec<Losses> {
    let by_row = |metric: MetricName, of: &dyn Fn(&Rows, usize) -> Option<f64>| {
        let values = Pair::from_fn(|side: Side| {
            let rows = rows.sides.get(side);
            let all = 0..rows.truth.len().max(rows.number.len());
            all.map(|row| of(rows, row).unwrap_or(f64::NAN)).collect()
        });
        Losses { metric, values }
    };
    let mean = |rows: &Rows, row: usize| mean_metric::of_row(task, rows, row);
    match task {
        Task::Binary => {
            vec![by_row(MetricName::Accuracy, &mean), by_row(MetricName::Brier, &squared_error)]
        }
        _ => vec![by_row(mean_metric::name(task), &mean)],
    }
}

fn squared_error(rows: &Rows, row: usize) -> Option<f64> {
    let truth = *rows.truth.get(row).filter(|truth| **truth != NO_CLASS)?;
    // Only probabilities have a threshold.
    rows.threshold?;
    let score = *rows.scores.first()?.get(row)?;
    let off = score - f64::from(u8::from(truth == 1));
    score.is_finite().then_some(off * off)
}
