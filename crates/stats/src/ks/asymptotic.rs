//! Asymptotic law of the two-sample statistic: the exact law of one sample of
//! `n m / (n + m)` values, as SciPy has it.
//!
//! The regions follow Simard and L'Ecuyer (2011), "Computing the two-sided Kolmogorov-Smirnov
//! distribution", as `scipy.stats.kstwo.sf` divides them. In their middle region twice the
//! one-sided tail stands in for the two-sided one, which is too large by up to 2 millionths of it.
//! SciPy 1.17 gives 0 instead of about 1 where its power of Durbin's matrix overflows, as with two
//! samples of 130,000 values and a gap of 10 rows; this does not.

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

#[cfg(test)]
mod tests {
    use super::{ks_asymptotic_p, one_sample_sf};
    use crate::testing::{assert_close, assert_within};

    // Expected: scipy.stats.kstwo.sf(x, n), scipy 1.17.1; one line per region at least.
    #[test]
    fn equals_scipy_in_every_region() {
        let expected = [
            (5, 0.3, 0.664),
            (10, 0.9, 1.9999999999999957e-10),
            (50, 0.05, 0.9990238098461883),
            (100, 0.12, 0.1033037490181987),
            (100, 0.25, 5.408871776434847e-6),
            (141, 0.04, 0.9710682269013183),
            (1000, 0.02, 0.8108971656895577),
            (1000, 0.03, 0.3226902143914636),
            (20_000, 0.012, 0.006251252284121751),
            (20_000, 0.1, 1.4723820041654574e-174),
            (250_000, 0.0015, 0.6266064052380176),
        ];
        for (n, x, p) in expected {
            assert_close(one_sample_sf(n, x), p);
        }
    }

    // Expected: scipy.stats.ks_2samp(A, B, method="asymp").pvalue, scipy 1.17.1.
    #[test]
    fn equals_scipy_for_two_samples() {
        assert_close(ks_asymptotic_p(0.08833333333333337, 200, 150), 0.4860436530526825);
        assert_close(ks_asymptotic_p(0.09750000000000003, 1500, 1200), 5.6942513031289e-6);
    }

    #[test]
    fn regions_meet() {
        for n in [100, 1000, 100_000] {
            for border in [0.754693, 2.2, 4.0_f64] {
                let at = |nxx: f64| one_sample_sf(n, (nxx / n as f64).sqrt());
                assert_within(at(border - 1e-9), at(border + 1e-9), 3e-6);
            }
        }
    }
}
