//! What every chart can do, and where its marks are.

use report::{Pair, Side, format};

use crate::rect::Rect;
use crate::table::ChartTable;
use crate::{DrawError, Sheet};

/// A chart: a drawing, and the same in words and as a table.
pub trait Chart {
    /// What the chart shows, as a short finding without a full stop.
    fn title(&self) -> String;

    /// Unit and method, as they stand below the axis.
    fn caption(&self) -> String;

    /// The chart in one to three sentences with its numbers, for those who do not see it.
    fn summary(&self) -> String;

    /// The numbers of the chart.
    fn table(&self) -> ChartTable;

    /// The height at which the chart reads well, in CSS pixels.
    fn height(&self, _width: u32) -> u32 {
        228
    }

    /// Draws the chart over the whole sheet; [`crate::paint`] makes the sheet.
    ///
    /// # Errors
    /// When the backend fails.
    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError>;
}

/// Where the marks of a drawing are and what they say, for hover and keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// The marks, in the order in which arrow keys visit them.
    pub marks: Vec<Mark>,
}

impl Geometry {
    /// The mark under a point in CSS pixels, or else the nearest; nothing without marks.
    #[must_use]
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let point = Rect::new(x, y, x, y);
        let distance = |i: &usize| self.marks[*i].place.distance(&point);
        (0..self.marks.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// One thing that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it is.
    pub place: Rect,
    /// What it says.
    pub reading: Reading,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The cell, the value or the column: "12 to 15".
    pub title: String,
    /// One row a number.
    pub rows: Vec<ReadingRow>,
}

/// One number of a reading with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRow {
    /// "Reference".
    pub label: String,
    /// "6.2%".
    pub value: String,
    /// "3,100 of 50,000"; may be empty.
    pub beside: String,
}

impl ReadingRow {
    pub(crate) fn new(
        label: impl Into<String>,
        value: impl Into<String>,
        beside: impl Into<String>,
    ) -> Self {
        Self { label: label.into(), value: value.into(), beside: beside.into() }
    }
}

/// The share of each side with "n of N".
pub(crate) fn share_rows(count: Pair<u64>, n: Pair<u64>) -> Vec<ReadingRow> {
    let row = |side: Side| {
        let (count, n) = (*count.get(side), *n.get(side));
        let beside = format!("{} of {}", format::count(count), format::count(n));
        ReadingRow::new(side.label(), format::percent(share(count, n)), beside)
    };
    Side::BOTH.map(row).to_vec()
}

/// A part of a whole; 0 where the whole is nothing.
pub(crate) fn share(count: u64, n: u64) -> f64 {
    if n == 0 { 0.0 } else { count as f64 / n as f64 }
}
