//! Path data for the small drawings whose SVG elements the page and the exporter write.

use crate::pen::{Pen, Tenths};
use crate::rect::Point;

/// SVG path data in the making, to the tenth of a CSS pixel.
#[derive(Default)]
pub struct Path {
    pen: Pen,
}

impl Path {
    /// Adds a line through points.
    pub fn line(&mut self, points: &[Point]) {
        self.pen.line(points.iter().map(in_tenths));
    }

    /// Adds an area by its corners.
    pub fn area(&mut self, corners: &[Point]) {
        self.pen.polygon(corners.iter().map(in_tenths));
    }

    /// What was added; empty where nothing was.
    pub fn data(self) -> String {
        self.pen.data()
    }
}

/// SVG path data of one line through points.
pub fn path(points: &[Point]) -> String {
    let mut path = Path::default();
    path.line(points);
    path.data()
}

fn in_tenths((x, y): &Point) -> Tenths {
    (libm::round(x * 10.0) as i32, libm::round(y * 10.0) as i32)
}

/// A length rounded to a tenth of a pixel.
pub fn tenths(length: f64) -> f64 {
    libm::round(length * 10.0) / 10.0
}
