//! Two models on the same rows of each window: whether they agree, which one is better, and since when that is
//! otherwise than in the reference.
//!
//! The metric is the area under the ROC curve where both have a score of two classes (DeLong's paired
//! difference), else the first that is a mean over rows (paired differences with Student's interval).

use report::{
    ChangedSince, MetricDifference, MetricName, PairOverTime, PairWindow, Side, Standing, Task,
    format,
};
use stats::benjamini_hochberg;
use stats::experiment::effect_heterogeneity;
use stats::special::normal_sf;

use super::super::measured::as_reported;
use super::super::pair::{agreement, answers, areas, difference, standing};
use crate::Study;
use crate::causes::losses::{self, Losses};
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::timeline::Axis;
use crate::worse::{changed_between, measured};

/// Significant digits of a difference.
const DIGITS: usize = 2;

/// Two models over time, each with its rows; none where no window has anything of both.
pub fn pair(
    study: &Study<'_>,
    outcomes: &Outcomes,
    axis: &Axis,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> Option<PairOverTime> {
    let mut told = windows(study, outcomes, axis, first, second)?;
    told.says = format!("{} {}", began(&told), in_windows(&told));
    Some(told)
}

/// The same of two models that answered the rows of both files: both stand under production, and the reference has none
/// to begin from.
pub fn joined(
    study: &Study<'_>,
    outcomes: &Outcomes,
    axis: &Axis,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> Option<PairOverTime> {
    let mut told = windows(study, outcomes, axis, first, second)?;
    let all: Vec<_> = told.windows.iter().filter_map(|own| measured(own.difference?)).collect();
    let steady = effect_heterogeneity(&all).map(|test| {
        let p = format::p_equals(test.p_value);
        if test.p_value < study.settings.drift.false_discovery_rate {
            format!(" The difference is not the same in all windows ({p}).")
        } else {
            format!(
                " From window to window the difference varies by no more than chance gives ({p})."
            )
        }
    });
    told.says = format!("{}{}", in_windows(&told), steady.unwrap_or_default());
    Some(told)
}

fn windows(
    study: &Study<'_>,
    outcomes: &Outcomes,
    axis: &Axis,
    first: (&Model, &ModelRows),
    second: (&Model, &ModelRows),
) -> Option<PairOverTime> {
    let both = Both::of(outcomes.task(), [first.1, second.1])?;
    let classes = outcomes.classes.as_ref().map_or(0, |classes| classes.names.len());
    let least = study.settings.performance.min_rows;
    let told = |difference: MetricDifference| {
        (difference.n, (difference.n >= least).then_some(difference.difference))
    };
    let mut windows = vec![PairWindow::default(); axis.windows.len()];
    for side in Side::BOTH {
        let answers = both.rows.map(|rows| answers(outcomes.task(), rows.sides.get(side)));
        for at in axis.windows_of(side) {
            let own = || axis.rows[at].iter().map(|row| *row as usize);
            let matrix = agreement(classes, &answers, own());
            let (n, difference) = both.difference(side, own()).map(told).unwrap_or_default();
            windows[at] = PairWindow {
                answered: matrix.n(),
                agreement: (matrix.n() >= least)
                    .then(|| matrix.accuracy().and_then(as_reported))
                    .flatten(),
                n,
                difference,
                ..PairWindow::default()
            };
        }
    }
    let is_known = |window: &PairWindow| window.agreement.or(window.difference).is_some();
    windows.iter().any(is_known).then_some(())?;
    judge(axis, both.metric, study.settings.drift.false_discovery_rate, &mut windows);
    let rows = study.rows(Side::Reference) as usize;
    let reference = both.difference(Side::Reference, 0..rows).and_then(|whole| told(whole).1);
    let (spread, since) = changed_between(study, axis, reference, |at| windows[at].difference);
    Some(PairOverTime {
        first: first.0.name.clone(),
        second: second.0.name.clone(),
        metric: both.metric,
        reference,
        windows,
        spread,
        since,
        says: String::new(),
    })
}

/// Two models and the metric that they are held against each other by.
struct Both<'a> {
    rows: [&'a ModelRows; 2],
    metric: MetricName,
    /// The metric row by row; none of the area under a curve.
    losses: Option<[Losses; 2]>,
}

impl<'a> Both<'a> {
    fn of(task: Task, rows: [&'a ModelRows; 2]) -> Option<Self> {
        let has_score = |rows: &ModelRows| {
            Side::BOTH.iter().any(|side| !rows.sides.get(*side).scores.is_empty())
        };
        if task == Task::Binary && rows.into_iter().all(has_score) {
            return Some(Self { rows, metric: MetricName::RocAuc, losses: None });
        }
        let [mut first, mut second] = rows.map(|rows| losses::of(task, rows).into_iter());
        let first = first.next()?;
        let second = second.find(|second| second.metric == first.metric)?;
        Some(Self { rows, metric: first.metric, losses: Some([first, second]) })
    }

    /// Second less first on these rows.
    fn difference(&self, side: Side, own: impl Iterator<Item = usize>) -> Option<MetricDifference> {
        if let Some([first, second]) = &self.losses {
            return difference([first, second], side, own);
        }
        let pair = areas(self.rows.map(|rows| rows.sides.get(side)), own)?;
        Some(MetricDifference { metric: self.metric, n: pair.n, difference: pair.difference })
    }
}

/// Which one is better in each window of production, adjusted over them.
fn judge(axis: &Axis, metric: MetricName, level: f64, windows: &mut [PairWindow]) {
    let p_value = |at: usize| {
        let told = measured(windows[at].difference?)?;
        Some((at, (2.0 * normal_sf(told.value.abs() / told.standard_error)).min(1.0)))
    };
    let tested: Vec<(usize, f64)> = axis.windows_of(Side::Production).filter_map(p_value).collect();
    let p_values: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
    for ((at, _), p_adjusted) in tested.into_iter().zip(benjamini_hochberg(&p_values)) {
        let window = &mut windows[at];
        let difference = window.difference.map(|difference| difference.value);
        window.p_adjusted = Some(p_adjusted);
        window.standing = difference.map(|value| match p_adjusted < level {
            true if (value > 0.0) != metric.is_loss() => Standing::Better,
            true => Standing::Worse,
            false => Standing::Open,
        });
    }
}

/// How many windows have which one better.
fn in_windows(pair: &PairOverTime) -> String {
    let [first, second] = [&pair.first, &pair.second].map(|name| format::short(name));
    let label = pair.metric.label();
    let tested = |standing: Standing| {
        pair.windows.iter().filter(|window| window.standing == Some(standing)).count() as u64
    };
    let [better, worse, open] = [Standing::Better, Standing::Worse, Standing::Open].map(tested);
    let all = better + worse + open;
    if all == 0 {
        return format!(
            "Window by window {second} and {first} cannot be held against labels: no window of production has enough of them, of more than one class."
        );
    }
    format!(
        "By {label}, {second} is better than {first} in {better} of {} of production, worse in {worse}, and neither can be told in {open}.",
        format::plural(all, "window", "windows")
    )
}

/// Since when the difference is another one, and what it is from there on.
fn began(pair: &PairOverTime) -> String {
    let (label, second) = (pair.metric.label(), format::short(&pair.second));
    let Some(reference) = pair.reference else {
        return format!(
            "Since when the difference of {label} is what it is cannot be told: the reference has too few labelled rows."
        );
    };
    let Some(ChangedSince { when, value, p_value, .. }) = &pair.since else {
        return format!(
            "In no window the difference of {label} begins to be another one than in the reference."
        );
    };
    let how = match standing(pair.metric, *value) {
        Standing::Better => "is better",
        Standing::Worse => "is worse",
        Standing::Open => "can be told neither better nor worse",
    };
    let (low, high) = value.interval_95.unwrap_or((value.value, value.value));
    let [value, low, high, before] =
        [value.value, low, high, reference.value].map(|value| format::number(value, DIGITS));
    format!(
        "{second} {how} since {when}: from there on {label} differs by {value} (95% {low} to {high}), in the reference by {before} ({}).",
        format::p_equals(*p_value)
    )
}
