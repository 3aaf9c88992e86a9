//! What a chart of one column is about: its name, how many values, and their middle.

use report::{Centre, ColumnDrift, Pair, Shape, Side, Treatment, format};

use crate::scale::Scale;

/// What a chart of one column is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// The column's name.
    pub column: String,
    /// What its shares are shares of.
    pub n: Pair<u64>,
    /// What `n` counts.
    pub counted: Counted,
    /// The middle of each side, or the category that changed most.
    pub centre: Option<Centre>,
    /// How its values are written.
    pub scale: Scale,
}

/// What the shares of a drawing are shares of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// Rows with a value.
    #[default]
    Values,
    /// Characters of texts, by their kind.
    Characters,
}

impl Counted {
    /// "values", "characters".
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Characters => "characters",
        }
    }
}

/// What the shape of a column counts, and how many there are: of texts all their characters.
pub fn counted(column: &ColumnDrift) -> (Counted, Pair<u64>) {
    match &column.shape {
        Some(Shape::Bars { counts, .. }) if column.treatment == Treatment::Text => {
            (Counted::Characters, counts.as_ref().map(|counts| counts.iter().sum()))
        }
        _ => (Counted::Values, column.n),
    }
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
        let (counted, n) = counted(column);
        Self {
            column: column.column.clone(),
            n,
            counted,
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
            None if self.counted == Counted::Characters => "Kinds of characters".to_owned(),
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
        let n = match self.counted {
            Counted::Values => format!("n {}", format::count(n)),
            Counted::Characters => format!("{} characters", format::count(n)),
        };
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
