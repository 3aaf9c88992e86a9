//! Values of a column by its kind: numbers, or points in time.

use super::time::{Precision, moment};
use super::{exact, number};
use crate::{Kind, Pair};

/// Digits with which every number has a text of its own.
const ALL_DIGITS: usize = 17;

/// A value with about `digits` significant digits, or the day it falls on.
#[must_use]
pub fn value(kind: Kind, value: f64, digits: usize) -> String {
    match kind {
        Kind::DateTime => moment(value as i64, Precision::Day),
        _ => number(value, digits),
    }
}

/// Two values as [`value`] has them, or finer where they would look alike and are not: more digits,
/// or the time of day.
#[must_use]
pub fn told_apart(kind: Kind, pair: Pair<f64>, digits: usize) -> Pair<String> {
    let [reference, production] = if pair.reference == pair.production {
        [pair.reference, pair.production].map(|one| value(kind, one, digits))
    } else {
        let texts = labels(kind, &[pair.reference, pair.production], digits);
        let mut texts = texts.into_iter();
        [texts.next(), texts.next()].map(Option::unwrap_or_default)
    };
    Pair::new(reference, production)
}

/// Texts of values in order, with about `digits` significant digits, or more where neighbours that
/// differ would look alike. Times are all as fine as it takes to tell any two apart.
#[must_use]
pub fn labels(kind: Kind, values: &[f64], digits: usize) -> Vec<String> {
    if kind == Kind::DateTime {
        return moments(values);
    }
    let neighbours = |i: usize| {
        let before = i.checked_sub(1).map(|before| values[before]);
        before.into_iter().chain(values.get(i + 1).copied())
    };
    let label = |i: usize| {
        let own = values[i];
        let is_own = |digits: &usize| {
            let text = number(own, *digits);
            neighbours(i).all(|other| other == own || number(other, *digits) != text)
        };
        (digits..ALL_DIGITS).find(is_own).map_or_else(|| exact(own), |digits| number(own, digits))
    };
    (0..values.len()).map(label).collect()
}

fn moments(values: &[f64]) -> Vec<String> {
    let texts = |precision| -> Vec<String> {
        values.iter().map(|&value| moment(value as i64, precision)).collect()
    };
    let differ = |texts: &Vec<String>| {
        let alike = texts.windows(2).zip(values.windows(2));
        alike.into_iter().all(|(texts, values)| texts[0] != texts[1] || values[0] == values[1])
    };
    let found = Precision::ALL.into_iter().map(texts).find(differ);
    found.unwrap_or_else(|| texts(Precision::Millisecond))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON_MS: f64 = 1_514_808_000_000.0;

    #[test]
    fn times_are_days_and_hours_only_where_days_agree() {
        let apart = |a, b| told_apart(Kind::DateTime, Pair::new(a, b), 4);
        assert_eq!(value(Kind::DateTime, NOON_MS, 4), "1 Jan 2018");
        let other_day = apart(NOON_MS, NOON_MS + 86_400_000.0);
        assert_eq!(other_day, Pair::new("1 Jan 2018".to_owned(), "2 Jan 2018".to_owned()));
        let same_day = apart(NOON_MS, NOON_MS + 60_000.0);
        assert_eq!(same_day.production, "1 Jan 2018 12:01");
        assert_eq!(apart(NOON_MS, NOON_MS).production, "1 Jan 2018");
        assert_eq!(apart(NOON_MS, NOON_MS + 1.0).production, "1 Jan 2018 12:00:00.001");
    }

    #[test]
    fn labels_tell_neighbours_apart() {
        let values = [0.123_456_71, 0.123_456_72, 0.5, 1.0, 1.0_f64.next_up()];
        let expected = ["0.12345671", "0.12345672", "0.5", "1", "1.0000000000000002"];
        assert_eq!(labels(Kind::Float, &values, 6), expected);
        let apart = told_apart(Kind::Float, Pair::new(10.401, 10.402), 4);
        assert_eq!(apart, Pair::new("10.401".to_owned(), "10.402".to_owned()));
    }

    #[test]
    fn times_beyond_the_calendar_do_not_fail() {
        for ms in [f64::MAX, -f64::MAX, f64::NAN] {
            assert!(!value(Kind::DateTime, ms, 4).is_empty());
        }
    }
}
