//! Folds of rows, equal rows in one fold.
//!
//! Where a row stands in both files, or several times in one, a model that learns from one copy and
//! scores another knows the answer: with production's rows standing in the reference, too, each is
//! taken for the reference's, and the area under the ROC curve falls to 0.25 without any drift. So
//! copies of a row stay together, whichever file they are from.
//!
//! Rows that are more frequent than [`MOST_COPIES`] are dealt one by one: they come from a law of few
//! values, as two columns of names do, and a shift of their shares can only be learned from copies. Not
//! so where the files are more alike in them than two samples of one law are (Pearson's chi-square of
//! rows by file under its [`ALIKE`] quantile): then these are the same rows, and stay together as well.

use std::collections::BTreeMap;

use crate::chi_square_sparse::chance_of_more_alike;
use crate::{Cells, sample::random_order};

/// Parts of the rows; each but the first is scored by a model of those before it.
pub const FOLDS: usize = 5;

/// Copies of a row, in both files together, that always stay together.
const MOST_COPIES: usize = 20;
/// Chance of files that are as much alike, under which they share rows.
const ALIKE: f64 = 0.001;

/// Which fold each row is in, and which rows are copies that were kept together.
pub struct Folds {
    /// From 0 to [`FOLDS`] - 1, row by row.
    pub fold: Vec<usize>,
    /// The number of the bundle of copies that each row is in.
    pub bundle: Vec<usize>,
}

impl Folds {
    /// Deals rows in a seeded random order. `same` numbers the rows, equal rows with one number.
    ///
    /// Bundles of several rows are dealt first, the largest before others; each bundle goes to the fold
    /// with the fewest rows of its files, so that every fold has about as many rows of each file.
    pub fn deal(same: &[usize], is_production: &[bool], seed: u32) -> Self {
        let bundle = bundles(same, is_production);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); bundle.len()];
        let mut order = Vec::new();
        for row in random_order(bundle.len(), seed) {
            if members[bundle[row]].is_empty() {
                order.push(bundle[row]);
            }
            members[bundle[row]].push(row);
        }
        order.sort_by_key(|&bundle| std::cmp::Reverse(members[bundle].len()));
        let mut fold = vec![0; bundle.len()];
        let mut counts = [[0_usize; 2]; FOLDS];
        for rows in order.into_iter().map(|bundle| &members[bundle]) {
            let has = [false, true].map(|side| rows.iter().any(|&row| is_production[row] == side));
            let load = |fold: &usize| (0..2).filter(|&s| has[s]).map(|s| counts[*fold][s]).sum();
            let least = (0..FOLDS).min_by_key::<usize, _>(load).unwrap_or(0);
            for &row in rows {
                counts[least][usize::from(is_production[row])] += 1;
                fold[row] = least;
            }
        }
        Self { fold, bundle }
    }

    /// Folds as given, each row for itself.
    pub fn given(fold: Vec<usize>) -> Self {
        let bundle = (0..fold.len()).collect();
        Self { fold, bundle }
    }
}

/// Numbers the rows so that copies that stay together have one number, under the number of rows.
fn bundles(same: &[usize], is_production: &[bool]) -> Vec<usize> {
    let mut copies: BTreeMap<usize, [u64; 2]> = BTreeMap::new();
    for (&number, &is_production) in same.iter().zip(is_production) {
        copies.entry(number).or_default()[usize::from(is_production)] += 1;
    }
    let (reference, production) = copies.values().map(|&[r, p]| (r, p)).unzip();
    let are_shared = chance_of_more_alike(&Cells { reference, production }) < ALIKE;
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let bundle = |(row, number): (usize, &usize)| {
        let count: u64 = copies.get(number).map_or(0, |both| both.iter().sum());
        let stay = are_shared || count <= MOST_COPIES as u64;
        if stay { *first.entry(*number).or_insert(row) } else { row }
    };
    same.iter().enumerate().map(bundle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(n: usize, m: usize) -> Vec<bool> {
        (0..n + m).map(|row| row >= n).collect()
    }

    #[test]
    fn rows_that_all_differ_are_dealt_by_turns() {
        let same: Vec<usize> = (0..103).collect();
        let folds = Folds::deal(&same, &sides(52, 51), 1);
        for fold in 0..FOLDS {
            let of = |rows: std::ops::Range<usize>| rows.filter(|&r| folds.fold[r] == fold).count();
            assert!((10..=11).contains(&of(0..52)) && (10..=11).contains(&of(52..103)));
        }
    }

    #[test]
    fn copies_stay_together_unless_a_law_of_few_values_gives_them() {
        let copied: Vec<usize> = (0..100).chain(0..100).collect();
        let folds = Folds::deal(&copied, &sides(100, 100), 1);
        assert!((0..100).all(|row| folds.fold[row] == folds.fold[100 + row]));
        // A value of 60 and 40 rows among others: more of one file than of the other.
        let frequent: Vec<usize> = (0..200).map(|row| if row % 5 < 3 { 0 } else { row }).collect();
        let mut is_production = sides(100, 100);
        is_production.rotate_left(20);
        let folds = Folds::deal(&frequent, &is_production, 1);
        let of_value: Vec<usize> = (0..200).filter(|row| row % 5 < 3).collect();
        assert!((0..FOLDS).all(|fold| of_value.iter().any(|&row| folds.fold[row] == fold)));
        // Three values, and both files have exactly as many of each: the same rows.
        let shared: Vec<usize> = (0..3_000).map(|row| row % 1_500 / 50).collect();
        let folds = Folds::deal(&shared, &sides(1_500, 1_500), 1);
        assert!((0..1_500).all(|row| folds.fold[row] == folds.fold[1_500 + row]));
    }
}
