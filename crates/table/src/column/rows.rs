//! A column row by row.

use std::borrow::Cow;

use super::{Column, Values};

/// The code of a row without a value.
pub const NO_CODE: u32 = u32::MAX;

/// The words of a column, in the order in which they came, and where each row has them.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The different words; in the spelling of [`Column::counts`].
    pub labels: Vec<Cow<'a, str>>,
    /// For each row the position of its word, the number of labels where the word was not kept, and
    /// [`Words::NONE`] where the row has no value.
    pub codes: Vec<u32>,
}

impl Words<'_> {
    /// The code of a row without a value.
    pub const NONE: u32 = NO_CODE;

    /// How many rows have each word.
    #[must_use]
    pub fn counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.labels.len()];
        for &code in &self.codes {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        counts
    }
}

impl Column {
    /// The number of each row, as [`Column::numbers`] has them; not a number where it is missing.
    /// `None` for columns without numbers.
    #[must_use]
    pub fn numbers_by_row(&self) -> Option<Vec<f64>> {
        if self.missing_rows() == 0 {
            return self.numbers();
        }
        let of = |value: Option<f64>| value.unwrap_or(f64::NAN);
        match &self.values {
            _ if self.kind == report::Kind::Identifier => None,
            Values::Integers(values) | Values::Times(values) => {
                Some(values.iter().map(|value| of(value.map(|value| value as f64))).collect())
            }
            Values::Floats(values) => Some(values.iter().map(of).collect()),
            Values::Booleans { values, .. } => {
                let values = values.iter();
                Some(values.map(|value| of(value.map(|is| f64::from(u8::from(is))))).collect())
            }
            Values::Missing(_) | Values::Coded { .. } => None,
        }
    }

    /// The words of each row: of texts and booleans, and of whole numbers that name rows. `None` for
    /// columns of numbers and times.
    #[must_use]
    pub fn words(&self) -> Option<Words<'_>> {
        match &self.values {
            Values::Coded { codes, labels } => Some(Words {
                labels: labels.iter().flatten().map(Cow::Borrowed).collect(),
                codes: codes.iter().map(|code| code.unwrap_or(NO_CODE)).collect(),
            }),
            Values::Booleans { values, words } => Some(Words {
                labels: words.iter().map(|&word| Cow::Borrowed(word)).collect(),
                codes: values.iter().map(|value| value.map_or(NO_CODE, u32::from)).collect(),
            }),
            Values::Integers(values) if self.kind == report::Kind::Identifier => {
                let mut different: Vec<i64> = values.iter().flatten().collect();
                different.sort_unstable();
                different.dedup();
                let code = |value| different.binary_search(&value).map_or(NO_CODE, |at| at as u32);
                let codes = values.iter().map(|value| value.map_or(NO_CODE, code)).collect();
                let labels = different.iter().map(|value| Cow::Owned(value.to_string())).collect();
                Some(Words { labels, codes })
            }
            _ => None,
        }
    }

    /// The words of some rows, in their order, as [`Column::words`] has them.
    #[must_use]
    pub fn words_at(&self, rows: &[usize]) -> Option<Words<'_>> {
        match &self.values {
            Values::Coded { codes, labels } => Some(Words {
                labels: labels.iter().flatten().map(Cow::Borrowed).collect(),
                codes: rows.iter().map(|&row| codes.get(row).unwrap_or(NO_CODE)).collect(),
            }),
            Values::Booleans { values, words } => Some(Words {
                labels: words.iter().map(|&word| Cow::Borrowed(word)).collect(),
                codes: rows.iter().map(|&row| values.get(row).map_or(NO_CODE, u32::from)).collect(),
            }),
            _ => {
                let Words { labels, codes } = self.words()?;
                let code = |&row: &usize| codes.get(row).copied().unwrap_or(NO_CODE);
                Some(Words { labels, codes: rows.iter().map(code).collect() })
            }
        }
    }

    /// Gives two numbers for the value of each row, in order. Equal values have equal ones, in any
    /// table; different ones practically never do. A text that was not kept equals no other;
    /// a row without a value has twice 0.
    pub fn keys_by_row(&self, mut each: impl FnMut(usize, [u64; 2])) {
        match &self.values {
            Values::Missing(rows) => (0..*rows).for_each(|row| each(row, MISSING)),
            Values::Integers(values) | Values::Times(values) => match values.cont_slice() {
                Ok(slice) if values.null_count() == 0 => {
                    slice.iter().enumerate().for_each(|(row, &value)| each(row, of_whole(value)));
                }
                _ => values.iter().enumerate().for_each(|(row, value)| {
                    each(row, value.map_or(MISSING, of_whole));
                }),
            },
            Values::Floats(values) => match values.cont_slice() {
                Ok(slice) if values.null_count() == 0 => {
                    slice.iter().enumerate().for_each(|(row, &value)| each(row, of_number(value)));
                }
                _ => values.iter().enumerate().for_each(|(row, value)| {
                    each(row, value.map_or(MISSING, of_number));
                }),
            },
            Values::Booleans { values, .. } => {
                for (row, value) in values.iter().enumerate() {
                    each(row, value.map_or(MISSING, |is| [u64::from(is), 1]));
                }
            }
            Values::Coded { codes, labels } => {
                let keys: Vec<[u64; 2]> = labels.iter().flatten().map(of_text).collect();
                for (row, code) in codes.iter().enumerate() {
                    let key = |code: u32| keys.get(code as usize).copied();
                    each(row, code.map_or(MISSING, |code| key(code).unwrap_or([row as u64, 3])));
                }
            }
        }
    }

    pub(super) fn missing_rows(&self) -> usize {
        match &self.values {
            Values::Missing(rows) => *rows,
            Values::Integers(values) | Values::Times(values) => values.null_count(),
            Values::Floats(values) => values.null_count(),
            Values::Booleans { values, .. } => values.null_count(),
            Values::Coded { codes, .. } => codes.null_count(),
        }
    }
}

