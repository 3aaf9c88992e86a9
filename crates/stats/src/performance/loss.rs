//! How far probabilities are from what came true: the Brier score and the logarithmic loss.
//!
//! Means over the rows of `(p - y)²` and of `-ln p` for a positive row, `-ln (1 - p)` for a negative
//! one, with Student's interval of a mean. 0 is best; probabilities of 0 and 1 count as 2.2e-16 from
//! there in the logarithmic loss, as in `sklearn.metrics.log_loss`. `None` without rows, or where a
//! score is no probability.

use super::{Estimate, Interval, ScoreRun, Scored};
use crate::special::student_t_quantile;

/// Mean squared distance of probabilities from the truth.
#[must_use]
pub fn brier(scored: &Scored) -> Option<Estimate> {
    mean_loss(scored, |p| p * p, |p| (1.0 - p) * (1.0 - p))
}

/// Mean negative logarithm of the probability of what came true.
#[must_use]
pub fn log_loss(scored: &Scored) -> Option<Estimate> {
    let inside = |p: f64| p.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
    mean_loss(scored, |p| -libm::log1p(-inside(p)), |p| -libm::log(inside(p)))
}

/// The mean over rows of a loss that a probability has for the negative and for the positive class.
fn mean_loss(
    scored: &Scored,
    of_negative: impl Fn(f64) -> f64,
    of_positive: impl Fn(f64) -> f64,
) -> Option<Estimate> {
    if scored.is_empty() || !scored.are_probabilities() {
        return None;
    }
    // Most runs are of one class, and a logarithm takes longer than all the rest.
    let of = |rows: u64, loss: &dyn Fn(f64) -> f64, score: f64| {
        [rows as f64, if rows > 0 { loss(score) } else { 0.0 }]
    };
    let both = |run: &ScoreRun| {
        [of(run.negatives, &of_negative, run.score), of(run.positives, &of_positive, run.score)]
    };
    let losses: Vec<[[f64; 2]; 2]> = scored.runs().iter().map(both).collect();
    let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
        losses.iter().map(|run| run.iter().map(|[rows, loss]| rows * of(*loss)).sum::<f64>()).sum()
    };
    let n = scored.len() as f64;
    let value = sum(&|loss| loss) / n;
    let squares = sum(&|loss| (loss - value) * (loss - value));
    let half = student_t_quantile(0.975, n - 1.0) * (squares / (n - 1.0) / n).sqrt();
    let interval = (n > 1.0).then(|| Interval { low: (value - half).max(0.0), high: value + half });
    Some(Estimate { value, interval })
}

#[cfg(test)]
mod tests {
    use super::{brier, log_loss};
    use crate::{performance::Scored, testing::assert_close};

    // Expected: evidently 0.7's tests/calculations/test_classification_performance.py for the loss;
    // sklearn.metrics.brier_score_loss, scikit-learn 1.9.1.
    #[test]
    fn equals_scikit_learn() {
        let p = [0.91, 0.82, 0.73, 0.64, 0.55, 0.46, 0.37, 0.28, 0.19, 0.0];
        let y = [1, 0, 0, 1, 1, 1, 0, 1, 0, 0].map(|y| y == 1);
        let scored = Scored::new(&p, &y).unwrap();
        assert_close(log_loss(&scored).unwrap().value, 0.688_481_748_751_570_5);
        assert_close(brier(&scored).unwrap().value, 0.252_85);
        assert!(brier(&scored).unwrap().interval.is_some());
    }

    #[test]
    fn scores_that_are_no_probabilities_have_no_loss() {
        assert_eq!(brier(&Scored::new(&[1.5, 0.2], &[true, false]).unwrap()), None);
        assert_eq!(log_loss(&Scored::default()), None);
        let sure_and_wrong = Scored::new(&[0.0], &[true]).unwrap();
        assert!(log_loss(&sure_and_wrong).unwrap().value < 37.0);
    }
}
