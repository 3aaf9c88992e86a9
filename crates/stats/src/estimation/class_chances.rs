//! Calibrated probabilities of several classes: one map per class, and rows that sum to 1 again.
//!
//! As NannyML: each class against all others is calibrated by itself, or left as it is, and each row is
//! divided by its sum; a row whose classes all have chance 0 has the same chance for each, and one without a
//! score in some class has none in any.

use crate::calibration::Recalibration;

/// Chances by class and row, from scores by class and row and a map per class, none where the class is
/// left as it is.
#[must_use]
pub fn class_chances(scores: &[Vec<f64>], maps: &[Option<Recalibration>]) -> Vec<Vec<f64>> {
    let apply = |(scores, map): (&Vec<f64>, &Option<Recalibration>)| -> Vec<f64> {
        let mapped = |score: f64| match map {
            Some(map) if score.is_finite() => map.apply(score),
            _ => score,
        };
        scores.iter().copied().map(mapped).collect()
    };
    let mut chances: Vec<Vec<f64>> = scores.iter().zip(maps).map(apply).collect();
    let rows = chances.iter().map(Vec::len).min().unwrap_or(0);
    let even = 1.0 / chances.len() as f64;
    for row in 0..rows {
        let sum: f64 = chances.iter().map(|class| class[row]).sum();
        for class in &mut chances {
            class[row] = if sum > 0.0 || sum.is_nan() { class[row] / sum } else { even };
        }
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::class_chances;
    use crate::calibration::{Isotonic, Recalibration};

    #[test]
    fn rows_sum_to_one() {
        let nothing = Isotonic { scores: vec![0.0], probabilities: vec![0.0] };
        let maps = [Some(Recalibration::Isotonic(nothing)), None];
        let chances = class_chances(&[vec![0.5, 0.4], vec![0.5, 0.0]], &maps);
        assert_eq!(chances, [[0.0, 0.5], [1.0, 0.5]]);
        assert!(class_chances(&[], &[]).is_empty());
    }
}
