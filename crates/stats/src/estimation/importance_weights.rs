//! Labelled rows weighted to look like rows without labels: importance weighting (Shimodaira 2000).
//!
//! A classifier that tells the two kinds of rows apart gives each labelled row its odds of being of the
//! other kind; the weight is in proportion to them. The weighted mean of a loss is what the loss would be
//! on the rows without labels, where the same columns still mean the same label (covariate shift only). A
//! few rows may carry all the weight: the effective number of rows is (Σ w)² / Σ w² (Kish 1965), and under
//! some hundred of them the estimate says little. Log odds should come from folds that a row was not in.

use crate::Measured;

/// Weights of labelled rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportanceWeights {
    weights: Vec<f64>,
}

impl ImportanceWeights {
    /// From each row's log odds of being of the kind without labels; `None` without rows, or where a
    /// number is not finite.
    #[must_use]
    pub fn new(log_odds: &[f64]) -> Option<Self> {
        if !log_odds.iter().all(|odds| odds.is_finite()) {
            return None;
        }
        let most = log_odds.iter().copied().reduce(f64::max)?;
        // Only proportions count, and so nothing overflows.
        Some(Self::in_proportion(log_odds.iter().map(|odds| libm::exp(odds - most)).collect()))
    }

    /// From weights of any sum; `None` where all are 0, or one is negative or not finite.
    #[must_use]
    pub fn of_weights(weights: &[f64]) -> Option<Self> {
        let most = weights.iter().fold(0.0, |most: f64, weight| most.max(*weight));
        let is_sound = weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite());
        (is_sound && most > 0.0)
            .then(|| Self::in_proportion(weights.iter().map(|weight| weight / most).collect()))
    }

    fn in_proportion(weights: Vec<f64>) -> Self {
        let sum: f64 = weights.iter().sum();
        Self { weights: weights.into_iter().map(|weight| weight / sum).collect() }
    }

    /// Weights that sum to 1.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.weights
    }

    /// How many equally weighted rows say as much.
    #[must_use]
    pub fn effective_rows(&self) -> f64 {
        1.0 / self.weights.iter().map(|weight| weight * weight).sum::<f64>()
    }

    /// The weighted mean of a value per row, such as whether the model was right; `None` where a row has
    /// no value. The standard error is that of a ratio, to first order.
    #[must_use]
    pub fn mean(&self, values: &[f64]) -> Option<Measured> {
        if values.len() != self.weights.len() || !values.iter().all(|value| value.is_finite()) {
            return None;
        }
        let pairs = || self.weights.iter().zip(values);
        let value: f64 = pairs().map(|(weight, value)| weight * value).sum();
        let square = |(weight, of): (&f64, &f64)| weight * weight * (of - value) * (of - value);
        let standard_error = pairs().map(square).sum::<f64>().sqrt();
        (value.is_finite() && standard_error.is_finite())
            .then_some(Measured { value, standard_error })
    }
}

#[cfg(test)]
mod tests {
    use super::ImportanceWeights;
    use crate::testing::assert_close;

    // Expected: by hand: odds 1, 1 and 2 are weights of 0.25, 0.25 and 0.5.
    #[test]
    fn weighs_by_odds() {
        let weights = ImportanceWeights::new(&[0.0, 0.0, 2.0_f64.ln()]).unwrap();
        assert_close(weights.effective_rows(), 1.0 / 0.375);
        let mean = weights.mean(&[1.0, 0.0, 1.0]).unwrap();
        assert_close(mean.value, 0.75);
        assert_close(
            mean.standard_error,
            (0.0625_f64 * 0.0625 + 0.0625 * 0.5625 + 0.25 * 0.0625).sqrt(),
        );
    }

    // Expected: by hand.
    #[test]
    fn weights_of_any_sum_are_taken_over_it() {
        let weights = ImportanceWeights::of_weights(&[1.0, 0.0, 1.0, 2.0]).unwrap();
        assert_eq!(weights.values(), [0.25, 0.0, 0.25, 0.5]);
        assert_close(weights.effective_rows(), 16.0 / 6.0);
        let large = ImportanceWeights::of_weights(&[f64::MAX; 2]).unwrap();
        assert_eq!(large.values(), [0.5, 0.5]);
        for unsound in [&[0.0, 0.0][..], &[1.0, f64::NAN], &[1.0, -1.0], &[]] {
            assert_eq!(ImportanceWeights::of_weights(unsound), None);
        }
    }

    #[test]
    fn equal_weights_are_a_plain_mean() {
        let weights = ImportanceWeights::new(&[700.0; 4]).unwrap();
        assert_eq!(
            (weights.effective_rows(), weights.mean(&[1.0, 2.0, 3.0, 6.0]).unwrap().value),
            (4.0, 3.0)
        );
        assert_eq!(weights.mean(&[1.0]), None);
        assert_eq!(ImportanceWeights::new(&[f64::NAN]), None);
        assert_eq!(ImportanceWeights::new(&[]), None);
    }
}
