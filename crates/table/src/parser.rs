//! Text to columns: cuts blocks of text into rows and feeds each column.
//!
//! Blocks start and end at the same bytes however the text arrives, so the chunks in which a file
//! is read cannot change the table.

use std::collections::BTreeSet;

use report::{Event, Kind, Problem, Reading};

use crate::batch::Batch;
use crate::builder::Builder;
use crate::cell::CellReader;
use crate::closed::Closed;
use crate::faults;
use crate::journal::Journal;
use crate::lines::Lines;
use crate::padded::Padded;
use crate::records::{Extent, Grammar, Records};
use crate::row_filter::RowFilter;
use crate::sniff::Sniffed;
use crate::text::text;

/// Text that is cut at once.
const BLOCK_BYTES: usize = 256 << 10;
/// A record that is longer than this is none: it has an unfinished quote, or no line end.
const RECORD_BYTES_MAX: usize = 32 << 20;
/// Rows that are kept as they stand.
const PREVIEW_ROWS: usize = 20;

/// Text to columns.
#[derive(Debug)]
pub struct Parser {
    grammar: Grammar,
    cells: CellReader,
    names: Vec<String>,
    builders: Vec<Builder>,
    block: Padded,
    block_offset: u64,
    block_target: usize,
    records: Records,
    damaged: Vec<u64>,
    line: u64,
    lines: Lines,
    rows: usize,
    rows_skipped: u64,
    journal: Journal,
    preview: Vec<Vec<String>>,
    part: Option<RowFilter>,
}

impl Parser {
    /// A parser for the rows of a file.
    ///
    /// # Errors
    /// When the part of the rows that is wanted cannot be told.
    pub fn new(sniffed: Sniffed, reading: &Reading, mut journal: Journal) -> Result<Self, Problem> {
        let Sniffed { grammar, cells, names, data_line, rows_skipped, .. } = sniffed;
        let known: BTreeSet<&String> = names.iter().collect();
        for column in reading.kinds.keys().filter(|column| !known.contains(column)) {
            let message = format!("The settings name a column {column} that is not there");
            journal.file(Event::UnknownColumn, message, None);
        }
        let builder = |name: &String| {
            let chosen = reading.kinds.get(name).copied();
            Builder::new(chosen.filter(|kind| *kind != Kind::Empty))
        };
        let part = reading.part.as_ref().map(|part| RowFilter::new(part, &names)).transpose()?;
        Ok(Self {
            grammar,
            cells,
            builders: names.iter().map(builder).collect(),
            names,
            block: Padded::default(),
            block_offset: 0,
            block_target: BLOCK_BYTES,
            records: Records::default(),
            damaged: Vec::new(),
            line: data_line,
            lines: Lines::default(),
            rows: 0,
            rows_skipped,
            journal,
            preview: Vec::new(),
            part,
        })
    }

    /// Rows so far.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Takes the next text; `damaged` are the places in it where bytes were no UTF-8.
    ///
    /// # Errors
    /// When a line is too long to be a record.
    pub fn push(&mut self, mut text: &[u8], damaged: &[usize]) -> Result<(), Problem> {
        let offset = self.block_offset + self.block.len() as u64;
        self.damaged.extend(damaged.iter().map(|&place| offset + place as u64));
        while !text.is_empty() {
            let (now, later) = text.split_at(text.len().min(self.block_target - self.block.len()));
            self.block.push(now);
            text = later;
            if self.block.len() >= self.block_target {
                self.read_full_block()?;
            }
        }
        Ok(())
    }

    /// Reads the block, and again as long as a record in it is too long.
    fn read_full_block(&mut self) -> Result<(), Problem> {
        self.read_block(false);
        while self.block.len() >= RECORD_BYTES_MAX {
            self.read_block(false);
            if self.records.bytes == 0 {
                return Err(Problem::new(
                    format!("A line is longer than {} MB", RECORD_BYTES_MAX >> 20),
                    "Check that the file is CSV, with a line for each row",
                )
                .at_line(self.line));
            }
        }
        self.block_target = (2 * self.block.len()).clamp(BLOCK_BYTES, RECORD_BYTES_MAX);
        Ok(())
    }

