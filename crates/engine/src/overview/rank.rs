//! What comes first: the one order of headline, findings and steps.

use std::cmp::Ordering;

use report::{ChangePoint, ColumnDrift, Finding, Severity};

use super::findings::shift_severity;
use super::leading;

/// What something that is told is ranked by.
#[derive(Clone, Copy, Debug)]
pub struct Rank {
    severity: Severity,
    /// A distance, or a share of rows.
    size: f64,
}

impl Rank {
    /// Of a finding of this size.
    pub const fn of_finding(size: f64, finding: &Finding) -> Self {
        Self { severity: finding.severity, size }
    }

    /// Of a compared column.
    pub fn of_column(column: &ColumnDrift) -> Self {
        let severity = shift_severity(column.verdict).unwrap_or(Severity::Information);
        Self { severity, size: leading(column) }
    }

    /// Of a change of a column over time.
    pub const fn of_change(change: &ChangePoint) -> Self {
        Self { severity: change.severity, size: change.size }
    }

    /// By severity, then by size.
    pub fn gravest_first(self, other: Self) -> Ordering {
        other.severity.cmp(&self.severity).then(other.size.total_cmp(&self.size))
    }
}
