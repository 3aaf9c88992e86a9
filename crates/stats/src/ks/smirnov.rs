//! One-sided one-sample tail P(D_n^+ >= x), exactly (Birnbaum and Tingey 1951):
//! `x * sum over v of C(n, v) (v/n + x)^(v - 1) (1 - x - v/n)^(n - v)`, v from 0 to n (1 - x).
//!
//! Each term is a binomial probability, computed by Loader's expansion: all positive, so the sum
//! is good to about 1e-13 at any n.

use crate::special::ln_binomial_pmf;

/// The tail probability for a sample of n values and 0 < x < 1.
pub(super) fn one_sided_sf(n: u64, x: f64) -> f64 {
    let n_f = n as f64;
    let term = |v: u64| {
        let p = v as f64 / n_f + x;
        let q = (n - v) as f64 / n_f - x;
        if q <= 0.0 { 0.0 } else { libm::exp(ln_binomial_pmf(v, n, p, q)) / p }
    };
    x * (0..=libm::floor(n_f * (1.0 - x)) as u64).map(term).sum::<f64>()
}
