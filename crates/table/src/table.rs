//! Typed columns of one file.

use hashbrown::HashMap;
use report::{Dialect, LedgerEntry, Side};
use rustc_hash::FxBuildHasher;

use crate::Column;
use crate::lines::Lines;

/// Typed columns of one file, with how they were read.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) rows: usize,
    pub(crate) rows_skipped: u64,
    pub(crate) dialect: Dialect,
    pub(crate) columns: Columns,
    pub(crate) lines: Lines,
    pub(crate) preview: Vec<Vec<String>>,
    pub(crate) ledger: Vec<LedgerEntry>,
}

/// Columns that are found by name.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Column>,
    positions: HashMap<String, usize, FxBuildHasher>,
}

impl Columns {
    /// Columns whose names are all different.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        let names = columns.iter().map(|column| column.name.clone());
        let positions = names.enumerate().map(|(position, name)| (name, position)).collect();
        Self { columns, positions }
    }

    fn find(&self, name: &str) -> Option<&Column> {
        self.columns.get(*self.positions.get(name)?)
    }
}

impl Table {
    /// The same table with more columns; one of a name that is there takes that one's place.
    #[must_use]
    pub fn with_columns(&self, more: Vec<Column>) -> Self {
        let mut columns = self.columns.columns.clone();
        for column in more {
            match columns.iter_mut().find(|there| there.name == column.name) {
                Some(there) => *there = column,
                None => columns.push(column),
            }
        }
        Self { columns: Columns::new(columns), ..self.clone() }
    }

    /// The file's name, without its folder, and which part of its rows was taken, where not all were.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Size of the file, before any decompression.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Rows that were read.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Rows that were left out, see the ledger.
    #[must_use]
    pub const fn rows_skipped(&self) -> u64 {
        self.rows_skipped
    }

    /// How the file was read.
    #[must_use]
    pub const fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The columns, in the order of the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns.columns
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.find(name)
    }

    /// The line of the file that a row stands on, counted from 1; `None` where it is not known.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<u64> {
        self.lines.of(row)
    }

    /// Everything that was not read exactly as it stood, in the order of the file.
    #[must_use]
    pub fn ledger(&self, side: Side) -> Vec<LedgerEntry> {
        self.ledger.iter().map(|entry| LedgerEntry { side, ..entry.clone() }).collect()
    }

    /// The first rows, at most 20, as they stand in the file.
    #[must_use]
    pub fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }
}
