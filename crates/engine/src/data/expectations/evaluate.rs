//! Whether a rule holds on both sides.

use report::{Example, Expectation, Kind, Outcome, Pair, Side, format};
use rustc_hash::FxHashSet;
use stats::{Moments, Sorted, quantile};
use table::{Column, Table};

use super::language::{Bound, Condition, Expects, Rule, Summary};
use super::values::{self, Holds};
use crate::Study;

/// Rows that are told as examples.
const MOST_EXAMPLES: usize = 3;
/// Digits of a number in a message; more where it would look like the limit and is not.
const DIGITS: usize = 5;
/// Sums that are this near to a limit, as a share of it, are at it: they are rounded as they grow.
const ROUNDING: f64 = 1e-12;

/// Checks a rule and writes what it comes to.
pub fn evaluate(study: &Study<'_>, rule: &Rule, told: &mut Expectation) {
    match &rule.expects {
        Expects::Rows(condition) => {
            told.column = Some(condition.subject.column().to_owned());
            let of = |table: &Table| of_rows(table, rule.when.as_ref(), condition);
            tell_rows(study, condition.subject.column(), of, told);
        }
        Expects::Unique(column) => {
            told.column = Some(column.clone());
            let of = |table: &Table| unique(table, rule.when.as_ref(), column);
            tell_rows(study, column, of, told);
        }
        Expects::Summary { summary, bound } => {
            told.column = summary.column().map(str::to_owned);
            of_summary(study, rule.when.as_ref(), summary, bound, told);
        }
    }
}

/// The rows that are checked, and those that break the rule.
struct Rows {
    checked: u64,
    broken: Vec<usize>,
}

fn applies(table: &Table, when: Option<&Condition>) -> Result<Option<Vec<Holds>>, String> {
    when.map(|when| values::check(table, when)).transpose()
}

fn of_rows(table: &Table, when: Option<&Condition>, condition: &Condition) -> Result<Rows, String> {
    let when = applies(table, when)?;
    let mut rows = Rows { checked: 0, broken: Vec::new() };
    for (row, holds) in values::check(table, condition)?.into_iter().enumerate() {
        let is_meant = when.as_ref().is_none_or(|when| when[row] == Some(true));
        let Some(holds) = holds.filter(|_| is_meant) else { continue };
        rows.checked += 1;
        if !holds {
            rows.broken.push(row);
        }
    }
    Ok(rows)
}

fn unique(table: &Table, when: Option<&Condition>, name: &str) -> Result<Rows, String> {
    let when = applies(table, when)?;
    let column = table.column(name).ok_or("There is no such column")?;
    let mut seen: FxHashSet<[u64; 2]> = FxHashSet::default();
    let mut rows = Rows { checked: 0, broken: Vec::new() };
    column.keys_by_row(|row, key| {
        let is_meant = when.as_ref().is_none_or(|when| when[row] == Some(true));
        if is_meant && key != [0, 0] {
            rows.checked += 1;
            if !seen.insert(key) {
                rows.broken.push(row);
            }
        }
    });
    Ok(rows)
}

