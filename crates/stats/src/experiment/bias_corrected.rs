//! Ends of a bootstrap that allow for its bias and for an error that grows with the value: BCa.
//!
//! Of the draws' values the quantiles are taken at `Phi(z0 + (z0 + z) / (1 - a (z0 + z)))`, with z at 2.5% and 97.5% of the
//! normal law: z0 is the quantile of the share of draws under the value (ties counted half), a the acceleration, a sixth of
//! the skewness of what each row pulls the value by (Efron 1987; Efron and Tibshirani 1993, 14.3, 15.36). Equal to
//! `scipy.stats.bootstrap(method="BCa")` on the same draws. Percentiles alone miss the longer tail of a skewed law.
//! Values must be finite. `None` where every draw lies on one side of the value, and where the acceleration is no number.

use crate::performance::Interval;
use crate::special::{normal_quantile, normal_sf};
use crate::{Sorted, quantile};

/// Ends with what they are corrected by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BiasCorrected {
    /// z0: how far the draws' middle lies from the value, in quantiles of the normal law.
    pub bias: f64,
    /// a: how fast the error changes with the value. Without a unit.
    pub acceleration: f64,
    /// What holds 95%, in the unit of the value.
    pub interval: Interval,
}

/// The ends of what was drawn for a value.
#[must_use]
pub fn bias_corrected(draws: &Sorted, value: f64, acceleration: f64) -> Option<BiasCorrected> {
    let values = draws.values();
    let under = values.partition_point(|draw| *draw < value);
    let up_to = values.partition_point(|draw| *draw <= value);
    let share = (under + up_to) as f64 / (2 * values.len()) as f64;
    if values.is_empty() || share <= 0.0 || share >= 1.0 || !acceleration.is_finite() {
        return None;
    }
    let bias = normal_quantile(share);
    let end = |probability: f64| {
        let shifted = bias + normal_quantile(probability);
        let room = 1.0 - acceleration * shifted;
        let at = normal_sf(-(bias + shifted / room));
        (room > 0.0).then(|| quantile(draws, at))?
    };
    let interval = Interval { low: end(0.025)?, high: end(0.975)? };
    Some(BiasCorrected { bias, acceleration, interval })
}

/// The acceleration of the difference of two means: by leaving out each row in turn, in closed form
/// `(S3_t / n_t³ - S3_c / n_c³) / 6 / (S2_t / n_t² + S2_c / n_c²)^1.5` with the sums of squares and cubes of deviations.
/// `None` without rows, and where no row varies.
#[must_use]
pub fn acceleration_of_means(control: &[f64], treatment: &[f64]) -> Option<f64> {
    let (control, treatment) = (sums(control)?, sums(treatment)?);
    let spread = control[0] + treatment[0];
    let acceleration = (treatment[1] - control[1]) / (6.0 * spread * spread.sqrt());
    (spread > 0.0 && acceleration.is_finite()).then_some(acceleration)
}

/// Squares of deviations over n², and cubes over n³.
fn sums(rows: &[f64]) -> Option<[f64; 2]> {
    let n = rows.len() as f64;
    // From the first row on, so that a constant has no deviation at all.
    let first = *rows.first()?;
    let mean = rows.iter().map(|row| row - first).sum::<f64>() / n;
    let add = |[squares, cubes]: [f64; 2], row: &f64| {
        let off = row - first - mean;
        [squares + off * off, cubes + off * off * off]
    };
    let [squares, cubes] = rows.iter().fold([0.0; 2], add);
    Some([squares / (n * n), cubes / (n * n * n)])
}

#[cfg(test)]
mod tests {
    use super::{acceleration_of_means, bias_corrected};
    use crate::Sorted;
    use crate::testing::assert_close;

    fn mean(rows: &[f64]) -> f64 {
        rows.iter().sum::<f64>() / rows.len() as f64
    }

    fn arms() -> [Vec<f64>; 2] {
        let control = (0..40).map(|i| f64::from(i * 37 % 101) / 10.0).collect();
        let treatment = (0..25).map(|i| f64::from(i * 53 % 89).powi(2) / 300.0).collect();
        [control, treatment]
    }

    /// 500 draws by the generator of the C standard's example.
    fn draws([control, treatment]: &[Vec<f64>; 2]) -> Sorted {
        let mut state = 1_u64;
        let mut next = |rows: &[f64]| {
            let mut draw = || {
                state = (1_103_515_245 * state + 12_345) % (1 << 31);
                rows[(state >> 16) as usize % rows.len()]
            };
            (0..rows.len()).map(|_| draw()).collect::<Vec<f64>>()
        };
        let draw = |_| {
            let control = mean(&next(control));
            mean(&next(treatment)) - control
        };
        Sorted::new((0..500).map(draw).collect()).unwrap()
    }

    // Expected: scipy.stats._resampling._bca_interval(data, statistic, axis=-1, alpha=0.025, theta_hat_b, batch=None, xp=numpy)
    // on the same draws, scipy 1.17.1; ends by numpy.percentile at its alphas, numpy 2.4.6.
    #[test]
    fn equals_scipy_on_fixed_draws() {
        let arms = arms();
        let value = mean(&arms[1]) - mean(&arms[0]);
        let acceleration = acceleration_of_means(&arms[0], &arms[1]).unwrap();
        let found = bias_corrected(&draws(&arms), value, acceleration).unwrap();
        assert_close(value, 4.019533333333335);
        assert_close(found.bias, 0.02506890825871106);
        assert_close(found.acceleration, 0.019405458046790967);
        assert_close(found.interval.low, 1.1891008550917388);
        assert_close(found.interval.high, 7.581909241999636);
    }

    #[test]
    fn without_bias_and_acceleration_it_is_that_of_percentiles() {
        let draws = Sorted::new((0..=1_000).map(f64::from).collect()).unwrap();
        let found = bias_corrected(&draws, 500.0, 0.0).unwrap();
        assert!(found.bias.abs() < 1e-12);
        assert_close(found.interval.low, 25.0);
        assert_close(found.interval.high, 975.0);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let draws = Sorted::new(vec![1.0, 2.0, 3.0]).unwrap();
        assert_eq!(bias_corrected(&draws, 0.0, 0.0), None);
        assert_eq!(bias_corrected(&draws, 4.0, 0.0), None);
        assert_eq!(bias_corrected(&draws, 2.0, f64::NAN), None);
        assert_eq!(bias_corrected(&Sorted::default(), 2.0, 0.0), None);
        assert_eq!(acceleration_of_means(&[], &[1.0]), None);
        assert_eq!(acceleration_of_means(&[0.1; 9], &[0.3; 7]), None);
        let same = acceleration_of_means(&[1.0, 2.0, 9.0], &[1.0, 2.0, 9.0]).unwrap();
        assert_eq!(same, 0.0);
    }
}
