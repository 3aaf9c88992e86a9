//! Change of a population stability index between two samples that are held against one reference.
//!
//! The indices of `before` and `after` share the reference and its cells. Their difference, less what the
//! sizes of the samples alone add, has a standard error by the delta method, to the second order:
//!
//! - first order: the derivative of `(p - r) ln(p / r)` by p is `ln(p / r) + 1 - r / p`, by r
//!   `1 - p / r - ln(p / r)`; multinomial shares of n rows vary by `(sum x g² - (sum x g)²) / n`, and the
//!   reference moves both indices at once;
//! - second order, which is all there is where nothing drifted: with k cells in use, each index is about
//!   `(1/n + 1/m)` times a chi-square variable of k - 1 degrees of freedom (Yurdakul 2018), so that the
//!   difference has the mean `(k - 1) (1/n_after - 1/n_before)` and the variance
//!   `2 (k - 1) ((1/n_after + 1/m)² + (1/n_before + 1/m)² - 2/m²)`.
//!
//! Both orders are added, which is conservative where both matter: near no drift, false alarms at 0.05
//! are fewer than 0.05 (see the test below).

use crate::special::normal_sf;

/// Change of an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PsiChange {
    /// The index before, in nats.
    pub before: f64,
    /// The index after.
    pub after: f64,
    /// After less before, less what the sizes of the samples add.
    pub change: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Two-sided p-value of no change, by the normal law.
    pub p_value: f64,
}

/// Compares the indices of two samples by their counts in the cells of one reference; shares under `floor`
/// are raised to it on all sides.
///
/// `None` where a sample is empty, the counts differ in length, or fewer than two cells are in use.
#[must_use]
pub fn psi_change(
    reference: &[u64],
    before: &[u64],
    after: &[u64],
    floor: f64,
) -> Option<PsiChange> {
    if reference.len() != before.len() || reference.len() != after.len() {
        return None;
    }
    let cells = (0..reference.len()).filter(|&i| reference[i] + before[i] + after[i] > 0).count();
    let [reference, before, after] =
        [Shares::of(reference)?, Shares::of(before)?, Shares::of(after)?];
    let degrees_of_freedom = cells.checked_sub(1).filter(|of| *of > 0)? as f64;
    let index = |of: &Shares| -> f64 {
        let part = |i: usize| {
            let (p, r) = (of.floored(i, floor), reference.floored(i, floor));
            (p - r) * libm::log(p / r)
        };
        (0..cells_of(&reference)).map(part).sum()
    };
    let first = after.variance(|i| after.slope(&reference, i, floor))
        + before.variance(|i| before.slope(&reference, i, floor))
        + reference.variance(|i| {
            reference.slope_as_reference(&after, i, floor)
                - reference.slope_as_reference(&before, i, floor)
        });
    let noise = |of: &Shares| 1.0 / of.n + 1.0 / reference.n;
    let shared = 1.0 / reference.n;
    let second = 2.0
        * degrees_of_freedom
        * (noise(&after).powi(2) + noise(&before).powi(2) - 2.0 * shared.powi(2));
    let by_size = degrees_of_freedom * (1.0 / after.n - 1.0 / before.n);
    let (before, after) = (index(&before), index(&after));
    let change = after - before - by_size;
    let standard_error = (first.max(0.0) + second.max(0.0)).sqrt();
    let p_value = (2.0 * normal_sf(change.abs() / standard_error)).min(1.0);
    (standard_error > 0.0).then_some(PsiChange { before, after, change, standard_error, p_value })
}

/// Shares of a sample.
struct Shares {
    of: Vec<f64>,
    n: f64,
}

fn cells_of(shares: &Shares) -> usize {
    shares.of.len()
}

impl Shares {
    fn of(counts: &[u64]) -> Option<Self> {
        let n = counts.iter().map(|&count| count as f64).sum::<f64>();
        (n > 0.0).then(|| Self { of: counts.iter().map(|&count| count as f64 / n).collect(), n })
    }

    fn floored(&self, i: usize, floor: f64) -> f64 {
        self.of[i].max(floor)
    }

    /// Slope of the index by this share; a share that is raised to the floor does not move it.
    fn slope(&self, reference: &Self, i: usize, floor: f64) -> f64 {
        let (p, r) = (self.floored(i, floor), reference.floored(i, floor));
        if self.of[i] > floor { libm::log(p / r) + 1.0 - r / p } else { 0.0 }
    }

    /// Slope of the index of a sample by this share of the reference.
    fn slope_as_reference(&self, sample: &Self, i: usize, floor: f64) -> f64 {
        let (p, r) = (sample.floored(i, floor), self.floored(i, floor));
        if self.of[i] > floor { 1.0 - p / r - libm::log(p / r) } else { 0.0 }
    }

