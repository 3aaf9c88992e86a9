//! Cuts text into records and fields.
//!
//! The rules are those of the `csv` crate: a quote opens a quoted field only as its first byte, a
//! doubled quote inside stands for one, other quotes are literal; `\n`, `\r\n` and a lone `\r` end
//! a record. Beyond that, a quoted field that spans lines and goes on behind its closing quote, or
//! that has none, is an unfinished quote: its first line is left out and reading goes on behind it.

mod cutter;

use crate::padded::Padded;
use cutter::{Cutter, unescape};

/// The bytes with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Between two fields.
    pub delimiter: u8,
    /// Around a field that holds delimiters.
    pub quote: Option<u8>,
}

/// Where a field stands in the text, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
}

impl Span {
    const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The field's bytes.
    #[must_use]
    pub fn of(self, text: &[u8]) -> &[u8] {
        &text[self.start as usize..self.end as usize]
    }
}

/// Something in place of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its first byte in the text.
    pub start: u32,
    /// Line of the text, counted from 0.
    pub line: u64,
    /// What it is.
    pub kind: FaultKind,
}

/// What stands in place of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing.
    Blank,
    /// A record of another number of fields.
    Fields {
        /// How many it has.
        found: usize,
    },
    /// A quote opens and does not close.
    OpenQuote {
        /// The field it opens, counted from 0.
        field: usize,
    },
}

/// A record, as a position in [`Records::spans`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its first byte in the text.
    pub start: u32,
    /// Its first field.
    pub first_span: u32,
    /// Its line, counted from 0 at the start of the text.
    pub line: u32,
}

/// Where a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line on which its record or fault starts, counted from 0 at the start of the text.
    pub line: u64,
    /// The field of a record, counted from 0; none in a fault.
    pub field: Option<usize>,
}

/// How much to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Fields that a record must have; none accepts any.
    pub width: Option<usize>,
    /// Records to read at most.
    pub max_records: usize,
    /// Whether nothing comes behind this text.
    pub is_last: bool,
    /// Whether a quote in the first record that does not close in this text never will.
    pub is_long: bool,
}

/// Records that were cut.
#[derive(Debug, Default)]
pub struct Records {
    /// The fields, record after record.
    pub spans: Vec<Span>,
    /// The records.
    pub records: Vec<Record>,
    /// What was left out.
    pub faults: Vec<Fault>,
    /// Bytes that are dealt with; what follows is the start of an unfinished record.
    pub bytes: usize,
    /// Lines that are dealt with.
    pub lines: u64,
    escaped: Vec<u32>,
}

impl Records {
    /// Forgets everything but the memory.
    fn clear(&mut self) {
        self.spans.clear();
        self.records.clear();
        self.faults.clear();
        self.escaped.clear();
        self.bytes = 0;
        self.lines = 0;
    }

    /// The fields of a record.
    #[must_use]
    pub fn fields(&self, record: usize) -> &[Span] {
        let start = self.records[record].first_span as usize;
        let end =
            self.records.get(record + 1).map_or(self.spans.len(), |next| next.first_span as usize);
        &self.spans[start..end]
    }

    /// Keeps the records whose fields are wanted; each has as many.
    pub fn retain(&mut self, width: usize, mut is_wanted: impl FnMut(&[Span]) -> bool) {
        let mut kept = 0;
        for record in 0..self.records.len() {
            let first_span = self.records[record].first_span as usize;
            let fields = first_span..first_span + width;
            if is_wanted(&self.spans[fields.clone()]) {
                self.spans.copy_within(fields, kept * width);
                self.records[kept] =
                    Record { first_span: (kept * width) as u32, ..self.records[record] };
                kept += 1;
            }
        }
        self.records.truncate(kept);
        self.spans.truncate(kept * width);
    }

    /// Where a byte stands that is dealt with.
    #[must_use]
    pub fn place_of(&self, byte: u32) -> Option<Place> {
        let last = |count: usize| count.checked_sub(1);
        let record = last(self.records.partition_point(|record| record.start <= byte));
        let fault = last(self.faults.partition_point(|fault| fault.start <= byte));
        let record = record.map(|record| (record, self.records[record]));
        let fault = fault.map(|fault| self.faults[fault]);
        if fault.map(|fault| fault.start) > record.map(|(_, record)| record.start) {
            return fault.map(|fault| Place { line: fault.line, field: None });
        }
        let (index, record) = record?;
        let behind = self.fields(index).partition_point(|span| span.start <= byte);
        Some(Place { line: u64::from(record.line), field: last(behind) })
    }

    /// Cuts a text, and takes the doubled quotes out of it.
    pub fn cut(&mut self, text: &mut Padded, grammar: Grammar, extent: Extent) {
        self.clear();
        Cutter::new(text, grammar, extent, self).run();
        for &index in &self.escaped {
            let span = &mut self.spans[index as usize];
            let field = text.part_mut(span.start as usize..span.end as usize);
            span.end = span.start + unescape(field, grammar.quote.unwrap_or(b'"')) as u32;
        }
    }
}

#[cfg(test)]
mod tests;
