//! Numbers: frequent ones, outliers, those beyond the reference's range.

use report::{
    Example, InOrder, Kind, NewValues, Pair, RangeChange, Role, Side, SideQuality, Vanished,
};
use stats::{Sorted, beyond_range, quantile, unseen};
use table::Column;

use super::{Found, MOST_EXAMPLES, top};
use crate::Study;

/// Describes a column's numbers, on each side where it holds numbers; which are new is counted where
/// there are at most so many different ones.
pub fn describe(
    study: &Study<'_>,
    name: &str,
    role: Role,
    sorted: &Pair<Option<Sorted>>,
    most_different: u64,
    found: &mut Found,
) {
    let kind = study.joint_kind(name).unwrap_or(Kind::Float);
    let most = study.settings.data.top_values as usize;
    // Ids and times go on: that they lie beyond those of the reference is no news.
    let goes_on = matches!(role, Role::Id | Role::Timestamp);
    let fences = sorted.reference.as_ref().filter(|_| kind != Kind::DateTime && !goes_on);
    let fences = fences.and_then(|side| fences_of(side, study.settings.data.outlier_reach));
    for side in Side::BOTH {
        let Some(values) = sorted.get(side) else { continue };
        let (distinct, top) = top::of_numbers(values, kind, most);
        let outliers = fences.map(|fences| beyond(values, fences));
        let outliers = outliers.map(|(below, above)| below + above);
        *found.distinct.get_mut(side) = Some(distinct);
        *found.quality.sides.get_mut(side) = Some(SideQuality { top, outliers, text: None });
    }
    let Some(sorted) = sorted.as_ref().map(Option::as_ref).both() else { return };
    if !goes_on {
        found.quality.range = range(study, name, kind, sorted);
    }
    let is_countable =
        |distinct: Option<u64>| distinct.is_some_and(|distinct| distinct <= most_different);
    if is_countable(found.distinct.reference) && is_countable(found.distinct.production) {
        let counts = merged(sorted);
        found.quality.unseen = new_numbers(kind, &counts);
        found.quality.vanished = lost_numbers(kind, &counts);
    }
}

/// Quartiles less and plus so many quartile distances; none where the quartiles are one value.
fn fences_of(reference: &Sorted, reach: f64) -> Option<(f64, f64)> {
    let (q1, q3) = (quantile(reference, 0.25)?, quantile(reference, 0.75)?);
    let width = reach * (q3 - q1);
    // Where half the values are one, every other value would be an outlier.
    (q3 > q1).then_some((q1 - width, q3 + width))
}

/// Values under the first and over the second.
fn beyond(sorted: &Sorted, (low, high): (f64, f64)) -> (u64, u64) {
    let values = sorted.values();
    let below = values.partition_point(|value| *value < low);
    let above = values.len() - values.partition_point(|value| *value <= high);
    (below as u64, above as u64)
}

fn range(study: &Study<'_>, name: &str, kind: Kind, sorted: Pair<&Sorted>) -> Option<RangeChange> {
    let (min, max) = (sorted.reference.min()?, sorted.reference.max()?);
    let (below, above) = beyond(sorted.production, (min, max));
    let (n, m) = (sorted.reference.len() as u64, sorted.production.len() as u64);
    let chance = beyond_range(below, above, n, m)?;
    let ends = [sorted.production.min(), sorted.production.max()].into_iter().flatten();
    let distance = |value: f64| (min - value).max(value - max);
    let farthest = ends.filter(|&value| distance(value) > 0.0);
    let farthest = farthest.reduce(|a, b| if distance(b) > distance(a) { b } else { a });
    let examples =
        if below + above == 0 { Vec::new() } else { first_beyond(study, name, kind, (min, max)) };
    Some(RangeChange {
        min,
        max,
        below,
        above,
        expected_rows: chance.expected,
        farthest,
        examples,
        p_value: Some(chance.p_value),
        p_adjusted: None,
        verdict: None,
    })
}

