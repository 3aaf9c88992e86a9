//! Count, mean, variance, skewness and kurtosis of a stream of values.
//!
//! Central moments of blocks are computed in two passes and merged by the update formulas of
//! Chan, Golub, LeVeque (1979) and Pébay (2008, SAND2008-6212, equations 2.1 to 2.4). The mean is
//! kept in two parts, as one number cannot tell means apart that lie closer than its last digit:
//! so a large mean costs the others no digits. Merging parts in any order agrees with the whole up
//! to rounding.
//! Everything is kept in units of a power of two near the largest magnitude, which costs no digit,
//! so that no power overflows or vanishes: what can be represented comes out for every finite
//! value. Values must be finite.

use std::array::from_fn;

use crate::unit::exponent_over;

/// Values per two-pass block.
const BLOCK: usize = 1024;
/// Blocks that are summed side by side.
const BLOCKS: usize = 4;

/// A mergeable accumulator of the first four central moments, which can be read at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    n: u64,
    /// Values are counted in units of two to this power, in which none is over 1.
    exponent: i32,
    mean: f64,
    /// What the mean has beyond its last digit.
    mean_rest: f64,
    /// Sums of the second, third and fourth power of the deviations from the mean.
    sums: [f64; 3],
}

impl Moments {
    /// An empty accumulator.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in further values.
    pub fn update(&mut self, values: &[f64]) {
        let groups = values.chunks_exact(BLOCKS * BLOCK);
        let rest = groups.remainder();
        for group in groups {
            let block = |i: usize| &group[i * BLOCK..(i + 1) * BLOCK];
            for moments in Self::of_blocks::<BLOCKS>(from_fn(block)) {
                self.merge(&moments);
            }
        }
        for block in rest.chunks(BLOCK) {
            let [moments] = Self::of_blocks([block]);
            self.merge(&moments);
        }
    }

