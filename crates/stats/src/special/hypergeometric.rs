//! Point probabilities of the hypergeometric law: how many of `sample` values drawn without
//! replacement are among the `good`, where the others are `bad`.

use super::ln_binomial_pmf;

/// Point probability of k, from three binomial ones (Loader 2000), for `0 < sample < good + bad`.
pub(crate) fn hypergeometric_pmf(k: u64, good: u64, bad: u64, sample: u64) -> f64 {
    let total = (good + bad) as f64;
    let (p, q) = (sample as f64 / total, (good + bad - sample) as f64 / total);
    libm::exp(
        ln_binomial_pmf(k, good, p, q) + ln_binomial_pmf(sample - k, bad, p, q)
            - ln_binomial_pmf(sample, good + bad, p, q),
    )
}

/// Probability of k + 1 over that of k; 0 at the greatest k.
pub(crate) fn hypergeometric_rise(k: u64, good: u64, bad: u64, sample: u64) -> f64 {
    let not_yet = (good.saturating_sub(k)) as f64 * (sample.saturating_sub(k)) as f64;
    not_yet / ((k + 1) as f64 * ((bad + k + 1) as f64 - sample as f64))
}

#[cfg(test)]
mod tests {
    use super::hypergeometric_pmf as pmf;
    use crate::testing::assert_within;

    // Expected: scipy.stats.hypergeom.pmf(k, good + bad, good, sample); scipy 1.17.1.
    #[test]
    fn point_probabilities_equal_scipy() {
        assert_within(pmf(3, 12, 30, 9), 0.29296456465526916, 1e-11);
        assert_within(pmf(0, 5, 300, 40), 0.49267197413878827, 1e-11);
        assert_within(pmf(400_100, 800_000, 1_200_000, 1_000_000), 0.0011046474314415878, 1e-9);
    }
}
