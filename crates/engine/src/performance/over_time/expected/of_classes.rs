//! Expected metrics of two classes, and of several: each class against all others, and their mean.

use report::{Estimation, MetricName, Pair, Side, Task, format};
use stats::Measured;
use stats::estimation::{
    ExpectedPerformance, UnlabelledRow, expected_brier, expected_brier_of_classes,
    expected_log_loss, expected_log_loss_of_classes,
};
use stats::performance::{Estimate, class_shares};

use super::super::super::measured::{Value, value};
use super::super::inputs::Inputs;
use super::super::values::Values;
use super::assumption;
use super::chances::Chances;
use crate::outcomes::{ModelRows, NO_CLASS, Rows};
use crate::timeline::Axis;

const NO_ANSWERS: &str =
    "no column holds the answer, and scores that are no probabilities give none";
const NO_PROBABILITIES: &str = "scores beyond 0 to 1 are no probabilities";
const NOT_EXPECTED: &str = "a class or an answer is not expected at all";

/// What is expected over each side and in each window, or why nothing is.
pub fn expect(inputs: Inputs<'_>) -> Result<(Estimation, Values), String> {
    let Inputs { study, outcomes, model, rows, axis, calibration, .. } = inputs;
    let chances = Chances::of_model(study, outcomes, model, rows, calibration)?;
    let least = study.settings.performance.min_rows as usize;
    let usable = Pair::from_fn(|side| usable(rows, chances.side(side), side));
    if usable.production.len() < least {
        return Err(format!(
            "production has {} with a score, of at least {}",
            format::plural(usable.production.len() as u64, "row", "rows"),
            format::count(least as u64)
        ));
    }
    let estimation = Estimation {
        method: "CBPE".to_owned(),
        rows: Pair::new(chances.rows, usable.production.len() as u64),
        assumption: assumption::check(study, model, rows, &chances),
        calibration: chances.calibration.clone(),
        ..Estimation::default()
    };
    let mut windows = vec![Vec::new(); axis.windows.len()];
    let whole = Pair::from_fn(|side| {
        let usable = usable.get(side);
        let (own, chances_of) = (rows.sides.get(side), chances.side(side));
        match outcomes.task() {
            Task::Binary => {
                let has_answers = own.has_answers();
                let of = |part: Vec<_>| of_two(part, has_answers, chances.rows);
                let unlabelled = unlabelled(own, chances_of, usable);
                by_part(axis, side, least, unlabelled, of, &mut windows)
            }
            _ => {
                let of = |part: Vec<u32>| of_several(own, chances_of, &part, chances.rows);
                let usable = usable.iter().map(|&row| (row, row)).collect();
                by_part(axis, side, least, usable, of, &mut windows)
            }
        }
    });
    Ok((estimation, Values { whole, windows }))
}

/// Values of all rows of a side, and into `windows` those of each of its windows: nothing for fewer rows
/// than `least`.
fn by_part<T: Copy>(
    axis: &Axis,
    side: Side,
    least: usize,
    rows: Vec<(u32, T)>,
    values: impl Fn(Vec<T>) -> Vec<Value>,
    windows: &mut [Vec<Value>],
) -> Vec<Value> {
    let values = |part: Vec<T>| if part.len() < least { Vec::new() } else { values(part) };
    let dealt = axis.deal(side, rows.iter().copied());
    for (at, part) in dealt.into_iter().enumerate().filter(|(_, part)| !part.is_empty()) {
        windows[at] = values(part);
    }
    values(rows.into_iter().map(|(_, own)| own).collect())
}

/// Rows of a side that have every chance; of the reference those with a label, as NannyML has it. Those of
/// two classes from the highest score down, so that no window need sort them.
fn usable(rows: &ModelRows, chances: &[Vec<f64>], side: Side) -> Vec<u32> {
    let has_chances = |row: &u32| {
        let at = *row as usize;
        let is_labelled = side == Side::Production || rows.sides.get(side).has_label(at);
        is_labelled && chances.iter().all(|class| class.get(at).is_some_and(|c| c.is_finite()))
    };
    let all = chances.first().map_or(0, Vec::len) as u32;
    match rows.by_score.get(side).as_slice() {
        [] => (0..all).filter(has_chances).collect(),
        by_score => by_score.iter().rev().copied().filter(has_chances).collect(),
    }
}

/// Rows of two classes; those without an answer only where no row has one.
fn unlabelled(rows: &Rows, chances: &[Vec<f64>], usable: &[u32]) -> Vec<(u32, UnlabelledRow)> {
    let has_answers = rows.has_answers();
    let row = |&row: &u32| {
        let at = row as usize;
        let call = rows.is_called_positive(at);
        let unlabelled = || UnlabelledRow {
            score: rows.scores[0][at],
            chance: chances[0][at],
            is_called_positive: call.unwrap_or(false),
        };
        (call.is_some() || !has_answers).then(|| (row, unlabelled()))
    };
    usable.iter().filter_map(row).collect()
}

