//! Finds the next delimiter or line end, 64 bytes at a time.
//!
//! A block of 64 bytes becomes a mask with one bit for each separator; walking the bits of a mask
//! costs the same for short and long fields.

use crate::padded::PADDING;

/// Bytes in a block.
const BLOCK: usize = 64;
const _: () = assert!(PADDING >= BLOCK);

/// Finds separators in a padded text.
pub struct Separators<'a> {
    bytes: &'a [u8],
    len: usize,
    delimiter: u8,
    block_start: usize,
    mask: u64,
}

impl<'a> Separators<'a> {
    /// Over `len` bytes of text with [`PADDING`] bytes behind them.
    #[must_use]
    pub fn new(bytes: &'a [u8], len: usize, delimiter: u8) -> Self {
        let mut separators = Self { bytes, len, delimiter, block_start: 0, mask: 0 };
        separators.load(0);
        separators
    }

    /// Position of the first separator at or after `from`; the length of the text if there is none.
    #[inline]
    pub fn next(&mut self, from: usize) -> usize {
        let block_start = from & !(BLOCK - 1);
        if block_start != self.block_start {
            self.load(block_start);
        }
        let mut mask = self.mask & (u64::MAX << (from % BLOCK));
        while mask == 0 {
            if self.block_start + BLOCK >= self.len {
                return self.len;
            }
            self.load(self.block_start + BLOCK);
            mask = self.mask;
        }
        (self.block_start + mask.trailing_zeros() as usize).min(self.len)
    }

    fn load(&mut self, block_start: usize) {
        self.block_start = block_start;
        self.mask = match self.bytes.get(block_start..).and_then(<[u8]>::first_chunk) {
            Some(block) => mask(block, self.delimiter),
            None => 0,
        };
    }
}

/// One bit for each byte that ends a field, the first byte in the lowest bit.
#[inline]
fn mask(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let delimiters = splat(delimiter);
    let mut mask = 0;
    for (index, word) in block.chunks_exact(8).enumerate() {
        let word = load(word);
        let found = equal(word, delimiters) | equal(word, splat(b'\n')) | equal(word, splat(b'\r'));
        mask |= gather(found) << (8 * index);
    }
    mask
}

const fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

fn load(word: &[u8]) -> u64 {
    word.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The high bit of each byte in which two words agree.
const fn equal(a: u64, b: u64) -> u64 {
    const LOW: u64 = splat(0x7f);
    let difference = a ^ b;
    !(((difference & LOW) + LOW) | difference | LOW)
}

/// The high bits of eight bytes as one byte.
const fn gather(high_bits: u64) -> u64 {
    (high_bits >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::padded::Padded;

    #[test]
    fn finds_what_a_plain_scan_finds() {
        let text: Vec<u8> =
            (0..1000_u32).map(|i| b"ab,\n\r\x00\xac\xff;"[(i * i % 61 % 9) as usize]).collect();
        let padded = Padded::from_text(&text);
        let mut separators = Separators::new(padded.bytes(), text.len(), b',');
        for from in 0..=text.len() {
            let plain = text[from..]
                .iter()
                .position(|byte| b",\n\r".contains(byte))
                .map_or(text.len(), |offset| from + offset);
            assert_eq!(separators.next(from), plain, "from {from}");
        }
    }

    #[test]
    fn padding_holds_no_separator() {
        let padded = Padded::from_text(b"abc");
        assert_eq!(Separators::new(padded.bytes(), 3, 0).next(0), 3);
    }
}
