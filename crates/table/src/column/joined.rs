//! A column that takes its values from the rows of another table.

use hashbrown::HashMap;
use report::{Kind, Missing};
use rustc_hash::FxBuildHasher;

use super::{Column, Values};

/// Present values that a column names as examples.
const EXAMPLES: usize = 5;

impl Column {
    /// These values in the order of another table: of each of its rows the value at the row that
    /// `rows` names, or else the value of `own`, the other table's column of this name. Values that
    /// neither has count as [`Missing::unmatched`]. `None` where the two hold kinds that do not mix.
    #[must_use]
    pub fn joined(&self, rows: &[Option<u32>], own: Option<&Self>) -> Option<Self> {
        let own = own.filter(|own| own.kind != Kind::Empty);
        if let (Kind::Empty, Some(own)) = (self.kind, own) {
            return Some(own.clone());
        }
        let (kind, values) = Both { new: self, rows, own }.values()?;
        let mut column = Self {
            name: self.name.clone(),
            kind,
            missing: Missing::default(),
            examples: Vec::new(),
            values,
        };
        column.missing.unmatched = column.missing_rows() as u64;
        let present = (0..rows.len()).filter_map(|row| column.label(row));
        column.examples = present.take(EXAMPLES).collect();
        Some(column)
    }
}

/// The two columns that a value of the joined one may come from.
struct Both<'a> {
    new: &'a Column,
    rows: &'a [Option<u32>],
    own: Option<&'a Column>,
}

impl<'a> Both<'a> {
    fn values(&self) -> Option<(Kind, Values)> {
        let kind = match self.own {
            None => self.new.kind,
            Some(own) if own.kind == self.new.kind => own.kind,
            Some(own) if own.kind.is_number() && self.new.kind.is_number() => Kind::Float,
            Some(own) => {
                let is_coded = |column: &Column| matches!(column.values, Values::Coded { .. });
                (is_coded(own) && is_coded(self.new)).then_some(Kind::Text)?
            }
        };
        let values = match (&self.new.values, self.own.map(|own| &own.values)) {
            (Values::Missing(_), _) => Values::Missing(self.rows.len()),
            (Values::Coded { .. }, None | Some(Values::Coded { .. })) => self.texts(),
            (Values::Booleans { words, .. }, None | Some(Values::Booleans { .. })) => {
                let value = |column: &Column, row| column.number_at(row).map(|value| value != 0.0);
                Values::booleans(self.each(value), *words)
            }
            (Values::Times(_), None | Some(Values::Times(_))) => {
                let (values, is_value) = apart(self.each(whole));
                Values::times(values, Some(&is_value))
            }
            (Values::Integers(_), None | Some(Values::Integers(_))) => {
                let (values, is_value) = apart(self.each(whole));
                Values::integers(values, Some(&is_value))
            }
            _ if kind == Kind::Float => {
                let (values, is_value) = apart(self.each(Column::number_at));
                Values::floats(values, Some(&is_value))
            }
            _ => return None,
        };
        Some((kind, values))
    }

    /// The value of each row, where either column has one.
    fn each<T>(
        &self,
        value: impl Fn(&'a Column, usize) -> Option<T>,
    ) -> impl Iterator<Item = Option<T>> {
        self.rows.iter().enumerate().map(move |(row, at)| {
            let new = at.and_then(|at| value(self.new, at as usize));
            new.or_else(|| value(self.own?, row))
        })
    }

    /// Texts, coded anew in the order in which they come; those that were not kept stay so.
    fn texts(&self) -> Values {
        const NOT_KEPT: u32 = u32::MAX;
        let mut positions: HashMap<&str, u32, FxBuildHasher> = HashMap::default();
        let mut labels = Vec::new();
        let code = |column: &'a Column, row| match &column.values {
            Values::Coded { codes, labels } => {
                Some(codes.get(row).map(|code| labels.get(code as usize))?)
            }
            _ => None,
        };
        let (mut codes, is_value) = apart(self.each(code).map(|label| {
            let label = label?;
            Some(label.map_or(NOT_KEPT, |label| {
                *positions.entry(label).or_insert_with(|| {
                    labels.push(label);
                    labels.len() as u32 - 1
                })
            }))
        }));
        let behind_the_last = labels.len() as u32;
        codes.iter_mut().filter(|code| **code == NOT_KEPT).for_each(|code| *code = behind_the_last);
        Values::coded(codes, Some(&is_value), labels.into_iter())
    }
}

