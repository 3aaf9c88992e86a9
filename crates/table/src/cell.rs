//! What one cell holds, seen for itself.

use report::DecimalMark;

use crate::number::{self, Number};
use crate::time::{self, Time};
use crate::words::Words;

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

impl Cell {
    /// Reads a cell.
    #[must_use]
    pub fn read(text: &[u8], words: &Words, mark: DecimalMark) -> Self {
        if text.trim_ascii().is_empty() {
            Self::Empty
        } else if let Some(number) = number::read(text, mark) {
            Self::Number(number)
        } else if let Some(time) = time::read(text) {
            Self::Time(time)
        } else if let Some(word) = words.find(text) {
            Self::Word(word)
        } else {
            Self::Text
        }
    }
}
