//! Where a model of numbers errs: its errors by the size of the prediction.
//!
//! Rows are put into bands of equal numbers of rows by their prediction, equal predictions together;
//! each band has its mean error, over 0 where the model says too much, and the spread of its errors. A
//! sound model has means around 0 throughout; a spread that grows says that large predictions are less
//! sure.

use super::{Estimate, interval::mean};
use crate::{Moments, order_of};

/// Rows of neighbouring predictions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResidualBand {
    /// The least prediction.
    pub low: f64,
    /// The largest prediction.
    pub high: f64,
    /// Rows.
    pub n: u64,
    /// Mean of prediction less truth.
    pub bias: Estimate,
    /// Standard deviation of prediction less truth; none for one row.
    pub spread: Option<f64>,
}

/// Errors in so many bands, or fewer where predictions repeat; both lists are finite.
#[must_use]
pub fn residual_bands(truth: &[f64], prediction: &[f64], bands: usize) -> Vec<ResidualBand> {
    let rows = truth.len().min(prediction.len());
    let (truth, prediction) = (&truth[..rows], &prediction[..rows]);
    let order = order_of(prediction);
    let at = |position: usize| prediction[order[position] as usize];
    let mut found = Vec::new();
    let mut start = 0;
    for band in 1..=bands {
        let mut end = (rows * band / bands).max(start);
        while end > start && end < rows && at(end) == at(end - 1) {
            end += 1;
        }
        if end == start {
            continue;
        }
        let mut errors = Moments::new();
        let of = |&row: &u32| prediction[row as usize] - truth[row as usize];
        errors.update(&order[start..end].iter().map(of).collect::<Vec<f64>>());
        found.extend(mean(&errors).map(|bias| ResidualBand {
            low: at(start),
            high: at(end - 1),
            n: errors.n(),
            bias,
            spread: errors.standard_deviation(1),
        }));
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::residual_bands;
    use crate::testing::assert_close;

    #[test]
    fn errors_are_those_of_the_band() {
        let prediction: Vec<f64> = (0..100).map(f64::from).collect();
        let truth: Vec<f64> =
            prediction.iter().map(|p| if *p < 50.0 { *p } else { p - 2.0 }).collect();
        let bands = residual_bands(&truth, &prediction, 4);
        let biases: Vec<f64> = bands.iter().map(|band| band.bias.value).collect();
        assert_eq!(biases, [0.0, 0.0, 2.0, 2.0]);
        assert_eq!((bands[1].low, bands[1].high, bands[1].n), (25.0, 49.0, 25));
        assert_close(bands[2].spread.unwrap() + 1.0, 1.0);
    }

    #[test]
    fn equal_predictions_stay_together() {
        let bands = residual_bands(&[1.0; 10], &[3.0; 10], 5);
        assert_eq!(bands.len(), 1);
        assert_eq!((bands[0].n, bands[0].bias.value), (10, 2.0));
        assert!(residual_bands(&[], &[], 5).is_empty());
    }
}