    /// Takes in another accumulator.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        if self.n == 0 {
            *self = *other;
            return;
        }
        let exponent = self.exponent.max(other.exponent);
        self.change_unit(exponent);
        let mut other = *other;
        other.change_unit(exponent);
        let (na, nb) = (self.n as f64, other.n as f64);
        let n = na + nb;
        let delta = (other.mean - self.mean) + (other.mean_rest - self.mean_rest);
        let step = delta / n;
        let [a2, a3, a4] = self.sums;
        let [b2, b3, b4] = other.sums;
        let between = delta * step * na * nb;
        self.sums = [
            a2 + b2 + between,
            a3 + b3 + between * step * (na - nb) + 3.0 * step * (na * b2 - nb * a2),
            a4 + b4
                + between * step * step * (na * na - na * nb + nb * nb)
                + 6.0 * step * step * (na * na * b2 + nb * nb * a2)
                + 4.0 * step * (na * b3 - nb * a3),
        ];
        (self.mean, self.mean_rest) = in_two_parts(self.mean, self.mean_rest + step * nb);
        self.n += other.n;
    }

    /// The moments of the same values times two to some power, however large that makes them.
    #[must_use]
    pub fn times_two_to(mut self, power: i32) -> Self {
        self.exponent += power;
        self
    }

    /// Number of values.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Arithmetic mean, in the values' unit; `None` without values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| libm::ldexp(self.mean, self.exponent))
    }

    /// Variance with `n - ddof` in the denominator; `None` where that is not positive, or the
    /// variance is beyond the largest number.
    #[must_use]
    pub fn variance(&self, ddof: u64) -> Option<f64> {
        let variance = libm::ldexp(self.scaled_variance(ddof)?, 2 * self.exponent);
        Some(variance).filter(|variance| variance.is_finite())
    }

    /// Standard deviation with `n - ddof` in the denominator, in the values' unit; `None` where
    /// that is not positive, or the deviation is beyond the largest number.
    #[must_use]
    pub fn standard_deviation(&self, ddof: u64) -> Option<f64> {
        let deviation = libm::ldexp(self.scaled_variance(ddof)?.sqrt(), self.exponent);
        Some(deviation).filter(|deviation| deviation.is_finite())
    }

    /// Skewness, biased: m3 / m2^1.5. `None` where the values do not vary.
    #[must_use]
    pub fn skewness(&self) -> Option<f64> {
        let [m2, m3, _] = self.central()?;
        Some(m3 / (m2 * m2.sqrt()))
    }

    /// Excess kurtosis, biased, 0 for the normal law: m4 / m2^2 - 3. `None` where the values do
    /// not vary.
    #[must_use]
    pub fn excess_kurtosis(&self) -> Option<f64> {
        let [m2, _, m4] = self.central()?;
        Some(m4 / (m2 * m2) - 3.0)
    }

    /// Difference of the other's mean to this one's, and the sums of squared deviations of both, in
    /// units of one power of two and its square: for ratios, in which the unit cancels.
    pub(crate) fn contrast(mut self, mut other: Self) -> (f64, [f64; 2]) {
        let exponent = self.exponent.max(other.exponent);
        self.change_unit(exponent);
        other.change_unit(exponent);
        let difference = (other.mean - self.mean) + (other.mean_rest - self.mean_rest);
        (difference, [self.sums[0], other.sums[0]])
    }

    /// Central moments; `None` where the values do not vary.
    fn central(&self) -> Option<[f64; 3]> {
        let moments = self.sums.map(|sum| sum / self.n as f64);
        (moments[0] > 0.0).then_some(moments)
    }

    fn scaled_variance(&self, ddof: u64) -> Option<f64> {
        (self.n > ddof).then(|| self.sums[0] / (self.n - ddof) as f64)
    }

    /// Counts in units of a larger power of two. What vanishes is nothing beside the new unit.
    fn change_unit(&mut self, exponent: i32) {
        let by = self.exponent - exponent;
        if by == 0 {
            return;
        }
        self.exponent = exponent;
        self.mean = libm::ldexp(self.mean, by);
        self.mean_rest = libm::ldexp(self.mean_rest, by);
        for (sum, power) in self.sums.iter_mut().zip(2..) {
            *sum = libm::ldexp(*sum, power * by);
        }
    }

    /// The moments of blocks of one length, which is not 0. Several at a time take hardly longer than
    /// one, whose every addition waits for the one before.
    fn of_blocks<const N: usize>(blocks: [&[f64]; N]) -> [Self; N] {
        let len = blocks[0].len();
        let n = len as f64;
        let mut most = [0.0_f64; N];
        each(blocks, len, |lane, value| most[lane] = value.abs().max(most[lane]));
        let exponents = most.map(exponent_over);
        let units = exponents.map(|exponent| libm::ldexp(1.0, -exponent));
        // From the first value on, so that a constant block has exactly its value as mean.
        let firsts: [f64; N] = from_fn(|lane| blocks[lane][0] * units[lane]);
        let mut offsets = [0.0; N];
        each(blocks, len, |lane, value| offsets[lane] += value * units[lane] - firsts[lane]);
        let near: [_; N] = from_fn(|lane| in_two_parts(firsts[lane], offsets[lane] / n));
        let mut left = [0.0; N];
        each(blocks, len, |lane, value| {
            left[lane] += value * units[lane] - near[lane].0 - near[lane].1;
        });
        let means: [_; N] =
            from_fn(|lane| in_two_parts(near[lane].0, near[lane].1 + left[lane] / n));
        let mut sums = [[0.0; 3]; N];
        each(blocks, len, |lane, value| {
            let deviation = value * units[lane] - means[lane].0 - means[lane].1;
            let square = deviation * deviation;
            sums[lane][0] += square;
            sums[lane][1] += square * deviation;
            sums[lane][2] += square * square;
        });
        from_fn(|lane| {
            let (mean, mean_rest) = means[lane];
            let (exponent, sums) = (exponents[lane], sums[lane]);
            Self { n: len as u64, exponent, mean, mean_rest, sums }
        })
    }
}

