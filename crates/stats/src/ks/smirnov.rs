//! One-sided one-sample tail P(D_n^+ >= x), exactly (Birnbaum and Tingey 1951):
//! `x * sum over v of C(n, v) (v/n + x)^(v - 1) (1 - x - v/n)^(n - v)`, v from 0 to n (1 - x).
//!
//! Each term is a binomial probability, computed by Loader's expansion: all positive, so the sum
//! is good to about 1e-13 at any n.

use crate::special::ln_binomial_pmf;

/// Samples of fewer values than this are summed term by term, larger ones on a grid of about
/// this many terms.
const GRID: u64 = 4096;

/// The tail probability for a sample of n values and 0 < x < 1.
///
/// Large samples take every k-th term k times. The terms are a smooth function of v that vanishes
/// with all its derivatives at both ends, like `exp(-n x^2 / (2 p q))`, so by the Euler-Maclaurin
/// formula this costs no digit where `n x^2` is at least about 1.
pub(super) fn one_sided_sf(n: u64, x: f64) -> f64 {
    let stride = if n as f64 * x * x >= 1.0 { (n / GRID).max(1) } else { 1 };
    sum_every(stride, n, x)
}

fn sum_every(stride: u64, n: u64, x: f64) -> f64 {
    let n_f = n as f64;
    let term = |v: u64| {
        let p = v as f64 / n_f + x;
        let q = (n - v) as f64 / n_f - x;
        if q <= 0.0 { 0.0 } else { libm::exp(ln_binomial_pmf(v, n, p, q)) / p }
    };
    let last = libm::floor(n_f * (1.0 - x)) as u64;
    x * stride as f64 * (0..=last).step_by(stride as usize).map(term).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::{GRID, one_sided_sf, sum_every};

    #[test]
    fn grid_equals_the_whole_sum() {
        for n in [2 * GRID, 84_168] {
            for nxx in [1.0, 2.2, 5.0, 40.0, 300.0_f64] {
                let x = (nxx / n as f64).sqrt();
                let (grid, whole) = (one_sided_sf(n, x), sum_every(1, n, x));
                assert!((grid / whole - 1.0).abs() < 1e-13, "{n} {nxx}: {grid} {whole}");
            }
        }
    }
}
