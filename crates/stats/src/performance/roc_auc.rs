//! The area under the ROC curve with an interval that stays within 0 and 1.
//!
//! DeLong's standard error on the scale of the logarithmic odds. Where it is 0, because no row is
//! misplaced or all are, the interval is Newcombe's (2006, method 5): the areas A with
//! `|area - A| <= z sqrt(V(A))`, where V is Hanley and McNeil's variance for a class of the mean size.
//! The area as `sklearn.metrics.roc_auc_score`; `None` where a class is empty.

use super::{Estimate, Interval, Scored};
use crate::{Auc, special::Z_95};

/// The area under the ROC curve.
#[must_use]
pub fn roc_auc(scored: &Scored) -> Option<Estimate> {
    let auc = Auc::of_scored(scored)?;
    let (value, classes) = (auc.value, [scored.negatives(), scored.positives()]);
    let interval = match auc.standard_error {
        Some(error) if error > 0.0 && value > 0.0 && value < 1.0 => logit_interval(value, error),
        _ => score_interval(value, classes),
    };
    Some(Estimate { value, interval: Some(interval) })
}

/// The interval of a share by its standard error, on the scale of the logarithmic odds.
pub(super) fn logit_interval(value: f64, standard_error: f64) -> Interval {
    let half = Z_95 * standard_error / (value * (1.0 - value));
    let centre = libm::log(value) - libm::log1p(-value);
    let share = |odds: f64| 1.0 / (1.0 + libm::exp(-odds));
    Interval { low: share(centre - half), high: share(centre + half) }
}

/// Newcombe's interval.
fn score_interval(value: f64, [negatives, positives]: [u64; 2]) -> Interval {
    let (n, m) = (negatives as f64, positives as f64);
    let others = ((n + m) / 2.0 - 1.0).max(0.0);
    let is_inside = |area: f64| {
        let pairs = 1.0 + others * ((1.0 - area) / (2.0 - area) + area / (1.0 + area));
        let variance = area * (1.0 - area) * pairs / (n * m);
        (value - area).abs() <= Z_95 * variance.sqrt()
    };
    Interval { low: end(value, 0.0, is_inside), high: end(value, 1.0, is_inside) }
}

/// The last value that is inside on the way to a bound.
fn end(from: f64, bound: f64, is_inside: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (from, bound);
    for _ in 0..60 {
        let middle = f64::midpoint(inside, outside);
        if is_inside(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    if inside == from { from } else { f64::midpoint(inside, outside) }
}

#[cfg(test)]
mod tests {
    use super::roc_auc;
    use crate::{performance::Scored, testing::assert_close};

    // Expected: evidently 0.7's tests/calculations/test_classification_performance.py.
    #[test]
    fn the_area_is_that_of_pairs() {
        let p = [0.91, 0.82, 0.73, 0.64, 0.55, 0.46, 0.37, 0.28, 0.19, 0.0];
        let y = [1, 0, 0, 1, 1, 1, 0, 1, 0, 0].map(|y| y == 1);
        let auc = roc_auc(&Scored::new(&p, &y).unwrap()).unwrap();
        assert_close(auc.value, 0.64);
        let interval = auc.interval.unwrap();
        assert!(interval.low > 0.2 && interval.high < 0.95);
    }

    #[test]
    fn no_error_at_all_is_not_certainty() {
        let scores: Vec<f64> = (0..20).map(f64::from).collect();
        let classes: Vec<bool> = (0..20).map(|i| i >= 10).collect();
        let auc = roc_auc(&Scored::new(&scores, &classes).unwrap()).unwrap();
        let interval = auc.interval.unwrap();
        assert_eq!((auc.value, interval.high), (1.0, 1.0));
        assert!(interval.low > 0.7 && interval.low < 0.95, "{interval:?}");
        assert_eq!(roc_auc(&Scored::new(&[0.5], &[true]).unwrap()), None);
    }
}
