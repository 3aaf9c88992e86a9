//! One typed column.

use report::{Kind, Missing};

/// One typed column.
#[derive(Clone, Debug)]
pub struct Column {
    name: String,
    kind: Kind,
    missing: Missing,
}

impl Column {
    /// The column's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the values are.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// How many values are missing, by the way they are missing.
    #[must_use]
    pub const fn missing(&self) -> Missing {
        self.missing
    }

    /// Rows, missing values included.
    #[must_use]
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Present, finite values in the order of rows: whole numbers, numbers, booleans as 0 and 1,
    /// times in milliseconds since 1970. `None` for the other kinds.
    #[must_use]
    pub fn numbers(&self) -> Option<Vec<f64>> {
        None
    }

    /// Present times in the order of rows, in milliseconds since 1970. `None` for other kinds.
    #[must_use]
    pub fn times_ms(&self) -> Option<Vec<i64>> {
        None
    }

    /// Present values with how often they occur, sorted by text. Numbers in their shortest text,
    /// booleans as the file spells them.
    #[must_use]
    pub fn counts(&self) -> Vec<(String, u64)> {
        Vec::new()
    }

    /// Different present values, where they are counted.
    #[must_use]
    pub fn distinct(&self) -> Option<u64> {
        None
    }

    /// The value of a row as text, `None` where it is missing.
    #[must_use]
    pub fn label(&self, _row: usize) -> Option<String> {
        None
    }

    /// The first present values as they stand in the file, at most five.
    #[must_use]
    pub fn examples(&self) -> Vec<String> {
        Vec::new()
    }
}