fn tell_rows(
    study: &Study<'_>,
    column: &str,
    of: impl Fn(&Table) -> Result<Rows, String>,
    told: &mut Expectation,
) {
    let production = match of(study.tables.production) {
        Ok(rows) => rows,
        Err(message) => {
            return unclear(study, column, message, told);
        }
    };
    // Without the column, the reference says nothing of it.
    let reference = of(study.tables.reference).ok();
    let sides = Pair::new(reference.as_ref(), Some(&production));
    told.rows = sides.map(|rows| rows.map(|rows| rows.checked));
    told.broken = sides.map(|rows| rows.map(|rows| rows.broken.len() as u64));
    let table = study.tables.production;
    let example = |&row: &usize| Example {
        value: table.column(column).and_then(|c| c.label(row)).unwrap_or_else(|| "missing".into()),
        rows: 1,
        line: table.line(row),
    };
    told.examples = production.broken.iter().take(MOST_EXAMPLES).map(example).collect();
    let in_words = |rows: &Rows| {
        let broken = format::count(rows.broken.len() as u64);
        format!("{broken} of {}", format::plural(rows.checked, "row", "rows"))
    };
    let beside = reference.as_ref().map(|rows| format!("; in the reference {}", in_words(rows)));
    let beside = beside.unwrap_or_default();
    let is_broken_before = reference.as_ref().is_some_and(|rows| !rows.broken.is_empty());
    (told.outcome, told.message) = match (production.broken.len(), production.checked) {
        (0, 0) => (Outcome::Warn, "There is no row to check".to_owned()),
        (0, n) if is_broken_before => {
            (Outcome::Warn, format!("{}, but the reference does not{beside}", all_hold(n)))
        }
        (0, n) => (Outcome::Pass, all_hold(n)),
        (broken, n) => {
            let share = format::percent(broken as f64 / n as f64);
            let verb = if broken == 1 { "breaks" } else { "break" };
            (Outcome::Fail, format!("{} {verb} it, {share}{beside}", in_words(&production)))
        }
    };
}

/// "All 3,000 rows hold to it".
fn all_hold(rows: u64) -> String {
    match rows {
        1 => "The only row holds to it".to_owned(),
        n => format!("All {} rows hold to it", format::count(n)),
    }
}

/// A rule that cannot be checked in production: a column that is gone breaks it.
fn unclear(study: &Study<'_>, column: &str, message: String, told: &mut Expectation) {
    if study.column(column).production.is_none() {
        told.outcome = Outcome::Fail;
        told.message = format!("Production has no column {}", format::short(column));
    } else {
        (told.outcome, told.message) = (Outcome::Unclear, message);
    }
}

fn of_summary(
    study: &Study<'_>,
    when: Option<&Condition>,
    summary: &Summary,
    bound: &Bound,
    told: &mut Expectation,
) {
    let value = |side: Side| summed(study.tables.get(side), when, summary);
    let production = match value(Side::Production) {
        Ok(Some(value)) => value,
        Ok(None) => {
            told.outcome = Outcome::Warn;
            "There is no value to sum up".clone_into(&mut told.message);
            return;
        }
        Err(message) => return unclear(study, summary.column().unwrap_or_default(), message, told),
    };
    let reference = value(Side::Reference).ok().flatten();
    let at = |value: f64, limit: f64| at_limit(summary, value, limit);
    let holds = |value: f64| match bound {
        Bound::Compare(comparison, limit) => {
            Some(comparison.holds(at(value, *limit).total_cmp(&(limit + 0.0))))
        }
        Bound::Between(from, to) => Some(*from <= at(value, *from) && at(value, *to) <= *to),
        Bound::WithinOfReference(share) => reference.map(|reference| {
            let room = share * reference.abs();
            at((value - reference).abs(), room) <= room
        }),
    };
    let limits = match bound {
        Bound::Compare(_, limit) => vec![*limit],
        Bound::Between(from, to) => vec![*from, *to],
        Bound::WithinOfReference(_) => Vec::new(),
    };
    let shown = |value: f64| match summary {
        Summary::ShareMissing(_) => percent_apart(value, &limits),
        _ => number_apart(value, &limits),
    };
    let beside =
        reference.map_or_else(String::new, |value| format!("; in the reference {}", shown(value)));
    let message = format!("It is {}{beside}", shown(production));
    let is_broken_before = reference.and_then(&holds) == Some(false);
    (told.outcome, told.message) = match holds(production) {
        None => {
            (Outcome::Warn, format!("{message}, and the reference has no value to compare with"))
        }
        Some(true) if is_broken_before => {
            (Outcome::Warn, format!("{message}, which does not hold to it"))
        }
        Some(true) => (Outcome::Pass, message),
        Some(false) => (Outcome::Fail, message),
    };
}

