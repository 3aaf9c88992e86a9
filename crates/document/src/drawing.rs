//! A drawing as plain data: layers between two axes, with what its parts say.

use report::{Pair, Side, format};
use serde::{Deserialize, Serialize};

use crate::Table;

/// A place in the units of the axes: across, up.
pub type Point = (f64, f64);

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// The column or model it is of, for the names of saved files.
    pub subject: String,
    /// What it shows of that, for the names of saved files.
    pub picture: String,
    /// The finding, without a full stop.
    pub title: String,
    /// Units and method, as they stand below the axis.
    pub caption: String,
    /// The drawing in one to three sentences, for those who do not see it.
    pub summary: String,
    /// What runs across.
    pub across: Axis,
    /// What runs up.
    pub up: Axis,
    /// What is drawn, from the back to the front.
    pub layers: Vec<Layer>,
    /// The names of what is drawn, in a row above.
    pub keys: Vec<Key>,
    /// What places of it say.
    pub readings: Vec<ReadAt>,
    /// Its numbers.
    pub numbers: Table,
    /// How high it stands.
    pub height: Height,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How its values are written.
    pub unit: Unit,
}

impl Axis {
    /// All shares from 0 to 100%.
    #[must_use]
    pub const fn shares() -> Self {
        Self { from: 0.0, to: 1.0, unit: Unit::Share }
    }

    /// Numbers.
    #[must_use]
    pub const fn numbers(from: f64, to: f64) -> Self {
        Self { from, to, unit: Unit::Number }
    }

    /// Names from the bottom to the top, the first around 0.5, the next around 1.5.
    #[must_use]
    pub fn names(names: Vec<String>) -> Self {
        Self { from: 0.0, to: names.len() as f64, unit: Unit::Names(names) }
    }
}

/// How the values of an axis are written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Unit {
    /// As numbers.
    #[default]
    Number,
    /// As percentages of 1.
    Share,
    /// As names of places, as many as have room.
    Places(Vec<(f64, String)>),
    /// As names, each in the middle of one unit.
    Names(Vec<String>),
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Layer {
    /// An area by its corners, in a faint colour.
    Wash(Vec<Point>, Paint),
    /// An area by its corners, in the full colour of areas.
    Fill(Vec<Point>, Paint),
    /// A line.
    Line(Vec<Point>, Paint),
    /// A dashed line: a limit, an ideal.
    Dashed(Vec<Point>, Paint),
    /// Dots.
    Dots(Vec<Point>, Paint),
    /// A text that begins at a place, or ends there where it has no room; bold in the colour of data.
    Note(Point, String, Paint),
}

/// The meaning of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paint {
    /// The reference.
    Reference,
    /// Production.
    Production,
    /// What is too much.
    Severity,
    /// What would be.
    Accent,
    /// What is stressed.
    Ink,
    /// What is beside the point.
    Quiet,
}

impl Paint {
    /// The colour of a side.
    #[must_use]
    pub const fn of(side: Side) -> Self {
        match side {
            Side::Reference => Self::Reference,
            Side::Production => Self::Production,
        }
    }
}

/// The name of what is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its colour.
    pub paint: Paint,
    /// Whether it is an area.
    pub is_area: bool,
    /// Its name.
    pub name: String,
    /// What is known about it; left out where there is no room.
    pub about: String,
}

impl Key {
    /// The names of both sides with their rows, without a side that has none.
    #[must_use]
    pub fn sides(n: Pair<u64>) -> Vec<Self> {
        let sides = Side::BOTH.into_iter().filter(|side| *n.get(*side) > 0);
        let key = |side: Side| Self {
            paint: Paint::of(side),
            is_area: side == Side::Reference,
            name: side.label().to_owned(),
            about: format!("n {}", format::count(*n.get(side))),
        };
        sides.map(key).collect()
    }
}

/// The corners of a band: its lower line to the right, its upper line back.
#[must_use]
pub fn band(low: &[Point], high: &[Point]) -> Vec<Point> {
    low.iter().chain(high.iter().rev()).copied().collect()
}

/// The corners of a rectangle.
#[must_use]
pub fn rectangle((x0, y0): Point, (x1, y1): Point) -> Vec<Point> {
    vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
}

/// The outline of columns beside each other, each with its left edge, right edge and height.
#[must_use]
pub fn outline(columns: &[(f64, f64, f64)]) -> Vec<Point> {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return Vec::new() };
    let tops = columns.iter().flat_map(|&(left, right, height)| [(left, height), (right, height)]);
    [(first.0, 0.0)].into_iter().chain(tops).chain([(last.1, 0.0)]).collect()
}

/// What a place of a drawing says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadAt {
    /// One corner of the place.
    pub from: Point,
    /// The other corner.
    pub to: Point,
    /// What it is.
    pub title: String,
    /// Rows of name, value, and what stands beside.
    pub rows: Vec<(String, String, String)>,
}

/// How high a drawing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Height {
    /// As most.
    #[default]
    Usual,
    /// Nearly as high as wide.
    Square,
    /// Low, as one of several.
    Small,
    /// So many bars beneath each other.
    Bars(u32),
}
