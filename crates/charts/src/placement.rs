//! Where a label has room among curves.

use crate::rect::{Point, Rect};

/// Most boxes that an outline is kept in.
const MOST_BOXES: usize = 80;

/// A curve as boxes around its pieces, for measuring how far labels are from it.
pub struct Outline {
    boxes: Vec<Rect>,
}

impl Outline {
    /// The outline of a curve through points; long curves share a box among several pieces.
    pub fn new(curve: &[Point]) -> Self {
        let pieces = curve.len().saturating_sub(1).div_ceil(MOST_BOXES).max(1);
        let starts = (0..curve.len().saturating_sub(1)).step_by(pieces);
        let boxed = |start: usize| Rect::around(&curve[start..curve.len().min(start + pieces + 1)]);
        Self { boxes: starts.map(boxed).collect() }
    }

    /// The shortest way from a rectangle to the curve.
    pub fn distance(&self, rect: &Rect) -> f64 {
        self.boxes.iter().map(|piece| rect.distance(piece)).fold(f64::INFINITY, f64::min)
    }

    /// The highest point of the curve over a rectangle that is widened by `gap`.
    pub fn top(&self, rect: &Rect, gap: f64) -> f64 {
        self.boxes
            .iter()
            .filter(|piece| piece.x0 <= rect.x1 + gap && piece.x1 >= rect.x0 - gap)
            .map(|piece| piece.y0)
            .fold(f64::INFINITY, f64::min)
    }
}

/// Pixels between two places that are tried.
const STEP: f64 = 8.0;

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
        let right = |rect: &Rect| (rect.y0 >= 16.0).then_some(-rect.x0);
        assert_eq!(place((40.0, 14.0), &bounds, right), Some(Rect::new(56.0, 16.0, 96.0, 30.0)));
        assert_eq!(place((140.0, 14.0), &bounds, |_| Some(0.0)), None);
    }

    #[test]
    fn curves_are_as_far_as_their_nearest_piece() {
        let outline = Outline::new(&[(0.0, 100.0), (50.0, 100.0), (50.0, 20.0), (90.0, 20.0)]);
        let rect = Rect::new(10.0, 10.0, 30.0, 24.0);
        assert_eq!(outline.distance(&rect), 20.0);
        assert_eq!(outline.top(&rect, 4.0), 100.0);
        assert_eq!(outline.top(&rect, 20.0), 20.0);
    }

    #[test]
    fn long_curves_are_covered_by_few_boxes() {
        let curve: Vec<Point> = (0..500).map(|i| (f64::from(i), f64::from(i))).collect();
        let outline = Outline::new(&curve);
        assert!(outline.boxes.len() <= MOST_BOXES);
        assert_eq!(outline.distance(&Rect::new(499.0, 499.0, 499.0, 499.0)), 0.0);
        assert_eq!(Outline::new(&[]).boxes, []);
    }
}
