//! The metric of a model that is a mean over rows: the share of right answers, or the mean absolute error.

use report::{MetricName, Task};

use crate::outcomes::Rows;

/// Which it is.
pub const fn name(task: Task) -> MetricName {
    match task {
        Task::Regression => MetricName::MeanAbsoluteError,
        Task::Binary | Task::Multiclass => MetricName::Accuracy,
    }
}

/// What a row adds to the mean: 1 where the model is right, else 0, or its absolute error; none without a
/// label or an answer.
pub fn of_row(task: Task, rows: &Rows, row: usize) -> Option<f64> {
    if task == Task::Regression {
        return rows.numbers(row).map(|(truth, predicted)| (predicted - truth).abs());
    }
    rows.is_right(row).map(|is| f64::from(u8::from(is)))
}
