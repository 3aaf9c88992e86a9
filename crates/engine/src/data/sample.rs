//! The same random rows of every column, for what looks at several columns at once.

use report::{Pair, Side};
use rustc_hash::FxHashMap;
use stats::sample_positions;
use table::{Column, Words};

use crate::Study;

/// Categories of more different values are not looked at together with other columns.
const MOST_CATEGORIES: usize = 1_000;

/// Positions of the random rows of each side.
pub struct Rows(Pair<Vec<usize>>);

/// The values of one column in the random rows.
pub enum Sampled {
    /// Numbers; not a number where they are missing.
    Numbers(Pair<Vec<f64>>),
    /// Categories by number, the same on both sides; [`Words::NONE`] where they are missing.
    Categories {
        /// The number of each row.
        codes: Pair<Vec<u32>>,
        /// How many there are.
        count: usize,
    },
}

impl Rows {
    /// Chooses rows, as many as the setting says.
    pub fn choose(study: &Study<'_>) -> Self {
        let most = u64::from(study.settings.data.sample_rows);
        Self(study.tables.map(|table| {
            let rows = sample_positions(table.rows() as u64, most, study.settings.seed);
            rows.into_iter().map(|row| row as usize).collect()
        }))
    }

    /// How many rows there are of each side.
    pub fn count(&self) -> Pair<u64> {
        self.0.as_ref().map(|rows| rows.len() as u64)
    }

    /// The values of a column; none where it has neither numbers nor few categories. Where only one
    /// side has the column, the other has no values.
    pub fn of(&self, study: &Study<'_>, name: &str) -> Option<Sampled> {
        let columns = study.column(name);
        study.joint_kind(name)?;
        let has_numbers = columns.map(|column| column.is_some_and(has_numbers));
        if has_numbers.reference || has_numbers.production {
            let at = |side: Side| {
                let column = columns.get(side).filter(|_| *has_numbers.get(side));
                let number = |&row: &usize| column.and_then(|column| column.number_at(row));
                self.0.get(side).iter().map(|row| number(row).unwrap_or(f64::NAN)).collect()
            };
            return Some(Sampled::Numbers(Pair::from_fn(at)));
        }
        let words =
            |side: Side| columns.get(side).and_then(|column| column.words_at(self.0.get(side)));
        Self::categories(Pair::from_fn(words))
    }

    /// Numbers the words of both sides alike.
    fn categories(words: Pair<Option<Words<'_>>>) -> Option<Sampled> {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut codes = Pair::<Vec<u32>>::default();
        for side in Side::BOTH {
            let Some(words) = words.get(side) else { continue };
            if words.labels.len() > MOST_CATEGORIES {
                return None;
            }
            let of_label: Vec<u32> = words
                .labels
                .iter()
                .map(|label| {
                    let next = numbers.len() as u32;
                    *numbers.entry(label.as_ref()).or_insert(next)
                })
                .collect();
            let joint = |&code: &u32| of_label.get(code as usize).copied().unwrap_or(Words::NONE);
            *codes.get_mut(side) = words.codes.iter().map(joint).collect();
        }
        let count = numbers.len();
        (count > 0).then_some(Sampled::Categories { codes, count })
    }
}

/// Whether a column holds numbers or times; booleans are categories.
fn has_numbers(column: &Column) -> bool {
    column.kind().is_number() || column.kind() == report::Kind::DateTime
}
