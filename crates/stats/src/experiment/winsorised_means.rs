//! Means of arms whose largest values are cut down to a quantile of all arms together: what a few customers who buy very
//! much do not decide.
//!
//! The cap is `numpy.quantile` of the rows of all arms; larger values count as the cap. Of each arm the mean with its
//! error; the cap is taken as known. In the metric's unit. It is another metric than the mean: what the cap takes away
//! from both arms is no part of it.

use super::Arm;
use crate::{Moments, Sorted, quantile};

/// Means under a cap.
#[derive(Clone, Debug, PartialEq)]
pub struct WinsorisedMeans {
    /// The cap.
    pub cap: f64,
    /// Values over it, in all arms.
    pub capped: u64,
    /// The mean of each arm.
    pub arms: Vec<Arm>,
}

/// The means of arms under the quantile of a probability; `None` where an arm has fewer than two rows, a value is not
/// finite, or the probability is none.
#[must_use]
pub fn winsorised_means(arms: &[&[f64]], probability: f64) -> Option<WinsorisedMeans> {
    if !(0.0..=1.0).contains(&probability) {
        return None;
    }
    let cap = quantile(&Sorted::new(arms.concat()).ok()?, probability)?;
    let mean = |rows: &&[f64]| {
        let under: Vec<f64> = rows.iter().map(|value| value.min(cap)).collect();
        let mut moments = Moments::new();
        moments.update(&under);
        Arm::of_mean(&moments)
    };
    let capped = arms.iter().flat_map(|rows| *rows).filter(|value| **value > cap).count() as u64;
    Some(WinsorisedMeans { cap, capped, arms: arms.iter().map(mean).collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::winsorised_means;
    use crate::experiment::contrast;
    use crate::experiment::trimmed_mean::{X, Y};
    use crate::testing::assert_close;

    // Expected: cap = numpy.percentile(numpy.concatenate([X, Y]), 90), numpy 2.4.6, and scipy.stats.ttest_ind(
    // numpy.minimum(Y, cap), numpy.minimum(X, cap), equal_var=False), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let found = winsorised_means(&[&X, &Y], 0.9).unwrap();
        let test = contrast(&found.arms[0], &found.arms[1]).unwrap();
        assert_close(found.cap, 19.100_000_000_000_02);
        assert_close(test.difference.value, 1.440_000_000_000_002_2);
        assert_close(test.t, 0.610_421_953_287_441);
        assert_close(test.p_value, 0.548_476_883_303_725_2);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(winsorised_means(&[&X, &[1.0]], 0.9), None);
        assert_eq!(winsorised_means(&[&X, &Y], 1.5), None);
        assert_eq!(winsorised_means(&[&X, &[1.0, f64::INFINITY]], 0.9), None);
        assert_eq!(winsorised_means(&[], 0.9), None);
        assert_eq!(winsorised_means(&[&X, &Y], 1.0).unwrap().capped, 0);
    }
}
