//! Columns of value, conversion and cost: a row on average, and in total.

use report::{Pair, Role, RoleChoice, format};
use stats::Moments;
use stats::estimation::Direction;
use stats::performance::{Estimate, Interval, mean, mean_difference, proportion, ratio_of_means};
use table::Column;

use super::Told;
use crate::indicators::{Parts, by_window};
use crate::performance::as_reported;
use crate::timeline::Axis;
use crate::{Study, roles};

/// What a return is measured in.
pub const RETURN: &str = "times its cost";
const NO_ROWS: &str = "it has no rows with a value";
const NO_PAIRS: &str = "no row has both what it brought and what it cost";
const NO_COST: &str = "a row costs 0 or less on average, and a return is relative to a cost";
const TOO_LARGE: &str = "its values together are beyond the largest number";

/// What is told of a column of value, conversion or cost.
pub fn told(study: &Study<'_>, axis: Option<&Axis>, choice: &RoleChoice) -> Told {
    let name = format::short(&choice.column);
    let rows = numbers(study, &choice.column);
    let has_values = rows.reference.iter().chain(&rows.production).any(|value| value.is_finite());
    if !has_values {
        return Told::note(format!("{name} holds no numbers: nothing is told of it."));
    }
    if choice.role == Role::Conversion {
        return conversion(axis, choice, &rows);
    }
    let moments = rows.as_ref().map(|rows| moments(rows));
    let change = mean_difference(&moments.reference, &moments.production);
    let part = Parts {
        name: format!("{name} a row"),
        column: Some(choice.column.clone()),
        unit: String::new(),
        is_leading: true,
        n: moments.as_ref().map(Moments::n),
        value: moments
            .as_ref()
            .map(|of| mean(of).and_then(as_reported).ok_or_else(|| why_none(of.n(), NO_ROWS))),
        total: moments.as_ref().map(total),
        change: change.and_then(as_reported),
        direction: match choice.role {
            Role::Cost => Direction::SmallerIsBetter,
            _ => Direction::LargerIsBetter,
        },
        windows: by_window(axis, &rows)
            .iter()
            .map(|rows| mean(&self::moments(rows)).and_then(as_reported))
            .collect(),
    };
    Told { parts: vec![part], ..Told::default() }
}

fn conversion(axis: Option<&Axis>, choice: &RoleChoice, rows: &Pair<Vec<f64>>) -> Told {
    let name = format::short(&choice.column);
    let mut all = rows.reference.iter().chain(&rows.production).filter(|value| value.is_finite());
    if !all.all(|value| *value == 0.0 || *value == 1.0) {
        return Told::note(format!("{name} is no yes or no: nothing is told of conversion."));
    }
    let counts = |rows: &Vec<f64>| {
        let yes = rows.iter().filter(|value| **value == 1.0).count() as u64;
        (yes, rows.iter().filter(|value| value.is_finite()).count() as u64)
    };
    let share = |(yes, n): (u64, u64)| proportion(yes, n).and_then(as_reported);
    let sides = rows.as_ref().map(counts);
    let part = Parts {
        name: format!("Conversion by {name}"),
        column: Some(choice.column.clone()),
        unit: report::Indicator::SHARE.to_owned(),
        is_leading: true,
        n: sides.map(|(_, n)| n),
        value: sides.map(|side| share(side).ok_or_else(|| NO_ROWS.to_owned())),
        total: sides.map(|(yes, n)| (n > 0).then_some(yes as f64)),
        change: None,
        direction: Direction::LargerIsBetter,
        windows: by_window(axis, rows).iter().map(|rows| share(counts(rows))).collect(),
    };
    Told { parts: vec![part], ..Told::default() }
}

/// Value less cost over cost, where a column of value and a cost are known.
pub fn return_of_value(
    study: &Study<'_>,
    choices: &[RoleChoice],
    axis: Option<&Axis>,
) -> Option<Told> {
    let value = roles::column_with(choices, Role::Value)?;
    let cost = costs(study, choices)?;
    let values = numbers(study, value);
    let rows = Pair::from_fn(|side| {
        let pairs = values.get(side).iter().copied().zip(cost.get(side).iter().copied());
        pairs.collect::<Vec<(f64, f64)>>()
    });
    let known = |rows: &[(f64, f64)]| -> (Vec<f64>, Vec<f64>) {
        let known = rows.iter().copied();
        known.filter(|(value, cost)| value.is_finite() && cost.is_finite()).unzip()
    };
    let of = |rows: &Vec<(f64, f64)>| {
        let (value, cost) = known(rows);
        return_on_cost(&value, &cost)
    };
    let part = Parts {
        name: format!("Return by {} net of its cost", format::short(value)),
        column: None,
        unit: RETURN.to_owned(),
        is_leading: true,
        n: rows.as_ref().map(|rows| known(rows).0.len() as u64),
        value: rows.as_ref().map(of),
        total: Pair::default(),
        change: None,
        direction: Direction::LargerIsBetter,
        windows: by_window(axis, &rows).iter().map(|rows| of(rows).ok()).collect(),
    };
    Some(Told { parts: vec![part], ..Told::default() })
}

/// Gain less cost over cost, row by row; or why that cannot be told.
pub fn return_on_cost(gain: &[f64], cost: &[f64]) -> Result<report::Estimate, String> {
    let costs = mean(&moments(cost)).ok_or_else(|| why_none(cost.len() as u64, NO_PAIRS))?;
    if costs.value <= 0.0 {
        return Err(NO_COST.to_owned());
    }
    if let Some(Interval { low, high }) = costs.interval.filter(|interval| interval.low <= 0.0) {
        let [low, high] = [low, high].map(|end| format::estimate_text(end, Some((low, high))));
        return Err(format!("what a row costs may be 0 on average (95% {low} to {high})"));
    }
    let less_one = |ratio: Estimate| Estimate {
        value: ratio.value - 1.0,
        interval: ratio.interval.map(|interval| interval.map(|end| end - 1.0)),
    };
    let told = ratio_of_means(gain, cost).map(less_one).and_then(as_reported);
    told.ok_or_else(|| TOO_LARGE.to_owned())
}

/// Why so many rows have no mean.
pub fn why_none(rows: u64, no_rows: &str) -> String {
    if rows == 0 { no_rows.to_owned() } else { TOO_LARGE.to_owned() }
}

/// What each row's prediction cost to make: by its column, else by the setting; none where neither says so.
pub fn costs(study: &Study<'_>, choices: &[RoleChoice]) -> Option<Pair<Vec<f64>>> {
    if let Some(name) = roles::column_with(choices, Role::Cost) {
        return Some(numbers(study, name));
    }
    let cost = study.settings.performance.prediction_cost;
    (cost > 0.0).then(|| Pair::from_fn(|side| vec![cost; study.rows(side) as usize]))
}

/// The number of each row of a column, of a yes or no 1 or 0; not a number where it has none.
pub fn numbers(study: &Study<'_>, name: &str) -> Pair<Vec<f64>> {
    let by_row = |column: &Column| column.numbers_by_row();
    study.column(name).map(|column| column.and_then(by_row).unwrap_or_default())
}

fn moments(rows: &[f64]) -> Moments {
    let finite: Vec<f64> = rows.iter().copied().filter(|value| value.is_finite()).collect();
    let mut moments = Moments::new();
    moments.update(&finite);
    moments
}

fn total(moments: &Moments) -> Option<f64> {
    moments.mean().map(|mean| mean * moments.n() as f64).filter(|total| total.is_finite())
}