    /// Notes something about the whole file.
    pub fn note(&mut self, event: Event, message: &str) {
        self.journal.file(event, message, None);
    }

    /// Reads the last record, once all text was pushed; the columns are to be finished then.
    #[must_use]
    pub fn close(mut self) -> Closed {
        self.read_block(true);
        if let Some(part) = &self.part {
            self.rows_skipped += part.note(&mut self.journal, self.rows);
        }
        if self.rows == 0 {
            let message = format!("There are {} columns and no rows", self.names.len());
            self.journal.file(Event::NoRows, message, None);
        }
        Closed {
            cells: self.cells,
            columns: Vec::with_capacity(self.names.len()),
            names: self.names,
            builders: self.builders.into_iter(),
            lines: self.lines,
            rows: self.rows,
            rows_skipped: self.rows_skipped,
            journal: self.journal,
            preview: self.preview,
        }
    }

    /// Reads the records in the block and keeps the rest for later.
    fn read_block(&mut self, is_last: bool) {
        let width = self.names.len();
        let is_long = self.block.len() >= RECORD_BYTES_MAX;
        let extent = Extent { width: Some(width), max_records: usize::MAX, is_last, is_long };
        self.records.cut(&mut self.block, self.grammar, extent);
        self.note_damage();
        self.take_part();
        self.note_lines();
        let batch = Batch { text: self.block.bytes(), spans: &self.records.spans, width };
        add_preview(&mut self.preview, batch);
        for (column, builder) in self.builders.iter_mut().enumerate() {
            builder.extend(batch, column, &self.cells);
        }
        self.line += self.records.lines;
        self.block_offset += self.records.bytes as u64;
        self.block.remove_front(self.records.bytes);
    }

    /// Leaves out the records of another part of the file.
    fn take_part(&mut self) {
        let Some(part) = &mut self.part else { return };
        let (text, words) = (self.block.bytes(), &self.cells.words);
        self.records.retain(self.names.len(), |fields| part.takes(fields, text, words));
    }

    fn note_lines(&mut self) {
        for record in &self.records.records {
            self.lines.push(self.line + u64::from(record.line));
        }
        self.rows += self.records.records.len();
        if self.names.len() == 1 {
            self.note_blank_rows();
        }
        let width = Some(self.names.len());
        let faults = &self.records.faults;
        self.rows_skipped += faults::note(&mut self.journal, faults, self.line, width);
    }

    /// Tells of blank lines that are missing values, as they are in a file of one column. A quoted
    /// empty value stands behind its quote.
    fn note_blank_rows(&mut self) {
        for (record, span) in self.records.records.iter().zip(&self.records.spans) {
            if span.start == record.start && span.end == span.start {
                let line = self.line + u64::from(record.line);
                let message = "Read as a missing value: a blank line in a file of one column";
                self.journal.line(Event::BlankLine, None, line, message);
            }
        }
    }

    /// Finds the cells, or the lines left out, of bytes that were no UTF-8.
    fn note_damage(&mut self) {
        let end = self.block_offset + self.records.bytes as u64;
        let count = self.damaged.partition_point(|&place| place < end);
        let mut before = None;
        for byte in self.damaged.drain(..count) {
            let Some(place) = self.records.place_of((byte - self.block_offset) as u32) else {
                continue;
            };
            if before.replace(place) != Some(place) {
                let message = "Read as Windows-1252: bytes that are no UTF-8";
                let line = self.line + place.line;
                self.journal.line(Event::InvalidCharacters, place.field, line, message);
            }
        }
    }
}

fn add_preview(preview: &mut Vec<Vec<String>>, batch: Batch<'_>) {
    let wanted = PREVIEW_ROWS - preview.len();
    for row in batch.spans.chunks_exact(batch.width).take(wanted) {
        preview.push(row.iter().map(|span| text(span.of(batch.text))).collect());
    }
}
