//! Mood's test of spread: whether values of one side lie further from the middle of both (Mood 1954;
//! with ties, Mielke 1967).
//!
//! Each of N pooled values counts the square of its rank's distance from (N + 1) / 2; equal values
//! count the mean of their places. The statistic is the sum over the reference, less its mean and
//! over its standard deviation of all splits of the pooled values into sides of these sizes, which
//! is exact with ties too; its law is taken as normal. As `scipy.stats.mood(reference, production)`:
//! no unit, over 0 where the reference is the wider one, and blind to a shift by itself. Missing
//! values are left out before.

use crate::{
    Sorted,
    merge::{self, Run},
    special::normal_sf,
};

/// Of the squared mean count; under this, their variance is rounding.
const NO_VARIANCE: f64 = 1e-12;

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mood {
    /// Standard deviations by which the reference is wider than chance gives on average.
    pub z: f64,
    /// Two-sided p-value.
    pub p_value: f64,
}

/// The test; `None` where a side is empty, or the pooled values all lie equally far from their
/// middle, as where they are all equal.
#[must_use]
pub fn mood(reference: &Sorted, production: &Sorted) -> Option<Mood> {
    let mut squares = SquaredRanks::new(reference, production);
    merge::runs(reference, production, |run| squares.visit(run));
    squares.finish()
}

/// What the walk over the pooled sample adds up; ranks are counted in shares of the pooled values.
pub(crate) struct SquaredRanks {
    n: f64,
    m: f64,
    /// One over the number of pooled values.
    share: f64,
    of_reference: f64,
    sum: f64,
    sum_of_squares: f64,
}

impl SquaredRanks {
    pub fn new(reference: &Sorted, production: &Sorted) -> Self {
        let (n, m) = (reference.len() as f64, production.len() as f64);
        Self { n, m, share: 1.0 / (n + m), of_reference: 0.0, sum: 0.0, sum_of_squares: 0.0 }
    }

    #[inline(always)]
    pub fn visit(&mut self, run: Run) {
        let length = run.len() as f64;
        let below = (run.reference_below + run.production_below) as f64;
        // The middle of the run's places from the middle of all, and their spread around it.
        let middle = (below + 0.5 * length) * self.share - 0.5;
        let spread = (length * length - 1.0) / 12.0 * self.share * self.share;
        let count = middle * middle + spread;
        self.of_reference += run.reference as f64 * count;
        self.sum += length * count;
        self.sum_of_squares += length * count * count;
    }

    pub fn finish(&self) -> Option<Mood> {
        let total = self.n + self.m;
        if self.n == 0.0 || self.m == 0.0 {
            return None;
        }
        let mean = self.sum * self.share;
        let variance = self.sum_of_squares * self.share - mean * mean;
        if variance <= NO_VARIANCE * mean * mean {
            return None;
        }
        let deviation = (self.n * self.m * variance / (total - 1.0)).sqrt();
        let z = (self.of_reference - self.n * mean) / deviation;
        Some(Mood { z, p_value: (2.0 * normal_sf(z.abs())).min(1.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::mood;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, assert_within, b, b2, sorted, ties},
    };

    // Expected: scipy.stats.mood(A, B), of A2, B2 and of the lists; scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let (tied, other) = ties();
        for (r, p, z, p_value) in [
            (a(), b(), -1.3342582990398497, 0.18211921912315954),
            (a2(), b2(), -5.187973111651507, 2.125952897261551e-07),
            (tied, other, 0.10183613761094161, 0.9188867410810022),
        ] {
            let test = mood(&r, &p).unwrap();
            assert_close(test.z, z);
            assert_close(test.p_value, p_value);
        }
    }

    #[test]
    fn sees_spread_and_not_shift() {
        let side = |scale: f64, shift: f64| {
            let values: Vec<f64> = (0..200).map(|i| scale * f64::from(i - 100) + shift).collect();
            sorted(&values)
        };
        assert!(mood(&side(1.0, 0.0), &side(1.5, 0.3)).unwrap().z < -4.0);
        assert!(mood(&side(1.0, 0.0), &side(1.0, 30.3)).unwrap().p_value > 0.5);
    }

    #[test]
    fn what_does_not_vary_has_no_spread() {
        assert_eq!(mood(&sorted(&[2.0; 5]), &sorted(&[2.0; 9])), None);
        assert_eq!(mood(&sorted(&[1.0, 1.0, 2.0]), &sorted(&[1.0, 2.0, 2.0])), None);
        assert_eq!(mood(&a(), &Sorted::default()), None);
        assert_eq!(mood(&sorted(&[1.0]), &sorted(&[2.0])), None);
        assert_within(mood(&a(), &a()).unwrap().p_value, 1.0, 1e-9);
    }
}
