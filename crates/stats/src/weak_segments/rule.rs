//! What a rule says, and which rows it holds.

use super::CodedColumn;

/// A column's groups from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The column.
    pub column: usize,
    /// The first group.
    pub first: u8,
    /// The last group.
    pub last: u8,
}

/// Conditions that hold together.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The conditions, in the order of their columns.
    pub conditions: Vec<Condition>,
    /// Rows of the search that it holds.
    pub rows: u64,
    /// Standard errors by which these fare worse than all others.
    pub evidence: f64,
}

impl Condition {
    /// Whether a group is among its.
    #[must_use]
    pub const fn names(&self, group: u8) -> bool {
        self.first <= group && group <= self.last
    }

    pub(super) fn holds(&self, columns: &[CodedColumn], row: usize) -> bool {
        self.names(columns[self.column].codes[row])
    }
}

impl Rule {
    pub(super) fn holds(&self, columns: &[CodedColumn], row: usize) -> bool {
        self.conditions.iter().all(|condition| condition.holds(columns, row))
    }
}
