//! The difference of two areas under the ROC curve on the same rows (DeLong, DeLong and Clarke-Pearson
//! 1988, by mid-ranks: Sun and Xu 2014).
//!
//! A row's placement is the share of the other class that its score is on the right side of, ties counted
//! half. The covariance of the areas is that of the placements over the rows of each class, over their
//! number. The p-value is two-sided, by the normal law; 1 where both models order all rows alike. `None` where
//! a class has fewer than two rows, or a score is not finite.

use crate::Measured;
use crate::performance::rows_by_score;
use crate::special::normal_sf;

/// Two areas on the same rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedAuc {
    /// Area of the first model.
    pub first: f64,
    /// Area of the second model.
    pub second: f64,
    /// Second less first.
    pub difference: Measured,
    /// How likely as large a difference is between models that are equally good.
    pub p_value: f64,
}

/// Of the scores of two models for the same rows.
#[must_use]
pub fn paired_auc(first: &[f64], second: &[f64], is_positive: &[bool]) -> Option<PairedAuc> {
    let rows = is_positive.len();
    let finite = |scores: &[f64]| scores.len() == rows && scores.iter().all(|s| s.is_finite());
    let positives = is_positive.iter().filter(|is| **is).count();
    if positives.min(rows - positives) < 2 || !finite(first) || !finite(second) {
        return None;
    }
    let placements = [placements(first, is_positive), placements(second, is_positive)];
    let mean = |model: usize, class: bool| {
        let own = placements[model].iter().zip(is_positive).filter(|(_, is)| **is == class);
        let count = if class { positives } else { rows - positives };
        own.map(|(placement, _)| placement).sum::<f64>() / count as f64
    };
    let areas = [mean(0, true), mean(1, true)];
    // The variance of the differences, so that what both have in common leaves no rounding.
    let variance: f64 = [false, true]
        .into_iter()
        .map(|class| {
            let centre = mean(1, class) - mean(0, class);
            let squares: f64 = (0..rows)
                .filter(|&row| is_positive[row] == class)
                .map(|row| {
                    let off = placements[1][row] - placements[0][row] - centre;
                    off * off
                })
                .sum();
            let count = if class { positives } else { rows - positives } as f64;
            squares / (count - 1.0) / count
        })
        .sum();
    let difference = Measured { value: areas[1] - areas[0], standard_error: variance.sqrt() };
    let p_value = if difference.standard_error > 0.0 {
        (2.0 * normal_sf(difference.value.abs() / difference.standard_error)).min(1.0)
    } else {
        1.0
    };
    Some(PairedAuc { first: areas[0], second: areas[1], difference, p_value })
}

/// The share of the other class that each row's score is on the right side of.
fn placements(scores: &[f64], is_positive: &[bool]) -> Vec<f64> {
    let order = rows_by_score(scores);
    let positives = is_positive.iter().filter(|is| **is).count() as f64;
    let negatives = is_positive.len() as f64 - positives;
    let (mut below, mut positives_below) = (0.0, 0.0);
    let mut placements = vec![0.0; scores.len()];
    for run in order.chunk_by(|&a, &b| scores[a as usize] == scores[b as usize]) {
        let tied = run.iter().filter(|&&row| is_positive[row as usize]).count() as f64;
        let others = run.len() as f64 - tied;
        for &row in run {
            placements[row as usize] = if is_positive[row as usize] {
                (below + others / 2.0) / negatives
            } else {
                (positives - positives_below - tied / 2.0) / positives
            };
        }
        below += others;
        positives_below += tied;
    }
    placements
}

#[cfg(test)]
mod tests {
    use super::paired_auc;
    use crate::testing::assert_close;

    /// What tests/goldens/paired_auc.py prints: both areas, the standard error of their difference, its
    /// p-value; numpy 2.4.6, scipy 1.17.1.
    const GOLDEN: [f64; 4] =
        [0.467_032_967_032_967_04, 0.5, 0.131_610_413_137_553_23, 0.802_208_786_208_607_1];

    /// Scores with ties: of 40 rows, every third positive.
    fn rows() -> (Vec<f64>, Vec<f64>, Vec<bool>) {
        let first = (0..40).map(|i| f64::from(i * 7 % 13)).collect();
        let second = (0..40).map(|i| f64::from((i * i * 5 + i) % 17)).collect();
        (first, second, (0..40).map(|i| i % 3 == 0).collect())
    }

    #[test]
    fn equals_delong_by_placements() {
        let (first, second, is_positive) = rows();
        let paired = paired_auc(&first, &second, &is_positive).unwrap();
        assert_close(paired.first, GOLDEN[0]);
        assert_close(paired.second, GOLDEN[1]);
        assert_close(paired.difference.standard_error, GOLDEN[2]);
        assert_close(paired.p_value, GOLDEN[3]);
    }

    #[test]
    fn one_model_twice_is_no_difference() {
        let (first, _, is_positive) = rows();
        let paired = paired_auc(&first, &first, &is_positive).unwrap();
        assert_eq!((paired.difference.value, paired.difference.standard_error), (0.0, 0.0));
        assert_eq!(paired.p_value, 1.0);
        assert_eq!(paired_auc(&first, &first, &[false; 40]), None);
        assert_eq!(paired_auc(&[f64::NAN; 40], &first, &is_positive), None);
    }
}
