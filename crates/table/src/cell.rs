//! Reads one cell for itself.

use report::DecimalMark;

use crate::number::{self, Number};
use crate::time::{self, Time};
use crate::words::{Meaning, Words};

/// What one cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks.
    Empty,
    /// A word of [`Words`], by position.
    Word(u8),
    /// A number.
    Number(Number),
    /// A time.
    Time(Time),
    /// Something else.
    Text,
}

/// Reads the cells of one file.
#[derive(Clone, Debug)]
pub struct CellReader {
    /// Words in place of numbers.
    pub words: Words,
    /// Between the whole and the fraction of a number.
    pub mark: DecimalMark,
}

impl CellReader {
    /// Reads a cell.
    #[must_use]
    pub fn read(&self, text: &[u8]) -> Cell {
        if text.trim_ascii().is_empty() {
            Cell::Empty
        } else if let Some(number) = number::read(text, self.mark) {
            Cell::Number(number)
        } else if let Some(time) = time::read(text) {
            Cell::Time(time)
        } else if let Some(word) = self.words.find(text) {
            Cell::Word(word)
        } else {
            Cell::Text
        }
    }

    /// Whether a word stands for a missing value among numbers.
    #[must_use]
    pub fn stands_for_missing(&self, word: u8) -> bool {
        self.words.get(word).is_some_and(|word| word.meaning != Meaning::Infinite)
    }

    /// Whether a cell is a value among texts.
    #[must_use]
    pub fn is_text_value(&self, cell: Cell) -> bool {
        match cell {
            Cell::Empty => false,
            Cell::Word(word) => self.words.get(word).is_some_and(|word| !word.is_everywhere),
            Cell::Number(_) | Cell::Time(_) | Cell::Text => true,
        }
    }

    /// Whether a cell holds a value, whatever the rest of its column holds.
    #[must_use]
    pub fn is_value(&self, text: &[u8]) -> bool {
        !text.is_empty() && !matches!(self.read(text), Cell::Empty | Cell::Word(_))
    }
}
