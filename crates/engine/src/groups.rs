//! Groups of rows by the values of a column, as people would name them: for segments and for fairness.
//!
//! Names have a group each, the rare ones one together; numbers are cut at readable edges, or stand as they are
//! where they are few; rows without a value are a group of their own. No row is left out. The same groups hold on
//! both sides.

mod crossing;
mod names;
mod numbers;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use report::{Kind, Pair, Side, format};
use table::Column;

use crate::Study;
use names::Names;
use numbers::Numbers;

/// Of what size and number groups are.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Groups of numbers, about; so many different numbers stand as they are.
    pub numbers: usize,
    /// Names that have a group of their own, at most.
    pub names: usize,
    /// Rows of both sides that a name needs for that.
    pub rows: u64,
}

impl Limits {
    /// Those of the settings of segments.
    pub const fn of(study: &Study<'_>) -> Self {
        let settings = &study.settings.segments;
        Self {
            numbers: settings.number_groups as usize,
            names: settings.most_names as usize,
            rows: settings.min_rows,
        }
    }
}

/// What a row without a value is called.
const MISSING: &str = "missing";

/// A name of a group that is not a value, as no value is called.
fn unlike(mut name: String, values: &[String]) -> String {
    while values.contains(&name) {
        name = format!("({name})");
    }
    name
}

/// Groups by the values of a column: how a value finds its group.
pub struct Grouping {
    /// The column.
    pub column: String,
    /// What the groups are called, each in its own way: numbers in order, or names, the frequent ones first; then rarer ones, then
    /// missing.
    pub labels: Vec<String>,
    /// The group of values that have none of their own.
    pub rest: Option<usize>,
    /// The group of rows without a value.
    pub missing: Option<usize>,
    values: Values,
}

/// What a column holds.
enum Values {
    Numbers(Numbers),
    Names(Names),
}

impl Grouping {
    /// The groups of a column that both sides have, or one of them.
    ///
    /// # Errors
    /// Why it makes none, as a clause: "it holds points in time".
    pub fn of(study: &Study<'_>, column: &str, limits: Limits) -> Result<Self, String> {
        let columns = study.column(column);
        let values = match study.joint_kind(column) {
            Some(Kind::DateTime) => return Err("it holds points in time".to_owned()),
            Some(Kind::Identifier) => return Err("it names rows".to_owned()),
            Some(Kind::Empty) => return Err("it has no values".to_owned()),
            Some(kind @ (Kind::Integer | Kind::Float)) => {
                Values::Numbers(Numbers::of(study, columns, kind, limits.numbers))
            }
            Some(Kind::Boolean | Kind::Category | Kind::Text) => {
                Values::Names(Names::of(columns, limits)?)
            }
            None if columns.reference.is_none() && columns.production.is_none() => {
                return Err("neither file has it".to_owned());
            }
            None => return Err("the files hold different kinds of values in it".to_owned()),
        };
        let mut labels = match &values {
            Values::Numbers(numbers) => numbers.labels(),
            Values::Names(names) => names.labels(),
        };
        let rest = match &values {
            Values::Names(names) if names.has_rest() => Some(labels.len() - 1),
            _ => None,
        };
        if let Some(rest) = rest {
            labels[rest] = unlike(std::mem::take(&mut labels[rest]), &labels[..rest]);
        }
        let lacks = |column: &&Column| column.missing().total() > 0;
        let has_missing =
            Side::BOTH.iter().any(|side| columns.get(*side).as_ref().is_some_and(lacks));
        let missing = has_missing.then_some(labels.len());
        if missing.is_some() {
            labels.push(unlike(MISSING.to_owned(), &labels));
        }
        if labels.len() < 2 {
            return Err("it does not vary".to_owned());
        }
        Ok(Self { column: column.to_owned(), labels, rest, missing, values })
    }

    /// Whether the groups are numbers in order, but for the one without a value: neighbours can be joined.
    pub const fn is_ordered(&self) -> bool {
        matches!(self.values, Values::Numbers(_))
    }

    /// Groups of values, without the one that has none.
    pub fn valued(&self) -> usize {
        self.labels.len() - usize::from(self.missing.is_some())
    }

    /// The group of every row of a side; nothing where the side does not have the column.
    pub fn codes(&self, study: &Study<'_>, side: Side) -> Vec<u16> {
        let Some(column) = *study.column(&self.column).get(side) else { return Vec::new() };
        let missing = self.missing.unwrap_or(0) as u16;
        match &self.values {
            Values::Numbers(numbers) => numbers.codes(column, missing),
            Values::Names(names) => names.codes(column, missing),
        }
    }

    /// The group of some rows of a side, in their order; nothing where the side does not have the column.
    pub fn codes_at(&self, study: &Study<'_>, side: Side, rows: &[usize]) -> Vec<u16> {
        let Some(column) = *study.column(&self.column).get(side) else { return Vec::new() };
        let missing = self.missing.unwrap_or(0) as u16;
        match &self.values {
            Values::Numbers(numbers) => numbers.codes_at(column, rows, missing),
            Values::Names(names) => names.codes_at(column, rows, missing),
        }
    }

    /// What rows of some groups in order have in common, to follow the column's name: "is 20 to 39",
    /// "is “rent”", "is missing".
    pub fn says(&self, groups: RangeInclusive<usize>) -> String {
        let (first, last) = (*groups.start(), *groups.end());
        if Some(first) == self.missing {
            return "is missing".to_owned();
        }
        match &self.values {
            Values::Numbers(numbers) => format!("is {}", numbers.label(first, last)),
            Values::Names(_) if Some(first) == self.rest => {
                format!("is one of {}", self.labels[first])
            }
            Values::Names(_) => format!("is {}", format::quoted(&self.labels[first])),
        }
    }

    /// The groups of all rows.
    pub fn groups(&self, study: &Study<'_>) -> Groups {
        Groups {
            column: self.column.clone(),
            labels: self.labels.clone(),
            rest: self.rest,
            missing: self.missing,
            of_row: Pair::from_fn(|side| self.codes(study, side)),
        }
    }
}

/// The groups of all rows by the values of a column, or of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The column; of two "a and b".
    pub column: String,
    /// What the groups are called.
    pub labels: Vec<String>,
    /// The group of values that have none of their own.
    pub rest: Option<usize>,
    /// The group of rows without a value.
    pub missing: Option<usize>,
    /// The group of each row of each side; nothing where the side does not have the column.
    pub of_row: Pair<Vec<u16>>,
}

impl Groups {
    /// The groups of a column that both sides have, or one of them.
    ///
    /// # Errors
    /// Why it makes none, as a clause: "it holds points in time".
    pub fn of(study: &Study<'_>, column: &str, limits: Limits) -> Result<Self, String> {
        Grouping::of(study, column, limits).map(|grouping| grouping.groups(study))
    }

    /// The group of a row; none where its side does not have the column.
    pub fn group(&self, side: Side, row: usize) -> Option<usize> {
        self.of_row.get(side).get(row).map(|&group| usize::from(group))
    }
}
