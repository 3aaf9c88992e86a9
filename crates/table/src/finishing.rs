//! Turns a file that was read into a table, column by column.

use report::Dialect;

use crate::closed::Closed;
use crate::table::{Columns, Table};

/// A file that was read and whose columns get their types, one a step: a caller can show progress
/// and stop between two of them.
///
/// ```
/// let mut reader = table::Reader::new("a.csv", &report::Reading::default());
/// reader.push(b"id,amount\n1,0.5\n")?;
/// let mut finishing = reader.close()?;
/// while finishing.step() {}
/// assert_eq!(finishing.finish().rows(), 1);
/// # Ok::<(), report::Problem>(())
/// ```
pub struct Finishing {
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) dialect: Dialect,
    pub(crate) closed: Closed,
}

impl Finishing {
    /// Finishes the next column; false when all are finished.
    pub fn step(&mut self) -> bool {
        self.closed.step()
    }

    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.closed.rows as u64
    }

    /// The table, with every column that is not finished yet.
    #[must_use]
    pub fn finish(mut self) -> Table {
        while self.step() {}
        let ledger = self.closed.take_ledger();
        Table {
            file: self.file,
            bytes: self.bytes,
            rows: self.closed.rows,
            rows_skipped: self.closed.rows_skipped,
            dialect: self.dialect,
            columns: Columns::new(self.closed.columns),
            lines: self.closed.lines,
            preview: self.closed.preview,
            ledger,
        }
    }
}
