//! A table: columns and rows of cells.

use std::sync::Arc;

use report::{Estimate, format};
use serde::{Deserialize, Serialize};

use crate::{Block, Chip, Grade};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name; no two tables of a document have the same.
    pub id: String,
    /// What stands above it; empty where a section's heading is enough.
    pub title: String,
    /// What it holds, for those who do not see it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns; a copy of the table shares them.
    #[serde(with = "crate::shared")]
    pub rows: Arc<[Vec<Cell>]>,
    /// What each row opens into, shared as well; empty where rows do not open.
    #[serde(with = "crate::shared")]
    pub details: Arc<[Vec<Block>]>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// What the head means; empty where that is plain.
    pub definition: String,
    /// Whether its cells are set to the right.
    pub is_numbers: bool,
    /// Whether the rows can be ordered by it.
    pub is_sortable: bool,
    /// Whether it is shown; one that is not is in the copy only.
    pub is_shown: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            definition: String::new(),
            is_numbers: false,
            is_sortable: true,
            is_shown: true,
        }
    }

    /// A column that is in the copy only.
    pub fn copied(title: impl Into<String>) -> Self {
        Self { is_shown: false, ..Self::words(title) }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { is_numbers: true, ..Self::words(title) }
    }

    /// The same with a definition.
    #[must_use]
    pub fn defined(self, definition: impl Into<String>) -> Self {
        Self { definition: definition.into(), ..self }
    }

    /// The same in an order that has a sense of its own.
    #[must_use]
    pub fn fixed(self) -> Self {
        Self { is_sortable: false, ..self }
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A text that the row is known by.
    Name(String),
    /// A number as it is written, and as it is ordered and copied.
    Number(String, f64),
    /// How grave something is.
    Chip(Chip),
    /// A cell with a small line beneath it.
    Over(Box<Self>, String),
    /// A cell with more to read on hovering.
    Hinted(Box<Self>, String),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text that the row is known by.
    pub fn name(text: impl Into<String>) -> Self {
        Self::Name(text.into())
    }

    /// A number of rows or values.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self::Number(format::count(count), count as f64)
    }

    /// A number with about so many digits, or a dash.
    pub fn number(value: impl Into<Option<f64>>, digits: usize) -> Self {
        value
            .into()
            .map_or_else(Self::dash, |value| Self::Number(format::number(value, digits), value))
    }

    /// A share as a percentage, or a dash.
    pub fn share(value: impl Into<Option<f64>>) -> Self {
        value.into().map_or_else(Self::dash, |value| Self::Number(format::percent(value), value))
    }

    /// How grave something is, with its word.
    pub fn chip(grade: impl Into<Grade>, word: impl Into<String>) -> Self {
        Self::Chip(Chip::new(grade, word))
    }

    /// Nothing to tell.
    #[must_use]
    pub fn dash() -> Self {
        Self::Text("–".to_owned())
    }

    /// The same with a small line beneath it, where that says something.
    #[must_use]
    pub fn over(self, beneath: impl Into<String>) -> Self {
        let beneath = beneath.into();
        if beneath.is_empty() { self } else { Self::Over(Box::new(self), beneath) }
    }

    /// The same with more to read on hovering, where that says something.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if hint.is_empty() { self } else { Self::Hinted(Box::new(self), hint) }
    }
}

/// A value over its interval.
pub fn estimate(estimate: &Estimate) -> Cell {
    let (value, interval) = format::estimate(estimate);
    Cell::Number(value, estimate.value).over(interval)
}

/// A difference of shares in percentage points.
pub fn points(estimate: &Estimate) -> Estimate {
    let points = |share: f64| share * 100.0;
    let interval_95 = estimate.interval_95.map(|(low, high)| (points(low), points(high)));
    Estimate { value: points(estimate.value), interval_95 }
}

/// A difference of shares in points, over its interval.
pub fn gap(estimate: &Estimate) -> Cell {
    let (value, interval) = format::estimate(&points(estimate));
    let sign = if value.starts_with(|first: char| first.is_ascii_digit()) { "+" } else { "" };
    // What is nearer to 0 than can be written has no sign, as other differences in points.
    let value = value.replace(">\u{2212}", "<");
    Cell::Number(format!("{sign}{value} points"), estimate.value).over(interval)
}
