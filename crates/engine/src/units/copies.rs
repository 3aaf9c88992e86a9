//! Copies of rows: rows that agree in every column that a model may read, in what the model says, and in the label.
//!
//! Rows agree by chance, too, where columns have few values: these are no copies. So copies are only taken for such
//! where rows that agree are ten times as many as if columns were independent of each other, and where their labels,
//! by which copies agree and others need not, hardly ever differ. Columns are looked at until no two rows agree, which is
//! after a few of them in most files.

use report::Side;
use stats::sample_positions;

use crate::Study;
use crate::outcomes::Rows;
use crate::row_keys::mixed;

/// Rows that agree, over those that would by chance.
const MORE_THAN_CHANCE: f64 = 10.0;
/// Share of rows that agree but for the label, beyond which they agree by chance.
const MOST_CONFLICTS: f64 = 0.05;
/// Rows that the chance to agree is told by.
const SAMPLE: u64 = 1_000;

/// The search under way, in some rows of a side.
pub struct Copies {
    side: Side,
    rows: usize,
    /// What is known of each row of the file so far, but for its label.
    keys: Vec<u64>,
    /// Rows that agree with another one.
    left: Vec<u32>,
    /// Rows that the chance to agree is told by.
    sample: Vec<u32>,
    /// The chance that two rows agree, if columns were independent.
    chance: f64,
    columns: usize,
}

impl Copies {
    /// Rows by what the model says of them.
    pub fn new(study: &Study<'_>, side: Side, said: &Rows, rows: &[usize]) -> Self {
        let key = |row: usize| {
            let scores = said.scores.iter().filter_map(|scores| scores.get(row));
            let numbers = scores.chain(said.predicted_number.get(row)).map(|own| own.to_bits());
            let all = numbers.chain(said.answers.get(row).map(|answer| u64::from(*answer)));
            // Columns of the file are counted from 0.
            all.zip(1_usize << 30..)
                .fold(0, |sum: u64, (bits, at)| sum.wrapping_add(mixed([bits, 0], at)[0]))
        };
        let mut keys = vec![0; study.rows(side) as usize];
        rows.iter().for_each(|&row| keys[row] = key(row));
        let sample = sample_positions(rows.len() as u64, SAMPLE, study.settings.seed);
        let sample: Vec<u32> = sample.into_iter().map(|at| rows[at as usize] as u32).collect();
        let left = rows.iter().map(|row| *row as u32).collect();
        let mut copies =
            Self { side, rows: rows.len(), keys, left, sample, chance: 1.0, columns: 0 };
        copies.chance = copies.chance_of(&vec![0; copies.sample.len()]);
        copies
    }

    /// Looks at one more column, the `position`-th; false where no two rows agree any more.
    pub fn add(&mut self, study: &Study<'_>, column: &str, position: usize) -> bool {
        if self.left.is_empty() {
            return false;
        }
        let before: Vec<u64> = self.sample.iter().map(|&row| self.keys[row as usize]).collect();
        if let Some(column) = study.column(column).get(self.side) {
            column.keys_by_row(|row, key| {
                self.keys[row] = self.keys[row].wrapping_add(mixed(key, position)[0]);
            });
        }
        self.chance *= self.chance_of(&before);
        self.columns += 1;
        if self.columns.is_power_of_two() {
            self.left = self.groups().concat();
        }
        true
    }

    /// The rows of each group of copies, once every column is added.
    pub fn finish(&self, said: &Rows) -> Vec<Vec<u32>> {
        let agree = self.groups();
        let all: usize = agree.iter().map(Vec::len).sum();
        let rows = self.rows as f64;
        let by_chance = rows * (rows * self.chance).min(1.0);
        if (all as f64) < MORE_THAN_CHANCE * by_chance {
            return Vec::new();
        }
        let label = |row: u32| {
            let number = said.number.get(row as usize).map_or(0, |number| number.to_bits());
            (said.truth.get(row as usize).copied(), number)
        };
        let mut conflicts = 0;
        let mut copies: Vec<Vec<u32>> = Vec::new();
        for mut group in agree {
            group.sort_unstable_by_key(|&row| (label(row), row));
            let parts = group.chunk_by(|a, b| label(*a) == label(*b));
            conflicts += if parts.clone().count() > 1 { group.len() } else { 0 };
            copies.extend(parts.filter(|part| part.len() > 1).map(<[u32]>::to_vec));
        }
        if conflicts as f64 > MOST_CONFLICTS * all as f64 { Vec::new() } else { copies }
    }

    /// Rows that agree so far.
    fn groups(&self) -> Vec<Vec<u32>> {
        let mut order: Vec<(u64, u32)> =
            self.left.iter().map(|&row| (self.keys[row as usize], row)).collect();
        order.sort_unstable();
        let groups = order.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|(_, row)| *row).collect()).collect()
    }

    /// The chance that two rows of the sample agree in what was added to these keys: one pair at least is taken to.
    fn chance_of(&self, before: &[u64]) -> f64 {
        let added = self.sample.iter().zip(before);
        let mut added: Vec<u64> =
            added.map(|(&row, before)| self.keys[row as usize].wrapping_sub(*before)).collect();
        added.sort_unstable();
        let pairs = |rows: usize| rows as f64 * (rows as f64 - 1.0) / 2.0;
        let alike: f64 = added.chunk_by(|a, b| a == b).map(|run| pairs(run.len())).sum();
        alike.max(1.0) / pairs(added.len()).max(1.0)
    }
}
