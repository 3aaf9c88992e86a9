//! A column of texts while it grows.

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
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The code of each cell: of the dictionary, [`EMPTY`] or [`UNCODED`].
    pub codes: Vec<u32>,
    /// The different texts.
    pub dictionary: Dictionary,
    /// Rows for whose text there was no room.
    pub uncoded: Option<Rows>,
    /// Rows whose text was cut.
    pub cut: Option<Rows>,
}

impl Texts {
    /// Appends a cell.
    #[inline]
    pub fn push(&mut self, text: &[u8]) {
        if text.is_empty() {
            self.codes.push(EMPTY);
            return;
        }
        let row = self.codes.len();
        if text.len() > TEXT_BYTES_MAX {
            Rows::add(&mut self.cut, row);
        }
        match self.dictionary.code(text) {
            Some(code) => self.codes.push(code),
            None => {
                Rows::add(&mut self.uncoded, row);
                self.codes.push(UNCODED);
            }
        }
    }
}
