//! Things that the ledger says of a column.

use report::{Event, Remedy};

/// One thing, with rows of the table in place of lines of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of thing.
    pub event: Event,
    /// The first row it happened in, where it happened in one.
    pub first_row: Option<usize>,
    /// Rows it happened to.
    pub rows: u64,
    /// What happened, as a sentence without a full stop.
    pub message: String,
    /// What the user can do about it.
    pub remedy: Option<Remedy>,
}
