//! Two models on the same rows: whether they agree, who is right where they differ, and which is better.

mod ratios;
pub mod same_rows;
mod segments;

pub use segments::segments;

use report::{
    AucPair, Estimate as Reported, MetricDifference, MetricName, ModelPair, Pair, RightPair,
    ScorePair, Side, SidePair, Standing, Task, format,
};
use stats::performance::{
    ConfusionMatrix, Estimate, Interval, mcnemar, mean, p_value_of_zero, paired_auc, proportion,
    rows_by_score, weighted_sum,
};
use stats::{Measured, Moments, Sorted, ks_two_sample, pearson, spearman};

use super::measured::{as_measured, as_reported};
use crate::Study;
use crate::causes::losses::{self, Losses};
use crate::outcomes::{Model, ModelRows, NO_CLASS, Outcomes, Rows};

/// Significant digits of a difference.
const DIGITS: usize = 2;
/// How what is said of the rows of two files that hold the same ones begins.
pub const LEAD: &str = "Same rows, two models";
/// p-value under which one is told to be better.
const CHANCE: f64 = 0.05;

/// Two models of the same files, each with its rows.
pub fn pair(
    study: &Study<'_>,
    outcomes: &Outcomes,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> ModelPair {
    let sides = sides(study, outcomes, first.1, second.1);
    told(first.0, second.0, sides, false)
}

/// The model of the reference and that of production, whose rows are joined: both stand under production.
pub fn joined(
    study: &Study<'_>,
    outcomes: &Outcomes,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> ModelPair {
    let sides = Pair::new(None, sides(study, outcomes, first.1, second.1).production);
    told(first.0, second.0, sides, true)
}

/// The outputs of both where no label tells which one is better: whether they say the same.
pub fn unlabelled(first: &Model, second: &Model, rows: [&Rows; 2]) -> ModelPair {
    let side = of_side(Task::Regression, 0, rows, Vec::new()).map(|side| {
        let answered = side.scores.as_ref().map_or(0, |scores| scores.n);
        SidePair { answered, ..side }
    });
    told(first, second, Pair::new(None, side), true)
}

/// Both on each side; a metric of fewer rows than the settings ask for says nothing.
fn sides(
    study: &Study<'_>,
    outcomes: &Outcomes,
    first: &ModelRows,
    second: &ModelRows,
) -> Pair<Option<SidePair>> {
    let task = outcomes.task();
    let least = study.settings.performance.min_rows;
    let classes = outcomes.classes.as_ref().map_or(0, |classes| classes.names.len());
    let metrics = [losses::of_any(task, first), losses::of_any(task, second)];
    Pair::from_fn(|side| {
        let rows = [first.sides.get(side), second.sides.get(side)];
        let mut differences = differences(&metrics, side);
        if task == Task::Binary {
            differences.extend(ratios::differences(rows));
        }
        differences.retain(|difference| difference.n >= least);
        let mut side = of_side(task, classes, rows, differences)?;
        side.auc = side.auc.filter(|auc| auc.n >= least);
        Some(side)
    })
}

fn told(
    first: &Model,
    second: &Model,
    sides: Pair<Option<SidePair>>,
    is_joined: bool,
) -> ModelPair {
    let (first, second) = (first.name.clone(), second.name.clone());
    let (lead, rest) = says(&first, &second, &sides, is_joined);
    let (says, lead) = (format!("{lead}{rest}."), format!("{lead}."));
    let standing = sides.production.as_ref().or(sides.reference.as_ref()).and_then(stands);
    ModelPair { first, second, is_joined, standing, lead, says, sides, segments: None }
}

fn of_side(
    task: Task,
    classes: usize,
    rows: [&Rows; 2],
    differences: Vec<MetricDifference>,
) -> Option<SidePair> {
    let answers = rows.map(|rows| answers(task, rows));
    let all = || 0..answers[0].len().max(rows[0].truth.len());
    let matrix = agreement(classes, &answers, all());
    let answered = matrix.n();
    let pair = SidePair {
        answered,
        agreement: (answered > 0).then(|| matrix.accuracy().and_then(as_reported)).flatten(),
        kappa: (answered > 0).then(|| matrix.kappa().and_then(as_reported)).flatten(),
        scores: scores(rows),
        right: right(&rows[0].truth, &answers),
        auc: if task == Task::Binary { areas(rows, all()) } else { None },
        differences,
    };
    let is_told = answered > 0 || pair.scores.is_some() || !pair.differences.is_empty();
    is_told.then_some(pair)
}

/// The answers of both on these rows, against each other.
pub fn agreement(
    classes: usize,
    answers: &[Vec<u32>; 2],
    rows: impl Iterator<Item = usize>,
) -> ConfusionMatrix {
    let both = |row: usize| Some((*answers[0].get(row)?, *answers[1].get(row)?));
    let mut matrix = ConfusionMatrix::new(classes);
    matrix.update(rows.filter_map(both).filter(|(a, b)| *a != NO_CLASS && *b != NO_CLASS));
    matrix
}

/// What a model says of each row.
pub fn answers(task: Task, rows: &Rows) -> Vec<u32> {
    if task != Task::Binary {
        return rows.answers.clone();
    }
    let scored = rows.scores.first().map_or(0, Vec::len);
    let answer = |row: usize| rows.answer(row).unwrap_or(NO_CLASS);
    (0..rows.answers.len().max(scored)).map(answer).collect()
}

/// The first scores of both, or the numbers that they say.
fn scores(rows: [&Rows; 2]) -> Option<ScorePair> {
    let of = |rows: &Rows| -> Vec<f64> {
        match rows.scores.as_slice() {
            [] => rows.predicted_number.clone(),
            [only] => only.clone(),
            // Of several classes there is no one score.
            _ => Vec::new(),
        }
    };
    let [first, second] = rows.map(of);
    let both = first.iter().zip(&second).filter(|(a, b)| a.is_finite() && b.is_finite());
    let (first, second): (Vec<f64>, Vec<f64>) = both.map(|(a, b)| (*a, *b)).unzip();
    let mut moments = Moments::new();
    let differences: Vec<f64> = first.iter().zip(&second).map(|(a, b)| b - a).collect();
    moments.update(&differences);
    let ranks = spearman(&first, &second, &rows_by_score(&first), &rows_by_score(&second));
    let sorted = [Sorted::new(first.clone()).ok()?, Sorted::new(second.clone()).ok()?];
    Some(ScorePair {
        n: first.len() as u64,
        pearson: pearson(&first, &second).filter(|value| value.is_finite()),
        spearman: ranks.map(|ranks| ranks.correlation).filter(|value| value.is_finite()),
        mean_difference: mean(&moments).and_then(as_reported),
        distance: ks_two_sample(&sorted[0], &sorted[1])?.statistic,
    })
}

fn right(truth: &[u32], answers: &[Vec<u32>; 2]) -> Option<RightPair> {
    let mut counts = [0_u64; 4];
    for ((truth, first), second) in truth.iter().zip(&answers[0]).zip(&answers[1]) {
        if [truth, first, second].into_iter().all(|class| *class != NO_CLASS) {
            counts[2 * usize::from(first == truth) + usize::from(second == truth)] += 1;
        }
    }
    let [neither, only_second, only_first, both] = counts;
    (counts.iter().sum::<u64>() > 0).then(|| RightPair {
        both,
        only_first,
        only_second,
        neither,
        second_share: proportion(only_second, only_first + only_second).and_then(as_reported),
        p_value: mcnemar(only_first, only_second),
    })
}

/// The areas of both on those of these rows that have a label and both scores.
pub fn areas(rows: [&Rows; 2], own: impl Iterator<Item = usize>) -> Option<AucPair> {
    let [first, second] = [rows[0].scores.first()?, rows[1].scores.first()?];
    let mut kept = (Vec::new(), Vec::new(), Vec::new());
    let of = |row: usize| Some((*rows[0].truth.get(row)?, *first.get(row)?, *second.get(row)?));
    for (truth, first, second) in own.filter_map(of) {
        if truth != NO_CLASS && first.is_finite() && second.is_finite() {
            kept.0.push(first);
            kept.1.push(second);
            kept.2.push(truth == 1);
        }
    }
    let paired = paired_auc(&kept.0, &kept.1, &kept.2)?;
    Some(AucPair {
        n: kept.2.len() as u64,
        first: paired.first,
        second: paired.second,
        difference: as_reported(with_interval(paired.difference))?,
        p_value: paired.p_value,
    })
}

fn with_interval(measured: Measured) -> Estimate {
    let Interval { low, high } = measured.interval_95();
    Estimate { value: measured.value, interval: Some(Interval { low, high }) }
}

fn differences(metrics: &[Vec<Losses>; 2], side: Side) -> Vec<MetricDifference> {
    let of = |first: &Losses| {
        let second = metrics[1].iter().find(|second| second.metric == first.metric)?;
        difference([first, second], side, 0..first.values.get(side).len())
    };
    metrics[0].iter().filter_map(of).collect()
}

/// Second less first of a metric that is a mean over rows, on those of these rows that have it of both.
pub fn difference(
    [first, second]: [&Losses; 2],
    side: Side,
    own: impl Iterator<Item = usize>,
) -> Option<MetricDifference> {
    let (before, now) = (first.values.get(side), second.values.get(side));
    let of = |row: usize| Some(now.get(row)? - before.get(row)?);
    let differences: Vec<f64> = own.filter_map(of).filter(|d| d.is_finite()).collect();
    let mut moments = Moments::new();
    moments.update(&differences);
    let difference = as_reported(mean(&moments)?)?;
    Some(MetricDifference { metric: first.metric, n: moments.n(), difference })
}

/// Production in words, or the reference where production has nothing in common: which one is better, and
/// what else is known, both without a full stop.
fn says(
    first: &str,
    second: &str,
    sides: &Pair<Option<SidePair>>,
    is_joined: bool,
) -> (String, String) {
    let [first, second] = [first, second].map(format::short);
    let on_joined = format!("{LEAD}.");
    let (place, side) = match (&sides.production, &sides.reference) {
        (Some(side), _) if is_joined => (on_joined.as_str(), side),
        (Some(side), _) => ("In production", side),
        (None, Some(side)) => ("In the reference", side),
        (None, None) => {
            return (format!("{first} and {second} have no rows in common"), String::new());
        }
    };
    let answers = answers_beside_scores(side);
    let lead = format!("{place} {}{answers}{}", better(&first, &second, side), lead_changed(sides));
    let mut text = String::new();
    if let (Some(agreement), answered) = (side.agreement, side.answered) {
        let kappa = side.kappa.map_or_else(String::new, |kappa| {
            format!(" (kappa {})", format::number(kappa.value, DIGITS))
        });
        text.push_str(&format!(
            "; they say the same in {} of {} rows{kappa}",
            format::percent(agreement.value),
            format::count(answered)
        ));
    }
    if let Some((right, share)) = side.right.as_ref().and_then(|r| Some((r, r.second_share?))) {
        let (low, high) = share.interval_95.unwrap_or((0.0, 1.0));
        text.push_str(&format!(
            "; where just one is right, that is {second} in {} of {} rows ({}, 95% {} to {}, {})",
            format::count(right.only_second),
            format::count(right.only_first + right.only_second),
            format::percent(share.value),
            format::percent(low),
            format::percent(high),
            format::p_equals(right.p_value)
        ));
    }
    if let (None, Some(scores)) = (&side.right, &side.scores) {
        text.push_str(&alike(scores));
    }
    (lead, text)
}

/// How far scores say the same.
fn alike(scores: &ScorePair) -> String {
    let ranks = scores.spearman.map_or_else(String::new, |ranks| {
        format!(" have a rank correlation of {} and", format::number(ranks, DIGITS))
    });
    let difference = scores.mean_difference.map_or(0.0, |difference| difference.value);
    format!(
        "; over {} their scores{ranks} differ by {} on average",
        format::plural(scores.n, "row", "rows"),
        format::number(difference, DIGITS)
    )
}

/// Scores may tell two models apart whose answers do not: an order that is better needs another threshold
/// to be of use.
fn answers_beside_scores(side: &SidePair) -> String {
    let (Some(auc), Some(right)) = (&side.auc, &side.right) else { return String::new() };
    if auc.p_value >= CHANCE || right.p_value < CHANCE {
        return String::new();
    }
    format!(
        "; by accuracy they cannot be told apart (McNemar’s {})",
        format::p_equals(right.p_value)
    )
}

/// That the difference of the areas is another one than in the reference, where that is sure: sides are
/// independent, and rows of each are paired.
fn lead_changed(sides: &Pair<Option<SidePair>>) -> String {
    let areas = sides.as_ref().map(|side| side.as_ref()?.auc.as_ref()).both();
    let Some(areas) = areas.map(|areas| areas.map(|auc| as_measured(auc.difference))) else {
        return String::new();
    };
    let change = weighted_sum(&[(1.0, areas.production), (-1.0, areas.reference)]);
    let Some(p_value) = p_value_of_zero(change).filter(|p| *p < CHANCE) else {
        return String::new();
    };
    let (before, now) = (areas.reference.value, areas.production.value);
    let how = match before * now > 0.0 {
        false => "turned",
        true if now.abs() < before.abs() => "shrank",
        true => "grew",
    };
    let [before, now] = [before, now].map(|value| format::number(value, DIGITS));
    format!(
        "; the difference {how} from {before} in the reference to {now} ({})",
        format::p_equals(p_value)
    )
}

/// How the second stands by the ends of an interval of its metric less the first's.
pub fn standing(metric: MetricName, difference: Reported) -> Standing {
    match difference.interval_95 {
        Some((low, high)) if low > 0.0 || high < 0.0 => {
            if (low > 0.0) == metric.is_loss() {
                Standing::Worse
            } else {
                Standing::Better
            }
        }
        _ => Standing::Open,
    }
}

/// How the second stands by the area under the curve, or by the first metric that both have.
fn stands(side: &SidePair) -> Option<Standing> {
    match (&side.auc, side.differences.first()) {
        (Some(auc), _) if auc.p_value >= CHANCE => Some(Standing::Open),
        (Some(auc), _) if auc.difference.value > 0.0 => Some(Standing::Better),
        (Some(_), _) => Some(Standing::Worse),
        (None, metric) => metric.map(|metric| standing(metric.metric, metric.difference)),
    }
}

/// Which one is better, in words.
fn better(first: &str, second: &str, side: &SidePair) -> String {
    let how = match stands(side) {
        None => {
            let few = side.right.as_ref().map_or_else(String::new, |right| {
                let rows = right.both + right.only_first + right.only_second + right.neither;
                format!(
                    ": too few rows, {}, have a label and the answer of both",
                    format::count(rows)
                )
            });
            return format!("{second} and {first} cannot be held against labels{few}");
        }
        Some(Standing::Better) => "is better than",
        Some(Standing::Worse) => "is worse than",
        Some(Standing::Open) => "cannot be told better or worse than",
    };
    let ends = |of: Reported| {
        let (low, high) = of.interval_95.unwrap_or((0.0, 0.0));
        [of.value, low, high].map(|value| format::number(value, DIGITS))
    };
    if let Some(auc) = &side.auc {
        let [difference, low, high] = ends(auc.difference);
        return format!(
            "{second} {how} {first}: ROC AUC {} beside {} (difference {difference}, 95% {low} to {high}, {}, {} rows)",
            format::number(auc.second, 3),
            format::number(auc.first, 3),
            format::p_equals(auc.p_value),
            format::count(auc.n)
        );
    }
    let Some(metric) = side.differences.first() else { return String::new() };
    let [difference, low, high] = ends(metric.difference);
    format!(
        "{second} {how} {first}: {} differs by {difference} (95% {low} to {high}, {} rows)",
        metric.metric.label(),
        format::count(metric.n)
    )
}
