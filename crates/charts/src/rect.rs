//! Rectangles in CSS pixels, and where a label fits.

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

    fn around(a: Point, b: Point) -> Self {
        Self::new(a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1))
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

    /// The shortest way to a curve, whose pieces count as the boxes around them.
    pub(crate) fn distance_to(&self, curve: &[Point]) -> f64 {
        let pieces = curve.windows(2).map(|pair| Self::around(pair[0], pair[1]));
        pieces.map(|piece| self.distance(&piece)).fold(f64::INFINITY, f64::min)
    }

    /// The highest point of a curve between the sides of the rectangle, widened by `gap`.
    pub(crate) fn top_of(&self, curve: &[Point], gap: f64) -> f64 {
        let pieces = curve.windows(2).map(|pair| Self::around(pair[0], pair[1]));
        pieces
            .filter(|piece| piece.x0 <= self.x1 + gap && piece.x1 >= self.x0 - gap)
            .map(|piece| piece.y0)
            .fold(f64::INFINITY, f64::min)
    }
}

/// Pixels between two places that are tried.
const STEP: f64 = 6.0;

/// The cheapest place for a label of a size inside `bounds`: every few pixels is tried, from the
/// top left; `cost` says nothing where the label must not stand. The first of equals wins.
pub fn place(
    (width, height): (f64, f64),
    bounds: &Rect,
    cost: impl Fn(&Rect) -> Option<f64>,
) -> Option<Rect> {
    let columns = libm::floor((bounds.width() - width) / STEP) as i32;
    let rows = libm::floor((bounds.height() - height) / STEP) as i32;
    let mut best: Option<(f64, Rect)> = None;
    for (row, column) in (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column))) {
        let x = bounds.x0 + f64::from(column) * STEP;
        let y = bounds.y0 + f64::from(row) * STEP;
        let rect = Rect::new(x, y, x + width, y + height);
        if let Some(cost) = cost(&rect)
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, rect));
        }
    }
    best.map(|(_, rect)| rect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_go_where_it_is_cheap_and_allowed() {
        let bounds = Rect::new(0.0, 0.0, 100.0, 50.0);
        let right = |rect: &Rect| (rect.y0 >= 12.0).then_some(-rect.x0);
        assert_eq!(place((40.0, 14.0), &bounds, right), Some(Rect::new(60.0, 12.0, 100.0, 26.0)));
        assert_eq!(place((140.0, 14.0), &bounds, |_| Some(0.0)), None);
    }

    #[test]
    fn curves_are_as_far_as_their_nearest_piece() {
        let curve = [(0.0, 100.0), (50.0, 100.0), (50.0, 20.0), (90.0, 20.0)];
        let rect = Rect::new(10.0, 10.0, 30.0, 24.0);
        assert_eq!(rect.distance_to(&curve), 20.0);
        assert_eq!(rect.top_of(&curve, 4.0), 100.0);
        assert_eq!(rect.top_of(&curve, 20.0), 20.0);
    }
}
