//! How the values of a column are written: as numbers, or as points in time.

use std::ops::Range;

use report::{Kind, Pair, format};

use crate::table::Cell;
use crate::ticks::{Tick, number_ticks};
use crate::time_ticks::{DAY_MS, HOUR_MS, time_ticks};

/// How the values of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// As numbers.
    #[default]
    Number,
    /// As points in time, from milliseconds since 1970-01-01T00:00:00.
    Time,
}

impl Scale {
    pub(crate) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::DateTime => Self::Time,
            _ => Self::Number,
        }
    }

    /// A value with about `digits` digits, or the day it falls on.
    pub(crate) fn value(self, value: f64, digits: usize) -> String {
        format::value(self.kind(), value, digits)
    }

    /// A value in a table.
    pub(crate) fn cell(self, value: f64) -> Cell {
        match self {
            Self::Number => Cell::Number(value),
            Self::Time => Cell::Text(self.value(value, 0)),
        }
    }

    /// The length of a range of values: "1.6", "3 days".
    pub(crate) fn length(self, length: f64) -> String {
        match self {
            Self::Number => format::number(length, 3),
            Self::Time if length < DAY_MS => {
                format!("{} hours", format::number(length / HOUR_MS, 3))
            }
            Self::Time => format!("{} days", format::number(length / DAY_MS, 3)),
        }
    }

    /// Round values of a range, at most as many as given.
    pub(crate) fn ticks(self, range: &Range<f64>, most: usize) -> Vec<Tick> {
        match self {
            Self::Number => number_ticks(range, most),
            Self::Time => time_ticks(range, most),
        }
    }

    /// Two values, with the digits or the time of day that tell them apart.
    pub(crate) fn told_apart(self, pair: Pair<f64>) -> Pair<String> {
        format::told_apart(self.kind(), pair, 4)
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Number => Kind::Float,
            Self::Time => Kind::DateTime,
        }
    }
}
