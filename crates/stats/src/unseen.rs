//! Values of production that the reference does not have, and how many chance alone gives.
//!
//! Without drift the pooled rows are dealt at random to the two sides, so a value that occurs m times
//! in all misses the reference with chance `q(m)` (see [`crate::beyond_range()`]). Summed over the values:
//! expected rows `Σ m q(m)`, expected values `Σ q(m)`. The p-value is twice the smaller of two:
//! - as many unseen values or more, by the Poisson law, which bounds the tail of a sum of rare events
//!   (Hoeffding 1956);
//! - an unseen value as frequent as the most frequent one or more, by the sum of `q` over all values
//!   that are (Bonferroni).

use crate::beyond_range::all_of_production;
use crate::special::{gamma_sf, poisson_pmf};

/// Values of production that the reference does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unseen {
    /// Different values.
    pub values: u64,
    /// Rows that have them.
    pub rows: u64,
    /// Rows that chance alone is expected to give.
    pub expected_rows: f64,
    /// p-value, an upper bound.
    pub p_value: f64,
}

/// Judges values by how often each occurs: in the reference, in production. `None` where a side is
/// empty.
#[must_use]
pub fn unseen(counts: impl Iterator<Item = (u64, u64)> + Clone) -> Option<Unseen> {
    let totals = counts.clone().fold((0, 0), |(n, m), (r, p)| (n + r, m + p));
    let (n, m) = totals;
    if n == 0 || m == 0 {
        return None;
    }
    let missing = counts.clone().filter(|&(r, p)| r == 0 && p > 0).map(|(_, p)| p);
    let (values, rows, most) =
        missing.fold((0_u64, 0, 0), |(values, rows, most), p| (values + 1, rows + p, p.max(most)));
    let chances: Vec<f64> = all_of_production(n, m).collect();
    let chance = |count: u64| chances.get(count as usize).copied().unwrap_or(0.0);
    let (mut expected_rows, mut expected_values, mut as_frequent) = (0.0, 0.0, 0.0);
    for (r, p) in counts {
        let q = chance(r + p);
        expected_rows += (r + p) as f64 * q;
        expected_values += if r + p > 0 { q } else { 0.0 };
        as_frequent += if r + p >= most.max(1) { q } else { 0.0 };
    }
    let by_number = poisson_at_least(values, expected_values);
    let p_value = if values == 0 { 1.0 } else { (2.0 * by_number.min(as_frequent)).min(1.0) };
    Some(Unseen { values, rows, expected_rows, p_value })
}

/// P(X >= k) of the Poisson law.
fn poisson_at_least(k: u64, mean: f64) -> f64 {
    let k = k as f64;
    if k == 0.0 {
        return 1.0;
    }
    if k <= mean {
        return 1.0 - gamma_sf(mean, k);
    }
    // The tail is a falling geometric series or faster.
    let mut term = poisson_pmf(k, mean);
    let (mut sum, mut j) = (term, k);
    while term > sum * f64::EPSILON * 0.25 {
        j += 1.0;
        term *= mean / j;
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{poisson_at_least, unseen};
    use crate::testing::assert_close;

    // Expected: scipy.stats.poisson.sf(k - 1, mean), scipy 1.17.1.
    #[test]
    fn the_poisson_tail_equals_scipy() {
        for (k, mean, p) in [
            (3, 0.01, 1.6542165280748778e-07),
            (1, 0.5, 0.3934693402873665),
            (20, 4.5, 6.716488780922964e-08),
            (10, 12.0, 0.7576078383294875),
            (60, 0.7, 3.0669944758033837e-92),
        ] {
            assert_close(poisson_at_least(k, mean), p);
        }
        assert_eq!(poisson_at_least(0, 0.0), 1.0);
        assert_eq!(poisson_at_least(3, 0.0), 0.0);
    }

    // Expected: sum of m * scipy.stats.hypergeom.pmf(m, 150, 50, m) over the pooled counts, scipy 1.17.1.
    #[test]
    fn expected_rows_equal_scipy() {
        let counts = [(60, 30), (38, 10), (1, 1), (1, 0), (0, 1), (0, 8)];
        let found = unseen(counts.into_iter()).unwrap();
        assert_eq!((found.values, found.rows), (2, 9));
        assert_close(found.expected_rows, 0.8867230188651857);
    }

    #[test]
    fn singles_are_expected_and_a_frequent_new_value_is_not() {
        let singles =
            |side: usize| std::iter::repeat_n(if side == 0 { (1, 0) } else { (0, 1) }, 500);
        let found = unseen(singles(0).chain(singles(1))).unwrap();
        assert_eq!((found.rows, found.expected_rows, found.p_value), (500, 500.0, 1.0));
        let new = unseen([(1000, 940), (0, 60)].into_iter()).unwrap();
        assert!(new.p_value < 1e-15 && new.expected_rows < 1e-12);
        assert_eq!(unseen([(5, 0)].into_iter()), None);
        assert_eq!(unseen([(5, 5)].into_iter()).unwrap().p_value, 1.0);
    }
}