fn whole(column: &Column, row: usize) -> Option<i64> {
    match &column.values {
        Values::Integers(values) | Values::Times(values) => values.get(row),
        _ => None,
    }
}

/// Values, and which of them are there.
fn apart<T: Default>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<bool>) {
    values.map(|value| (value.is_some(), value.unwrap_or_default())).map(|(is, v)| (v, is)).unzip()
}

#[cfg(test)]
mod tests {
    use report::{Kind, Reading};

    use crate::{Column, Table};

    fn table(text: &str) -> Table {
        crate::read("a.csv", text.as_bytes(), &Reading::default()).unwrap()
    }

    fn labels(column: &Column) -> Vec<Option<String>> {
        (0..column.len()).map(|row| column.label(row)).collect()
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect()
    }

    const ROWS: [Option<u32>; 4] = [Some(2), None, Some(0), Some(0)];

    #[test]
    fn values_come_in_the_order_of_the_other_table() {
        let new = table(
            "whole,number,yes,when,word\n1,1.5,yes,2024-01-01,a\n2,2.5,no,2024-01-02,b\n3,,no,2024-01-03,c\n",
        );
        for (name, expected) in [
            ("whole", ["3", "", "1", "1"]),
            ("number", ["", "", "1.5", "1.5"]),
            ("yes", ["no", "", "yes", "yes"]),
            ("when", ["2024-01-03T00:00:00", "", "2024-01-01T00:00:00", "2024-01-01T00:00:00"]),
            ("word", ["c", "", "a", "a"]),
        ] {
            let column = new.column(name).unwrap();
            let joined = column.joined(&ROWS, None).unwrap();
            assert_eq!(labels(&joined), some(&expected), "{name}");
            assert_eq!(joined.kind(), column.kind());
            let missing = expected.iter().filter(|text| text.is_empty()).count() as u64;
            assert_eq!((joined.missing().unmatched, joined.missing().total()), (missing, missing));
            assert_eq!(joined.examples().len() as u64, 4 - missing);
        }
        // Only the texts that came are among the different ones.
        let words = new.column("word").unwrap().joined(&ROWS, None).unwrap();
        assert_eq!(words.distinct(), Some(2));
        assert_eq!(words.counts(), [("a".to_owned(), 2), ("c".to_owned(), 1)]);
    }

    #[test]
    fn own_values_stay_where_none_came() {
        let new = table("n,w\n1,a\n2,b\n3,c\n");
        let own = table("n,w\n7.5,x\n8.5,y\n9.5,a\n,\n");
        let joined =
            |name: &str| new.column(name).unwrap().joined(&ROWS, own.column(name)).unwrap();
        assert_eq!(labels(&joined("n")), some(&["3", "8.5", "1", "1"]));
        assert_eq!(joined("n").kind(), Kind::Float);
        assert_eq!(labels(&joined("w")), some(&["c", "y", "a", "a"]));
        // A word and a number are no one column.
        assert!(new.column("n").unwrap().joined(&ROWS, own.column("w")).is_none());
    }

    #[test]
    fn an_empty_column_takes_and_gives_nothing() {
        let empty = table("n,m\n,1\n,2\n,3\n,4\n");
        let own = empty.column("m");
        let joined = empty.column("n").unwrap().joined(&ROWS, own).unwrap();
        assert_eq!(labels(&joined), some(&["1", "2", "3", "4"]));
        let joined = own.unwrap().joined(&ROWS, empty.column("n")).unwrap();
        assert_eq!(labels(&joined), some(&["3", "", "1", "1"]));
    }
}
