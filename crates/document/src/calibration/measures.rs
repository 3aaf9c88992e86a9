//! How far off the probabilities are, in numbers, and what chance gives.

use report::{Diagram, Estimate, Side, SideCalibration, format};

use super::class::Class;
use crate::table::estimate;
use crate::{Block, Cell, Column, Table};

/// Significant digits of an error.
const DIGITS: usize = 3;

/// Why the statistic of Hosmer and Lemeshow has no end.
const IMPOSSIBLE: &str =
    "A bin that promises 0% or 100% to every row holds one that came out otherwise";
/// What a measure tells of a side.
type Measure = fn(&SideCalibration) -> Cell;

/// Names of the measures, what they are, and how they are told.
const MEASURES: [(&str, &str, Measure); 10] = [
    ("Calibration error (ECE)", "mean gap, bins of equal width", |side| {
        error(side.equal_width.expected_error, &side.equal_width)
    }),
    ("Calibration error, adaptive", "bins of equally many rows; the verdict rests on it", |side| {
        error(side.equal_count.expected_error, &side.equal_count)
    }),
    ("Largest gap (MCE)", "bins of equally many rows", |side| {
        Cell::number(side.equal_count.maximum_error, DIGITS)
    }),
    ("Root mean square gap", "bins of equally many rows", |side| {
        Cell::number(side.equal_count.root_mean_square_error, DIGITS)
    }),
    ("Calibration in the large", "0 is right, under 0 promises too much", |side| {
        told(side.in_the_large.as_ref())
    }),
    ("Slope", "1 is right, under 1 is too sure", |side| told(side.slope.as_ref())),
    ("Intercept", "0 is right, beside a slope of 1", |side| told(side.intercept.as_ref())),
    ("Spiegelhalter z", "near 0 where every promise is true", |side| {
        side.spiegelhalter.map_or_else(Cell::dash, |test| {
            Cell::number(test.z, DIGITS).over(format::p_equals(test.p_value))
        })
    }),
    ("Hosmer–Lemeshow", "over bins of equally many rows", |side| {
        side.hosmer_lemeshow.as_ref().map_or_else(Cell::dash, |test| {
            let infinite = || Cell::text("infinite").hint(IMPOSSIBLE);
            let statistic = test.statistic.map(|value| Cell::number(value, DIGITS));
            statistic.unwrap_or_else(infinite).over(format::p_equals(test.p_value))
        })
    }),
    ("Brier score", "mean squared distance of promise and truth", |side| {
        Cell::number(side.brier.score, DIGITS)
    }),
];

/// The measures of both sides.
pub fn table(class: &Class<'_>) -> Block {
    let row = |(name, about, measure): &(&str, &str, Measure)| {
        let cell = |side: Side| class.of.sides.get(side).as_ref().map_or_else(Cell::dash, measure);
        vec![Cell::name(*name).over(*about), cell(Side::Reference), cell(Side::Production)]
    };
    let n = Side::BOTH.map(|side| {
        let n = class.of.sides.get(side).as_ref().map_or(0, |side| side.n);
        format!("{} n {}", side.label().to_lowercase(), format::count(n))
    });
    Block::Table(Table {
        id: class.id("measures"),
        title: format!("Measures, {}", n.join(", ")),
        caption: format!("Measures of calibration of {}", class.name()),
        columns: vec![
            Column::words("Measure").fixed(),
            Column::numbers("Reference").fixed(),
            Column::numbers("Production").fixed(),
        ],
        rows: MEASURES.iter().map(row).collect(),
        ..Table::default()
    })
}

/// An error over what it is by chance alone.
fn error(value: f64, diagram: &Diagram) -> Cell {
    let chance = diagram.chance.map_or_else(String::new, |chance| {
        format!("by chance up to {}", format::distance(chance.up_to))
    });
    Cell::Number(format::distance(value), value).over(chance)
}

fn told(of: Option<&Estimate>) -> Cell {
    of.map_or_else(Cell::dash, estimate)
}
