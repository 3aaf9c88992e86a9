//! Ways to make two sides of one file: by the arms of an experiment, by time, or by a column of two values.

use report::{Kind, Pair, Part, Role, Rows, Split, format};
use table::{Column, Table, time_text};

use crate::{control, roles};

/// Values of a column of which one is held against the others, at most.
const MOST_VALUES: u64 = 12;
/// Ways that are offered.
const MOST_SPLITS: usize = 20;
/// Rows that tell whether whole numbers have few values, before all are looked at.
const FIRST_ROWS: usize = 1_000;
/// Share of the rows that the smaller part has at least, where a split by time is put at midnight.
const LEAST_SHARE: f64 = 0.1;
const DAY_MS: i64 = 86_400_000;
/// The ways to split a table that was read whole, by arms of an experiment first, then by time.
#[must_use]
pub fn splits(table: &Table) -> Vec<Split> {
    let (arms, others): (Vec<&Column>, Vec<&Column>) =
        table.columns().iter().partition(|column| roles::by_name(column) == Some(Role::Variant));
    let by_arms = arms.into_iter().filter_map(|column| by_value(column, true, MOST_VALUES));
    let by_time = others.iter().find_map(|column| by_time(column));
    let by_others = others.iter().filter_map(|column| by_value(column, false, 2));
    by_arms.chain(by_time).chain(by_others).take(MOST_SPLITS).collect()
}

/// The way to split a table by a column that was chosen; none where what to split it at cannot be guessed.
#[must_use]
pub fn split_by(column: &Column, is_experiment: bool) -> Option<Split> {
    by_time(column).or_else(|| by_value(column, is_experiment, MOST_VALUES))
}

/// The value that others are held against: one that is named so, or else the most frequent.
fn first(values: &[(String, u64)]) -> Option<&str> {
    let named = values.iter().filter_map(|(value, _)| Some((control::rank(value)?, value)));
    let most = || values.iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value);
    named.min().map(|(_, value)| value).or_else(most).map(String::as_str)
}

/// One value of a column against the others, where it has few.
fn by_value(column: &Column, is_experiment: bool, most: u64) -> Option<Split> {
    let values = few_values(column, most)?;
    let control = first(&values)?;
    let others = match values.as_slice() {
        [_] => return None,
        [(a, _), (b, _)] => format::short(if a == control { b } else { a }),
        all => format!("{} others", all.len() - 1),
    };
    let (name, lead) = (column.name(), if is_experiment { "Experiment by" } else { "By" });
    let part = |rows| Part { column: name.to_owned(), rows };
    Some(Split {
        title: format!(
            "{lead} {}: {} against {others}",
            format::short(name),
            format::short(control)
        ),
        is_experiment,
        parts: Pair::new(part(Rows::Is(control.to_owned())), part(Rows::IsNot(control.to_owned()))),
    })
}

/// The values of a column of names, yes and no, or whole numbers, where they are few.
fn few_values(column: &Column, most: u64) -> Option<Vec<(String, u64)>> {
    let is_few = match column.kind() {
        Kind::Category | Kind::Boolean => true,
        Kind::Integer => {
            let first = (0..column.len().min(FIRST_ROWS)).filter_map(|row| column.number_at(row));
            let mut first: Vec<f64> = first.collect();
            first.sort_unstable_by(f64::total_cmp);
            first.dedup();
            first.len() as u64 <= most
        }
        _ => false,
    };
    (is_few && column.distinct()? <= most).then(|| column.counts())
}

/// The earlier half of the rows against the later, at midnight where that leaves enough on both sides.
fn by_time(column: &Column) -> Option<Split> {
    let mut times = column.times_ms()?;
    if times.is_empty() {
        return None;
    }
    let middle = times.len() / 2;
    let at = *times.select_nth_unstable(middle).1;
    let share =
        |ms: i64| times.iter().filter(|time| **time < ms).count() as f64 / times.len() as f64;
    let midnight = at.div_euclid(DAY_MS) * DAY_MS;
    let at = if share(midnight) >= LEAST_SHARE { midnight } else { at };
    if share(at) == 0.0 {
        return None;
    }
    let text = time_text(at);
    let said = if at == midnight { format::day_range(at, at) } else { text.clone() };
    let name = column.name();
    let part = |rows| Part { column: name.to_owned(), rows };
    Some(Split {
        title: format!("By {}: before {said}, and from then on", format::short(name)),
        is_experiment: false,
        parts: Pair::new(part(Rows::Before(text.clone())), part(Rows::From(text))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        let table = table::read("a.csv", text.as_bytes(), &report::Reading::default()).unwrap();
        splits(&table).into_iter().map(|split| split.title).collect()
    }

    #[test]
    fn arms_come_before_time_and_other_columns() {
        let text = "when,arm,old,city\n2024-05-01,b,1,x\n2024-05-02,control,0,x\n2024-05-03,c,0,x\n2024-05-04,b,1,x\n";
        assert_eq!(
            titles(text),
            [
                "Experiment by arm: control against 2 others",
                "By when: before 3 May 2024, and from then on",
                "By old: 0 against 1",
            ]
        );
    }

    #[test]
    fn nothing_is_offered_of_few_or_no_values() {
        assert!(titles("a,when\n").is_empty());
        assert!(titles("a,b\n1,x\n1,x\n").is_empty());
        assert!(titles("when\n2024-05-01\n2024-05-01\n").is_empty());
    }

    #[test]
    fn the_control_is_named_so_or_the_most_frequent() {
        let of = |values: &[(&str, u64)]| {
            let values: Vec<(String, u64)> =
                values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect();
            first(&values).map(str::to_owned)
        };
        assert_eq!(of(&[("A", 1), ("Control", 1)]).as_deref(), Some("Control"));
        assert_eq!(of(&[("x", 1), ("y", 3), ("z", 3)]).as_deref(), Some("y"));
        assert_eq!(of(&[]), None);
    }
}
