//! A model of two classes on one side.

use report::{
    CurvePoint, GainAt, LeastCost, MetricName, ScoreCell, Side, SidePerformance, ThresholdCounts,
};
use stats::performance::{
    self as measure, Confusion, Costs, OTHER_ANSWER, Point, Scored, Thresholds, average_precision,
    brier, gain, log_loss, roc_auc, separation,
};

use super::measured::{Measured, Value, as_reported, value};
use crate::Study;
use crate::outcomes::{ModelRows, NO_CLASS, Rows};

/// Thresholds from the least score to the largest.
const THRESHOLDS: u32 = 100;
/// Cells of scores.
const CELLS: usize = 20;
/// Shares of rows whose gain is told.
const SHARES: [f64; 6] = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5];
/// Metrics of scores, then of answers.
pub const NAMES: [MetricName; 13] = [
    MetricName::RocAuc,
    MetricName::AveragePrecision,
    MetricName::Separation,
    MetricName::LogLoss,
    MetricName::Brier,
    MetricName::Accuracy,
    MetricName::BalancedAccuracy,
    MetricName::Precision,
    MetricName::Recall,
    MetricName::Specificity,
    MetricName::F1,
    MetricName::Matthews,
    MetricName::Kappa,
];
const ONE_CLASS: &str = "the labelled rows are all of one class";
/// Said beside the number; docs/intervals.md has how often it holds.
const LEANS_UPWARDS: &str = "The KS of scores is the largest of many differences, so that it leans upwards, and its interval holds in 92 to 94 of 100 cases in place of 95.";
const NO_SCORE: &str = "no column holds a score";
const NO_ROW_SCORED: &str = "no labelled row has a score";

/// Measures a model on one side.
pub fn measure(study: &Study<'_>, model: &ModelRows, side: Side) -> Measured {
    let rows = model.sides.get(side);
    let mut notes = rows.notes.clone();
    let scored = model.scored.first().map(|scored| scored.get(side));
    let counts = confusion(rows, 0..rows.truth.len() as u32);
    let n = labelled_rows(scored, counts);
    if n < study.settings.performance.min_rows {
        return Measured { notes, ..Measured::too_few(study, &NAMES, rows, n) };
    }
    let metrics = metrics(scored, counts);
    if scored.is_some_and(|scored| separation(scored).is_some()) {
        notes.push(LEANS_UPWARDS.to_owned());
    }
    let mut drawn =
        scored.map_or_else(SidePerformance::default, |scored| draw(scored, &costs(study), counts));
    drawn.n = n;
    drawn.confusion = counts.map_or_else(Vec::new, |c| {
        vec![vec![c.true_negatives, c.false_positives], vec![c.false_negatives, c.true_positives]]
    });
    Measured { metrics, side: drawn, notes, ..Measured::default() }
}

/// Every metric of these scores and answers.
pub fn metrics(scored: Option<&Scored>, counts: Option<Confusion>) -> Vec<Value> {
    let mut metrics = of_scores(scored);
    metrics.extend(of_answers(counts));
    metrics
}

/// Rows with a label and a score or an answer.
pub fn labelled_rows(scored: Option<&Scored>, counts: Option<Confusion>) -> u64 {
    scored.map_or(0, Scored::len).max(counts.map_or(0, Confusion::n))
}

/// Counts of the answers in some rows; none where neither a column nor a threshold gives any.
pub fn confusion(rows: &Rows, which: impl IntoIterator<Item = u32>) -> Option<Confusion> {
    if rows.answers.is_empty() && (rows.scores.is_empty() || rows.threshold.is_none()) {
        return None;
    }
    let mut others = Vec::new();
    let row = |row: u32| {
        let truth = *rows.truth.get(row as usize).filter(|truth| **truth != NO_CLASS)?;
        match rows.answer(row as usize)? {
            OTHER_ANSWER => {
                others.push(truth == 1);
                None
            }
            answer => Some((truth == 1, answer == 1)),
        }
    };
    let counts = Confusion::of(which.into_iter().filter_map(row));
    Some(counts.with_others(others))
}

fn of_scores(scored: Option<&Scored>) -> Vec<Value> {
    let lacks = match scored {
        Some(scored) if scored.is_empty() => NO_ROW_SCORED,
        Some(_) => ONE_CLASS,
        None => NO_SCORE,
    };
    let no_loss = match scored {
        Some(scored) if !scored.are_probabilities() => "scores beyond 0 to 1 are no probabilities",
        _ => lacks,
    };
    let distance = scored.and_then(separation).map(|separation| separation.distance);
    vec![
        value(MetricName::RocAuc, scored.and_then(roc_auc), lacks),
        value(MetricName::AveragePrecision, scored.and_then(average_precision), lacks),
        value(MetricName::Separation, distance, lacks),
        value(MetricName::LogLoss, scored.and_then(log_loss), no_loss),
        value(MetricName::Brier, scored.and_then(brier), no_loss),
    ]
}

