//! Isotonic regression: the non-decreasing steps that fit the classes best, by pooling adjacent violators
//! (Ayer and others 1955), as scikit-learn's `IsotonicRegression(out_of_bounds="clip")`.
//!
//! Scores of one value are one point with the share of its positive rows. A point that is under the one
//! before is pooled with it, and so on backwards. Kept are the ends of every step; between steps the map
//! is linear, beyond the first and last score it is level. It ties rows that the score told apart, and
//! learns noise by heart where rows are few: hundreds at least.

use crate::performance::Scored;

/// A fitted map, as its corners in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Isotonic {
    /// Scores at the ends of the steps.
    pub scores: Vec<f64>,
    /// Probability at each of them.
    pub probabilities: Vec<f64>,
}

/// Neighbouring scores of one probability.
struct Block {
    first: f64,
    last: f64,
    rows: u64,
    positives: u64,
}

impl Block {
    /// Whether the share of positive rows is that of the next block or more, in whole numbers.
    fn is_at_least(&self, next: &Self) -> bool {
        u128::from(self.positives) * u128::from(next.rows)
            >= u128::from(next.positives) * u128::from(self.rows)
    }
}

impl Isotonic {
    /// The map of these rows; `None` where there is no row.
    #[must_use]
    pub fn fit(scored: &Scored) -> Option<Self> {
        let mut blocks: Vec<Block> = Vec::new();
        for run in scored.runs() {
            let (first, last) = (run.score, run.score);
            let mut block = Block { first, last, rows: run.len(), positives: run.positives };
            while let Some(before) = blocks.pop_if(|before| before.is_at_least(&block)) {
                block.first = before.first;
                block.rows += before.rows;
                block.positives += before.positives;
            }
            blocks.push(block);
        }
        let (mut scores, mut probabilities) = (Vec::new(), Vec::new());
        for block in &blocks {
            let probability = block.positives as f64 / block.rows as f64;
            let ends = if block.first < block.last { 2 } else { 1 };
            scores.extend_from_slice(&[block.first, block.last][..ends]);
            probabilities.extend_from_slice(&[probability, probability][..ends]);
        }
        (!scores.is_empty()).then_some(Self { scores, probabilities })
    }

    /// The probability of a score.
    #[must_use]
    pub fn apply(&self, score: f64) -> f64 {
        let after = self.scores.partition_point(|&corner| corner <= score);
        if after == 0 || after == self.scores.len() {
            return self.probabilities[after.saturating_sub(1)];
        }
        let (x, next_x) = (self.scores[after - 1], self.scores[after]);
        let (y, next_y) = (self.probabilities[after - 1], self.probabilities[after]);
        // Halves, as the width of two scores may be beyond the largest number.
        let share = (score / 2.0 - x / 2.0) / (next_x / 2.0 - x / 2.0);
        (y + (next_y - y) * share.clamp(0.0, 1.0)).clamp(y, next_y)
    }
}

#[cfg(test)]
mod tests {
    use super::Isotonic;
    use crate::{performance::Scored, testing::assert_close};

    fn fit(scores: &[f64], classes: &[u8]) -> Isotonic {
        let classes: Vec<bool> = classes.iter().map(|&class| class == 1).collect();
        Isotonic::fit(&Scored::new(scores, &classes).unwrap()).unwrap()
    }

    // Expected: scikit-learn 1.9.1, `IsotonicRegression(out_of_bounds="clip").fit(x, y)`,
    // `.X_thresholds_, .y_thresholds_`.
    #[test]
    fn equals_scikit_learn() {
        let scores = [0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
        let map = fit(&scores, &[0, 1, 0, 0, 1, 0, 1, 1]);
        assert_eq!(map.scores, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
        let want = [0.0, 1.0 / 3.0, 1.0 / 3.0, 0.5, 0.5, 1.0, 1.0];
        map.probabilities.iter().zip(want).for_each(|(&got, want)| assert_close(got, want));
        for (score, want) in [(-3.0, 0.0), (0.15, 1.0 / 6.0), (0.55, 0.75), (9.0, 1.0)] {
            assert_close(map.apply(score), want);
        }
    }

    #[test]
    fn falling_shares_are_one_step() {
        let map = fit(&[1.0, 2.0, 3.0, 4.0], &[1, 1, 0, 0]);
        assert_eq!((map.scores, map.probabilities), (vec![1.0, 4.0], vec![0.5, 0.5]));
        assert_eq!(fit(&[7.0], &[1]).apply(-f64::MAX), 1.0);
        assert_eq!(Isotonic::fit(&Scored::default()), None);
    }
}
