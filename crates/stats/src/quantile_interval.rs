//! A quantile with an interval made of the sample's own ranks, whatever the law of the values.
//!
//! How many of n values lie under the true p-quantile follows the binomial law of n and p. The interval goes
//! from the value of rank `binom.ppf(0.025, n, p)` to that of rank `binom.ppf(0.975, n, p) + 1` (David and
//! Nagaraja 2003, section 7.1), so it holds the true quantile in 95% of cases or more, with ties in more. An end
//! that is no rank of the sample is none: of 100 values no value is surely over the 99th percentile. The value
//! itself is that of `numpy.quantile`; where it lies between the last two ranks, an end reaches to it. In the unit of the values; missing ones are left out before.

use crate::special::binomial_pmf;
use crate::{Sorted, quantile};

/// Standard errors under the mean from which the law is summed up.
const REACH: f64 = 12.0;

/// A quantile and where the true one may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileInterval {
    /// The quantile of the sample.
    pub value: f64,
    /// The lower end; none where the sample is too small for one.
    pub low: Option<f64>,
    /// The upper end; none where the sample is too small for one.
    pub high: Option<f64>,
}

/// The quantile of a probability from 0 to 1; `None` without values.
#[must_use]
pub fn quantile_interval(values: &Sorted, probability: f64) -> Option<QuantileInterval> {
    let value = quantile(values, probability)?;
    let n = values.len() as u64;
    let of_rank = |rank: u64| values.values().get(rank.checked_sub(1)? as usize).copied();
    Some(QuantileInterval {
        value,
        low: of_rank(binomial_quantile(n, probability, 0.025)).map(|low| low.min(value)),
        high: of_rank(binomial_quantile(n, probability, 0.975) + 1).map(|high| high.max(value)),
    })
}

/// The fewest successes in n trials that at least this much of the binomial law does not exceed.
fn binomial_quantile(n: u64, p: f64, share: f64) -> u64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0 } else { n };
    }
    let (mean, deviation) = (n as f64 * p, (n as f64 * p * (1.0 - p)).sqrt());
    let mut successes = (mean - REACH * (deviation + 1.0)).max(0.0) as u64;
    let mut term = binomial_pmf(successes, n, p);
    let mut below = term;
    while below < share && successes < n {
        term *= (n - successes) as f64 / (successes + 1) as f64 * (p / (1.0 - p));
        below += term;
        successes += 1;
    }
    successes
}

#[cfg(test)]
mod tests {
    use super::{binomial_quantile, quantile_interval};
    use crate::Sorted;

    // Expected: scipy.stats.binom.ppf([0.025, 0.975], n, p), scipy 1.17.1.
    #[test]
    fn ranks_equal_scipy() {
        for (n, p, low, high) in [
            (10, 0.5, 2, 8),
            (100, 0.5, 40, 60),
            (100, 0.99, 97, 100),
            (368, 0.99, 360, 367),
            (1_000, 0.95, 936, 963),
            (1_000_000, 0.99, 989_805, 990_195),
        ] {
            let ends = [0.025, 0.975].map(|share| binomial_quantile(n, p, share));
            assert_eq!(ends, [low, high], "{n} {p}");
        }
    }

    // Expected: numpy.quantile(range(1, 101), 0.5) is 50.5; ranks as above.
    #[test]
    fn an_end_that_is_no_rank_is_none() {
        let values = |n: u32| Sorted::new((1..=n).map(f64::from).collect()).unwrap();
        let median = quantile_interval(&values(100), 0.5).unwrap();
        assert_eq!((median.value, median.low, median.high), (50.5, Some(40.0), Some(61.0)));
        let high = quantile_interval(&values(100), 0.99).unwrap();
        assert_eq!((high.low, high.high), (Some(97.0), None));
        assert_eq!(quantile_interval(&values(1), 0.5).unwrap().low, None);
        assert_eq!(quantile_interval(&Sorted::default(), 0.5), None);
    }
}
