//! Exact law of the two-sample statistic.
//!
//! Under no drift every order of the pooled sample is equally likely: a lattice path from (0, 0)
//! to (n, m). The p-value is the share of paths that somewhere leave the band
//! `|x / n - y / m| < D` (Hodges 1958; for n = m the reflection series of Gnedenko and Koroljuk
//! 1951). Shares rather than counts are carried along, so nothing overflows, and only positive
//! numbers are added, so small p-values keep their digits.

use super::greatest_common_divisor;

/// Above this exponent of the bound `p <= e^(1 - 2 D^2 n m / (n + m))` (Wei and Dudley 2012) the
/// p-value is under the smallest number.
const VANISHES_FROM: f64 = 373.5;

/// Exact two-sided p-value for samples without ties.
///
/// `height` is the statistic in units of `1 / lcm(n, m)`; n and m are the numbers of values, at
/// least 1. Time is O(D n m) for n != m.
#[must_use]
pub fn ks_exact_p(height: u64, n: u64, m: u64) -> f64 {
    if height == 0 {
        return 1.0;
    }
    let common = greatest_common_divisor(n, m);
    let statistic = height as f64 / (n / common * m) as f64;
    let (n_f, m_f) = (n as f64, m as f64);
    if statistic * statistic * (n_f * m_f / (n_f + m_f)) > VANISHES_FROM {
        return 0.0;
    }
    let p = if n == m { outside_square(n, height) } else { outside_band(n, m, common, height) };
    p.clamp(0.0, 1.0)
}

/// Share of paths to (n, n) that touch `|x - y| = h`: the alternating series
/// `2 (A1 - A2 + A3 ...)`, each term the previous one times a product under 1, by Horner's rule.
fn outside_square(n: u64, h: u64) -> f64 {
    let mut p = 0.0;
    for reflections in (0..=n / h).rev() {
        let far = reflections * h;
        // The n - far - j reaches 0 for the last reflection, and the product with it.
        let product: f64 = (0..h)
            .take_while(|j| far + j <= n)
            .map(|j| (n - far - j) as f64 / (n + far + j + 1) as f64)
            .product();
        p = product * (1.0 - p);
    }
    2.0 * p
}

/// Share of paths to (n, m) that leave the band, walked along the diagonals `x + y = steps`.
///
/// `share[y]` is the share, among the paths to (steps - y, y), of those that have left: 1 outside
/// the band, else the mean over the two points a path can come from, weighted by x and y.
fn outside_band(n: u64, m: u64, common: u64, height: u64) -> f64 {
    // The longer side along x keeps the diagonals short.
    let (n, m) = (n.max(m), n.min(m));
    let (across, up) = ((n / common) as i64, (m / common) as i64);
    let height = height as i64;
    let (last_x, last_y) = (n as i64, m as i64);
    let mut share = vec![1.0; m as usize + 2];
    // One place of padding stands for y = -1.
    share[1] = 0.0;
    for steps in 1..=last_x + last_y {
        // Inside means |up * (steps - y) - across * y| < height.
        let per_y = across + up;
        let from = ((up * steps - height).div_euclid(per_y) + 1).max(steps - last_x).max(0);
        let to = ((up * steps + height - 1).div_euclid(per_y)).min(steps).min(last_y);
        if from > to {
            return 1.0;
        }
        advance(&mut share, steps, from as usize, to as usize);
    }
    share[m as usize + 1]
}

/// Moves the shares for y in `from..=to` on by one diagonal; their neighbours are outside.
fn advance(share: &mut [f64], steps: i64, from: usize, to: usize) {
    let scale = 1.0 / steps as f64;
    let mut below = share[from];
    share[from] = 1.0;
    for y in from..=to {
        let here = share[y + 1];
        let weight = y as f64;
        share[y + 1] = (here * (steps as f64 - weight) + below * weight) * scale;
        below = here;
    }
    if let Some(next) = share.get_mut(to + 2) {
        *next = 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::ks_exact_p;
    use crate::testing::assert_close;

    // Expected: scipy.stats._stats_py._attempt_exact_2kssamp(n, m, gcd, height / lcm,
    // "two-sided")[2], scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let expected = [
            (3, 5, 7, 1.0),
            (35, 5, 7, 0.0025252525252525255),
            (4, 10, 10, 0.41752365281777043),
            (60_000, 1000, 999, 0.051349233288280394),
            (400, 10_000, 2500, 0.0032666112347858167),
            (300, 10_000, 10_000, 0.00024659749681697865),
            (2000, 10_000, 10_000, 2.600432412128435e-175),
        ];
        for (height, n, m, p) in expected {
            assert_close(ks_exact_p(height, n, m), p);
            assert_close(ks_exact_p(height, m, n), p);
        }
    }

    #[test]
    fn runs_from_one_to_zero() {
        assert_eq!(ks_exact_p(0, 5, 7), 1.0);
        assert_eq!(ks_exact_p(10_000, 10_000, 10_000), 0.0);
        let p: Vec<f64> = (0..=63).map(|height| ks_exact_p(height, 7, 9)).collect();
        assert!(p.windows(2).all(|pair| pair[0] >= pair[1]));
    }
}
