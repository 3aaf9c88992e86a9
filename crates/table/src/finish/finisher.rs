//! Rows of a text column, once it is known what the texts stand for.

use report::Kind;

use super::evidence::Entry;
use super::specials::{self, Special, Why};
use super::{Typed, remarks};
use crate::builder::texts::{Rows, Texts, UNCODED};
use crate::cell::{Cell, CellReader};
use crate::column::Values;

/// A text column with its different texts.
pub struct Finisher<'a> {
    /// The column.
    pub column: &'a Texts,
    /// Its different texts.
    pub entries: &'a [Entry<'a>],
    /// How its cells are read.
    pub cells: &'a CellReader,
    /// How many cells hold nothing at all.
    pub empty: u64,
}

impl Finisher<'_> {
    /// A value for each row, and whether it is one; `beyond` are the values of the texts for which
    /// the dictionary had no room.
    pub fn values<T: Copy + Default>(
        &self,
        read: impl Fn(&Entry<'_>) -> Option<T>,
        mut beyond: impl Iterator<Item = Option<T>>,
    ) -> (Vec<T>, Vec<bool>) {
        let by_code: Vec<Option<T>> = self.entries.iter().map(read).collect();
        let of_row = |&code: &u32| {
            let value = match code {
                UNCODED => beyond.next().flatten(),
                code => by_code.get(code as usize).copied().flatten(),
            };
            (value.unwrap_or_default(), value.is_some())
        };
        self.column.codes.iter().map(of_row).unzip()
    }

    /// The column as numbers, times or booleans, given which rows hold a value.
    pub fn typed(&self, kind: Kind, values: Values, is_value: &[bool]) -> Typed {
        let specials = self.specials(|entry| is_value.get(entry.first_row) == Some(&true));
        let mut missing = specials::missing(self.empty + self.blank(), &specials);
        let mut notes = specials::notes(&specials, kind, &values);
        if let Some(rows) = self.unread(is_value) {
            missing.unreadable += rows.count;
            notes.push(remarks::unread(rows, kind, self.entries.len()));
        }
        Typed { kind, missing, values, notes }
    }

    /// Rows whose text had no room in the dictionary and is no value.
    fn unread(&self, is_value: &[bool]) -> Option<Rows> {
        let mut unread = None;
        if self.column.uncoded.is_some() {
            for (row, (&code, is_value)) in self.column.codes.iter().zip(is_value).enumerate() {
                if code == UNCODED && !is_value {
                    Rows::add(&mut unread, row);
                }
            }
        }
        unread
    }

    /// The column as names. Those for which the dictionary had no room are left out.
    pub fn texts(&self, kind: Kind) -> Typed {
        let is_value = |entry: &Entry<'_>| self.cells.is_text_value(entry.cell);
        let labels: Vec<&str> = self
            .entries
            .iter()
            .filter(|entry| is_value(entry))
            // Bytes became UTF-8 when they were decoded.
            .map(|entry| std::str::from_utf8(entry.text).unwrap_or_default())
            .collect();
        let uncoded = self.column.uncoded;
        let has_values = !labels.is_empty() || uncoded.is_some();
        let (kind, values) = if has_values {
            (kind, self.coded(&labels, is_value))
        } else {
            (Kind::Empty, Values::Missing(self.column.codes.len()))
        };
        let specials = self.specials(is_value);
        let mut missing = specials::missing(self.empty + self.blank(), &specials);
        missing.unreadable += uncoded.map_or(0, |rows| rows.count);
        let mut notes = specials::notes(&specials, kind, &values);
        notes.extend(remarks::nul(self.entries));
        notes.extend(uncoded.map(|rows| remarks::too_many(rows, self.entries.len())));
        if kind == Kind::Category {
            notes.extend(remarks::alike(self.entries, &labels));
        }
        Typed { kind, missing, values, notes }
    }

    /// Codes over the texts that are values.
    fn coded(&self, labels: &[&str], is_value: impl Fn(&Entry<'_>) -> bool) -> Values {
        let beyond = labels.len() as u32;
        let mut next = 0;
        let new_codes: Vec<Option<u32>> = self
            .entries
            .iter()
            .map(|entry| {
                is_value(entry).then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let of = |code: u32| match code {
            UNCODED => Some(beyond),
            code => new_codes.get(code as usize).copied().flatten(),
        };
        let is_complete = self.column.codes.iter().all(|&code| of(code).is_some());
        let is_value: Option<Vec<bool>> = (!is_complete)
            .then(|| self.column.codes.iter().map(|&code| of(code).is_some()).collect());
        let codes = self.column.codes.iter().map(|&code| of(code).unwrap_or(0)).collect();
        Values::coded(codes, is_value.as_deref(), labels.iter().copied())
    }

    /// Texts that are no values.
    fn specials(&self, is_value: impl Fn(&Entry<'_>) -> bool) -> Vec<Special> {
        let others = self.entries.iter().filter(|e| e.cell != Cell::Empty && !is_value(e));
        others
            .map(|entry| Special {
                text: entry.text.to_vec(),
                why: match entry.cell {
                    Cell::Word(word) => {
                        self.cells.words.get(word).map_or(Why::Unreadable, |w| Why::Word(w.meaning))
                    }
                    _ => Why::Unreadable,
                },
                first_row: entry.first_row,
                rows: entry.rows,
            })
            .collect()
    }

    /// Cells that hold blanks only.
    fn blank(&self) -> u64 {
        let blank = self.entries.iter().filter(|entry| entry.cell == Cell::Empty);
        blank.map(|entry| entry.rows).sum()
    }
}
