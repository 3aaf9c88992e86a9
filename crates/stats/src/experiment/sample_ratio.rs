//! Whether rows fell to the arms as was planned: the test of a sample-ratio mismatch.
//!
//! Pearson's chi-square of the counts against the planned shares, as `scipy.stats.chisquare(counts, n * shares)`. Where
//! an arm expects fewer than 5 rows and there are few enough ways to deal the rows out, the p-value is that of the exact
//! multinomial test: the probability of all counts that are no more probable than these, of two arms
//! `scipy.stats.binomtest`. A mismatch, by custom from a p-value under 0.001 on (Fabijan and others 2019), says
//! that something chose who was counted: then no other number of the experiment can be believed. Rows that fell to an
//! arm of the planned share 0 make the statistic infinite and the p-value 0.

use crate::chi_square::goodness_of_fit;
use crate::special::ln_binomial_pmf;

/// Expected rows of an arm under which the chi-square law is not taken.
const FEW: f64 = 5.0;
/// Ways to deal the rows out that are looked at, one by one.
const MOST_WAYS: f64 = 200_000.0;

/// How the counts agree with the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleRatio {
    /// `sum (observed - expected)² / expected`.
    pub statistic: f64,
    /// Arms with a share or rows, less 1.
    pub degrees_of_freedom: u64,
    /// The p-value.
    pub p_value: f64,
    /// The least expected count; under 5 the chi-square law is a poor one.
    pub smallest_expected: f64,
    /// Whether the p-value is that of the exact test.
    pub is_exact: bool,
    /// The arm whose count is furthest off its plan, in the count's standard deviations.
    pub furthest: usize,
}

/// Holds the rows of each arm against its planned share. Shares are taken over their sum. `None` with fewer than two
/// arms of a share, without rows, or where a share is negative or not a number.
#[must_use]
pub fn sample_ratio(counts: &[u64], shares: &[f64]) -> Option<SampleRatio> {
    let whole: f64 = shares.iter().sum();
    let are_shares = shares.iter().all(|share| *share >= 0.0) && whole > 0.0 && whole.is_finite();
    let planned = shares.iter().filter(|share| **share > 0.0).count();
    let n: u64 = counts.iter().sum();
    if counts.len() != shares.len() || !are_shares || planned < 2 || n == 0 {
        return None;
    }
    let expected: Vec<f64> = shares.iter().map(|share| n as f64 * (share / whole)).collect();
    let test = goodness_of_fit(expected.iter().copied().zip(counts.iter().copied()));
    let exact = (test.smallest_expected < FEW && ways(n, planned) <= MOST_WAYS)
        .then(|| exact_p(counts, shares));
    Some(SampleRatio {
        statistic: test.statistic,
        degrees_of_freedom: test.degrees_of_freedom,
        p_value: exact.unwrap_or(test.p_value),
        smallest_expected: test.smallest_expected,
        is_exact: exact.is_some(),
        furthest: furthest(counts, &expected, n as f64),
    })
}

fn furthest(counts: &[u64], expected: &[f64], n: f64) -> usize {
    let off = |(&count, &expected): (&u64, &f64)| {
        let deviation = (count as f64 - expected).abs();
        if deviation == 0.0 { 0.0 } else { deviation / (expected * (1.0 - expected / n)).sqrt() }
    };
    let mut most = (0, 0.0);
    for (arm, off) in counts.iter().zip(expected).map(off).enumerate() {
        if off > most.1 {
            most = (arm, off);
        }
    }
    most.0
}

/// Ways to deal rows out to arms: `C(n + k - 1, k - 1)`.
fn ways(n: u64, arms: usize) -> f64 {
    (1..arms).map(|arm| (n as f64 + arm as f64) / arm as f64).product()
}

fn exact_p(counts: &[u64], shares: &[f64]) -> f64 {
    let is_empty = |(count, share): (&u64, &f64)| *share == 0.0 && *count > 0;
    if counts.iter().zip(shares).any(is_empty) {
        return 0.0;
    }
    let planned = counts.iter().zip(shares).filter(|(_, share)| **share > 0.0);
    let (counts, shares): (Vec<u64>, Vec<f64>) = planned.unzip();
    let n = counts.iter().sum();
    // Probabilities that are equal differ by roundings.
    let bound = ln_probability(&counts, &shares) + 1e-7;
    as_rare(&shares, n, 0.0, bound).min(1.0)
}

