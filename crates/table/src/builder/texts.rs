//! A column of texts while it grows.

use report::Kind;

use super::beyond::Beyond;
use crate::cell::{Cell, CellReader};
use crate::dictionary::{Dictionary, TEXT_BYTES_MAX};

/// The code of an empty cell.
pub const EMPTY: u32 = u32::MAX;
/// The code of a text for which the dictionary had no room.
pub const UNCODED: u32 = u32::MAX - 1;

/// Rows to which something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The first one.
    pub first: usize,
    /// How many.
    pub count: u64,
}

impl Rows {
    /// Adds a row to those before it.
    pub fn add(rows: &mut Option<Self>, row: usize) {
        rows.get_or_insert(Self { first: row, count: 0 }).count += 1;
    }
}

/// A column of texts while it grows.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The code of each cell: of the dictionary, [`EMPTY`] or [`UNCODED`].
    pub codes: Vec<u32>,
    /// The different texts.
    pub dictionary: Dictionary,
    /// Rows for whose text there was no room.
    pub uncoded: Option<Rows>,
    /// What these texts were read as.
    pub beyond: Beyond,
    /// Rows whose text was cut.
    pub cut: Option<Rows>,
}

impl Texts {
    /// An empty column, of a kind that the user chose or of any.
    #[must_use]
    pub fn new(fixed: Option<Kind>) -> Self {
        Self {
            codes: Vec::new(),
            dictionary: Dictionary::default(),
            uncoded: None,
            beyond: Beyond::new(fixed),
            cut: None,
        }
    }

    /// Appends a cell.
    #[inline]
    pub fn push(&mut self, text: &[u8], cells: &CellReader) {
        if text.is_empty() {
            self.codes.push(EMPTY);
            return;
        }
        if text.len() > TEXT_BYTES_MAX {
            Rows::add(&mut self.cut, self.codes.len());
        }
        match self.dictionary.code(text) {
            Some(code) => self.codes.push(code),
            None => self.push_beyond(text, cells),
        }
    }

    /// Appends a cell for whose text there is no room. Blanks and words stay what they are.
    fn push_beyond(&mut self, text: &[u8], cells: &CellReader) {
        let code = match cells.read(text) {
            Cell::Empty => EMPTY,
            Cell::Word(_) => self.dictionary.insert(text.trim_ascii()),
            Cell::Number(_) | Cell::Time(_) | Cell::Text => {
                Rows::add(&mut self.uncoded, self.codes.len());
                self.beyond.push(text);
                UNCODED
            }
        };
        self.codes.push(code);
    }
}
