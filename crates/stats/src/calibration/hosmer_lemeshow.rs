//! Whether gaps over bins are more than chance: the test of Hosmer and Lemeshow (1980).
//!
//! Over bins with n rows, o positive ones and mean score s: Σ (o - n s)² / (n s (1 - s)), in chi-square's
//! law. How many degrees of freedom it has depends on the rows: as many as bins where the model has not
//! learned from them, two less where it was fitted to them (the textbook's case, and the one that most
//! tools compute always). Of two hundred calibrated models of ten bins, 23 would fail at 5% by the
//! textbook's count on rows that they had not seen.
//!
//! A bin whose scores are all 0 or all 1 and which holds a row that says otherwise is impossible by the
//! model: the statistic is infinite and p is 0. With a million rows the test sees gaps that matter to
//! nobody; the size is the calibration error's.

use super::Reliability;
use crate::special::chi_square_sf;

/// The test of a diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HosmerLemeshow {
    /// Sum of squared standardised gaps; infinite where the model calls impossible what came true.
    pub statistic: f64,
    /// Bins with rows.
    pub bins: usize,
    /// p-value for rows that the model did not learn from: as many degrees of freedom as bins.
    pub p_value: f64,
    /// p-value for rows that it did learn from: two less; none with two bins or fewer.
    pub fitted_p_value: Option<f64>,
}

/// The test of a diagram, best on bins of equally many rows; `None` where it has no row.
#[must_use]
pub fn hosmer_lemeshow(diagram: &Reliability) -> Option<HosmerLemeshow> {
    let (mut statistic, mut bins) = (0.0, 0);
    for (bin, _) in diagram.filled() {
        let (rows, mean) = (bin.rows as f64, bin.mean_score()?);
        let excess = bin.positives as f64 - bin.scores;
        let variance = rows * mean * (1.0 - mean);
        bins += 1;
        let square = excess * excess;
        if square > 0.0 {
            statistic += square / variance.max(0.0);
        }
    }
    let p_value = chi_square_sf(statistic, bins as f64);
    let fitted_p_value = (bins > 2).then(|| chi_square_sf(statistic, (bins - 2) as f64));
    (bins > 0).then_some(HosmerLemeshow { statistic, bins, p_value, fitted_p_value })
}

#[cfg(test)]
mod tests {
    use super::hosmer_lemeshow;
    use crate::{
        calibration::{Bins, Reliability},
        performance::Scored,
        testing::assert_close,
    };

    // Expected: by hand, 0.3^2 / (2 * 0.15 * 0.85) + 0.3^2 / (0.7 * 0.3); scipy.stats.chi2.sf(., 2).
    #[test]
    fn sums_standardised_gaps() {
        let scored = Scored::new(&[0.1, 0.2, 0.7], &[false, false, true]).unwrap();
        let diagram = Reliability::new(&scored, Bins::EqualWidth(2)).unwrap();
        let test = hosmer_lemeshow(&diagram).unwrap();
        assert_close(test.statistic, 0.09 / 0.255 + 0.09 / 0.21);
        assert_close(test.p_value, (-test.statistic / 2.0_f64).exp());
        assert_eq!(test.fitted_p_value, None);
    }

    #[test]
    fn what_the_model_calls_impossible_is() {
        for (score, class, statistic) in [(1.0, false, f64::INFINITY), (1.0, true, 0.0)] {
            let scored = Scored::new(&[score, score], &[true, class]).unwrap();
            let diagram = Reliability::new(&scored, Bins::EqualWidth(10)).unwrap();
            let test = hosmer_lemeshow(&diagram).unwrap();
            assert_eq!(test.statistic, statistic);
            assert_eq!(test.p_value, if class { 1.0 } else { 0.0 });
        }
    }
}
