//! How far a model's probabilities are from what came true, over the bins of a reliability diagram.
//!
//! With the gap g of a bin (share of positive rows less mean score) and its share w of all rows, the
//! expected calibration error (ECE; Naeini and others 2015) is Σ w |g|, the maximum one (MCE) the largest
//! |g|, the root mean square √(Σ w g²). On bins of equally many rows the first is the adaptive ECE.
//! All are in points of probability, from 0 to 1, and over 0 by chance alone: see
//! [`crate::calibration::consistency`]. Few bins hide gaps that cancel out within one.

use super::Reliability;

/// Distances of a diagram from its diagonal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationError {
    /// Mean gap over rows, without its sign: ECE.
    pub expected: f64,
    /// Largest gap of a bin, however few rows it has: MCE.
    pub maximum: f64,
    /// Root of the mean squared gap over rows.
    pub root_mean_square: f64,
}

/// The calibration error of a diagram; `None` where it has no row.
#[must_use]
pub fn calibration_error(diagram: &Reliability) -> Option<CalibrationError> {
    let mut error = CalibrationError { expected: 0.0, maximum: 0.0, root_mean_square: 0.0 };
    for (bin, share) in diagram.filled() {
        let gap = bin.gap()?.abs();
        error.expected += share * gap;
        error.maximum = error.maximum.max(gap);
        error.root_mean_square += share * gap * gap;
    }
    error.root_mean_square = error.root_mean_square.sqrt();
    (diagram.rows > 0).then_some(error)
}

#[cfg(test)]
mod tests {
    use super::calibration_error;
    use crate::{
        calibration::{Bins, Reliability},
        performance::Scored,
        testing::assert_close,
    };

    // Expected: by hand: gaps -0.2 of two rows and 0.3 of one.
    #[test]
    fn weighs_gaps_by_rows() {
        let scored = Scored::new(&[0.1, 0.3, 0.7], &[false, false, true]).unwrap();
        let diagram = Reliability::new(&scored, Bins::EqualWidth(2)).unwrap();
        let error = calibration_error(&diagram).unwrap();
        assert_close(error.expected, 0.7 / 3.0);
        assert_close(error.maximum, 0.3);
        assert_close(error.root_mean_square, (0.17_f64 / 3.0).sqrt());
    }
}