/// Visits the values of blocks side by side, with the number of the block.
#[inline(always)]
fn each<const N: usize>(blocks: [&[f64]; N], len: usize, mut visit: impl FnMut(usize, f64)) {
    let blocks = blocks.map(|block| &block[..len]);
    for place in 0..len {
        for (lane, block) in blocks.iter().enumerate() {
            visit(lane, block[place]);
        }
    }
}

/// A sum as the nearest number and what it lacks, exactly (Knuth's two-sum).
fn in_two_parts(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part_of_b = sum - a;
    (sum, (a - (sum - part_of_b)) + (b - part_of_b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{a, assert_close, assert_within, b2, moments_of};

    // Expected: A.mean(), A.var(ddof=1), scipy.stats.skew(A), scipy.stats.kurtosis(A);
    // numpy 2.4.6, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let moments = moments_of(a().values());
        assert_close(moments.mean().unwrap(), 5.04675);
        assert_close(moments.variance(1).unwrap(), 8.63076074120603);
        assert_close(moments.variance(0).unwrap(), 8.5876069375);
        assert_close(moments.skewness().unwrap(), -0.00929160094181808);
        assert_close(moments.excess_kurtosis().unwrap(), -1.2086248045123367);
        let moments = moments_of(b2().values());
        assert_close(moments.variance(1).unwrap(), 10.267057701321747);
        assert_close(moments.skewness().unwrap(), 8.828259670706172e-5);
        assert_close(moments.excess_kurtosis().unwrap(), -1.1984980672877223);
    }

    // Certified values of the NIST Statistical Reference Datasets NumAcc1 and NumAcc4. The
    // values of NumAcc4 themselves are rounded by up to 1e-9.
    #[test]
    fn keeps_the_digits_of_a_large_mean() {
        let moments = moments_of(&[10_000_001.0, 10_000_003.0, 10_000_002.0]);
        assert_eq!((moments.mean(), moments.variance(1)), (Some(10_000_002.0), Some(1.0)));
        let mut values = vec![10_000_000.2];
        values.extend([10_000_000.1, 10_000_000.3].repeat(500));
        let moments = moments_of(&values);
        assert_close(moments.mean().unwrap(), 10_000_000.2);
        assert_within(moments.standard_deviation(1).unwrap(), 0.1, 1e-8);
    }

    fn assert_moments(values: &[f64], [deviation, skewness, kurtosis]: [f64; 3]) {
        let halves = values.split_at(values.len() / 3);
        let mut merged = moments_of(halves.1);
        merged.merge(&moments_of(halves.0));
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        for moments in [moments_of(values), moments_of(&sorted), merged] {
            assert_within(moments.standard_deviation(1).unwrap(), deviation, 1e-12);
            assert!((moments.skewness().unwrap() - skewness).abs() < 1e-12);
            assert_within(moments.excess_kurtosis().unwrap(), kurtosis, 1e-12);
        }
    }

    /// Blocks of zeros once took the powers of tiny numbers away: found by fuzzing.
    #[test]
    fn zeros_beside_tiny_numbers_keep_their_shape() {
        let mut moments = moments_of(&[0.0; 3]);
        moments.merge(&moments_of(&[3e-161]));
        let plain = moments_of(&[0.0, 0.0, 0.0, 3.0]);
        assert_within(moments.skewness().unwrap(), plain.skewness().unwrap(), 1e-12);
        assert_within(moments.excess_kurtosis().unwrap(), plain.excess_kurtosis().unwrap(), 1e-12);
    }

    // Expected: exact rationals of the same numbers in Python, fractions.Fraction, with roots of 60
    // digits by decimal.
    #[test]
    fn an_offset_costs_no_digit() {
        let values = |n: u32, value: &dyn Fn(u32) -> f64| (0..n).map(value).collect::<Vec<f64>>();
        let thousandths = values(10_000, &|i| 1e9 + f64::from(i * 7919 % 1000) / 1000.0);
        let expected = [0.2886894250926496, 1.1900450617592869e-13, -1.2000023999691067];
        assert_moments(&thousandths, expected);
        let epoch_ms = |i: u32| 1_735_689_600_000.0 + f64::from(i * i % 97) - f64::from(i % 5 * 11);
        let expected = [34.08401661170407, 0.005201550993483515, -0.8638521284063612];
        assert_moments(&values(20_000, &epoch_ms), expected);
        let with_whole_steps = |i: u32| 4_503_599_627_370_496.0 + f64::from(i * i % 100);
        let expected = [29.88693101891102, 0.27356264189100266, -1.1570389059778103];
        assert_moments(&values(5_000, &with_whole_steps), expected);
    }

    #[test]
    fn parts_merge_to_the_whole() {
        let values = b2();
        let whole = moments_of(values.values());
        let mut merged = Moments::new();
        for part in values.values().chunks(7) {
            merged.merge(&moments_of(part));
        }
        assert_eq!(merged.n(), whole.n());
        assert_close(merged.mean().unwrap(), whole.mean().unwrap());
        assert_close(merged.variance(1).unwrap(), whole.variance(1).unwrap());
        assert_within(merged.skewness().unwrap(), whole.skewness().unwrap(), 1e-8);
        assert_close(merged.excess_kurtosis().unwrap(), whole.excess_kurtosis().unwrap());
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let none = Moments::new();
        assert_eq!((none.mean(), none.variance(0), none.skewness()), (None, None, None));
        let one = moments_of(&[2.5]);
        assert_eq!((one.mean(), one.variance(0), one.variance(1)), (Some(2.5), Some(0.0), None));
        let constant = moments_of(&[0.1; 3000]);
        assert_eq!(constant.mean(), Some(0.1));
        assert_eq!((constant.skewness(), constant.excess_kurtosis()), (None, None));
    }

    // Expected: by hand. Half of the values at either end of c ± d have the mean c, the variance
    // d², the skewness 0 and the excess kurtosis 1 - 3; 99 values 0 and one at h have the mean
    // h / 100, the deviation h sqrt(0.0099), the skewness 0.98 / sqrt(0.0099), and the excess
    // kurtosis 1 / 0.0099 - 6.
    #[test]
    fn neither_large_nor_small_values_leave_the_range() {
        for d in [f64::MAX, 1e200, 1.0, 1e-100, 1e-300] {
            let moments = moments_of(&[-d, d].repeat(1500));
            assert!(moments.mean().unwrap().abs() < 1e-12 * d);
            assert_close(moments.standard_deviation(0).unwrap(), d);
            assert!(moments.skewness().unwrap().abs() < 1e-12);
            assert_close(moments.excess_kurtosis().unwrap(), -2.0);
            let mut values = [0.0; 100];
            values[7] = d;
            let moments = moments_of(&values);
            assert_close(moments.mean().unwrap(), d / 100.0);
            assert_close(moments.standard_deviation(0).unwrap(), d * 0.0099_f64.sqrt());
            assert_close(moments.skewness().unwrap(), 0.98 / 0.0099_f64.sqrt());
            assert_close(moments.excess_kurtosis().unwrap(), 1.0 / 0.0099 - 6.0);
        }
        assert_eq!(moments_of(&[f64::MAX; 2]).mean(), Some(f64::MAX));
        assert_eq!(moments_of(&[f64::MAX, 0.0]).variance(1), None);
        assert_eq!(moments_of(&[f64::MAX, -f64::MAX]).standard_deviation(1), None);
    }

    #[test]
    fn blocks_of_unlike_size_merge() {
        let mut values = vec![1e-200; 1024];
        values.extend([1e200; 1024]);
        let moments = moments_of(&values);
        assert_close(moments.mean().unwrap(), 5e199);
        assert_close(moments.standard_deviation(0).unwrap(), 5e199);
        assert_close(moments.excess_kurtosis().unwrap(), -2.0);
    }
}