/// A sum as its limit where only rounding is between them.
fn at_limit(summary: &Summary, value: f64, limit: f64) -> f64 {
    let is_sum = matches!(summary, Summary::Mean(_) | Summary::Deviation(_) | Summary::Sum(_));
    let is_at = is_sum && (value - limit).abs() <= ROUNDING * limit.abs();
    if is_at { limit } else { value }
}

/// A number, in as many digits as it takes to look unlike the limits that it is not at.
fn number_apart(value: f64, limits: &[f64]) -> String {
    let is_alike = |limit: &&f64| {
        **limit != value && format::number(**limit, DIGITS) == format::number(value, DIGITS)
    };
    match limits.iter().find(is_alike) {
        Some(limit) => format::told_apart(Kind::Float, Pair::new(value, *limit), DIGITS).reference,
        None => format::number(value, DIGITS),
    }
}

/// A share in the same way.
fn percent_apart(value: f64, limits: &[f64]) -> String {
    let is_alike =
        |limit: &f64| *limit != value && format::percent(*limit) == format::percent(value);
    if limits.iter().any(is_alike) {
        let limits: Vec<f64> = limits.iter().map(|limit| 100.0 * limit).collect();
        return number_apart(100.0 * value, &limits) + "%";
    }
    format::percent(value)
}

/// A number that sums up; nothing where there is no value.
fn summed(
    table: &Table,
    when: Option<&Condition>,
    summary: &Summary,
) -> Result<Option<f64>, String> {
    let when = applies(table, when)?;
    let is_meant = |row: usize| when.as_ref().is_none_or(|when| when[row] == Some(true));
    let rows = (0..table.rows()).filter(|&row| is_meant(row)).count();
    let Some(name) = summary.column() else { return Ok(Some(rows as f64)) };
    let column = table.column(name).ok_or("There is no such column")?;
    let mut different: FxHashSet<[u64; 2]> = FxHashSet::default();
    let mut missing = 0_u64;
    if let Summary::ShareMissing(_) | Summary::CountMissing(_) | Summary::CountDistinct(_) = summary
    {
        column.keys_by_row(|row, key| {
            if is_meant(row) && key == [0, 0] {
                missing += 1;
            } else if is_meant(row) && matches!(summary, Summary::CountDistinct(_)) {
                different.insert(key);
            }
        });
    }
    match summary {
        Summary::ShareMissing(_) => return Ok((rows > 0).then(|| missing as f64 / rows as f64)),
        Summary::CountMissing(_) => return Ok(Some(missing as f64)),
        Summary::CountDistinct(_) => return Ok(Some(different.len() as f64)),
        _ => {}
    }
    let numbers = numbers(column)?.into_iter().enumerate();
    let numbers = numbers.filter(|(row, number)| is_meant(*row) && !number.is_nan());
    Ok(of_numbers(numbers.map(|(_, number)| number).collect(), summary).filter(|v| v.is_finite()))
}

fn numbers(column: &Column) -> Result<Vec<f64>, String> {
    let is_time = column.kind() == Kind::DateTime;
    column.numbers_by_row().filter(|_| !is_time).ok_or_else(|| {
        format!(
            "{} holds {} values, which have no such number",
            format::short(column.name()),
            column.kind().label()
        )
    })
}

fn of_numbers(numbers: Vec<f64>, summary: &Summary) -> Option<f64> {
    let mut moments = Moments::new();
    moments.update(&numbers);
    let n = numbers.len() as f64;
    match summary {
        Summary::Mean(_) => moments.mean(),
        Summary::Deviation(_) => moments.standard_deviation(1),
        Summary::Sum(_) => moments.mean().map(|mean| mean * n),
        Summary::Median(_) => quantile(&Sorted::new(numbers).ok()?, 0.5),
        Summary::Minimum(_) => numbers.into_iter().reduce(f64::min),
        Summary::Maximum(_) => numbers.into_iter().reduce(f64::max),
        Summary::Rows
        | Summary::ShareMissing(_)
        | Summary::CountMissing(_)
        | Summary::CountDistinct(_) => None,
    }
}