fn of_answers(counts: Option<Confusion>) -> Vec<Value> {
    let lacks = |else_lacks: &'static str| match counts {
        Some(_) => else_lacks,
        None => "no column holds the answer, and scores that are no probabilities give none",
    };
    let of = |metric: fn(Confusion) -> Option<measure::Estimate>| counts.and_then(metric);
    vec![
        value(MetricName::Accuracy, of(Confusion::accuracy), lacks("")),
        value(MetricName::BalancedAccuracy, of(Confusion::balanced_accuracy), lacks(ONE_CLASS)),
        value(MetricName::Precision, of(Confusion::precision), lacks("no row is called positive")),
        value(MetricName::Recall, of(Confusion::recall), lacks("no labelled row is positive")),
        value(
            MetricName::Specificity,
            of(Confusion::specificity),
            lacks("no labelled row is negative"),
        ),
        value(MetricName::F1, of(Confusion::f1), lacks("no row is positive, nor called so")),
        value(
            MetricName::Matthews,
            of(Confusion::matthews),
            lacks("labels or answers are all of one class"),
        ),
        value(
            MetricName::Kappa,
            of(Confusion::kappa),
            lacks("labels and answers are all of one class"),
        ),
    ]
}

/// What each kind of answer costs by the settings.
pub fn costs(study: &Study<'_>) -> Costs {
    let settings = &study.settings.performance;
    Costs {
        true_negative: settings.true_negative_cost,
        false_positive: settings.false_positive_cost,
        false_negative: settings.false_negative_cost,
        true_positive: settings.true_positive_cost,
    }
}

/// Curves, cells and thresholds.
fn draw(scored: &Scored, costs: &Costs, now: Option<Confusion>) -> SidePerformance {
    let thresholds = Thresholds::new(scored);
    let counts = |threshold: f64| {
        let at = thresholds.at(threshold);
        ThresholdCounts {
            threshold,
            true_negatives: at.true_negatives,
            false_positives: at.false_positives,
            false_negatives: at.false_negatives,
            true_positives: at.true_positives,
            precision: at.precision().map(|precision| precision.value),
            recall: at.recall().map(|recall| recall.value),
            cost_per_row: costs.of(at) / at.n().max(1) as f64,
        }
    };
    let (low, high) = range(scored);
    let step = |i: u32| low + (high - low) * f64::from(i) / f64::from(THRESHOLDS);
    let now = now.map(|now| costs.of(now) / now.n().max(1) as f64);
    let best = thresholds.best(costs).zip(now);
    let mut steps: Vec<f64> = (0..=THRESHOLDS).map(step).collect();
    // The cost may jump between two steps, so that the threshold of least cost is one of its own.
    let exact = best.as_ref().and_then(|(best, _)| best.threshold);
    if let Some(exact) = exact.filter(|exact| !steps.contains(exact)) {
        steps.insert(steps.partition_point(|step| *step < exact), exact);
    }
    let drawn = |points: Vec<Point>| points.iter().map(|p| CurvePoint { x: p.x, y: p.y }).collect();
    SidePerformance {
        roc: drawn(measure::roc_curve(scored)),
        precision_recall: drawn(measure::precision_recall_curve(scored)),
        gains: SHARES.iter().filter_map(|&share| gain_at(scored, share)).collect(),
        score_cells: cells(scored, low, high),
        thresholds: steps.into_iter().map(counts).collect(),
        least_cost: best.map(|(best, cost_per_row_now)| LeastCost {
            threshold: best.threshold,
            cost_per_row: best.cost_per_row,
            cost_per_row_now,
        }),
        ..SidePerformance::default()
    }
}

fn gain_at(scored: &Scored, rows: f64) -> Option<GainAt> {
    let gain = gain(scored, rows)?;
    Some(GainAt { rows, found: as_reported(gain.found)?, lift: as_reported(gain.lift)? })
}

/// 0 to 1 for probabilities, else from the least score to the largest.
fn range(scored: &Scored) -> (f64, f64) {
    if scored.are_probabilities() {
        return (0.0, 1.0);
    }
    let ends = scored.runs().first().zip(scored.runs().last());
    ends.map_or((0.0, 1.0), |(first, last)| (first.score, last.score))
}

fn cells(scored: &Scored, low: f64, high: f64) -> Vec<ScoreCell> {
    let edge = |i: usize| low + (high - low) * i as f64 / CELLS as f64;
    let cell = |i| ScoreCell { from: edge(i), to: edge(i + 1), negatives: 0, positives: 0 };
    let mut cells: Vec<ScoreCell> = (0..CELLS).map(cell).collect();
    let mut at = 0;
    for run in scored.runs() {
        while at + 1 < CELLS && run.score >= cells[at].to {
            at += 1;
        }
        cells[at].negatives += run.negatives;
        cells[at].positives += run.positives;
    }
    cells
}
