//! What is compared: two tables and the settings.

use report::{Kind, Pair, Settings, Side};
use stats::Sorted;
use table::{Column, Table};

use crate::labels::Joined;

/// Two tables and the settings to compare them with.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// The two tables.
    pub tables: Pair<&'a Table>,
    /// The settings.
    pub settings: &'a Settings,
    /// Late labels, where they are joined to production.
    pub labels: Option<&'a Joined>,
}

impl<'a> Study<'a> {
    /// A study of two tables.
    #[must_use]
    pub const fn new(reference: &'a Table, production: &'a Table, settings: &'a Settings) -> Self {
        Self { tables: Pair::new(reference, production), settings, labels: None }
    }

    /// A study of a reference, and of production with its late labels.
    #[must_use]
    pub const fn with_labels(
        reference: &'a Table,
        joined: &'a Joined,
        settings: &'a Settings,
    ) -> Self {
        let tables = Pair::new(reference, &joined.production);
        Self { tables, settings, labels: Some(joined) }
    }

    /// Names of all columns, in the order of the reference, then those that only production has.
    pub fn column_names(&self) -> Vec<&'a str> {
        let reference = self.tables.reference.columns().iter().map(Column::name);
        let added = self.tables.production.columns().iter().map(Column::name);
        let known = self.tables.reference;
        reference.chain(added.filter(|name| known.column(name).is_none())).collect()
    }

    /// A column by name, on each side that has it.
    pub(crate) fn column(&self, name: &str) -> Pair<Option<&'a Column>> {
        self.tables.map(|table| table.column(name))
    }

    /// The kind of a column over both sides; none where they cannot be compared.
    pub(crate) fn joint_kind(&self, name: &str) -> Option<Kind> {
        let columns = self.column(name);
        match (columns.reference, columns.production) {
            (Some(a), Some(b)) if is_boolean(a, b) || is_boolean(b, a) => Some(Kind::Boolean),
            (Some(a), Some(b)) => joint_kind(a.kind(), b.kind()),
            (Some(only), None) | (None, Some(only)) => Some(only.kind()),
            (None, None) => None,
        }
    }

    /// The numbers of a column in order, on each side where it holds numbers: sorted once for
    /// everything that walks them.
    pub(crate) fn sorted(&self, name: &str) -> Pair<Option<Sorted>> {
        Pair::from_fn(|side| self.sorted_side(name, side))
    }

    /// The numbers of one side of a column in order, where it holds numbers.
    pub(crate) fn sorted_side(&self, name: &str, side: Side) -> Option<Sorted> {
        let column = (*self.column(name).get(side))?;
        let numbers = (column.kind() != Kind::Boolean).then(|| column.numbers())?;
        Sorted::new(numbers?).ok()
    }

    /// Rows of one side.
    pub(crate) fn rows(&self, side: Side) -> u64 {
        self.tables.get(side).rows() as u64
    }
}

/// Whether one column is yes or no, and the other says the same in zeros and ones.
fn is_boolean(words: &Column, numbers: &Column) -> bool {
    let is_bit = |value: f64| value == 0.0 || value == 1.0;
    words.kind() == Kind::Boolean
        && numbers.kind().is_number()
        && numbers.numbers().is_some_and(|numbers| numbers.into_iter().all(is_bit))
}

/// The kind that holds the values of both, or none where one is a number and the other is not.
fn joint_kind(a: Kind, b: Kind) -> Option<Kind> {
    const fn is_words(kind: Kind) -> bool {
        matches!(kind, Kind::Category | Kind::Text | Kind::Boolean | Kind::Identifier)
    }
    match (a, b) {
        (a, b) if a == b => Some(a),
        (Kind::Empty, other) | (other, Kind::Empty) => Some(other),
        (a, b) if a.is_number() && b.is_number() => Some(Kind::Float),
        (Kind::Text, other) | (other, Kind::Text) if is_words(other) => Some(Kind::Text),
        (Kind::Category, other) | (other, Kind::Category) if is_words(other) => {
            Some(Kind::Category)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_join_to_the_wider_one() {
        assert_eq!(joint_kind(Kind::Integer, Kind::Float), Some(Kind::Float));
        assert_eq!(joint_kind(Kind::Empty, Kind::Boolean), Some(Kind::Boolean));
        assert_eq!(joint_kind(Kind::Identifier, Kind::Category), Some(Kind::Category));
        assert_eq!(joint_kind(Kind::Integer, Kind::Category), None);
        assert_eq!(joint_kind(Kind::DateTime, Kind::Float), None);
    }
}
