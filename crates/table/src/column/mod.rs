//! One typed column.

mod distinct;
mod joined;
mod rows;
mod values;

pub use rows::Words;
pub use values::Values;
use values::present;

use report::{Kind, Missing};

use crate::number::shortest;
use crate::time::{self, MS_US};

/// One typed column.
#[derive(Clone, Debug)]
pub struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) missing: Missing,
    pub(crate) examples: Vec<String>,
    pub(crate) values: Values,
}

impl Column {
    /// The column's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the values are.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// How many values are missing, by the way they are missing. Texts for which there was no room
    /// count as unreadable.
    #[must_use]
    pub const fn missing(&self) -> Missing {
        self.missing
    }

    /// Rows, missing values included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Present, finite values in the order of rows: whole numbers, numbers, booleans as 0 and 1,
    /// times in milliseconds since 1970. `None` for the other kinds.
    #[must_use]
    pub fn numbers(&self) -> Option<Vec<f64>> {
        match &self.values {
            _ if self.kind == Kind::Identifier => None,
            Values::Integers(values) | Values::Times(values) => {
                Some(present(values).into_iter().map(|value| value as f64).collect())
            }
            Values::Floats(values) => Some(present(values)),
            Values::Booleans { values, .. } => {
                Some(values.iter().flatten().map(|value| f64::from(u8::from(value))).collect())
            }
            Values::Missing(_) | Values::Coded { .. } => None,
        }
    }

    /// The number of a row, as [`Column::numbers`] has it; `None` where it is missing or no number.
    #[must_use]
    pub fn number_at(&self, row: usize) -> Option<f64> {
        match &self.values {
            _ if self.kind == Kind::Identifier => None,
            Values::Integers(values) | Values::Times(values) => {
                values.get(row).map(|value| value as f64)
            }
            Values::Floats(values) => values.get(row),
            Values::Booleans { values, .. } => {
                values.get(row).map(|value| f64::from(u8::from(value)))
            }
            Values::Missing(_) | Values::Coded { .. } => None,
        }
    }

    /// Present times in the order of rows, in milliseconds since 1970. `None` for other kinds.
    #[must_use]
    pub fn times_ms(&self) -> Option<Vec<i64>> {
        match &self.values {
            Values::Times(values) => Some(present(values)),
            _ => None,
        }
    }

    /// Present values with how often they occur, sorted by text. Numbers in their shortest text,
    /// booleans as the file spells them, times in ISO 8601. Texts for which there was no room are
    /// left out, see the ledger.
    #[must_use]
    pub fn counts(&self) -> Vec<(String, u64)> {
        let mut counts = match &self.values {
            Values::Missing(_) => Vec::new(),
            Values::Integers(values) => {
                let mut values = present(values);
                values.sort_unstable();
                runs(&values, |value| value.to_string())
            }
            Values::Times(values) => {
                let mut values = present(values);
                values.sort_unstable();
                runs(&values, |&ms| time_text(ms))
            }
            Values::Floats(values) => {
                let mut values = present(values);
                // Positive and negative zero are one number.
                values.iter_mut().for_each(|value| *value += 0.0);
                values.sort_unstable_by(f64::total_cmp);
                runs(&values, |&value| shortest(value))
            }
            Values::Booleans { values, words } => {
                let trues = values.iter().flatten().filter(|&value| value).count() as u64;
                let falses = values.iter().flatten().count() as u64 - trues;
                let counts = [(words[0].to_owned(), falses), (words[1].to_owned(), trues)];
                counts.into_iter().filter(|(_, count)| *count > 0).collect()
            }
            Values::Coded { codes, labels } => {
                let mut counts = vec![0_u64; labels.len() + 1];
                for code in codes.iter().flatten() {
                    counts[code as usize] += 1;
                }
                let labels = labels.iter().flatten().map(str::to_owned);
                labels.zip(counts).filter(|(_, count)| *count > 0).collect()
            }
        };
        counts.sort_unstable();
        counts
    }

    /// Different present values; `None` where there are too many to count cheaply.
    #[must_use]
    pub fn distinct(&self) -> Option<u64> {
        match &self.values {
            Values::Missing(_) => Some(0),
            Values::Integers(values) | Values::Times(values) => {
                Some(distinct::whole(&present(values)))
            }
            Values::Floats(values) => distinct::narrow(&present(values)),
            Values::Booleans { .. } => Some(self.counts().len() as u64),
            Values::Coded { codes, labels } => {
                let is_complete = codes.iter().flatten().all(|code| (code as usize) < labels.len());
                is_complete.then_some(labels.len() as u64)
            }
        }
    }

    /// The value of a row as text, in the spelling of [`Column::counts`]; `None` where it is
    /// missing or was not kept.
    #[must_use]
    pub fn label(&self, row: usize) -> Option<String> {
        match &self.values {
            Values::Missing(_) => None,
            Values::Integers(values) => values.get(row).map(|value| value.to_string()),
            Values::Floats(values) => values.get(row).map(shortest),
            Values::Times(values) => values.get(row).map(time_text),
            Values::Booleans { values, words } => {
                values.get(row).map(|value| words[usize::from(value)].to_owned())
            }
            Values::Coded { codes, labels } => {
                labels.get(codes.get(row)? as usize).map(str::to_owned)
            }
        }
    }

    /// The first present values as they stand in the file, at most five.
    #[must_use]
    pub fn examples(&self) -> Vec<String> {
        self.examples.clone()
    }
}

/// A point in time in ISO 8601, without a fraction where it has none.
#[must_use]
pub fn time_text(ms: i64) -> String {
    let text = time::write(ms * MS_US, time::FULL);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Equal neighbours of a sorted list, with how many there are.
fn runs<T: PartialEq>(sorted: &[T], text: impl Fn(&T) -> String) -> Vec<(String, u64)> {
    let equal = sorted.chunk_by(|a, b| a == b);
    equal.filter_map(|run| Some((text(run.first()?), run.len() as u64))).collect()
}
