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

    /// By severity, then by size. Good news matters, so that it stands before what does not.
    pub fn gravest_first(self, other: Self) -> Ordering {
        let place = |severity: Severity| match severity {
            Severity::Information => 0,
            Severity::Low => 1,
            Severity::Good => 2,
            Severity::Medium => 3,
            Severity::High => 4,
            Severity::Critical => 5,
        };
        let by_severity = place(other.severity).cmp(&place(self.severity));
        by_severity.then(other.size.total_cmp(&self.size))
    }
}

#[cfg(test)]
mod tests {
    use report::Severity;

    use super::Rank;

    #[test]
    fn good_news_stands_before_what_does_not_matter() {
        let all = [
            Severity::Good,
            Severity::Information,
            Severity::Critical,
            Severity::Low,
            Severity::Medium,
            Severity::High,
        ];
        let mut ranks = all.map(|severity| Rank { severity, size: 1.0 });
        ranks.sort_by(|a, b| a.gravest_first(*b));
        let matters = ranks.map(|rank| rank.severity.matters());
        assert_eq!(matters, [true, true, true, true, false, false]);
        assert_eq!(ranks[3].severity, Severity::Good);
    }
}
