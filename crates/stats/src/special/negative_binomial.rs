//! Upper tail of the negative binomial law: the regularised incomplete beta function.

use super::Beta;

/// P(X >= count) of counts of this mean, over 0, and this variance, over the mean.
#[must_use]
pub fn negative_binomial_at_least(count: u64, mean: f64, variance: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    // P(X >= k) = I_x(k, r) with r successes, and x the chance of a failure.
    let (k, r) = (count as f64, mean * mean / (variance - mean));
    let (success, failure) = (mean / variance, (variance - mean) / variance);
    Beta { a: k, b: r }.lower_tail(failure, success)
}

#[cfg(test)]
mod tests {
    use super::negative_binomial_at_least;
    use crate::testing::assert_within;

    // Expected: scipy.stats.nbinom.sf(k - 1, m * m / (v - m), m / v), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        for (count, mean, variance, expected) in [
            (9, 2.0, 2.1, 0.00038883371946556535),
            (1, 2.0, 2.1, 0.8579543176997222),
            (130, 99.5, 800.0, 0.1442077326368684),
            (40, 99.5, 800.0, 0.9960192134970685),
            (105_000, 100_000.0, 1_010_000.0, 4.763186226908599e-7),
            (9, 2.08, 2.08 * 1.002, 0.0003214342199081519),
        ] {
            assert_within(negative_binomial_at_least(count, mean, variance), expected, 1e-9);
        }
        assert_eq!(negative_binomial_at_least(0, 2.0, 2.1), 1.0);
    }
}
