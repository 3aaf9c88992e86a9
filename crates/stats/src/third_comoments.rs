//! Third central sums of a stream of pairs, beside what [`Comoments`] has: by them the skewness of a ratio is told.
//!
//! Parts are merged by moving each to the mean of all: of three deviations u, v and w, moved by a, b and c,
//! `S_uvw + a S_vw + b S_uw + c S_uv + n a b c`, as sums of deviations are 0 (Pébay 2008 has it for one variable). Pairs must
//! be finite; what leaves the range of numbers on the way is no number, and nothing is told of it.

use crate::{Comoments, Covariance};

/// A mergeable accumulator of pairs with their third sums.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ThirdComoments {
    pairs: Comoments,
    /// Sums of xxx, xxy, xyy and yyy of the deviations.
    cubes: [f64; 4],
}

impl ThirdComoments {
    /// Of two lists over the same rows; rows that one has more than the other are left out.
    #[must_use]
    pub fn of(x: &[f64], y: &[f64]) -> Self {
        let pairs = Comoments::of(x, y);
        let Some([x_mean, y_mean]) = pairs.means() else {
            let nothing = if pairs.n() == 0 { 0.0 } else { f64::NAN };
            return Self { pairs, cubes: [nothing; 4] };
        };
        let add = |sums: [f64; 4], (x, y): (&f64, &f64)| {
            let (x, y) = (x - x_mean, y - y_mean);
            let own = [x * x * x, x * x * y, x * y * y, y * y * y];
            [0, 1, 2, 3].map(|at| sums[at] + own[at])
        };
        Self { pairs, cubes: x.iter().zip(y).fold([0.0; 4], add) }
    }

    /// Takes in another accumulator.
    pub fn merge(&mut self, other: &Self) {
        if other.n() == 0 || self.n() == 0 {
            *self = if self.n() == 0 { *other } else { *self };
            return;
        }
        let mut all = self.pairs;
        all.merge(&other.pairs);
        let (own, others) = (self.moved(&all), other.moved(&all));
        *self = Self { pairs: all, cubes: [0, 1, 2, 3].map(|at| own[at] + others[at]) };
    }

    /// Number of pairs.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.pairs.n()
    }

    /// The pairs without their third sums.
    #[must_use]
    pub const fn pairs(&self) -> &Comoments {
        &self.pairs
    }

    /// Variances and covariance; `None` with fewer than two pairs, or beyond the range of numbers.
    #[must_use]
    pub fn covariance(&self) -> Option<Covariance> {
        self.pairs.covariance()
    }

    /// Means of the products xxx, xxy, xyy and yyy of deviations; `None` without pairs, or beyond the range of numbers.
    #[must_use]
    pub fn cubes(&self) -> Option<[f64; 4]> {
        let means = self.cubes.map(|sum| sum / self.n() as f64);
        (self.n() > 0 && means.iter().all(|mean| mean.is_finite())).then_some(means)
    }

    /// Its third sums about the means of all.
    fn moved(&self, all: &Comoments) -> [f64; 4] {
        let nowhere = [f64::NAN; 2];
        let (own, all) = (self.pairs.means().unwrap_or(nowhere), all.means().unwrap_or(nowhere));
        let [x, y] = [own[0] - all[0], own[1] - all[1]];
        let n = self.n() as f64;
        // Of one pair the deviations are 0.
        let [xx, xy, yy] = match self.covariance() {
            Some(of) => [of.xx, of.xy, of.yy].map(|sum| sum * (n - 1.0)),
            None => [0.0; 3],
        };
        [
            self.cubes[0] + 3.0 * x * xx + n * x * x * x,
            self.cubes[1] + 2.0 * x * xy + y * xx + n * x * x * y,
            self.cubes[2] + 2.0 * y * xy + x * yy + n * x * y * y,
            self.cubes[3] + 3.0 * y * yy + n * y * y * y,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::ThirdComoments;
    use crate::testing::{assert_close, assert_within, moments_of, pairs};

    // Expected: numpy 2.4.6: ((x - x.mean())**i * (y - y.mean())**j).mean() of the pairs.
    #[test]
    fn equals_numpy() {
        let (x, y) = pairs();
        let found = ThirdComoments::of(&x, &y).cubes().unwrap();
        for (found, want) in found.into_iter().zip(CUBES) {
            assert_close(found, want);
        }
    }

    const CUBES: [f64; 4] =
        [2.026835303962813, -4.926780970677546, -3.7243121887252206, -0.9776613280823999];

    #[test]
    fn parts_merge_to_the_whole() {
        let (x, y) = pairs();
        for size in [1, 7, 20] {
            let mut merged = ThirdComoments::default();
            for (x, y) in x.chunks(size).zip(y.chunks(size)) {
                merged.merge(&ThirdComoments::of(x, y));
            }
            let found = merged.cubes().unwrap();
            for (found, want) in found.into_iter().zip(CUBES) {
                assert_within(found, want, 1e-9 * want.abs().max(1.0));
            }
        }
        let n = x.len() as f64;
        let moments = moments_of(&x);
        let deviation = moments.variance(1).unwrap() * (n - 1.0) / n;
        let skewness = ThirdComoments::of(&x, &y).cubes().unwrap()[0] / deviation.powf(1.5);
        assert_within(skewness, moments.skewness().unwrap(), 1e-9);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(ThirdComoments::default().cubes(), None);
        assert_eq!(ThirdComoments::of(&[f64::MAX, -f64::MAX], &[1.0, 2.0]).cubes(), None);
    }
}