/// The key of a row without a value.
const MISSING: [u64; 2] = [0, 0];

/// A whole number has the key of the same number with a fraction, where there is one.
fn of_whole(value: i64) -> [u64; 2] {
    let number = value as f64;
    if number as i64 == value && value != i64::MAX { of_number(number) } else { [value as u64, 2] }
}

fn of_number(value: f64) -> [u64; 2] {
    // Positive and negative zero are one number.
    [(value + 0.0).to_bits(), 4]
}

/// Two hashes of a text: FNV-1a, and the same over the bytes from behind with another start.
fn of_text(text: &str) -> [u64; 2] {
    const PRIME: u64 = 0x0100_0000_01b3;
    let add = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let bytes = text.as_bytes();
    let forward = bytes.iter().fold(0xcbf2_9ce4_8422_2325, add);
    let backward = bytes.iter().rev().fold(0x6c62_272e_07bb_0142, add);
    [forward, backward | 8]
}

#[cfg(test)]
mod tests {
    use report::Reading;

    use crate::{Table, Words};

    fn table(text: &str) -> Table {
        crate::read("a.csv", text.as_bytes(), &Reading::default()).unwrap()
    }

    fn keys(table: &Table, column: &str) -> Vec<[u64; 2]> {
        let mut keys = Vec::new();
        table.column(column).unwrap().keys_by_row(|row, key| {
            assert_eq!(row, keys.len());
            keys.push(key);
        });
        keys
    }

    #[test]
    fn rows_keep_their_places() {
        let table = table("n,w,b\n1,x,yes\n,y,no\n3,,yes\n2.5,x,\n");
        let numbers = table.column("n").unwrap().numbers_by_row().unwrap();
        assert_eq!((numbers[0], numbers[2], numbers[3]), (1.0, 3.0, 2.5));
        assert!(numbers[1].is_nan());
        let words = table.column("w").unwrap().words().unwrap();
        assert_eq!(words.labels, ["x", "y"]);
        assert_eq!(words.codes, [0, 1, Words::NONE, 0]);
        assert_eq!(words.counts(), [2, 1]);
        let words = table.column("b").unwrap().words().unwrap();
        assert_eq!((words.labels[0].as_ref(), words.counts()), ("no", vec![1, 2]));
        assert!(table.column("n").unwrap().words().is_none());
        assert_eq!((table.line(0), table.line(3)), (Some(2), Some(5)));
    }

    #[test]
    fn equal_values_have_equal_keys_in_any_table() {
        let (a, b) = (table("n,w\n1,x\n2,y\n,z\n"), table("n,w\n2.5,y\n1,x\n0,x\n"));
        let (of_a, of_b) = (keys(&a, "n"), keys(&b, "n"));
        assert_eq!(of_a[0], of_b[1]);
        assert!(!of_b.contains(&of_a[1]) && !of_b.contains(&of_a[2]));
        assert_eq!(keys(&a, "w")[1], keys(&b, "w")[0]);
        assert_eq!(keys(&b, "w")[1], keys(&b, "w")[2]);
    }
}
