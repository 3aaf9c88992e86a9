//! What else there is to tell of one segment: how common it is, what the model says there, every metric, calibration.

use report::{Estimate, MeanGap, MetricName, Pair, SegmentMetric, Side, Task};
use stats::Moments;
use stats::calibration::GapSums;
use stats::performance::{mean, mean_difference};

use super::subject::Subject;
use crate::Study;
use crate::calibration::mean_gap;
use crate::groups::Grouping;
use crate::outcomes::{Model, ModelRows, NO_CLASS, Outcomes, Rows};
use crate::performance::{as_reported, of_part};

/// More of a segment.
#[derive(Default)]
pub struct Detail {
    /// Share of all rows of each side.
    pub share: Pair<Option<f64>>,
    /// What the model says on average.
    pub output: Pair<Option<Estimate>>,
    /// Production less reference of that.
    pub output_change: Option<Estimate>,
    /// Every metric.
    pub metrics: Vec<SegmentMetric>,
    /// Mean probability less what came true, on the judged side.
    pub calibration: Option<MeanGap>,
}

/// More of the segment of a grouping and its group.
pub fn of(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
    subject: &Subject,
    (grouping, group): (&Grouping, usize),
) -> Detail {
    let codes = Pair::from_fn(|side| grouping.codes(study, side));
    let is_in = |side: Side, row: usize| codes.get(side).get(row) == Some(&(group as u16));
    let share = codes.as_ref().map(|codes| {
        let own = codes.iter().filter(|&&code| usize::from(code) == group).count();
        (!codes.is_empty()).then(|| own as f64 / codes.len() as f64)
    });
    let said = Pair::from_fn(|side| {
        let all = 0..codes.get(side).len();
        let of = rows.sides.get(side);
        let values: Vec<f64> =
            all.filter(|&row| is_in(side, row)).filter_map(|row| says(of, row)).collect();
        let mut moments = Moments::new();
        moments.update(&values);
        moments
    });
    let labelled = Pair::from_fn(|side| -> Vec<u32> {
        let drawn = subject.drawn.get(side).iter();
        drawn.filter(|&&row| is_in(side, row)).map(|&row| row as u32).collect()
    });
    let measured = Pair::from_fn(|side| {
        of_part(study, outcomes, model, rows.sides.get(side), labelled.get(side), side)
    });
    let metric = |(name, value): (MetricName, Option<Estimate>)| {
        let before = measured.reference.iter().find(|(own, _)| *own == name);
        let before = before.and_then(|(_, value)| *value);
        let value = match subject.judged {
            Side::Production => Pair::new(before, value),
            Side::Reference => Pair::new(value, None),
        };
        SegmentMetric { name, value }
    };
    let judged = subject.judged;
    Detail {
        share,
        output: said.as_ref().map(|said| mean(said).and_then(as_reported)),
        output_change: mean_difference(&said.reference, &said.production).and_then(as_reported),
        metrics: measured.get(judged).iter().copied().map(metric).collect(),
        calibration: (outcomes.task() == Task::Binary)
            .then(|| gap(rows.sides.get(judged), labelled.get(judged)))
            .flatten(),
    }
}

/// What the model says of a row as a number: its score, its number, or whether it calls it positive.
fn says(rows: &Rows, row: usize) -> Option<f64> {
    let number = match rows.scores.as_slice() {
        [scores] => scores.get(row).copied(),
        [] if !rows.predicted_number.is_empty() => rows.predicted_number.get(row).copied(),
        [] => rows.is_called_positive(row).map(|is| f64::from(u8::from(is))),
        // Of several classes no one number says it.
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

/// The gap of the probabilities of some rows.
fn gap(rows: &Rows, of: &[u32]) -> Option<MeanGap> {
    rows.threshold?;
    let scores = rows.scores.first()?;
    let own = of.iter().filter_map(|&row| {
        let (score, truth) = (*scores.get(row as usize)?, *rows.truth.get(row as usize)?);
        ((0.0..=1.0).contains(&score) && truth != NO_CLASS).then_some((score, truth == 1))
    });
    GapSums::of(own).gap().and_then(mean_gap)
}
