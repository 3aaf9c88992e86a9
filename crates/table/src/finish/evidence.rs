//! What kind a column of texts is, from its different texts and how often they occur.

use report::Kind;

use crate::booleans;
use crate::builder::misfits::{are_tolerable, is_damaged};
use crate::cell::{Cell, CellReader};
use crate::number::{EXACT_MAX, Number};
use crate::stamp::{self, Layout, Stamp};
use crate::words::Meaning;

/// Rows from which a column whose values hardly repeat names its rows.
const IDENTIFIER_ROWS_MIN: u64 = 20;
/// Different values per value from which they hardly repeat.
const IDENTIFIER_SHARE: f64 = 0.95;
/// Different values per value from which long ones are free text.
const TEXT_SHARE: f64 = 0.5;
/// Mean length in bytes from which a value is long.
const LONG_BYTES: f64 = 32.0;

/// A different text of a column.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The text.
    pub text: &'a [u8],
    /// What it is, seen for itself.
    pub cell: Cell,
    /// The first row.
    pub first_row: usize,
    /// In how many rows.
    pub rows: u64,
}

impl Entry<'_> {
    /// The number in the cell, if it holds one.
    pub const fn number(&self) -> Option<Number> {
        match self.cell {
            Cell::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// How the texts of a column become values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// They stay texts, of this kind.
    Texts(Kind),
    /// As whole numbers, of this kind.
    Whole(Kind),
    /// As numbers.
    Fraction,
    /// As times in a layout.
    Times(Layout),
    /// As two words.
    Booleans([&'static str; 2]),
}

/// Counts over the different texts of a column.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Values that are whole numbers.
    pub wholes: u64,
    /// Values that are numbers with a fraction.
    pub fractions: u64,
    /// Values that are whole numbers with leading zeros.
    pub leading_zeros: u64,
    /// Values that are whole numbers beyond 64 bits.
    pub huge: u64,
    /// Values that are times.
    pub times: u64,
    /// Values that are none of these, damaged ones not counted.
    pub texts: u64,
    /// Values that are infinite, if this is a column of numbers.
    pub infinite: u64,
    /// Whether a whole number is too large for a double.
    pub has_large: bool,
    damaged: u64,
    different_times: usize,
    different_texts: usize,
    different_numbers: usize,
    markers_among_numbers: u64,
}

impl Evidence {
    /// Counts the values of a column.
    #[must_use]
    pub fn of(entries: &[Entry<'_>], cells: &CellReader) -> Self {
        let mut evidence = Self::default();
        for entry in entries {
            evidence.add(entry, cells);
        }
        evidence
    }

    fn add(&mut self, entry: &Entry<'_>, cells: &CellReader) {
        let rows = entry.rows;
        match entry.cell {
            Cell::Empty => {}
            Cell::Word(word) => match cells.words.get(word) {
                Some(word) if word.is_everywhere => {}
                Some(word) if word.meaning == Meaning::Infinite => self.infinite += rows,
                _ => self.markers_among_numbers += rows,
            },
            Cell::Number(number) => {
                self.different_numbers += 1;
                match number {
                    Number::Whole { value, .. } => {
                        self.wholes += rows;
                        self.has_large |= value.unsigned_abs() > EXACT_MAX;
                    }
                    Number::Fraction { .. } => self.fractions += rows,
                    Number::LeadingZeros(_) => self.leading_zeros += rows,
                    Number::Huge(_) => self.huge += rows,
                }
            }
            Cell::Time(_) => {
                self.different_times += 1;
                self.times += rows;
            }
            Cell::Text if is_damaged(entry.text) => self.damaged += rows,
            Cell::Text => {
                self.different_texts += 1;
                self.texts += rows;
            }
        }
    }

    /// Values that are numbers.
    #[must_use]
    pub const fn numbers(&self) -> u64 {
        self.wholes + self.fractions + self.leading_zeros + self.huge + self.infinite
    }

    /// Every value, if the column is one of texts.
    #[must_use]
    pub const fn values(&self) -> u64 {
        self.numbers() + self.times + self.texts + self.damaged + self.markers_among_numbers
    }

    /// Whether nearly every value is a number.
    const fn are_numbers(&self) -> bool {
        let total = self.values() - self.markers_among_numbers;
        let misfits = self.times + self.texts;
        self.numbers() > 0
            && are_tolerable(misfits, self.different_times + self.different_texts, total)
    }

    /// Whether nearly every value is a time.
    const fn are_times(&self) -> bool {
        let total = self.values() - self.markers_among_numbers;
        let misfits = self.numbers() + self.texts;
        self.times > 0
            && are_tolerable(misfits, self.different_numbers + self.different_texts, total)
    }

    /// How the texts become values; `beyond` are times that are not among the entries.
    #[must_use]
    pub fn sense(
        &self,
        entries: &[Entry<'_>],
        beyond: &[Option<Stamp>],
        cells: &CellReader,
    ) -> Sense {
        if self.values() == 0 {
            return Sense::Texts(Kind::Empty);
        }
        if self.are_numbers() {
            return match self {
                Self { fractions: 1.., .. } | Self { wholes: 0, infinite: 1.., .. } => {
                    Sense::Fraction
                }
                Self { leading_zeros: 1.., .. } | Self { huge: 1.., .. } => {
                    Sense::Texts(Kind::Identifier)
                }
                Self { has_large: true, .. } => Sense::Whole(Kind::Identifier),
                _ => Sense::Whole(Kind::Integer),
            };
        }
        if self.are_times() {
            return Sense::Times(Layout::Iso);
        }
        let values = entries.iter().filter(|entry| cells.is_text_value(entry.cell));
        let texts = values.clone().map(|entry| entry.text);
        if let Some(words) = booleans::words(texts.clone()) {
            return Sense::Booleans(words);
        }
        let stamps = texts.map(Stamp::read).chain(beyond.iter().copied());
        if self.numbers() == 0
            && let Some(layout) = stamp::unanimous(stamps)
        {
            return Sense::Times(layout);
        }
        Sense::Texts(kind_of_texts(values))
    }
}

/// Whether texts are categories, names of rows or free text.
fn kind_of_texts<'a>(values: impl Iterator<Item = &'a Entry<'a>>) -> Kind {
    let (mut different, mut rows, mut bytes) = (0_u64, 0, 0);
    for entry in values {
        different += 1;
        rows += entry.rows;
        bytes += entry.text.len() as u64 * entry.rows;
    }
    let share = different as f64 / rows as f64;
    let is_long = bytes as f64 / rows as f64 >= LONG_BYTES;
    let is_spaced_out = is_long && share >= TEXT_SHARE;
    if is_spaced_out && rows > 1 {
        Kind::Text
    } else if rows >= IDENTIFIER_ROWS_MIN && share >= IDENTIFIER_SHARE {
        Kind::Identifier
    } else {
        Kind::Category
    }
}
