//! Text with room behind it, so that words of eight bytes can be loaded anywhere.

use std::ops::Range;

/// Bytes behind the text, all zero: the length of a block of [`crate::separators`].
pub const PADDING: usize = 64;

/// A growing piece of text with [`PADDING`] zero bytes behind it.
#[derive(Debug)]
pub struct Padded {
    bytes: Vec<u8>,
    len: usize,
}

impl Default for Padded {
    fn default() -> Self {
        Self { bytes: vec![0; PADDING], len: 0 }
    }
}

impl Padded {
    /// A copy of a text.
    #[must_use]
    pub fn from_text(text: &[u8]) -> Self {
        let mut padded = Self::default();
        padded.push(text);
        padded
    }

    /// Appends a text.
    pub fn push(&mut self, text: &[u8]) {
        self.bytes.truncate(self.len);
        self.bytes.reserve(text.len() + PADDING);
        self.bytes.extend_from_slice(text);
        self.len = self.bytes.len();
        self.bytes.resize(self.len + PADDING, 0);
    }

    /// Removes the first bytes.
    pub fn remove_front(&mut self, count: usize) {
        let count = count.min(self.len);
        self.bytes.copy_within(count..self.len, 0);
        self.len -= count;
        self.bytes.truncate(self.len);
        self.bytes.resize(self.len + PADDING, 0);
    }

    /// Length of the text.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The text with its padding.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A part of the text, to change it.
    pub fn part_mut(&mut self, range: Range<usize>) -> &mut [u8] {
        &mut self.bytes[range]
    }
}