    /// Variance of a sum of shares with these slopes.
    fn variance(&self, slope: impl Fn(usize) -> f64) -> f64 {
        let mut mean = 0.0;
        let mut square = 0.0;
        for (i, share) in self.of.iter().enumerate() {
            let slope = slope(i);
            mean += share * slope;
            square += share * slope * slope;
        }
        (square - mean * mean) / self.n
    }
}

#[cfg(test)]
mod tests {
    use super::psi_change;
    use crate::testing::assert_close;

    // Expected: with numpy 2, shares r, a, b of the counts raised to 0.001, psi = ((p - r) * log(p / r)).sum(),
    // g = log(p / r) + 1 - r / p, h = -log(p / r) + 1 - p / r, 0 where the share is at most 0.001;
    // var(x, g) = (x * g * g).sum() - (x * g).sum() ** 2; variance = var(b, gb) / nb + var(a, ga) / na
    // + var(r, hb - ha) / nr + 2 * k * ((1/nb + 1/nr) ** 2 + (1/na + 1/nr) ** 2 - 2 / nr ** 2), k cells less 1;
    // p = erfc(|d| / sqrt(2 * variance)).
    #[test]
    fn equals_numpy() {
        let cases: [([&[u64]; 3], [f64; 5]); 3] = [
            (
                [&[100; 5], &[80, 120, 100, 110, 90], &[60, 140, 100, 120, 80]],
                [
                    0.020232018233569602,
                    0.08400243315530288,
                    0.06377041492173328,
                    0.03473340643069175,
                    0.06635816457704963,
                ],
            ),
            (
                [&[50, 30, 20], &[30, 30, 40], &[20, 35, 45]],
                [
                    0.2407945608651872,
                    0.4853273076076916,
                    0.24453274674250441,
                    0.18484837156716233,
                    0.18587432838889927,
                ],
            ),
            (
                [&[500, 300, 200, 0], &[480, 310, 205, 5], &[900, 500, 500, 100]],
                [
                    0.007705552831323272,
                    0.2172304084542787,
                    0.21102485562295545,
                    0.02795681519017238,
                    4.41166673688816e-14,
                ],
            ),
        ];
        for ([reference, before, after], expected) in cases {
            let got = psi_change(reference, before, after, 0.001).unwrap();
            assert_close(got.before, expected[0]);
            assert_close(got.after, expected[1]);
            assert_close(got.change, expected[2]);
            assert_close(got.standard_error, expected[3]);
            assert!((got.p_value / expected[4] - 1.0).abs() < 1e-6, "{got:?}");
        }
    }

    #[test]
    fn nothing_to_compare_is_none() {
        assert_eq!(psi_change(&[1, 2], &[0, 0], &[1, 2], 0.001), None);
        assert_eq!(psi_change(&[1, 2], &[1, 2], &[1, 2, 3], 0.001), None);
        assert_eq!(psi_change(&[7, 0], &[5, 0], &[9, 0], 0.001), None);
        let same = psi_change(&[10, 20], &[11, 19], &[11, 19], 0.001).unwrap();
        assert_eq!((same.change, same.p_value), (0.0, 1.0));
    }

    /// Numbers of a linear congruence, as Knuth's MMIX has it: in [0, 1).
    fn uniform(state: &mut u64) -> f64 {
        *state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn draw(shares: &[f64], n: u64, state: &mut u64) -> Vec<u64> {
        let mut counts = vec![0; shares.len()];
        for _ in 0..n {
            let mut left = uniform(state);
            let cell = shares.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            counts[cell.unwrap_or(shares.len() - 1)] += 1;
        }
        counts
    }

    // Of 400 pairs of samples of one population, 20 are to be told apart at 0.05, and 35 or more come
    // once in 1,000 times. With drift the standard error is that of the draws; without, it is larger.
    #[test]
    fn a_change_of_nothing_is_told_no_more_often_than_stated() {
        let base = [0.1; 10];
        for (shift, sizes) in [(0.0, (400, 400)), (1.0, (400, 400)), (1.0, (900, 300))] {
            let weights: Vec<f64> =
                (0..10).map(|i| libm::exp(shift * (f64::from(i) / 4.5 - 1.0))).collect();
            let sum: f64 = weights.iter().sum();
            let population: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
            let mut state = 20_251;
            let (mut alarms, mut squares, mut variances) = (0, 0.0, 0.0);
            for _ in 0..400 {
                let reference = draw(&base, 800, &mut state);
                let before = draw(&population, sizes.0, &mut state);
                let after = draw(&population, sizes.1, &mut state);
                let got = psi_change(&reference, &before, &after, 0.001).unwrap();
                alarms += u32::from(got.p_value < 0.05);
                squares += got.change * got.change;
                variances += got.standard_error * got.standard_error;
            }
            assert!(alarms < 35, "{shift}: {alarms} of 400");
            let ratio = (squares / variances).sqrt();
            let expected = if shift > 0.0 { 0.85..1.12 } else { 0.4..0.8 };
            assert!(expected.contains(&ratio), "{shift}: {ratio}");
        }
    }
}
