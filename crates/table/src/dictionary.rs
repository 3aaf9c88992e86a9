//! Gives each different text a number.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::text::cut;

/// Different texts that a column keeps at most.
pub const DISTINCT_MAX: usize = 1_000_000;
/// Bytes of different texts that a column keeps at most.
pub const BYTES_MAX: usize = 64 << 20;
/// Bytes of one text that are kept at most.
pub const TEXT_BYTES_MAX: usize = 64 << 10;

/// The number of a text beside its hash, so that the table grows without reading texts.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    code: u32,
}

/// Different texts, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    slots: HashTable<Slot>,
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Dictionary {
    /// The number of a text; none when there is no room for one more. Of a text that is longer
    /// than [`TEXT_BYTES_MAX`] only the start counts.
    #[inline]
    pub fn code(&mut self, text: &[u8]) -> Option<u32> {
        let text = cut(text, TEXT_BYTES_MAX);
        let hash = hash(text);
        self.find(text, hash).or_else(|| {
            let has_room = self.len() < DISTINCT_MAX && self.bytes.len() + text.len() <= BYTES_MAX;
            has_room.then(|| self.insert_new(text, hash))
        })
    }

    /// The number of a text, whether or not there is room: only for the few texts with a meaning.
    pub fn insert(&mut self, text: &[u8]) -> u32 {
        let hash = hash(text);
        self.find(text, hash).unwrap_or_else(|| self.insert_new(text, hash))
    }

    #[inline]
    fn find(&self, text: &[u8], hash: u32) -> Option<u32> {
        let Self { slots, bytes, ends } = self;
        let is_same = |slot: &Slot| slot.hash == hash && entry(bytes, ends, slot.code) == text;
        slots.find(spread(hash), is_same).map(|slot| slot.code)
    }

    fn insert_new(&mut self, text: &[u8], hash: u32) -> u32 {
        let code = self.ends.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.slots.insert_unique(spread(hash), Slot { hash, code }, |slot| spread(slot.hash));
        code
    }

    /// The text of a number.
    #[must_use]
    pub fn text(&self, code: u32) -> &[u8] {
        entry(&self.bytes, &self.ends, code)
    }

    /// How many different texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Every text in the order of numbers.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|code| self.text(code))
    }
}

#[inline]
fn entry<'a>(bytes: &'a [u8], ends: &[u32], code: u32) -> &'a [u8] {
    let index = code as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &bytes[start..ends[index] as usize]
}

#[inline]
fn hash(text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// A hash in both halves of a word: the table looks at its highest and lowest bits.
#[inline]
const fn spread(hash: u32) -> u64 {
    ((hash as u64) << 32) | hash as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_number() {
        let mut dictionary = Dictionary::default();
        let codes = [b"b".as_slice(), b"", b"a", b"b", b""].map(|text| dictionary.code(text));
        assert_eq!(codes, [Some(0), Some(1), Some(2), Some(0), Some(1)]);
        assert_eq!(dictionary.texts().collect::<Vec<_>>(), [b"b".as_slice(), b"", b"a"]);
    }

    #[test]
    fn long_texts_are_cut() {
        let mut dictionary = Dictionary::default();
        let code = dictionary.code(&[b'x'; TEXT_BYTES_MAX + 5]);
        assert_eq!(code, Some(0));
        assert_eq!(dictionary.text(0).len(), TEXT_BYTES_MAX);
    }
}