/// Chance of an arm among it and those after it, and of those after it.
fn split(shares: &[f64]) -> (f64, f64) {
    let after: f64 = shares[1..].iter().sum();
    (shares[0] / (shares[0] + after), after / (shares[0] + after))
}

fn ln_probability(counts: &[u64], shares: &[f64]) -> f64 {
    let mut left: u64 = counts.iter().sum();
    let mut ln_p = 0.0;
    for arm in 0..counts.len().saturating_sub(1) {
        let (p, q) = split(&shares[arm..]);
        ln_p += ln_binomial_pmf(counts[arm], left, p, q);
        left -= counts[arm];
    }
    ln_p
}

/// The probability of all counts of these arms whose logarithm, with that of the arms before, is within the bound.
fn as_rare(shares: &[f64], left: u64, ln_before: f64, bound: f64) -> f64 {
    if shares.len() == 1 {
        return if ln_before <= bound { libm::exp(ln_before) } else { 0.0 };
    }
    let (p, q) = split(shares);
    let of_count = |count| {
        let ln_p = ln_before + ln_binomial_pmf(count, left, p, q);
        as_rare(&shares[1..], left - count, ln_p, bound)
    };
    (0..=left).map(of_count).sum()
}

#[cfg(test)]
mod tests {
    use super::sample_ratio;
    use crate::testing::{assert_close, assert_within};

    // Expected: GrowthBook packages/back-end/test/stats.test.ts, to its nine decimals, and
    // scipy.stats.chisquare([1000, 1200]).pvalue, scipy 1.17.1.
    #[test]
    fn equals_growthbook() {
        let cases: [(&[u64], &[f64], f64); 5] = [
            (&[1000, 1200], &[0.5, 0.5], 0.000020079),
            (&[135, 115], &[0.5, 0.5], 0.205903211),
            (&[310, 98], &[0.75, 0.25], 0.647434186),
            (&[0, 10, 10], &[0.34, 0.33, 0.33], 0.005790624),
            (&[500, 500, 600], &[0.34, 0.33, 0.33], 0.000592638),
        ];
        for (counts, shares, p) in cases {
            let found = sample_ratio(counts, shares).unwrap();
            assert!((found.p_value - p).abs() < 1e-9, "{found:?}");
            assert!(!found.is_exact);
        }
        let found = sample_ratio(&[1000, 1200], &[1.0, 1.0]).unwrap();
        assert_close(found.p_value, 2.007865612426481e-5);
    }

    // Expected: scipy.stats.binomtest(1, 8).pvalue, binomtest(7, 30, 0.1).pvalue, and of three arms the sum of
    // scipy.stats.multinomial.pmf over all counts that are no more probable; scipy 1.17.1.
    #[test]
    fn is_exact_where_few_are_expected() {
        for (counts, shares, p) in [
            (vec![1, 7], vec![0.5, 0.5], 0.0703125),
            (vec![7, 23], vec![0.1, 0.9], 0.025826788661909898),
            (vec![0, 2, 10], vec![0.2, 0.3, 0.5], 0.06650542562499992),
        ] {
            let found = sample_ratio(&counts, &shares).unwrap();
            assert!(found.is_exact);
            assert_within(found.p_value, p, 1e-9);
        }
        assert_eq!(sample_ratio(&[0, 0, 1], &[0.2, 0.2, 0.6]).unwrap().p_value, 1.0);
    }

    #[test]
    fn names_the_arm_that_is_furthest_off() {
        assert_eq!(sample_ratio(&[100, 60, 100], &[1.0; 3]).unwrap().furthest, 1);
        let unplanned = sample_ratio(&[10, 10, 1], &[0.5, 0.5, 0.0]).unwrap();
        assert_eq!((unplanned.p_value, unplanned.furthest), (0.0, 2));
        assert_eq!(unplanned.statistic, f64::INFINITY);
        let empty = sample_ratio(&[10, 10, 0], &[0.5, 0.5, 0.0]).unwrap();
        assert_eq!((empty.p_value, empty.degrees_of_freedom), (1.0, 1));
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(sample_ratio(&[5], &[1.0]), None);
        assert_eq!(sample_ratio(&[5, 5], &[1.0, 0.0]), None);
        assert_eq!(sample_ratio(&[0, 0], &[0.5, 0.5]), None);
        assert_eq!(sample_ratio(&[1, 2], &[0.5, f64::NAN]), None);
        assert_eq!(sample_ratio(&[1, 2, 3], &[0.5, 0.5]), None);
        assert_eq!(sample_ratio(&[1, 2], &[-0.5, 1.5]), None);
    }
}
