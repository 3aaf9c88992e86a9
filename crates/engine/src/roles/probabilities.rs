//! Class probabilities: number columns of one name but for the class, whose rows sum to 1.
//!
//! A class may hold the separator itself, as in proba_Good and proba_Very_Good, and so may what comes
//! before it, as in proba_m1_a and proba_m2_a. So every stem that two names share is looked at, that of
//! most columns first, and its rows decide.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use report::{InOrder, Kind};

use super::words;
use crate::Study;

/// Words in the common part of the names, one of which class probabilities have.
const MODEL_WORDS: [&str; 10] = [
    "p",
    "proba",
    "prob",
    "probability",
    "probabilities",
    "score",
    "scores",
    "pred",
    "prediction",
    "class",
];
/// Rows of the reference that are looked at for a guess.
const ROWS_LOOKED_AT: usize = 1_000;
/// The share of these rows that must sum to 1.
const MOST_ROWS: f64 = 0.9;

/// What stands between a stem and its class.
const SEPARATORS: [char; 6] = ['_', '.', '-', ' ', '/', ':'];

/// Bytes of a name that is parted: the work grows with the square of its length.
const LONGEST_NAME: usize = 400;

/// Columns of one name but for the class.
pub type Family<'a> = (&'a str, Vec<&'a str>);

/// Families of at least two columns that fit, each column in one at most: the common part and the
/// columns, in the order given.
pub fn families<'a>(names: &[&'a str], fits: impl Fn(&str, &[&'a str]) -> bool) -> Vec<Family<'a>> {
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        splits(name).for_each(|(stem, _)| members.entry(stem).or_default().push(name));
    }
    let mut candidates: Vec<Family<'a>> =
        members.into_iter().filter(|(_, members)| members.len() > 1).collect();
    candidates.put_in_order_of(|(stem, members)| (Reverse(members.len()), stem.len()));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    candidates.retain(|(stem, members)| {
        let is_free = members.iter().all(|name| !taken.contains(name));
        let is_family = is_free && fits(stem, members);
        if is_family {
            taken.extend(members);
        }
        is_family
    });
    in_order(names, candidates)
}

/// Columns of one name up to its last separator, at least two.
pub fn families_by_last_part<'a>(names: &[&'a str]) -> Vec<Family<'a>> {
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        if let Some((stem, _)) = splits(name).last() {
            members.entry(stem).or_default().push(name);
        }
    }
    in_order(names, members.into_iter().filter(|(_, members)| members.len() > 1).collect())
}

/// Families in the order of their first columns.
fn in_order<'a>(names: &[&'a str], mut families: Vec<Family<'a>>) -> Vec<Family<'a>> {
    let place: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
    families.put_in_order_of(|(_, members)| members.first().and_then(|name| place.get(name)));
    families
}

/// Every way to part a name into a stem and a class: "proba_Very_Good" has two, and what is longer than
/// [`LONGEST_NAME`] none.
fn splits(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let name = if name.len() <= LONGEST_NAME { name } else { "" };
    let parts = name.match_indices(SEPARATORS).map(|(at, _)| (&name[..at], &name[at + 1..]));
    parts.filter(|(stem, class)| !stem.is_empty() && !class.is_empty())
}

/// Columns whose names and rows say that they are class probabilities.
pub fn guess<'a>(study: &Study<'_>, names: &[&'a str]) -> BTreeSet<&'a str> {
    let is_number = |name: &&&str| {
        let columns = study.column(name);
        columns.reference.or(columns.production).is_some_and(|c| c.kind().is_number())
    };
    let numbers: Vec<&str> = names.iter().filter(is_number).copied().collect();
    let says_so = |stem: &str| words(stem).iter().any(|w| MODEL_WORDS.contains(&w.as_str()));
    let fits = |stem: &str, members: &[&str]| says_so(stem) && sum_to_one(study, members);
    families(&numbers, fits).into_iter().flat_map(|(_, members)| members).collect()
}

/// Whether the first rows are shares that sum to 1, for the most part.
fn sum_to_one(study: &Study<'_>, members: &[&str]) -> bool {
    let tolerance = study.settings.drift.probability_sum_tolerance;
    let columns: Option<Vec<_>> = members
        .iter()
        .map(|name| study.column(name).reference.filter(|c| c.kind() != Kind::Empty))
        .collect();
    let Some(columns) = columns else { return false };
    let rows = columns.first().map_or(0, |column| column.len()).min(ROWS_LOOKED_AT);
    let mut complete = 0_u32;
    let mut fit = 0_u32;
    // Zeros and ones alone are a class written as columns, which is an input.
    let mut has_fraction = false;
    for row in 0..rows {
        let values: Option<Vec<f64>> = columns.iter().map(|column| column.number_at(row)).collect();
        let Some(values) = values else { continue };
        complete += 1;
        has_fraction |= values.iter().any(|&value| value != 0.0 && value != 1.0);
        let are_shares = values.iter().all(|value| (0.0..=1.0).contains(value));
        let sum: f64 = values.iter().sum();
        fit += u32::from(are_shares && (sum - 1.0).abs() <= tolerance);
    }
    has_fraction && f64::from(fit) >= MOST_ROWS * f64::from(complete)
}

#[cfg(test)]
mod tests {
    use super::{families, families_by_last_part};

    #[test]
    fn a_family_has_one_name_but_for_the_class() {
        let names = ["proba_A", "age", "proba_B", "p.x", "proba", "p.y", "alone_1", "_z"];
        let expected = [("proba", vec!["proba_A", "proba_B"]), ("p", vec!["p.x", "p.y"])];
        assert_eq!(families(&names, |_, _| true), expected);
        assert_eq!(families_by_last_part(&names), expected);
    }

    #[test]
    fn classes_and_stems_may_hold_the_separator() {
        let names = ["proba_Good", "proba_Very_Good", "proba_Very_Bad"];
        assert_eq!(families(&names, |_, _| true), [("proba", names.to_vec())]);
        let names = ["p_m1_a", "p_m2_a", "p_m1_b", "p_m2_b"];
        let expected = [("p_m1", vec!["p_m1_a", "p_m1_b"]), ("p_m2", vec!["p_m2_a", "p_m2_b"])];
        assert_eq!(families(&names, |_, members| members.len() == 2), expected);
    }
}
