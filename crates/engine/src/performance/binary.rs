//! A model of two classes on one side.

use report::{
    CurvePoint, GainAt, LeastCost, MetricName, ScoreCell, Side, SidePerformance, ThresholdCounts,
    format,
};
use stats::performance::{
    self as measure, Confusion, Costs, Point, Scored, Thresholds, average_precision, brier, gain,
    log_loss, roc_auc, separation,
};

use super::measured::{Measured, Value, as_reported, value};
use crate::Study;
use crate::outcomes::{Model, Outcomes, Rows};

/// Thresholds from the least score to the largest.
const THRESHOLDS: u32 = 100;
/// Cells of scores.
const CELLS: usize = 20;
/// Shares of rows whose gain is told.
const SHARES: [f64; 6] = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5];
/// Metrics of scores, then of answers.
const NAMES: [MetricName; 13] = [
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
const NO_SCORE: &str = "no column holds a score";

/// Measures a model on one side.
pub fn measure(study: &Study<'_>, outcomes: &Outcomes, model: &Model, side: Side) -> Measured {
    let mut rows = outcomes.rows(study, model, side);
    let mut notes = Vec::new();
    let are_log_odds = take_log_odds(study, model, &mut rows, &mut notes);
    let scored = scored(&rows);
    let threshold = match (&scored, are_log_odds) {
        (Some(scored), false) if !scored.are_probabilities() => None,
        _ => Some(study.settings.drift.answer_threshold),
    };
    let counts = confusion(&rows, threshold);
    let n = scored.as_ref().map_or(0, Scored::len).max(counts.map_or(0, Confusion::n));
    if n < study.settings.performance.min_rows {
        return Measured { notes, ..Measured::too_few(study, &NAMES, n) };
    }
    let mut metrics = of_scores(scored.as_ref());
    metrics.extend(of_answers(counts));
    let mut drawn =
        scored.map_or_else(SidePerformance::default, |scored| draw(&scored, &costs(study), counts));
    drawn.n = n;
    drawn.confusion = counts.map_or_else(Vec::new, |c| {
        vec![vec![c.true_negatives, c.false_positives], vec![c.false_negatives, c.true_positives]]
    });
    Measured { metrics, side: drawn, notes, ..Measured::default() }
}

/// Makes log odds probabilities where the settings say so; whether it did. Says what scores beyond 0 to
/// 1 are.
pub fn take_log_odds(
    study: &Study<'_>,
    model: &Model,
    rows: &mut Rows,
    notes: &mut Vec<String>,
) -> bool {
    let Some(scores) = rows.scores.first_mut() else { return false };
    let range = scores.iter().filter(|score| score.is_finite()).fold(None, |range, &score| {
        let (least, most): (f64, f64) = range.unwrap_or((score, score));
        Some((least.min(score), most.max(score)))
    });
    let Some((least, most)) = range.filter(|(least, most)| *least < 0.0 || *most > 1.0) else {
        return false;
    };
    if study.settings.performance.scores_are_log_odds {
        scores.iter_mut().for_each(|score| *score = 1.0 / (1.0 + libm::exp(-*score)));
        return true;
    }
    let offer = if least < 0.0 && most <= MOST_LOG_ODDS && least >= -MOST_LOG_ODDS {
        "; they may be log odds, which the setting performance.scores_are_log_odds makes probabilities of"
    } else {
        ""
    };
    notes.push(format!(
        "Scores of {} go from {} to {} and are no probabilities{offer}. What only depends on their order is told.",
        format::short(&model.name),
        format::number(least, 4),
        format::number(most, 4)
    ));
    false
}

/// Larger scores than these are hardly log odds: a chance of one in 10¹³.
const MOST_LOG_ODDS: f64 = 30.0;

/// Scores of the rows that have one and a label; none where there are no scores.
fn scored(rows: &Rows) -> Option<Scored> {
    let scores = rows.scores.first()?;
    let labelled = scores.iter().zip(&rows.truth);
    let has_both = labelled.filter(|(score, truth)| score.is_finite() && **truth < 2);
    let (scores, classes): (Vec<f64>, Vec<bool>) =
        has_both.map(|(score, truth)| (*score, *truth == 1)).unzip();
    Scored::new(&scores, &classes).ok()
}

/// Counts of the column that holds answers, or of scores from a threshold on.
fn confusion(rows: &Rows, threshold: Option<f64>) -> Option<Confusion> {
    if !rows.answers.is_empty() {
        let answers = rows.truth.iter().zip(&rows.answers);
        let has_both = answers.filter(|(truth, answer)| **truth < 2 && **answer < 2);
        return Some(Confusion::of(has_both.map(|(truth, answer)| (*truth == 1, *answer == 1))));
    }
    let (scores, threshold) = (rows.scores.first()?, threshold?);
    let scored = rows.truth.iter().zip(scores);
    let has_both = scored.filter(|(truth, score)| **truth < 2 && score.is_finite());
    Some(Confusion::of(has_both.map(|(truth, score)| (*truth == 1, *score >= threshold))))
}

fn of_scores(scored: Option<&Scored>) -> Vec<Value> {
    let lacks = if scored.is_some() { ONE_CLASS } else { NO_SCORE };
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

fn costs(study: &Study<'_>) -> Costs {
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
            cost_per_row: costs.of(at) / at.n().max(1) as f64,
        }
    };
    let (low, high) = range(scored);
    let step = |i: u32| low + (high - low) * f64::from(i) / f64::from(THRESHOLDS);
    let now = now.map(|now| costs.of(now) / now.n().max(1) as f64);
    let best = thresholds.best(costs).zip(now);
    let drawn = |points: Vec<Point>| points.iter().map(|p| CurvePoint { x: p.x, y: p.y }).collect();
    SidePerformance {
        roc: drawn(measure::roc_curve(scored)),
        precision_recall: drawn(measure::precision_recall_curve(scored)),
        gains: SHARES.iter().filter_map(|&share| gain_at(scored, share)).collect(),
        score_cells: cells(scored, low, high),
        thresholds: (0..=THRESHOLDS).map(|i| counts(step(i))).collect(),
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
