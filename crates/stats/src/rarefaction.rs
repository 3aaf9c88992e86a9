//! How many different values a smaller sample would have (Hurlbert 1971).
//!
//! Of n values of which one occurs c times, a random sample of m holds it with chance
//! `1 − C(n − c, m) / C(n, m)`; summed over the values. So that the repeats in samples of different sizes can
//! be compared: the larger one repeats more, even without drift.

use crate::beyond_range::all_of_production;

/// Expected different values in `take` of the values whose counts these are; all of them where they
/// are not more.
#[must_use]
pub fn expected_distinct(counts: impl Iterator<Item = u64> + Clone, take: u64) -> f64 {
    let total: u64 = counts.clone().sum();
    // Chances that a value with 0, 1, 2, … occurrences is not taken.
    let spared: Vec<f64> =
        if total > take { all_of_production(take, total - take).collect() } else { vec![1.0] };
    let held = |count: u64| 1.0 - spared.get(count as usize).copied().unwrap_or(0.0);
    counts.map(held).sum()
}

#[cfg(test)]
mod tests {
    use super::expected_distinct;
    use crate::testing::assert_close;

    // Expected: sum of 1 - scipy.stats.hypergeom.pmf(0, 20, c, 8) over the counts, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let counts = [9_u64, 5, 3, 1, 1, 1];
        assert_close(expected_distinct(counts.into_iter(), 8), 3.9546241168532186);
        assert_eq!(expected_distinct(counts.into_iter(), 20), 6.0);
        assert_eq!(expected_distinct(counts.into_iter(), 50), 6.0);
        assert_eq!(expected_distinct(counts.into_iter(), 0), 0.0);
        assert_eq!(expected_distinct(std::iter::empty(), 5), 0.0);
    }
}