/// The first rows of production beyond the range, each value once.
fn first_beyond(study: &Study<'_>, name: &str, kind: Kind, (min, max): (f64, f64)) -> Vec<Example> {
    let table = study.tables.production;
    let numbers = table.column(name).and_then(Column::numbers_by_row).unwrap_or_default();
    let mut found: Vec<(usize, f64)> = Vec::new();
    for (row, &value) in numbers.iter().enumerate() {
        let is_new = || found.iter().all(|(_, other)| *other != value);
        if (value < min || value > max) && is_new() {
            found.push((row, value));
            if found.len() == MOST_EXAMPLES {
                break;
            }
        }
    }
    let values: Vec<f64> = found.iter().map(|(_, value)| *value).collect();
    let rows = |value: f64| numbers.iter().filter(|other| **other == value).count() as u64;
    let example = |(text, (row, value)): (String, (usize, f64))| Example {
        value: text,
        rows: rows(value),
        line: table.line(row),
    };
    top::shown(kind, &values).into_iter().zip(found).map(example).collect()
}

/// Every different number with its rows in the reference and in production.
fn merged(sorted: Pair<&Sorted>) -> Vec<(f64, u64, u64)> {
    let (mut a, mut b) = (sorted.reference.runs().peekable(), sorted.production.runs().peekable());
    let mut counts = Vec::new();
    loop {
        let order = match (a.peek(), b.peek()) {
            (None, None) => return counts,
            (Some(_), None) => -1,
            (None, Some(_)) => 1,
            (Some((left, _)), Some((right, _))) if left < right => -1,
            (Some((left, _)), Some((right, _))) if left > right => 1,
            _ => 0,
        };
        let left = if order <= 0 { a.next() } else { None };
        let right = if order >= 0 { b.next() } else { None };
        let rows = |run: Option<(f64, u64)>| run.map_or(0, |(_, rows)| rows);
        if let Some((value, _)) = left.or(right) {
            counts.push((value, rows(left), rows(right)));
        }
    }
}

fn new_numbers(kind: Kind, counts: &[(f64, u64, u64)]) -> Option<NewValues> {
    let found = unseen(counts.iter().map(|&(_, reference, production)| (reference, production)))?;
    let new = counts.iter().filter(|(_, reference, _)| *reference == 0);
    Some(NewValues {
        values: found.values,
        rows: found.rows,
        expected_rows: found.expected_rows,
        look_known: 0,
        examples: most_frequent(kind, new.map(|&(value, _, rows)| (value, rows)))
            .into_iter()
            .map(|(value, rows)| Example { value, rows, line: None })
            .collect(),
        p_value: Some(found.p_value),
        p_adjusted: None,
        verdict: None,
    })
}

fn lost_numbers(kind: Kind, counts: &[(f64, u64, u64)]) -> Option<Vanished> {
    let found = unseen(counts.iter().map(|&(_, reference, production)| (production, reference)))?;
    let lost = counts.iter().filter(|(_, _, production)| *production == 0);
    let examples = most_frequent(kind, lost.map(|&(value, rows, _)| (value, rows)));
    Some(Vanished {
        values: found.values,
        rows: found.rows,
        expected_rows: found.expected_rows,
        examples: examples
            .into_iter()
            .map(|(value, rows)| report::ValueCount { value, rows })
            .collect(),
    })
}

fn most_frequent(kind: Kind, new: impl Iterator<Item = (f64, u64)>) -> Vec<(String, u64)> {
    let mut new: Vec<(f64, u64)> = new.collect();
    new.put_in_order(|a, b| b.1.cmp(&a.1).then(a.0.total_cmp(&b.0)));
    new.truncate(MOST_EXAMPLES);
    let values: Vec<f64> = new.iter().map(|(value, _)| *value).collect();
    top::shown(kind, &values).into_iter().zip(new.into_iter().map(|(_, rows)| rows)).collect()
}
