//! A model of several classes on one side.

use report::{MetricName, Side, SidePerformance, format};
use stats::performance::{
    ConfusionMatrix, Estimate, MulticlassLoss, Scored, class_shares, roc_auc, weighted_sum,
};

use super::measured::{Measured, Value, value};
use crate::Study;
use crate::outcomes::{Classes, Model, NO_CLASS, Rows};

const NAMES: [MetricName; 11] = [
    MetricName::RocAuc,
    MetricName::LogLoss,
    MetricName::Brier,
    MetricName::Accuracy,
    MetricName::BalancedAccuracy,
    MetricName::Precision,
    MetricName::Recall,
    MetricName::F1,
    MetricName::WeightedF1,
    MetricName::Matthews,
    MetricName::Kappa,
];
const NO_SCORES: &str = "no columns hold probabilities of every class";
const NO_PROBABILITIES: &str = "no labelled row has probabilities from 0 to 1 of every class";
const ONE_CLASS: &str = "labels or answers are all of one class";

/// Measures a model on one side.
pub fn measure(
    study: &Study<'_>,
    classes: &Classes,
    model: &Model,
    rows: &Rows,
    side: Side,
) -> Measured {
    let mut notes = rows.notes.clone();
    let has_scores = !model.scores.is_empty();
    if has_scores {
        check_sums(study, model, rows, side, &mut notes);
    }
    let mut matrix = ConfusionMatrix::new(classes.names.len());
    matrix.update(rows.truth.iter().copied().zip(rows.answers.iter().copied()));
    let n = matrix.n();
    if n < study.settings.performance.min_rows {
        return Measured { notes, ..Measured::too_few(study, &NAMES, rows, n) };
    }
    let (loss, areas) = if has_scores { of_scores(model, rows) } else { Default::default() };
    let no_loss = if has_scores { NO_PROBABILITIES } else { NO_SCORES };
    let mut metrics = vec![
        value(
            MetricName::RocAuc,
            mean_area(&areas),
            if has_scores { ONE_CLASS } else { NO_SCORES },
        ),
        value(MetricName::LogLoss, loss.log_loss(), no_loss),
        value(MetricName::Brier, loss.brier(), no_loss),
    ];
    metrics.extend(of_answers(&matrix));
    let area = |class: usize| areas.get(class).copied().flatten();
    let class = |class: usize| (matrix.support(class), of_class(&matrix, class, area(class)));
    let count = |truth: usize| {
        (0..classes.names.len()).map(|answer| matrix.count(truth, answer)).collect::<Vec<u64>>()
    };
    let confusion = (0..classes.names.len()).map(count).collect();
    Measured {
        metrics,
        per_class: (0..classes.names.len()).map(class).collect(),
        side: SidePerformance { n, confusion, ..SidePerformance::default() },
        notes,
    }
}

fn of_answers(matrix: &ConfusionMatrix) -> Vec<Value> {
    vec![
        value(MetricName::Accuracy, matrix.accuracy(), ""),
        value(MetricName::BalancedAccuracy, matrix.balanced_accuracy(), ""),
        value(MetricName::Precision, matrix.macro_precision(), ""),
        value(MetricName::Recall, matrix.macro_recall(), ""),
        value(MetricName::F1, matrix.macro_f1(), ""),
        value(MetricName::WeightedF1, matrix.weighted_f1(), ""),
        value(MetricName::Matthews, matrix.matthews(), ONE_CLASS),
        value(MetricName::Kappa, matrix.kappa(), ONE_CLASS),
    ]
}

fn of_class(matrix: &ConfusionMatrix, class: usize, area: Option<Estimate>) -> Vec<Value> {
    vec![
        value(MetricName::Precision, matrix.precision(class), "no row is called so"),
        value(MetricName::Recall, matrix.recall(class), "no labelled row is of the class"),
        value(MetricName::F1, matrix.f1(class), "no row is of the class, nor called so"),
        value(MetricName::RocAuc, area, "no scores of both this class and others"),
    ]
}

/// Losses, and the area of each class against all others.
///
/// An area only needs an order: where some rows of either side are no probabilities, all scores of both count as
/// they are; else those over the sum of their row. A class without a column has none.
fn of_scores(model: &Model, rows: &Rows) -> (MulticlassLoss, Vec<Option<Estimate>>) {
    let is_whole = |row: &usize| {
        let truth = rows.truth.get(*row).is_some_and(|truth| *truth != NO_CLASS);
        truth && rows.scores.iter().all(|column| column[*row].is_finite())
    };
    let whole: Vec<usize> = (0..rows.truth.len()).filter(is_whole).collect();
    let truth: Vec<u32> = whole.iter().map(|&row| rows.truth[row]).collect();
    let of_whole = |column: &Vec<f64>| whole.iter().map(|&row| column[row]).collect();
    let columns: Vec<Vec<f64>> = rows.scores.iter().map(of_whole).collect();
    let shares = class_shares(&columns.iter().map(Vec::as_slice).collect::<Vec<&[f64]>>());
    let mut loss = MulticlassLoss::default();
    loss.update(&truth, &shares);
    let ordered = if rows.are_raw { &columns } else { &shares };
    let area = |((class, column), name): ((u32, &Vec<f64>), &Option<String>)| {
        name.as_ref()?;
        let is: Vec<bool> = truth.iter().map(|&truth| truth == class).collect();
        roc_auc(&Scored::new(column, &is).ok()?)
    };
    (loss, (0_u32..).zip(ordered).zip(&model.scores).map(area).collect())
}

/// The mean over classes that occur, whose interval takes their areas as independent.
fn mean_area(areas: &[Option<Estimate>]) -> Option<Estimate> {
    let known: Vec<Estimate> = areas.iter().flatten().copied().collect();
    let weight = 1.0 / known.len() as f64;
    let parts: Vec<(f64, Estimate)> = known.into_iter().map(|area| (weight, area)).collect();
    (!parts.is_empty()).then(|| weighted_sum(&parts))
}

/// Says where probabilities of a row do not sum to 1.
fn check_sums(study: &Study<'_>, model: &Model, rows: &Rows, side: Side, notes: &mut Vec<String>) {
    let tolerance = study.settings.drift.probability_sum_tolerance;
    let sum = |row: usize| rows.scores.iter().map(|column| column[row]).sum::<f64>();
    let is_beyond = |row: usize| rows.scores.iter().any(|c| !(0.0..=1.0).contains(&c[row]));
    let known: Vec<(f64, bool)> = (0..rows.scores.first().map_or(0, Vec::len))
        .map(|row| (sum(row), is_beyond(row)))
        .filter(|(sum, _)| sum.is_finite())
        .collect();
    let mut note = |odd: usize, what: &str| {
        if odd > 0 {
            notes.push(format!(
                "{}: the class probabilities of {} {what} in {} of the rows.",
                side.label(),
                format::short(&model.name),
                format::percent(odd as f64 / known.len() as f64)
            ));
        }
    };
    let beyond = known.iter().filter(|(_, is_beyond)| *is_beyond).count();
    let odd = known.iter().filter(|(sum, is)| !is && (sum - 1.0).abs() > tolerance).count();
    note(odd, "do not sum to 1 and are taken over their sum");
    note(
        beyond,
        "are not all from 0 to 1 (no log loss or Brier score of these; ROC AUC takes all scores of both sides as they are)",
    );
}
