//! What a table says, to compare two readings of one file.

use report::{Kind, LedgerEntry, Missing, Side};
use table::Table;

/// Everything that a table says.
#[derive(Debug, PartialEq)]
pub struct Said {
    columns: Vec<ColumnSaid>,
    /// Its ledger.
    pub ledger: Vec<LedgerEntry>,
    preview: Vec<Vec<String>>,
    rows_skipped: u64,
}

/// Everything that a column says.
#[derive(Debug, PartialEq)]
struct ColumnSaid {
    name: String,
    kind: Kind,
    missing: Missing,
    labels: Vec<Option<String>>,
    examples: Vec<String>,
}

/// Asks a table for all it says.
pub fn said(table: &Table) -> Said {
    let columns = table.columns().iter().map(|column| ColumnSaid {
        name: column.name().to_owned(),
        kind: column.kind(),
        missing: column.missing(),
        labels: (0..column.len()).map(|row| column.label(row)).collect(),
        examples: column.examples(),
    });
    Said {
        columns: columns.collect(),
        ledger: table.ledger(Side::Reference),
        preview: table.preview().to_vec(),
        rows_skipped: table.rows_skipped(),
    }
}
