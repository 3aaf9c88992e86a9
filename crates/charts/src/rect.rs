//! Points and rectangles in CSS pixels.

/// A point in CSS pixels, from the top left.
pub type Point = (f64, f64);

/// A rectangle in CSS pixels; `x0 <= x1`, `y0 <= y1`, y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left.
    pub x0: f64,
    /// Top.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Bottom.
    pub y1: f64,
}

impl Rect {
    pub(crate) const fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// The least rectangle around points; a point at the origin for none.
    pub(crate) fn around(points: &[Point]) -> Self {
        let Some(&(x, y)) = points.first() else { return Self::new(0.0, 0.0, 0.0, 0.0) };
        points.iter().fold(Self::new(x, y, x, y), |rect, &(x, y)| Self {
            x0: rect.x0.min(x),
            y0: rect.y0.min(y),
            x1: rect.x1.max(x),
            y1: rect.y1.max(y),
        })
    }

    pub(crate) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub(crate) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The shortest way between the two; 0 where they meet.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let dx = (other.x0 - self.x1).max(self.x0 - other.x1).max(0.0);
        let dy = (other.y0 - self.y1).max(self.y0 - other.y1).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }
}
