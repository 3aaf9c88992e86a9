//! Maximum mean discrepancy: how far two samples of points are apart, in all their moments together
//! (Gretton and others 2012).
//!
//! The unbiased square, mean k(x, x') + mean k(y, y') - 2 mean k(x, y) over different points, with the
//! kernel k(x, y) = exp(-|x - y|² / s). s is the median of the squared distances: over the pooled
//! points, which no exchange of points changes; or, as Evidently 0.7 (`empirical_mmd`), over all pairs
//! of the reference, each point with itself among them. Where it is 0, s is 1. The value is about 0
//! without a difference, may be under it, and has no unit; scales are the caller's.
//!
//! The p-value is that of seeded random splits, the observed one counted, so that it is never 0.
//! Points are finite, of equal length; a side needs two. Time and memory grow with the square of the
//! number of points: the caller takes a sample.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

/// Which distances the kernel's width is the median of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bandwidth {
    /// Those between different points of both sides together.
    Pooled,
    /// Those between any two points of the reference, equal ones included: Evidently's.
    Reference,
}

/// The discrepancy of two samples, and splits of them that are yet to be drawn.
pub struct Mmd {
    /// Kernel of each pair of different points, row by row; 0 on the diagonal.
    kernel: Vec<f64>,
    row_sums: Vec<f64>,
    points: usize,
    reference: usize,
    value: f64,
    order: Vec<u32>,
    rng: Pcg32,
    draws: u32,
    as_large: u32,
}

impl Mmd {
    /// Of two lists of points; `None` where a side has under two, or a distance is not finite.
    #[must_use]
    pub fn new(
        reference: &[Vec<f64>],
        production: &[Vec<f64>],
        bandwidth: Bandwidth,
        seed: u32,
    ) -> Option<Self> {
        if reference.len().min(production.len()) < 2 {
            return None;
        }
        let all: Vec<&[f64]> = reference.iter().chain(production).map(Vec::as_slice).collect();
        let points = all.len();
        let mut kernel = vec![0.0; points * points];
        for i in 0..points {
            for j in 0..i {
                let squared = squared_distance(all[i], all[j]);
                if !squared.is_finite() {
                    return None;
                }
                kernel[i * points + j] = squared;
            }
        }
        let width = width(&kernel, points, reference.len(), bandwidth);
        for i in 0..points {
            for j in 0..i {
                let k = libm::exp(-kernel[i * points + j] / width);
                (kernel[i * points + j], kernel[j * points + i]) = (k, k);
            }
        }
        let row_sums = kernel.chunks(points).map(|row| row.iter().sum()).collect();
        let order: Vec<u32> = (0..points as u32).collect();
        let rng = Pcg32::seed_from_u64(u64::from(seed));
        let reference = reference.len();
        let mut mmd = Self {
            kernel,
            row_sums,
            points,
            reference,
            value: 0.0,
            order,
            rng,
            draws: 0,
            as_large: 0,
        };
        mmd.value = mmd.of_split();
        Some(mmd)
    }

    /// The unbiased square of the discrepancy.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// Points of the reference and of production.
    #[must_use]
    pub const fn sizes(&self) -> (u64, u64) {
        (self.reference as u64, (self.points - self.reference) as u64)
    }

    /// Draws so many further splits.
    pub fn draw(&mut self, splits: u32) {
        for _ in 0..splits {
            for place in 0..self.reference as u64 {
                let other = self.rng.random_range(place..self.points as u64);
                self.order.swap(place as usize, other as usize);
            }
            self.draws += 1;
            // Equal splits differ by rounding.
            self.as_large += u32::from(self.of_split() >= self.value - 1e-12);
        }
    }

    /// Splits that were drawn.
    #[must_use]
    pub const fn draws(&self) -> u32 {
        self.draws
    }

    /// Share of splits with a value as large, the observed one among them.
    #[must_use]
    pub fn p_value(&self) -> f64 {
        f64::from(1 + self.as_large) / f64::from(1 + self.draws)
    }

    /// The value with the first points in order as the reference.
    ///
    /// Only pairs within the smaller side are visited: the other sums follow from the rows' sums.
    fn of_split(&self) -> f64 {
        let (first, second) = self.order.split_at(self.reference);
        let small = if first.len() <= second.len() { first } else { second };
        let mut within_small = 0.0;
        for (i, &a) in small.iter().enumerate() {
            let row = &self.kernel[a as usize * self.points..][..self.points];
            within_small += small[..i].iter().map(|&b| row[b as usize]).sum::<f64>();
        }
        within_small *= 2.0;
        let rows_of_small: f64 = small.iter().map(|&a| self.row_sums[a as usize]).sum();
        let total: f64 = self.row_sums.iter().sum();
        let across = rows_of_small - within_small;
        let within_large = total - within_small - 2.0 * across;
        let (n, m) = (small.len() as f64, (self.points - small.len()) as f64);
        within_small / (n * (n - 1.0)) + within_large / (m * (m - 1.0)) - 2.0 * across / (n * m)
    }
}

fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// The median of the squared distances, which stand under the diagonal.
fn width(squared: &[f64], points: usize, reference: usize, bandwidth: Bandwidth) -> f64 {
    let pairs = |points_taken: usize| -> Vec<f64> {
        (0..points_taken).flat_map(|i| squared[i * points..][..i].iter().copied()).collect()
    };
    let median = match bandwidth {
        Bandwidth::Pooled => {
            let mut distances = pairs(points);
            let middle = distances.len() / 2;
            *distances.select_nth_unstable_by(middle, f64::total_cmp).1
        }
        Bandwidth::Reference => {
            let mut distances = pairs(reference);
            // In the order of all n² distances, n zeros come first, and then each pair twice; of two in
            // the middle numpy's "nearest" takes the one at the even place.
            let middle = (reference * reference - 1) / 2;
            let place =
                if reference.is_multiple_of(2) && middle % 2 == 1 { middle + 1 } else { middle };
            match place.checked_sub(reference) {
                None => 0.0,
                Some(place) => *distances.select_nth_unstable_by(place / 2, f64::total_cmp).1,
            }
        }
    };
    if median > 0.0 { median } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::{Bandwidth, Mmd};
    use crate::testing::assert_close;

    fn lin(n: u64, [a, c, m]: [u64; 3], d: f64) -> Vec<f64> {
        (0..n).map(|i| ((a * i + c) % m) as f64 / d).collect()
    }

    fn points(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
        (0..columns[0].len())
            .map(|row| columns.iter().map(|column| column[row]).collect())
            .collect()
    }

    // Expected: `mmd_2samp` of `kernel_matrix` without its diagonal, as `mmd_pval` of
    // evidently.legacy.calculations.stattests.mmd_stattest has it, evidently 0.7.23; on A and B, their
    // first 51 and 60, first 8 and 5, and floor(A / 3) and floor(B / 3) of the first 40 and 30.
    #[test]
    fn equals_evidently() {
        let (a, b) = (lin(200, [7919, 13, 1009], 100.0), lin(150, [104_729, 7, 997], 90.0));
        let thirds = |values: &[f64]| values.iter().map(|value| (value / 3.0).floor()).collect();
        for (a, b, expected) in [
            (a.clone(), b.clone(), -0.0025124151694495556),
            (a[..51].to_vec(), b[..60].to_vec(), -0.015214612862727961),
            (a[..8].to_vec(), b[..5].to_vec(), 0.42681830783546215),
            (thirds(&a[..40]), thirds(&b[..30]), -0.01762195611553108),
        ] {
            let mmd = Mmd::new(&points(&[a]), &points(&[b]), Bandwidth::Reference, 1).unwrap();
            assert_close(mmd.value(), expected);
        }
    }

    // Expected: numpy 2.4.6, `K = exp(-D / median)` with the pooled median of `D[tril_indices(n, -1)]`
    // (the upper of two in the middle), on (A, B2) and (B, A2) with A2, B2 = lin(200, 104729, 7, 997, 90),
    // lin(150, 7919, 13, 1009, 70).
    #[test]
    fn equals_numpy_in_two_dimensions() {
        let reference = [lin(200, [7919, 13, 1009], 100.0), lin(200, [104_729, 7, 997], 90.0)];
        let production = [lin(150, [104_729, 7, 997], 90.0), lin(150, [7919, 13, 1009], 70.0)];
        let (reference, production) = (points(&reference), points(&production));
        let mut mmd = Mmd::new(&reference, &production, Bandwidth::Pooled, 1).unwrap();
        assert_close(mmd.value(), 0.033161086633329284);
        mmd.draw(99);
        assert_eq!((mmd.draws(), mmd.p_value()), (99, 0.01));
        let turned = Mmd::new(&production, &reference, Bandwidth::Pooled, 1).unwrap();
        assert_close(turned.value(), mmd.value());
    }

    /// Every split of four values, by hand: of the six, one and its mirror image are as far apart.
    #[test]
    fn the_p_value_is_that_of_all_splits() {
        let point = |value: f64| vec![value];
        let (a, b) = ([point(0.0), point(1.0)], [point(9.0), point(10.0)]);
        let mut mmd = Mmd::new(&a, &b, Bandwidth::Pooled, 7).unwrap();
        mmd.draw(30_000);
        assert!((mmd.p_value() - 1.0 / 3.0).abs() < 0.011, "{}", mmd.p_value());
    }

    #[test]
    fn too_few_or_too_far_points_have_no_value() {
        let new = |a: &[f64], b: &[f64]| {
            let points = |values: &[f64]| points(&[values.to_vec()]);
            Mmd::new(&points(a), &points(b), Bandwidth::Pooled, 1).map(|mmd| mmd.value())
        };
        assert_eq!(new(&[1.0], &[1.0, 2.0]), None);
        assert_eq!(new(&[f64::MAX, 1.0], &[-f64::MAX, 2.0]), None);
        assert_eq!(new(&[5.0; 4], &[5.0; 3]), Some(0.0));
    }
}
