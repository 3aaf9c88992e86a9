//! Spellings of numbers and times that cannot be written again from their value.

/// Bytes that are remembered for one column.
const BYTES_MAX: usize = 1 << 20;

/// Spellings in rising order of rows.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    is_full: bool,
}

impl Spellings {
    /// Remembers the spelling of the next irregular cell. When there are too many, all are
    /// forgotten: a column that then turns out to hold texts gets its numbers in their shortest
    /// text.
    pub fn push(&mut self, text: &[u8]) {
        if self.is_full {
            return;
        }
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        if self.bytes.len() > BYTES_MAX {
            *self = Self { is_full: true, ..Self::default() };
        }
    }

    /// The spellings in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start as usize..end as usize])
    }
}
