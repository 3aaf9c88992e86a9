//! Whether more values lie beyond the reference's range than chance gives.
//!
//! Without drift every order of the n + m pooled values is as likely. So the chance that the k greatest
//! are all of production is `m (m - 1) … (m - k + 1) / ((n + m) (n + m - 1) …)`, whatever the values'
//! distribution; that many values then lie over the reference's maximum. Ties make it smaller. The
//! two-sided p-value is twice the smaller of both ends. The expected number beyond either end is
//! `2 m / (n + 1)` (Wilks 1942).

/// Values of production beyond the reference's range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeyondRange {
    /// Values under the reference's minimum.
    pub below: u64,
    /// Values over the reference's maximum.
    pub above: u64,
    /// How many chance alone is expected to give beyond both ends, at most.
    pub expected: f64,
    /// Two-sided p-value; too large where values are tied.
    pub p_value: f64,
}

/// Judges so many values beyond either end; `None` where a side is empty.
#[must_use]
pub fn beyond_range(below: u64, above: u64, n: u64, m: u64) -> Option<BeyondRange> {
    if n == 0 || m == 0 || below + above > m {
        return None;
    }
    let p_value = (2.0 * chance_at(below.max(above), n, m)).min(1.0);
    // With one value of the reference, every other one lies beyond it.
    let expected = (2.0 * m as f64 / (n + 1) as f64).min(m as f64);
    Some(BeyondRange { below, above, expected, p_value })
}

/// The chance that k given values of n + m are all among the m of production.
fn chance_at(k: u64, n: u64, m: u64) -> f64 {
    all_of_production(n, m).nth(k as usize).unwrap_or(0.0)
}

/// The same for k = 0, 1, 2, … until it is practically 0.
pub(crate) fn all_of_production(n: u64, m: u64) -> impl Iterator<Item = f64> {
    let next = move |(k, chance): &(u64, f64)| {
        let chance = chance * m.saturating_sub(*k) as f64 / (n + m).saturating_sub(*k) as f64;
        (chance > f64::MIN_POSITIVE).then_some((k + 1, chance))
    };
    std::iter::successors(Some((0, 1.0)), next).map(|(_, chance)| chance)
}

#[cfg(test)]
mod tests {
    use super::{beyond_range, chance_at};
    use crate::testing::assert_close;

    // Expected: scipy.stats.hypergeom.pmf(k, n + m, m, k), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        for (k, n, m, p) in EXPECTED {
            assert_close(chance_at(k, n, m), p);
        }
        assert_close(beyond_range(1, 5, 100, 100).unwrap().p_value, 2.0 * EXPECTED[0].3);
    }

    const EXPECTED: [(u64, u64, u64, f64); 3] = [
        (5, 100, 100, 0.029691605234293292),
        (9, 1000, 30, 4.1209969516475986e-15),
        (40, 100_000, 120_000, 2.944823353878733e-11),
    ];

    #[test]
    fn nothing_beyond_is_no_evidence() {
        let none = beyond_range(0, 0, 10, 20).unwrap();
        assert_eq!((none.p_value, none.expected), (1.0, 40.0 / 11.0));
        assert_eq!(beyond_range(0, 0, 0, 20), None);
        assert_eq!(beyond_range(0, 20, 1, 20).unwrap().expected, 20.0);
        assert_eq!(beyond_range(0, 1_000_000, 1_000_000, 1_000_000).unwrap().p_value, 0.0);
    }
}