fn of_two(part: Vec<UnlabelledRow>, has_answers: bool, reference_rows: u64) -> Vec<Value> {
    let losses = [expected_log_loss, expected_brier].map(|of| of(&part, reference_rows).map(loss));
    let Some(expected) = ExpectedPerformance::new(part, reference_rows) else { return Vec::new() };
    let area = expected.average_precision().map(|value| Estimate { value, interval: None });
    let mut values = vec![
        value(MetricName::RocAuc, expected.roc_auc().map(share), NOT_EXPECTED),
        value(MetricName::AveragePrecision, area, NOT_EXPECTED),
        value(MetricName::LogLoss, losses[0], NO_PROBABILITIES),
        value(MetricName::Brier, losses[1], NO_PROBABILITIES),
    ];
    let of_answers = [
        (MetricName::Accuracy, expected.accuracy()),
        (MetricName::Precision, expected.precision()),
        (MetricName::Recall, expected.recall()),
        (MetricName::Specificity, expected.specificity()),
        (MetricName::F1, expected.f1()),
    ];
    values.extend(of_answers.map(|(name, measured)| match has_answers {
        true => value(name, measured.map(share), NOT_EXPECTED),
        false => value(name, None, NO_ANSWERS),
    }));
    values
}

fn of_several(rows: &Rows, chances: &[Vec<f64>], part: &[u32], reference_rows: u64) -> Vec<Value> {
    let answer = |row: &u32| rows.answers.get(*row as usize).copied().unwrap_or(NO_CLASS);
    let part: Vec<u32> = part.iter().copied().filter(|row| answer(row) != NO_CLASS).collect();
    let of_class = |class: usize| {
        let row = |row: &u32| UnlabelledRow {
            score: rows.scores[class][*row as usize],
            chance: chances[class][*row as usize],
            is_called_positive: answer(row) as usize == class,
        };
        ExpectedPerformance::new(part.iter().map(row).collect(), reference_rows)
    };
    let classes: Option<Vec<ExpectedPerformance>> = (0..chances.len()).map(of_class).collect();
    let Some(classes) = classes else { return Vec::new() };
    let called = |row: &u32| {
        let chance = chances[answer(row) as usize][*row as usize];
        UnlabelledRow { score: chance, chance, is_called_positive: true }
    };
    let right = ExpectedPerformance::new(part.iter().map(called).collect(), reference_rows);
    let accuracy = right.and_then(|right| right.accuracy());
    let mean = |metric: fn(&ExpectedPerformance) -> Option<Measured>| mean(&classes, metric);
    let [log_loss, brier] = losses(rows, chances, &part, reference_rows);
    vec![
        value(MetricName::LogLoss, log_loss.map(loss), NO_PROBABILITIES),
        value(MetricName::Brier, brier.map(loss), NO_PROBABILITIES),
        value(MetricName::RocAuc, mean(ExpectedPerformance::roc_auc), NOT_EXPECTED),
        value(MetricName::Accuracy, accuracy.map(share), NOT_EXPECTED),
        value(MetricName::Precision, mean(ExpectedPerformance::precision), NOT_EXPECTED),
        value(MetricName::Recall, mean(ExpectedPerformance::recall), NOT_EXPECTED),
        value(MetricName::F1, mean(ExpectedPerformance::f1), NOT_EXPECTED),
    ]
}

/// Log loss and Brier score, of rows whose scores are probabilities, over their sum: as they are measured.
fn losses(
    rows: &Rows,
    chances: &[Vec<f64>],
    part: &[u32],
    reference_rows: u64,
) -> [Option<Measured>; 2] {
    let at = |column: &Vec<f64>| part.iter().map(|row| column[*row as usize]).collect();
    let scores: Vec<Vec<f64>> = rows.scores.iter().map(at).collect();
    let shares = class_shares(&scores.iter().map(Vec::as_slice).collect::<Vec<&[f64]>>());
    let is_known = |at: &usize| shares.iter().all(|class| class[*at].is_finite());
    let known: Vec<usize> = (0..part.len()).filter(is_known).collect();
    let shares: Vec<Vec<f64>> =
        shares.iter().map(|class| known.iter().map(|at| class[*at]).collect()).collect();
    let chance = |class: &Vec<f64>| known.iter().map(|at| class[part[*at] as usize]).collect();
    let chances: Vec<Vec<f64>> = chances.iter().map(chance).collect();
    [expected_log_loss_of_classes, expected_brier_of_classes]
        .map(|of| of(&shares, &chances, reference_rows))
}

/// The mean over classes, with the mean of their standard errors: no less than its own, however the
/// classes go together. `None` where a class has no value.
fn mean(
    classes: &[ExpectedPerformance],
    metric: fn(&ExpectedPerformance) -> Option<Measured>,
) -> Option<Estimate> {
    let values: Vec<Measured> = classes.iter().map(metric).collect::<Option<_>>()?;
    let n = values.len() as f64;
    let sum = |of: fn(&Measured) -> f64| values.iter().map(of).sum::<f64>() / n;
    Some(share(Measured { value: sum(|m| m.value), standard_error: sum(|m| m.standard_error) }))
}

/// Losses have no upper end.
fn loss(measured: Measured) -> Estimate {
    let interval = measured.interval_95().map(|end| end.max(0.0));
    Estimate { value: measured.value, interval: Some(interval) }
}

fn share(measured: Measured) -> Estimate {
    Estimate { value: measured.value, interval: Some(measured.interval_95_of_share()) }
}
