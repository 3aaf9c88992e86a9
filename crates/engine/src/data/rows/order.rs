//! Rows in the order of their hashes, a part of all hashes at a time: a step of about 65,000 rows lets
//! other messages through, and what parts give adds up.

use std::collections::BTreeMap;

use report::{Pair, Side};

use super::Hash;

/// Rows of a part, about.
const ROWS_OF_A_PART: usize = 1 << 16;

/// Rows of both sides, dealt into the same parts by their hashes, each with something that goes along.
#[derive(Default)]
pub struct Parts<T>(Pair<Vec<Vec<(Hash, T)>>>);

impl<T: Ord> Parts<T> {
    /// No row yet, for so many at most on a side.
    pub fn new(rows: usize) -> Self {
        let parts = (rows / ROWS_OF_A_PART + 1).next_power_of_two();
        let empty = || std::iter::repeat_with(Vec::new).take(parts).collect();
        Self(Pair::new(empty(), empty()))
    }

    /// Deals the rows of a side.
    pub fn deal(&mut self, side: Side, rows: impl Iterator<Item = (Hash, T)>) {
        let parts = self.0.get_mut(side);
        let shift = Hash::BITS - parts.len().trailing_zeros();
        for row in rows {
            // All bits are shifted out where there is one part.
            let part = row.0.checked_shr(shift).unwrap_or(0) as usize;
            parts[part].push(row);
        }
    }

    /// The next part of both sides, in order; none when there is none left.
    pub fn next(&mut self) -> Option<Pair<Vec<(Hash, T)>>> {
        let mut part = Pair::new(self.0.reference.pop()?, self.0.production.pop()?);
        part.reference.sort_unstable();
        part.production.sort_unstable();
        Some(part)
    }
}

/// What the order of rows tells, part by part.
#[derive(Default)]
pub struct Found {
    /// Of each side, how many rows in all columns occur once, twice, and so on.
    pub times: Pair<BTreeMap<u64, u64>>,
    /// Rows that equal others but for their label.
    pub conflicts: Pair<u64>,
    /// Rows of the reference that equal another one of it by the columns that a model may read.
    pub twins: u64,
    /// Rows of production that the reference has, by those columns.
    pub shared: u64,
}

impl Found {
    /// Counts how often rows occur.
    pub fn add_whole(&mut self, part: &Pair<Vec<(Hash, ())>>) {
        for side in Side::BOTH {
            let times = self.times.get_mut(side);
            for (_, rows) in runs(part.get(side)) {
                *times.entry(rows).or_default() += 1;
            }
        }
    }

    /// Looks for rows of both sides, and for labels in conflict.
    pub fn add_inputs(&mut self, part: &Pair<Vec<(Hash, u64)>>) {
        self.conflicts.reference += conflicts(&part.reference);
        self.conflicts.production += conflicts(&part.production);
        let reference: Vec<(Hash, u64)> = runs(&part.reference).collect();
        self.twins += reference.iter().map(|run| run.1).filter(|rows| *rows > 1).sum::<u64>();
        let mut known = reference.iter().map(|run| run.0).peekable();
        for (hash, rows) in runs(&part.production) {
            while known.next_if(|known| *known < hash).is_some() {}
            self.shared += if known.peek() == Some(&hash) { rows } else { 0 };
        }
    }
}

/// Each hash with its rows.
fn runs<T>(rows: &[(Hash, T)]) -> impl Iterator<Item = (Hash, u64)> {
    rows.chunk_by(|a, b| a.0 == b.0).map(|run| (run[0].0, run.len() as u64))
}

/// Rows that equal others but for their label. A row without a label is in no conflict.
fn conflicts(rows: &[(Hash, u64)]) -> u64 {
    let known = |row: &&(Hash, u64)| row.1 != 0;
    let groups = rows.chunk_by(|a, b| a.0 == b.0);
    let in_conflict = groups.map(|group| {
        let mut labelled = group.iter().filter(known);
        let first = labelled.next().map(|row| row.1);
        let differ = labelled.any(|row| Some(row.1) != first);
        if differ { group.iter().filter(known).count() as u64 } else { 0 }
    });
    in_conflict.sum()
}

#[cfg(test)]
mod tests {
    use report::Side;

    use super::{Found, Parts};

    // Expected: by hand. Hashes differ in their highest bits and in their lowest.
    #[test]
    fn parts_tell_the_same_as_all_rows_at_once() {
        let hash = |high: u128, low: u128| (high << 120) | low;
        let reference = [hash(1, 0), hash(200, 1), hash(1, 0), hash(90, 7), hash(200, 1)];
        let production = [hash(200, 1), hash(90, 8), hash(1, 0), hash(1, 0)];
        for rows in [5, 1_000_000] {
            let (mut whole, mut inputs) = (Parts::new(rows), Parts::new(rows));
            for (side, hashes) in Side::BOTH.into_iter().zip([&reference[..], &production]) {
                whole.deal(side, hashes.iter().map(|&hash| (hash, ())));
                let labelled = hashes.iter().enumerate().map(|(row, &hash)| (hash, row as u64));
                inputs.deal(side, labelled);
            }
            let mut found = Found::default();
            while let Some(part) = whole.next() {
                found.add_whole(&part);
            }
            while let Some(part) = inputs.next() {
                found.add_inputs(&part);
            }
            assert_eq!(found.times.reference.into_iter().collect::<Vec<_>>(), [(1, 1), (2, 2)]);
            assert_eq!(found.times.production.into_iter().collect::<Vec<_>>(), [(1, 2), (2, 1)]);
            assert_eq!((found.twins, found.shared), (4, 3));
            // The first row of each side has no label: 0 stands for none.
            assert_eq!((found.conflicts.reference, found.conflicts.production), (2, 2));
        }
    }
}
