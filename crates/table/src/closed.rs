//! A file whose text is read and whose columns are finished one by one.

use std::vec::IntoIter;

use report::LedgerEntry;

use crate::builder::Builder;
use crate::cell::CellReader;
use crate::column::Column;
use crate::finish::finish;
use crate::journal::Journal;
use crate::lines::Lines;

/// A file whose text is read.
#[derive(Debug)]
pub struct Closed {
    /// How cells are read.
    pub cells: CellReader,
    /// The names of all columns.
    pub names: Vec<String>,
    /// The columns that are not finished.
    pub builders: IntoIter<Builder>,
    /// The columns that are.
    pub columns: Vec<Column>,
    /// On which line each row stands.
    pub lines: Lines,
    /// How many rows there are.
    pub rows: usize,
    /// How many were left out.
    pub rows_skipped: u64,
    /// The ledger so far.
    pub journal: Journal,
    /// The first rows as they stand.
    pub preview: Vec<Vec<String>>,
}

impl Closed {
    /// Finishes the next column; false when there is none.
    pub fn step(&mut self) -> bool {
        let position = self.columns.len();
        let (Some(builder), Some(name)) = (self.builders.next(), self.names.get(position)) else {
            return false;
        };
        let finished = finish(builder, name.clone(), &self.cells);
        for note in finished.notes {
            self.journal.column(position, note, &self.lines);
        }
        self.columns.push(finished.column);
        true
    }

    /// The ledger, once every column is finished.
    #[must_use]
    pub fn take_ledger(&mut self) -> Vec<LedgerEntry> {
        std::mem::take(&mut self.journal).into_ledger(&self.names)
    }
}
