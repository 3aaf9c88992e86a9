//! What was known at the end of each window: the mean over production's labelled rows so far, with a band
//! that may be looked at after every window.

use report::{MetricOverTime, Running, RunningPoint, Side, Task};
use stats::Moments;
use stats::estimation::{Direction, sequential_half_width_against};

use super::super::mean_metric;
use crate::Study;
use crate::outcomes::{ModelRows, Outcomes, Rows};
use crate::timeline::Axis;

/// Follows the metric of a model that is a mean over rows.
pub fn of_model(
    study: &Study<'_>,
    outcomes: &Outcomes,
    rows: &ModelRows,
    axis: &Axis,
    metrics: &[MetricOverTime],
) -> Running {
    let lacking = |lacks: &str| Running { lacks: lacks.to_owned(), ..Running::default() };
    let task = outcomes.task();
    let metric = mean_metric::name(task);
    let reference = moments(task, &rows.sides.reference, 0..study.tables.reference.rows() as u32);
    if reference.n() < study.settings.performance.min_rows {
        return lacking("the reference has too few rows with a label and an answer");
    }
    let (Some(mean), Some(deviation)) = (reference.mean(), reference.standard_deviation(1)) else {
        return lacking("the reference's mean cannot be told");
    };
    // Windows that wander by themselves make their mean wander, too.
    let spread = metrics.iter().find(|own| own.name == metric).map_or(1.0, |own| own.spread);
    let baseline_error = deviation / (reference.n() as f64).sqrt();
    let direction =
        if metric.is_loss() { Direction::SmallerIsBetter } else { Direction::LargerIsBetter };
    let mut so_far = Moments::new();
    let mut points = vec![None; axis.windows.len()];
    let mut alarm = None;
    for at in axis.windows_of(Side::Production) {
        so_far.merge(&moments(task, &rows.sides.production, axis.rows[at].iter().copied()));
        points[at] = point(study, &so_far, reference.n(), baseline_error, spread);
        let is_worse = points[at].is_some_and(|point: RunningPoint| match direction {
            Direction::LargerIsBetter => point.band.1 < mean,
            Direction::SmallerIsBetter => point.band.0 > mean,
        });
        if is_worse && alarm.is_none() {
            alarm = Some(axis.windows[at].label.clone());
        }
    }
    if points.iter().all(Option::is_none) {
        return lacking("production has too few rows with a label and an answer");
    }
    Running { metric: Some(metric), lacks: String::new(), points, alarm }
}

fn point(
    study: &Study<'_>,
    so_far: &Moments,
    tuned_to: u64,
    baseline_error: f64,
    spread: f64,
) -> Option<RunningPoint> {
    let settings = &study.settings.performance;
    let n = so_far.n();
    let (mean, deviation) = (so_far.mean()?, so_far.standard_deviation(0)?);
    let rate = settings.running_false_alarms;
    let half =
        spread * sequential_half_width_against(deviation, n, tuned_to, rate, baseline_error)?;
    let band = (mean - half, mean + half);
    let is_finite = band.0.is_finite() && band.1.is_finite();
    (n >= settings.min_rows && is_finite).then_some(RunningPoint { n, mean, band })
}

/// Moments of whether the model is right, or of its absolute error.
fn moments(task: Task, rows: &Rows, which: impl Iterator<Item = u32>) -> Moments {
    let value = |row: u32| mean_metric::of_row(task, rows, row as usize);
    let values: Vec<f64> = which.filter_map(value).collect();
    let mut moments = Moments::new();
    moments.update(&values);
    moments
}
