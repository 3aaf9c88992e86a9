//! Whether a fast number still stands for the label, which comes late, and what it says of rows that wait.
//!
//! Of a yes or no the area under the ROC curve leads, of a number the rank correlation. A proxy whose relation to
//! the outcome changed foretells it no longer.

use report::{Estimate, Pair, Role, RoleChoice, Side, Waiting, format};
use stats::estimation::{Direction, foretold_mean};
use stats::performance::{Scored, roc_auc};
use stats::{
    Measured, Moments, Sorted, correlation_interval, order_of, pearson_measured, quantile_edges,
    spearman,
};

use super::{Told, worth};
use crate::Study;
use crate::indicators::{Parts, by_window, in_unit, with_interval};
use crate::outcomes::{self, NO_CLASS};
use crate::performance::as_reported;
use crate::timeline::Axis;

/// Proxies that are told of.
const MOST: usize = 10;
/// Cells that a proxy foretells by.
const CELLS: usize = 10;

/// The outcome of each row.
struct Truth {
    column: String,
    /// Whether it is yes or no, as 1 or 0.
    is_class: bool,
    /// Not a number where it is not known.
    rows: Pair<Vec<f64>>,
}

/// What is told of all proxies.
pub fn told(study: &Study<'_>, choices: &[RoleChoice], axis: Option<&Axis>) -> Told {
    let proxies: Vec<&RoleChoice> =
        choices.iter().filter(|choice| choice.role == Role::Proxy).collect();
    if proxies.is_empty() {
        return Told::default();
    }
    let truth = match truth(study, choices) {
        Ok(truth) => truth,
        Err(lacks) => {
            return Told::note(format!("No proxy can be held against the label: {lacks}"));
        }
    };
    let mut told = Told::default();
    for choice in proxies.iter().take(MOST) {
        let own = one(study, axis, &choice.column, &truth);
        told.parts.extend(own.parts);
        told.proxies.extend(own.proxies);
        told.notes.extend(own.notes);
    }
    if proxies.len() > MOST {
        let left = format::plural((proxies.len() - MOST) as u64, "proxy is", "proxies are");
        told.notes.push(format!("{left} left out: at most {MOST} are told of."));
    }
    told
}

/// The outcome by row, as a number.
fn truth(study: &Study<'_>, choices: &[RoleChoice]) -> Result<Truth, String> {
    let (label, classes) = outcomes::label(study, choices)?;
    let column = label.to_owned();
    let Some(classes) = classes else {
        return Ok(Truth { column, is_class: false, rows: worth::numbers(study, label) });
    };
    if classes.names.len() > 2 {
        return Err(format!(
            "{} has {} classes; it is looked at for two, or a number.",
            format::short(label),
            classes.names.len()
        ));
    }
    let number = |code: u32| if code == NO_CLASS { f64::NAN } else { f64::from(code) };
    let rows = study.column(label).map(|column| {
        let codes = column.map(|column| classes.codes(column)).unwrap_or_default();
        codes.into_iter().map(number).collect()
    });
    Ok(Truth { column, is_class: true, rows })
}

/// Proxy and outcome of a row.
type Row = (f64, f64);

fn one(study: &Study<'_>, axis: Option<&Axis>, name: &str, truth: &Truth) -> Told {
    let short = format::short(name);
    let numbers = worth::numbers(study, name);
    let both = numbers.reference.iter().chain(&numbers.production).copied();
    let all: Vec<f64> = both.filter(|value| value.is_finite()).collect();
    let Some(first) = all.first() else {
        return Told::note(format!("{short} holds no numbers: no proxy of {}.", truth.column));
    };
    if all.iter().all(|value| value == first) {
        return Told::note(format!("{short} is the same in every row: it stands for nothing."));
    }
    let rows = Pair::from_fn(|side: Side| {
        let truth = truth.rows.get(side);
        let known = |row: usize| truth.get(row).copied().unwrap_or(f64::NAN);
        let rows = numbers.get(side).iter().enumerate();
        rows.map(|(row, value)| (*value, known(row))).collect::<Vec<Row>>()
    });
    let outcome = format::short(&truth.column);
    let measures: &[(&str, &str, Measure)] = if truth.is_class { &OF_CLASSES } else { &OF_NUMBERS };
    let windows = by_window(axis, &rows);
    let least = study.settings.performance.min_rows;
    let value = |rows: &[Row], of: Measure| {
        let (x, y): (Vec<f64>, Vec<f64>) = rows.iter().copied().filter(is_known).unzip();
        if (x.len() as u64) < least {
            let rows = format::plural(x.len() as u64, "row", "rows");
            let least = format::count(least);
            return Err(format!("{rows} with both of at least {least}"));
        }
        of(&x, &y).ok_or_else(|| "one of both is constant".to_owned())
    };
    let part = |at: usize, (what, joined, of): (&str, &str, Measure)| {
        let value_of = |rows: &Vec<Row>| value(rows, of);
        let sides = rows.as_ref().map(value_of);
        let middle = if at == 0 && truth.is_class { 0.5 } else { 0.0 };
        let falls = sides.reference.as_ref().is_ok_and(|reference| reference.value < middle);
        Parts {
            name: format!("{what} of {short} {joined} {outcome}"),
            column: Some(name.to_owned()),
            unit: String::new(),
            is_leading: at == 0,
            n: rows.as_ref().map(|rows| rows.iter().filter(|row| is_known(row)).count() as u64),
            value: sides,
            total: Pair::default(),
            change: None,
            direction: if falls { Direction::SmallerIsBetter } else { Direction::LargerIsBetter },
            windows: windows.iter().map(|rows| value_of(rows).ok()).collect(),
        }
    };
    let parts = measures.iter().enumerate().map(|(at, measure)| part(at, *measure)).collect();
    let waiting = waiting(&rows, &short, &outcome, truth.is_class);
    let proxy = report::Proxy { column: name.to_owned(), outcome: truth.column.clone(), waiting };
    Told { parts, proxies: vec![proxy], notes: Vec::new() }
}

