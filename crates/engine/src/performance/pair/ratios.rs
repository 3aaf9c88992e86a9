//! Metrics of two models of two classes that are ratios over rows, and the log loss: paired differences.

use report::{MetricDifference, MetricName};
use stats::Moments;
use stats::performance::{OTHER_ANSWER, mean, paired_ratio_difference};

use super::super::measured::as_reported;
use crate::outcomes::{NO_CLASS, Rows};

/// What a row of (is positive, is called positive) adds to a metric: to its numerator, to its denominator.
type Adds = fn(bool, bool) -> (bool, bool);

const RATIOS: [(MetricName, Adds); 3] = [
    (MetricName::Precision, |is, called| (is && called, called)),
    (MetricName::Recall, |is, called| (is && called, is)),
    (MetricName::Specificity, |is, called| (!is && !called, !is)),
];
/// Probabilities are this far from 0 and 1 at least, as scikit-learn's `log_loss` has them.
const LEAST: f64 = f64::EPSILON;

/// Second less first, on rows with a label that both answer or score.
pub fn differences(rows: [&Rows; 2]) -> Vec<MetricDifference> {
    let both = answered(rows);
    let of = |name: MetricName, adds: &dyn Fn(bool, bool) -> (f64, f64)| {
        let row = |&(is, [first, second]): &(bool, [bool; 2])| (adds(is, first), adds(is, second));
        let difference = paired_ratio_difference(&both.iter().map(row).collect::<Vec<_>>())?;
        let n = both.len() as u64;
        Some(MetricDifference { metric: name, n, difference: as_reported(difference)? })
    };
    let share = |is: bool| f64::from(u8::from(is));
    let ratios = RATIOS.iter().map(|(name, adds)| {
        of(*name, &|is, called| {
            let (above, below) = adds(is, called);
            (share(above), share(below))
        })
    });
    let f1 =
        of(MetricName::F1, &|is, called| (2.0 * share(is && called), share(is) + share(called)));
    ratios.chain([f1, log_loss(rows)]).flatten().collect()
}

/// Whether labelled rows are positive, and whether each model calls them so; an answer that is no class is wrong.
fn answered(rows: [&Rows; 2]) -> Vec<(bool, [bool; 2])> {
    let called = |rows: &Rows, row: usize, is: bool| {
        let answer = rows.answer(row)?;
        Some(if answer == OTHER_ANSWER { !is } else { answer == 1 })
    };
    let row = |(row, truth): (usize, &u32)| {
        let is = (*truth != NO_CLASS).then_some(*truth == 1)?;
        Some((is, [called(rows[0], row, is)?, called(rows[1], row, is)?]))
    };
    rows[0].truth.iter().enumerate().filter_map(row).collect()
}

/// Of probabilities only.
fn log_loss(rows: [&Rows; 2]) -> Option<MetricDifference> {
    rows.iter().all(|rows| rows.threshold.is_some()).then_some(())?;
    let [first, second] = rows.map(|rows| rows.scores.first());
    let (first, second) = (first?, second?);
    let loss = |score: f64, is: bool| {
        let chance = if is { score } else { 1.0 - score };
        -libm::log(chance.clamp(LEAST, 1.0 - LEAST))
    };
    let difference = |(row, truth): (usize, &u32)| {
        let is = (*truth != NO_CLASS).then_some(*truth == 1)?;
        let difference = loss(*second.get(row)?, is) - loss(*first.get(row)?, is);
        difference.is_finite().then_some(difference)
    };
    let differences: Vec<f64> = rows[0].truth.iter().enumerate().filter_map(difference).collect();
    let mut moments = Moments::new();
    moments.update(&differences);
    let difference = as_reported(mean(&moments)?)?;
    Some(MetricDifference { metric: MetricName::LogLoss, n: moments.n(), difference })
}
