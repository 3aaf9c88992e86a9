//! What the rows of a table are ordered by.

use std::cmp::Ordering;

/// What a cell is ordered by.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A number, or a severity by its weight.
    Number(f64),
    /// A text without regard to capitals.
    Text(String),
    /// Nothing: it stays last in either direction.
    Nothing,
}

impl Key {
    /// Whether the greatest come first when the order is first asked for.
    pub const fn begins_descending(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// The order of two cells of one column.
    pub fn compare(&self, other: &Self, is_descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if is_descending { order.reverse() } else { order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_last_in_either_direction() {
        let keys =
            || [Key::Nothing, Key::Number(2.0), Key::Number(10.0), Key::Text("a".to_owned())];
        let in_order = |is_descending| {
            let mut keys = keys();
            keys.sort_by(|a, b| a.compare(b, is_descending));
            keys
        };
        let [nothing, two, ten, text] = keys();
        assert_eq!(in_order(false), [two, ten, text, nothing]);
        let [nothing, two, ten, text] = keys();
        assert_eq!(in_order(true), [text, ten, two, nothing]);
    }

    #[test]
    fn numbers_begin_with_the_greatest_and_texts_with_the_first() {
        assert!(Key::Number(1.0).begins_descending());
        assert!(!Key::Text(String::new()).begins_descending());
    }
}
