//! Rows that were cut and not yet read.

use crate::records::Span;

/// Rows of the same number of fields.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The padded text.
    pub text: &'a [u8],
    /// The fields, row after row.
    pub spans: &'a [Span],
    /// Fields in a row.
    pub width: usize,
}

impl<'a> Batch<'a> {
    /// How many rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.spans.len() / self.width
    }

    /// Fields of one column, from a row on.
    pub fn column(&self, column: usize, from_row: usize) -> impl Iterator<Item = Span> + use<'a> {
        let start = (from_row * self.width + column).min(self.spans.len());
        self.spans[start..].iter().step_by(self.width).copied()
    }

    /// One field.
    #[must_use]
    pub fn cell(&self, column: usize, row: usize) -> &'a [u8] {
        self.spans[row * self.width + column].of(self.text)
    }
}