fn is_known((proxy, outcome): &Row) -> bool {
    proxy.is_finite() && outcome.is_finite()
}

type Measure = fn(&[f64], &[f64]) -> Option<Estimate>;

const OF_CLASSES: [(&str, &str, Measure); 3] = [
    ("Area under the ROC curve", "for", area),
    ("Rank correlation", "with", by_rank),
    ("Point-biserial correlation", "with", linear),
];
const OF_NUMBERS: [(&str, &str, Measure); 2] =
    [("Rank correlation", "with", by_rank), ("Linear correlation", "with", linear)];

fn area(x: &[f64], y: &[f64]) -> Option<Estimate> {
    let is_positive: Vec<bool> = y.iter().map(|outcome| *outcome == 1.0).collect();
    as_reported(roc_auc(&Scored::new(x, &is_positive).ok()?)?)
}

fn by_rank(x: &[f64], y: &[f64]) -> Option<Estimate> {
    let found = spearman(x, y, &order_of(x), &order_of(y))?;
    let (value, standard_error) = (found.correlation, found.standard_error);
    as_reported(correlation_interval(Measured { value, standard_error }))
}

fn linear(x: &[f64], y: &[f64]) -> Option<Estimate> {
    as_reported(correlation_interval(pearson_measured(x, y)?))
}

/// The ends of the cells of a proxy but the last: its values where they are few, else tenths of the reference.
fn ends_of_cells(sorted: &Sorted) -> Vec<f64> {
    let ends = match sorted.distinct_up_to(CELLS) {
        Some(_) => sorted.runs().map(|(value, _)| value).collect(),
        None => quantile_edges(sorted, CELLS).split_off(1),
    };
    ends[..ends.len().saturating_sub(1)].to_vec()
}

/// What the proxy says of rows of production whose outcome is not known, by cells of the reference.
fn waiting(rows: &Pair<Vec<Row>>, name: &str, outcome: &str, is_class: bool) -> Option<Waiting> {
    let known: Vec<Row> = rows.reference.iter().copied().filter(is_known).collect();
    let sorted = Sorted::new(known.iter().map(|(proxy, _)| *proxy).collect()).ok()?;
    let inner = ends_of_cells(&sorted);
    let cell = |proxy: f64| inner.partition_point(|edge| *edge < proxy);
    let mut outcomes = vec![Vec::new(); inner.len() + 1];
    known.iter().for_each(|(proxy, outcome)| outcomes[cell(*proxy)].push(*outcome));
    let moments = |values: &[f64]| {
        let mut moments = Moments::new();
        moments.update(values);
        moments
    };
    let cells: Vec<Moments> = outcomes.iter().map(|values| moments(values)).collect();
    let waits = |(proxy, outcome): &&Row| proxy.is_finite() && !outcome.is_finite();
    let mut waiting = vec![0_u64; cells.len()];
    rows.production.iter().filter(waits).for_each(|(proxy, _)| waiting[cell(*proxy)] += 1);
    let within = |of: Estimate| match of.interval_95 {
        Some((low, high)) if is_class => {
            Estimate { interval_95: Some((low.max(0.0), high.min(1.0))), ..of }
        }
        _ => of,
    };
    let expected = within(as_reported(foretold_mean(&cells, &waiting)?)?);
    let before = stats::performance::mean(&moments(&outcomes.concat())).and_then(as_reported)?;
    let rows: u64 = waiting.iter().sum();
    let unit = if is_class { report::Indicator::SHARE } else { "" };
    let said = if is_class { "positive in" } else { "" };
    let says = format!(
        "By {name}, {outcome} is expected to be {said} {} of the {} of production that wait for it, before {}: as long as {name} stands for it as it did in the reference.",
        with_interval(unit, expected).replace(" of rows", ""),
        format::plural(rows, "row", "rows"),
        in_unit(unit, before.value, before.interval_95).replace(" of rows", "")
    );
    Some(Waiting { rows, expected, before, says: says.replace("  ", " ") })
}
