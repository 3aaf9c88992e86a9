//! The Brier score, split into what is wrong with the probabilities and what they tell.
//!
//! With the bins of a reliability diagram, their shares w of the rows, mean scores s, shares of positive
//! rows o and the share o̅ of all rows, Murphy (1973):
//! reliability Σ w (s - o)², less resolution Σ w (o - o̅)², plus uncertainty o̅ (1 - o̅).
//! That is the Brier score only where a bin's scores are all equal. What the scores do within bins are
//! two terms more (Stephenson, Coelho and Jolliffe 2008): plus the mean variance of the scores within
//! bins, less twice their mean covariance with the class. With them the parts add up.

use super::Reliability;

/// Parts of the Brier score, in squared points of probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrierDecomposition {
    /// Mean squared gap between what the model says and what came true: less is better.
    pub reliability: f64,
    /// How far bins differ in what came true: more is better.
    pub resolution: f64,
    /// The Brier score of always saying the share of positive rows: the data's, not the model's.
    pub uncertainty: f64,
    /// Variance of the scores within bins.
    pub within_bin_variance: f64,
    /// Twice the covariance of score and class within bins.
    pub within_bin_covariance: f64,
}

impl BrierDecomposition {
    /// The Brier score: the parts together.
    #[must_use]
    pub fn brier(&self) -> f64 {
        self.reliability - self.resolution + self.uncertainty + self.within_bin_variance
            - self.within_bin_covariance
    }
}

/// The parts of the Brier score over a diagram's bins; `None` where it has no row.
#[must_use]
pub fn brier_decomposition(diagram: &Reliability) -> Option<BrierDecomposition> {
    if diagram.rows == 0 {
        return None;
    }
    let all = diagram.positives as f64 / diagram.rows as f64;
    let mut parts = BrierDecomposition {
        reliability: 0.0,
        resolution: 0.0,
        uncertainty: all * (1.0 - all),
        within_bin_variance: 0.0,
        within_bin_covariance: 0.0,
    };
    for (bin, share) in diagram.filled() {
        let (mean, positive) = (bin.mean_score()?, bin.share()?);
        parts.reliability += share * (mean - positive) * (mean - positive);
        parts.resolution += share * (positive - all) * (positive - all);
        let rows = bin.rows as f64;
        parts.within_bin_variance += share * (bin.squares / rows - mean * mean).max(0.0);
        parts.within_bin_covariance +=
            share * 2.0 * (bin.scores_of_positives / rows - mean * positive);
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::brier_decomposition;
    use crate::{
        calibration::{Bins, Reliability},
        performance::Scored,
        testing::assert_within,
    };

    #[test]
    fn parts_add_up_whatever_the_bins() {
        let scores: Vec<f64> = (0..500).map(|i| f64::from((i * 7919) % 1009) / 1008.0).collect();
        let classes: Vec<bool> = (0..500).map(|i| (i * i) % 7 < 3).collect();
        let squares =
            scores.iter().zip(&classes).map(|(p, &y)| (p - f64::from(u8::from(y))).powi(2));
        let brier = squares.sum::<f64>() / 500.0;
        let scored = Scored::new(&scores, &classes).unwrap();
        for bins in [Bins::EqualWidth(10), Bins::EqualCount(7), Bins::EqualWidth(1)] {
            let diagram = Reliability::new(&scored, bins).unwrap();
            assert_within(brier_decomposition(&diagram).unwrap().brier(), brier, 1e-12);
        }
    }
}
