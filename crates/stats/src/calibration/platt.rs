//! Platt's scaling (1999): a sigmoid of the score, fitted to classes that are smoothed a little, as
//! scikit-learn's `method="sigmoid"` without cross-validation.
//!
//! p = 1 / (1 + exp(a s + b)), the likeliest for targets (N₊ + 1) / (N₊ + 2) of positive rows and
//! 1 / (N₋ + 2) of negative ones. It takes any score, also one that is no probability, and keeps the order
//! of rows. On scores that are probabilities already it bends them as a sigmoid does; where their log odds
//! are off by a factor, temperature scaling fits better.

use super::{
    from_log_odds,
    logistic_fit::{Group, Terms, fit},
};
use crate::performance::{ScoreRun, Scored};

/// A fitted sigmoid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Platt {
    /// Slope, by Platt's sign: under 0 where larger scores are likelier positive.
    pub a: f64,
    /// Intercept, by Platt's sign.
    pub b: f64,
}

impl Platt {
    /// The sigmoid of these rows; `None` where there is no row, or where all scores are equal.
    #[must_use]
    pub fn fit(scored: &Scored) -> Option<Self> {
        let (positives, negatives) = (scored.positives() as f64, scored.negatives() as f64);
        let target = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
        let group = |run: &ScoreRun| Group {
            x: run.score,
            rows: run.len() as f64,
            positives: run.positives as f64 * target.0 + run.negatives as f64 * target.1,
        };
        let groups: Vec<Group> = scored.runs().iter().map(group).collect();
        let fitted = fit(&groups, Terms::Both)?;
        Some(Self { a: -fitted.slope, b: -fitted.intercept })
    }

    /// The probability of a score.
    #[must_use]
    pub fn apply(&self, score: f64) -> f64 {
        from_log_odds(-(self.a * score + self.b))
    }
}

#[cfg(test)]
mod tests {
    use super::Platt;
    use crate::{performance::Scored, testing::assert_within};

    // Expected: scikit-learn's tests/test_calibration.py, test_sigmoid_calibration: values of LibSVM, which
    // stops a little before the maximum.
    #[test]
    fn equals_libsvm() {
        let scored = Scored::new(&[5.0, -4.0, 1.0], &[true, false, false]).unwrap();
        let platt = Platt::fit(&scored).unwrap();
        assert_within(platt.a, -0.202_613_543_911_878_55, 1e-5);
        assert_within(platt.b, 0.652_363_149_800_105_1, 1e-5);
    }

    #[test]
    fn smoothed_targets_bear_classes_that_scores_tell_apart() {
        let scored = Scored::new(&[0.1, 0.2, 0.8, 0.9], &[false, false, true, true]).unwrap();
        let platt = Platt::fit(&scored).unwrap();
        assert!(platt.apply(0.1) < 0.3 && platt.apply(0.9) > 0.7);
        assert_eq!(Platt::fit(&Scored::new(&[0.5, 0.5], &[true, false]).unwrap()), None);
    }
}
