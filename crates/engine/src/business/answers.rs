//! What the answers of a model of two classes cost and save, by the costs of the settings.
//!
//! They are those of the thresholds ([`crate::performance`]). As long as they are the defaults, by which every error
//! costs 1, nothing is told here: accuracy says the same.

use report::{Pair, PerformanceSettings, RoleChoice, Side, Task, format};
use stats::estimation::Direction;
use stats::performance::{
    Confusion, Costs, Estimate, Interval, cost_per_row, proportion, saved_per_row,
};

use super::Told;
use super::worth::{self, RETURN, return_on_cost};
use crate::Study;
use crate::indicators::{Parts, by_window};
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::performance::{as_reported, costs};
use crate::timeline::Axis;

const NO_LABELS: &str = "it has no labelled rows with an answer";

/// Truth and answer of each row of a model: whether it is positive, and whether it is called so.
pub struct ModelAnswers {
    name: String,
    rows: Pair<Vec<Option<(bool, bool)>>>,
}

/// The answers of a model, where what they cost is to be told.
pub fn answers(
    study: &Study<'_>,
    outcomes: &Outcomes,
    model: &Model,
    rows: &ModelRows,
) -> Option<ModelAnswers> {
    (outcomes.task() == Task::Binary && is_priced(study)).then(|| ModelAnswers {
        name: model.name.clone(),
        rows: rows.sides.as_ref().map(crate::outcomes::Rows::truth_and_answers),
    })
}

/// Whether what an error costs is set: the defaults have no unit that the cost of a prediction could be in.
fn is_priced(study: &Study<'_>) -> bool {
    let of = |settings: &PerformanceSettings| {
        [
            settings.false_positive_cost,
            settings.false_negative_cost,
            settings.true_positive_cost,
            settings.true_negative_cost,
        ]
    };
    of(&study.settings.performance) != of(&PerformanceSettings::default())
}

/// What is measured of some rows, or why it cannot be.
type Measure<'a> = &'a dyn Fn(&[Row]) -> Result<report::Estimate, String>;

/// A row with truth and answer, and what its prediction cost; not a number where that is not known.
type Row = (Option<(bool, bool)>, f64);

/// What is told of a model's answers.
pub fn told(
    study: &Study<'_>,
    choices: &[RoleChoice],
    axis: Option<&Axis>,
    answers: &ModelAnswers,
) -> Told {
    let prices = costs(study);
    let cost = worth::costs(study, choices);
    let rows = Pair::from_fn(|side: Side| {
        let cost = |row: usize| {
            cost.as_ref().and_then(|cost| cost.get(side).get(row)).copied().unwrap_or(f64::NAN)
        };
        let rows = answers.rows.get(side).iter().enumerate();
        rows.map(|(row, answer)| (*answer, cost(row))).collect::<Vec<Row>>()
    });
    let windows = by_window(axis, &rows);
    let name = format::short(&answers.name);
    let part =
        |what: String, unit: &str, is_leading: bool, direction: Direction, of: Measure<'_>| Parts {
            name: what,
            column: None,
            unit: unit.to_owned(),
            is_leading,
            n: rows.as_ref().map(|rows| confusion(rows).n()),
            value: rows.as_ref().map(|rows| of(rows)),
            total: match unit {
                RETURN => Pair::default(),
                _ => rows.as_ref().map(|rows| total(of(rows).ok()?.value, confusion(rows).n())),
            },
            change: None,
            direction,
            windows: windows.iter().map(|rows| of(rows).ok()).collect(),
        };
    let (more, less) = (Direction::LargerIsBetter, Direction::SmallerIsBetter);
    let share_of = |count: fn(&Confusion) -> u64, cost: f64| {
        move |rows: &[Row]| {
            let counts = confusion(rows);
            let share = proportion(count(&counts), counts.n());
            reported(rows, share.and_then(|share| times(share, cost)))
        }
    };
    let false_alarms = share_of(|counts| counts.false_positives, prices.false_positive);
    let misses = share_of(|counts| counts.false_negatives, prices.false_negative);
    let saved = |every: bool| {
        move |rows: &[Row]| reported(rows, saved_per_row(&prices, confusion(rows), every))
    };
    let every = calls_every_row(&prices, &rows);
    let than = |every: bool| if every { "every row" } else { "no row" };
    let mut parts = vec![
        part(format!("False alarms of {name}, cost a row"), "", false, less, &false_alarms),
        part(format!("Misses of {name}, cost a row"), "", false, less, &misses),
        part(format!("Answers of {name}, cost a row"), "", true, less, &|rows| {
            reported(rows, cost_per_row(&prices, confusion(rows)))
        }),
    ];
    for every in [false, true] {
        let what = format!("Saved by {name} a row, against calling {} positive", than(every));
        parts.push(part(what, "", false, more, &saved(every)));
    }
    let mut notes = Vec::new();
    if cost.is_some() {
        let what =
            format!("Return on {name} net of its cost, against calling {} positive", than(every));
        let of = |rows: &[Row]| return_of(&prices, every, rows);
        parts.push(part(what, RETURN, true, more, &of));
    } else {
        notes.push(format!(
            "The return on {name} needs what a prediction costs: a column with the role cost, or the setting performance.prediction_cost."
        ));
    }
    Told { parts, notes, ..Told::default() }
}

/// What was measured of some rows, or why it was not.
fn reported(rows: &[Row], measured: Option<Estimate>) -> Result<report::Estimate, String> {
    let why_none = || worth::why_none(confusion(rows).n(), NO_LABELS);
    measured.and_then(as_reported).ok_or_else(why_none)
}

fn total(a_row: f64, rows: u64) -> Option<f64> {
    Some(a_row * rows as f64).filter(|total| total.is_finite())
}

fn confusion(rows: &[Row]) -> Confusion {
    Confusion::of(rows.iter().filter_map(|(answer, _)| *answer))
}

/// Whether calling every row positive costs less than calling none so, on the reference where that has labels:
/// what the model is held against must not be chosen on the rows that it is judged on.
fn calls_every_row(prices: &Costs, rows: &Pair<Vec<Row>>) -> bool {
    let counts = rows.as_ref().map(|rows| confusion(rows));
    let counts = if counts.reference.n() > 0 { counts.reference } else { counts.production };
    saved_per_row(prices, counts, true).is_some_and(|all| {
        saved_per_row(prices, counts, false).is_some_and(|none| all.value < none.value)
    })
}

/// What a row saves less what its prediction costs, over that cost.
fn return_of(prices: &Costs, every: bool, rows: &[Row]) -> Result<report::Estimate, String> {
    let known = rows.iter().filter(|(_, cost)| cost.is_finite());
    let known = known.filter_map(|(answer, cost)| Some(((*answer)?, *cost)));
    let saved = |(is, called): (bool, bool)| prices.of_row(is, every) - prices.of_row(is, called);
    let (saved, cost): (Vec<f64>, Vec<f64>) =
        known.map(|(answer, cost)| (saved(answer), cost)).unzip();
    return_on_cost(&saved, &cost)
}

/// An estimate so many times.
fn times(of: Estimate, factor: f64) -> Option<Estimate> {
    let interval = of.interval.map(|interval| {
        let ends = [factor * interval.low, factor * interval.high];
        Interval { low: ends[0].min(ends[1]), high: ends[0].max(ends[1]) }
    });
    let value = factor * of.value;
    value.is_finite().then_some(Estimate { value, interval })
}
