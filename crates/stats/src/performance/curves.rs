//! The ROC, precision-recall and gains curves as points to draw, thinned so that their area stays.
//!
//! A point is left out while the straight line over it has the same area as the curve, to within a
//! millionth, and reaches no further than a fiftieth. The area of a drawn ROC curve is therefore that of
//! the whole to four digits.

use super::Scored;

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Rows are called positive from this score on; none where no row is.
    pub threshold: Option<f64>,
}

/// The difference of area that a line may have, in units of the whole square.
const MOST_AREA: f64 = 1e-6;
/// How far a line may reach across and up together.
const LONGEST: f64 = 0.02;

/// False-positive rate across, recall up, from the largest threshold down; empty where a class is.
#[must_use]
pub fn roc_curve(scored: &Scored) -> Vec<Point> {
    let (n, m) = (scored.negatives() as f64, scored.positives() as f64);
    let start = Point { x: 0.0, y: 0.0, threshold: None };
    curve(scored, Some(start), |false_positives, true_positives| {
        (false_positives as f64 / n, true_positives as f64 / m)
    })
}

/// Recall across, precision up, from the largest threshold down; empty where a class is.
#[must_use]
pub fn precision_recall_curve(scored: &Scored) -> Vec<Point> {
    let m = scored.positives() as f64;
    curve(scored, None, |false_positives, true_positives| {
        let called = (false_positives + true_positives) as f64;
        (true_positives as f64 / m, true_positives as f64 / called)
    })
}

/// Share of rows across, share of the positives among them up; empty where a class is.
#[must_use]
pub fn gains_curve(scored: &Scored) -> Vec<Point> {
    let (n, m) = (scored.len() as f64, scored.positives() as f64);
    let start = Point { x: 0.0, y: 0.0, threshold: None };
    curve(scored, Some(start), |false_positives, true_positives| {
        ((false_positives + true_positives) as f64 / n, true_positives as f64 / m)
    })
}

fn curve(
    scored: &Scored,
    start: Option<Point>,
    place: impl Fn(u64, u64) -> (f64, f64),
) -> Vec<Point> {
    if scored.negatives() == 0 || scored.positives() == 0 {
        return Vec::new();
    }
    let (mut false_positives, mut true_positives) = (0, 0);
    let points = scored.runs().iter().rev().map(|run| {
        false_positives += run.negatives;
        true_positives += run.positives;
        let (x, y) = place(false_positives, true_positives);
        Point { x, y, threshold: Some(run.score) }
    });
    thin(start.into_iter().chain(points))
}

/// Leaves out points that a straight line stands for.
fn thin(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    let mut last: Option<Point> = None;
    // Area under the curve since the last point that was kept.
    let mut under = 0.0;
    for point in points {
        if let (Some(&from), Some(before)) = (kept.last(), last) {
            let further = under + area(before, point);
            let reach = (point.x - from.x).abs() + (point.y - from.y).abs();
            if (further - area(from, point)).abs() > MOST_AREA || reach > LONGEST {
                if before != from {
                    kept.push(before);
                }
                under = area(before, point);
            } else {
                under = further;
            }
        } else {
            kept.push(point);
        }
        last = Some(point);
    }
    kept.extend(last.filter(|last| kept.last() != Some(last)));
    kept
}

/// Under the line from one point to another.
fn area(from: Point, to: Point) -> f64 {
    (to.x - from.x) * (from.y + to.y) / 2.0
}

#[cfg(test)]
mod tests {
    use super::{Point, area, gains_curve, precision_recall_curve, roc_curve};
    use crate::{Auc, performance::Scored};

    fn scored(n: u32) -> Scored {
        let p: Vec<f64> = (0..n).map(|i| f64::from((7919 * i + 13) % 10_007) / 10_007.0).collect();
        let u = (0..n).map(|i| f64::from((104_729 * i + 7) % 9_973) / 9_973.0);
        let y: Vec<bool> = p.iter().zip(u).map(|(p, u)| u < p * p).collect();
        Scored::new(&p, &y).unwrap()
    }

    fn area_of(points: &[Point]) -> f64 {
        points.windows(2).map(|pair| area(pair[0], pair[1])).sum()
    }

    #[test]
    fn thinning_keeps_the_area_and_the_ends() {
        for n in [30, 1_000, 9_000] {
            let scored = scored(n);
            let points = roc_curve(&scored);
            let auc = Auc::of_scored(&scored).unwrap().value;
            assert!((area_of(&points) - auc).abs() < 1e-4, "{n}");
            assert!(points.len() < 1_500, "{}", points.len());
            let last = points.last().unwrap();
            assert_eq!((points[0].x, points[0].y, last.x, last.y), (0.0, 0.0, 1.0, 1.0));
        }
    }

    // Expected: evidently 0.7's tests/calculations/test_classification_performance.py.
    #[test]
    fn the_points_of_few_rows_are_those_of_scikit_learn() {
        let p = [0.91, 0.82, 0.73, 0.64, 0.55, 0.46, 0.37, 0.28, 0.19, 0.0];
        let y = [1, 0, 0, 1, 1, 1, 0, 1, 0, 0].map(|y| y == 1);
        let points = roc_curve(&Scored::new(&p, &y).unwrap());
        for (x, y) in [(0.0, 0.2), (0.4, 0.2), (0.4, 0.8), (0.6, 0.8), (0.6, 1.0), (1.0, 1.0)] {
            assert!(points.iter().any(|point| point.x == x && point.y == y), "{x} {y}");
        }
    }

    #[test]
    fn the_other_curves_end_where_all_is_called() {
        let scored = scored(500);
        let prevalence = scored.positives() as f64 / 500.0;
        let last = |points: Vec<Point>| points.last().map(|point| (point.x, point.y)).unwrap();
        assert_eq!(last(precision_recall_curve(&scored)), (1.0, prevalence));
        assert_eq!(last(gains_curve(&scored)), (1.0, 1.0));
        assert!(roc_curve(&Scored::default()).is_empty());
    }
}
