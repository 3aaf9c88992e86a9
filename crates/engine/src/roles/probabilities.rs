//! Class probabilities: number columns of one name but for the class, whose rows sum to 1.

use std::collections::{BTreeMap, BTreeSet};

use report::Kind;

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

/// Columns of one name but for the class, at least two: the common part and the columns, in the
/// order given.
pub fn families<'a>(names: &[&'a str]) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut order: Vec<&str> = Vec::new();
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        let Some((stem, _)) = split(name) else { continue };
        let family = families.entry(stem).or_default();
        if family.is_empty() {
            order.push(stem);
        }
        family.push(name);
    }
    let family = |stem: &'a str| families.remove(stem).map(|members| (stem, members));
    order.into_iter().filter_map(family).filter(|(_, members)| members.len() > 1).collect()
}

/// The part that a family shares, and the class: "proba_A" is proba and A.
pub fn split(name: &str) -> Option<(&str, &str)> {
    let (stem, class) = name.rsplit_once(['_', '.', '-', ' ', '/', ':'])?;
    (!stem.is_empty() && !class.is_empty()).then_some((stem, class))
}

/// Columns whose names and rows say that they are class probabilities.
pub fn guess<'a>(study: &Study<'_>, names: &[&'a str]) -> BTreeSet<&'a str> {
    let is_number = |name: &&&str| {
        let columns = study.column(name);
        columns.reference.or(columns.production).is_some_and(|c| c.kind().is_number())
    };
    let numbers: Vec<&str> = names.iter().filter(is_number).copied().collect();
    let says_so = |stem: &str| words(stem).iter().any(|w| MODEL_WORDS.contains(&w.as_str()));
    let families = families(&numbers).into_iter().filter(|(stem, _)| says_so(stem));
    families.filter(|(_, members)| sum_to_one(study, members)).flat_map(|(_, m)| m).collect()
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
    use super::{families, split};

    #[test]
    fn a_family_has_one_name_but_for_the_class() {
        let names = ["proba_A", "age", "proba_B", "p.x", "proba", "p.y", "alone_1", "_z"];
        let expected = [("proba", vec!["proba_A", "proba_B"]), ("p", vec!["p.x", "p.y"])];
        assert_eq!(families(&names), expected);
        assert_eq!(split("p_class_x"), Some(("p_class", "x")));
        assert_eq!(split("proba"), None);
    }
}
