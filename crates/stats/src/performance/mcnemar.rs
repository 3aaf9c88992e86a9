//! Whether one of two models is right more often where they differ, on the same rows (McNemar 1947).
//!
//! Only rows count on which one is right and the other wrong. Where both are as good, each of these rows is a
//! toss of a coin: the p-value is that of the exact binomial test, twice the lesser tail and at most 1, as
//! `statsmodels.stats.contingency_tables.mcnemar(exact=True)`. 1 where the models are never right apart.

use crate::special::binomial_two_sided;

/// The two-sided p-value, of the rows on which only the first, and only the second model is right.
#[must_use]
pub fn mcnemar(only_first: u64, only_second: u64) -> f64 {
    binomial_two_sided(only_first.min(only_second), only_first + only_second, 0.5)
}

#[cfg(test)]
mod tests {
    use super::mcnemar;
    use crate::testing::assert_within;

    // Expected: statsmodels.stats.contingency_tables.mcnemar([[0, b], [c, 0]], exact=True).pvalue,
    // statsmodels 0.15.0, of the credit files; the third is scipy.stats.binomtest(3, 14).pvalue, scipy 1.17.1.
    #[test]
    fn equals_statsmodels() {
        for (b, c, p) in [
            (378, 404, 0.371_333_191_613_944_2),
            (371, 366, 0.882_875_056_253_149_3),
            (3, 11, 0.057_373_046_875),
        ] {
            assert_within(mcnemar(b, c), p, 1e-9);
            assert_within(mcnemar(c, b), p, 1e-9);
        }
    }

    #[test]
    fn never_apart_is_no_difference() {
        assert_eq!((mcnemar(0, 0), mcnemar(5, 5)), (1.0, 1.0));
        assert!(mcnemar(0, 2_000_000) < 1e-300);
    }
}
