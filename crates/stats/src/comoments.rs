//! Count, means, variances and covariance of a stream of pairs.
//!
//! Blocks are computed in two passes and merged by the update formulas of Chan, Golub and LeVeque (1979), so that a
//! large mean costs few digits. Merging parts in any order agrees with the whole up to rounding. Pairs must be finite;
//! what leaves the range of numbers on the way is no number, and nothing is told of it.

/// Pairs per two-pass block.
const BLOCK: usize = 1024;

/// A mergeable accumulator of pairs, which can be read at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Comoments {
    n: u64,
    means: [f64; 2],
    /// Sums of squared deviations of x and of y.
    squares: [f64; 2],
    /// Sum of products of both deviations.
    products: f64,
}

/// Variances and the covariance of pairs, with n - 1 in the denominator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covariance {
    /// Variance of x.
    pub xx: f64,
    /// Covariance.
    pub xy: f64,
    /// Variance of y.
    pub yy: f64,
}

impl Comoments {
    /// The moments of two lists over the same rows; rows that one has more than the other are left out.
    #[must_use]
    pub fn of(x: &[f64], y: &[f64]) -> Self {
        let mut all = Self::default();
        all.update(x, y);
        all
    }

    /// Takes in further pairs.
    pub fn update(&mut self, x: &[f64], y: &[f64]) {
        let rows = x.len().min(y.len());
        for (x, y) in x[..rows].chunks(BLOCK).zip(y[..rows].chunks(BLOCK)) {
            self.merge(&Self::of_block(x, y));
        }
    }

    /// Takes in another accumulator.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 || self.n == 0 {
            *self = if self.n == 0 { *other } else { *self };
            return;
        }
        let (own, others) = (self.n as f64, other.n as f64);
        let all = own + others;
        let weight = own * others / all;
        let [x, y] = [0, 1].map(|side| other.means[side] - self.means[side]);
        self.squares[0] += other.squares[0] + x * x * weight;
        self.squares[1] += other.squares[1] + y * y * weight;
        self.products += other.products + x * y * weight;
        self.means[0] += x * others / all;
        self.means[1] += y * others / all;
        self.n += other.n;
    }

    /// Number of pairs.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Means of x and of y; `None` without pairs, or beyond the range of numbers.
    #[must_use]
    pub fn means(&self) -> Option<[f64; 2]> {
        (self.n > 0 && self.means.iter().all(|mean| mean.is_finite())).then_some(self.means)
    }

    /// Variances and covariance; `None` with fewer than two pairs, or beyond the range of numbers.
    #[must_use]
    pub fn covariance(&self) -> Option<Covariance> {
        let [xx, xy, yy] = [self.squares[0], self.products, self.squares[1]]
            .map(|sum| sum / (self.n as f64 - 1.0));
        let is_known = self.n > 1 && [xx, xy, yy].iter().all(|sum| sum.is_finite());
        is_known.then_some(Covariance { xx, xy, yy })
    }

    fn of_block(x: &[f64], y: &[f64]) -> Self {
        let n = x.len() as f64;
        let (x_mean, y_mean) = (mean(x), mean(y));
        let mut block = Self { n: x.len() as u64, ..Self::default() };
        let mut left = [0.0; 2];
        for (x, y) in x.iter().zip(y) {
            let (x, y) = (x - x_mean, y - y_mean);
            left[0] += x;
            left[1] += y;
            block.squares[0] += x * x;
            block.squares[1] += y * y;
            block.products += x * y;
        }
        // What rounding of the means left over.
        block.squares[0] -= left[0] * left[0] / n;
        block.squares[1] -= left[1] * left[1] / n;
        block.products -= left[0] * left[1] / n;
        block.means = [x_mean + left[0] / n, y_mean + left[1] / n];
        block
    }
}

/// From the first value on, so that a constant has exactly its value as mean.
fn mean(values: &[f64]) -> f64 {
    let first = values[0];
    first + values.iter().map(|value| value - first).sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::Comoments;
    use crate::testing::{assert_close, pairs};

    // Expected: numpy.cov(x, y), x.mean(), y.mean() of the pairs, numpy 2.4.6.
    #[test]
    fn equals_numpy() {
        let (x, y) = pairs();
        let all = Comoments::of(&x, &y);
        let found = all.covariance().unwrap();
        assert_close(all.means().unwrap()[0], 7.030952380952382);
        assert_close(all.means().unwrap()[1], 8.66362433862434);
        assert_close(found.xx, 17.973083131557715);
        assert_close(found.xy, 9.62890547932921);
        assert_close(found.yy, 14.85175382875477);
    }

    #[test]
    fn parts_merge_to_the_whole_and_an_offset_costs_little() {
        let (x, y) = pairs();
        let far: Vec<f64> = x.iter().map(|x| x + 1e9).collect();
        let whole = Comoments::of(&far, &y).covariance().unwrap();
        let mut merged = Comoments::default();
        for (x, y) in far.chunks(7).zip(y.chunks(7)) {
            merged.merge(&Comoments::of(x, y));
        }
        let (merged, near) =
            (merged.covariance().unwrap(), Comoments::of(&x, &y).covariance().unwrap());
        for found in [whole, merged] {
            assert!((found.xx / near.xx - 1.0).abs() < 1e-6);
            assert!((found.xy / near.xy - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(Comoments::of(&[1.0], &[]).means(), None);
        assert_eq!(Comoments::of(&[1.0], &[2.0]).covariance(), None);
        assert_eq!(Comoments::of(&[f64::MAX, -f64::MAX], &[1.0, 2.0]).covariance(), None);
        let constant = Comoments::of(&[0.1; 3000], &[0.3; 3000]).covariance().unwrap();
        assert_eq!((constant.xx, constant.xy, constant.yy), (0.0, 0.0, 0.0));
    }
}
