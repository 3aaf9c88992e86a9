//! What a chart of one column is about: its name, how many values, and their middle.

use report::{Centre, ColumnDrift, Pair, Side, format};

use crate::scale::Scale;

/// What a chart of one column is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// The column's name.
    pub column: String,
    /// Values that are compared.
    pub n: Pair<u64>,
    /// The middle of each side, or the category that changed most.
    pub centre: Option<Centre>,
    /// How its values are written.
    pub scale: Scale,
}

impl Subject {
    /// A column without a name and a centre.
    #[must_use]
    pub fn counted(n: Pair<u64>) -> Self {
        Self { n, ..Self::default() }
    }

    /// A column of the Report.
    #[must_use]
    pub fn of(column: &ColumnDrift) -> Self {
        Self {
            column: column.column.clone(),
            n: column.n,
            centre: column.centre.clone(),
            scale: Scale::of(column.kind),
        }
    }

    /// "Median 10.42 to 15.03", "partner_app: 0% to 14%".
    pub(crate) fn finding(&self) -> String {
        match &self.centre {
            Some(Centre::Median(median)) => {
                let Pair { reference, production } = self.scale.told_apart(*median);
                if reference == production {
                    format!("Median {reference} on both sides")
                } else {
                    format!("Median {reference} to {production}")
                }
            }
            Some(Centre::Category { label, share }) => {
                let Pair { reference, production } = share.map(format::percent);
                if reference == production {
                    format!("{label}: {reference} on both sides")
                } else {
                    format!("{label}: {reference} to {production}")
                }
            }
            None if self.column.is_empty() => "Share of values".to_owned(),
            None => self.column.clone(),
        }
    }

    /// What stands under the name of a side: "median 10.4, n 50,000".
    pub(crate) fn about(&self, side: Side) -> String {
        let n = *self.n.get(side);
        if n == 0 {
            return "no values".to_owned();
        }
        let n = format!("n {}", format::count(n));
        match &self.centre {
            Some(Centre::Median(median)) => {
                format!("median {}, {n}", self.scale.told_apart(*median).get(side))
            }
            _ => n,
        }
    }

    /// "Reference: median 10.4, n 50,000. Production: median 15, n 24,000."
    pub(crate) fn both_sides(&self) -> String {
        Side::BOTH.map(|side| format!("{}: {}.", side.label(), self.about(side))).join(" ")
    }

    /// The column's name, or "the column" where it has none.
    pub(crate) fn name(&self) -> &str {
        if self.column.is_empty() { "the column" } else { &self.column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(reference: f64, production: f64) -> String {
        let centre = Some(Centre::Median(Pair::new(reference, production)));
        Subject { centre, ..Subject::default() }.finding()
    }

    #[test]
    fn a_small_move_is_not_rounded_away() {
        assert_eq!(finding(10.42, 15.03), "Median 10.42 to 15.03");
        assert_eq!(finding(1_000_000.1, 1_000_000.3), "Median 1,000,000.1 to 1,000,000.3");
        assert_eq!(finding(7.0, 7.0), "Median 7 on both sides");
    }

    #[test]
    fn points_in_time_are_days() {
        let centre = Some(Centre::Median(Pair::new(1_514_764_800_000.0, 1_540_922_400_000.0)));
        let subject = Subject { centre, scale: Scale::Time, ..Subject::default() };
        assert_eq!(subject.finding(), "Median 1 Jan 2018 to 30 Oct 2018");
    }
}
