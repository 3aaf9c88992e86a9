//! Asymptotic law of the two-sample statistic: the exact law of one sample of
//! `n m / (n + m)` values, as SciPy has it.
//!
//! The regions follow Simard and L'Ecuyer (2011), "Computing the two-sided Kolmogorov-Smirnov
//! distribution", as `scipy.stats.kstwo.sf` divides them. In their middle region twice the
//! one-sided tail stands in for the two-sided one, which is too large by up to 2 millionths of it.

use super::{durbin, pelz_good, smirnov};

/// Asymptotic two-sided p-value of a statistic for samples of n and m values, at least 1 each.
#[must_use]
pub fn ks_asymptotic_p(statistic: f64, n: u64, m: u64) -> f64 {
    let (n, m) = (n as f64, m as f64);
    let effective = libm::rint(n * m / (n + m)).max(1.0);
    one_sample_sf(effective as u64, statistic).clamp(0.0, 1.0)
}

/// P(D_n >= x) for one sample of n values from a continuous law.
pub(super) fn one_sample_sf(n: u64, x: f64) -> f64 {
    const SMALL_SAMPLE: u64 = 140;
    let n_f = n as f64;
    let nx = n_f * x;
    let nxx = nx * x;
    if x >= 1.0 {
        0.0
    } else if nx <= 0.5 {
        1.0
    } else if nx >= n_f - 1.0 {
        2.0 * libm::pow(1.0 - x, n_f)
    } else if x >= 0.5 {
        2.0 * smirnov::one_sided_sf(n, x)
    } else if n <= SMALL_SAMPLE {
        if nxx <= 4.0 { 1.0 - durbin::cdf(n, x) } else { 2.0 * smirnov::one_sided_sf(n, x) }
    } else if nxx >= 370.0 {
        0.0
    } else if nxx >= 2.2 {
        2.0 * smirnov::one_sided_sf(n, x)
    } else if n <= 100_000 && nx * x.sqrt() <= 1.4 {
        1.0 - durbin::cdf(n, x)
    } else {
        1.0 - pelz_good::cdf(n, x)
    }
}
