//! Whether the Brier score is what the probabilities themselves promise: Spiegelhalter's z (1986).
//!
//! Σ (y - p)(1 - 2p) / √(Σ (1 - 2p)² p (1 - p)), in the standard normal law where every probability is
//! true. Over 0 the model says too much (it is too sure), under 0 too little. It needs no bins, and sees
//! nothing of gaps that cancel out over all rows. `None` where every score is 0, ½ or 1 and the law has
//! no spread.

use crate::{performance::Scored, special::normal_sf};

/// The test of all scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spiegelhalter {
    /// In the standard normal law where the model is calibrated.
    pub z: f64,
    /// Two-sided.
    pub p_value: f64,
}

/// Spiegelhalter's test; `None` where scores are no probabilities or have no spread.
#[must_use]
pub fn spiegelhalter(scored: &Scored) -> Option<Spiegelhalter> {
    if !scored.are_probabilities() {
        return None;
    }
    let (mut excess, mut variance) = (0.0, 0.0);
    for run in scored.runs() {
        let (p, rows) = (run.score, run.len() as f64);
        let lean = 1.0 - 2.0 * p;
        excess += (run.positives as f64 - rows * p) * lean;
        variance += rows * lean * lean * p * (1.0 - p);
    }
    let z = excess / variance.sqrt();
    (variance > 0.0).then(|| Spiegelhalter { z, p_value: (2.0 * normal_sf(z.abs())).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::spiegelhalter;
    use crate::{performance::Scored, testing::assert_close};

    // Expected: numpy 2.4.6, the formula on rows; scipy.stats.norm.sf.
    #[test]
    fn equals_the_sum_over_rows() {
        let scored = Scored::new(&[0.1, 0.1, 0.4, 0.9], &[false, true, true, true]).unwrap();
        let test = spiegelhalter(&scored).unwrap();
        let spread = (3.0 * 0.64 * 0.09 + 0.04 * 0.24_f64).sqrt();
        assert_close(test.z, (0.8 * (1.0 - 0.2) + 0.2 * 0.6 - 0.8 * 0.1) / spread);
        assert!((0.0..=1.0).contains(&test.p_value));
    }

    #[test]
    fn nothing_without_spread() {
        let of = |score| spiegelhalter(&Scored::new(&[score, score], &[true, false]).unwrap());
        assert_eq!([of(0.5), of(1.0), of(3.0)], [None; 3]);
    }
}
