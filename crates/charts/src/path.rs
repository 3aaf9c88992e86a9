//! Path data for the small drawings whose SVG elements the page and the exporter write.

use std::fmt::Write as _;

use crate::rect::Point;

/// SVG path data with tenths of a pixel.
pub fn path(points: &[Point]) -> String {
    let mut data = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let command = if i == 0 { 'M' } else { 'L' };
        // Writing to a String cannot fail.
        let _ = write!(data, "{command}{} {}", tenths(*x), tenths(*y));
    }
    data
}

/// A length rounded to a tenth of a pixel.
pub fn tenths(length: f64) -> f64 {
    libm::round(length * 10.0) / 10.0
}
