//! Point probabilities of the Poisson and binomial laws by Loader's saddle-point expansion
//! (C. Loader 2000, "Fast and accurate computation of binomial probabilities"): no logarithm of a
//! factorial is ever subtracted from another, so that large counts cost no digits.

use std::f64::consts::PI;

const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// Poisson probability of `x` (a whole number or not) at `mean`: `mean^x e^-mean / Gamma(x + 1)`.
#[must_use]
pub fn poisson_pmf(x: f64, mean: f64) -> f64 {
    if x == 0.0 {
        return libm::exp(-mean);
    }
    if mean == 0.0 {
        return 0.0;
    }
    libm::exp(-stirling_error(x) - deviance(x, mean)) / (2.0 * PI * x).sqrt()
}

/// Binomial probability of `successes` in `n` trials with probability `p`.
#[must_use]
pub fn binomial_pmf(successes: u64, n: u64, p: f64) -> f64 {
    libm::exp(ln_binomial_pmf(successes, n, p, 1.0 - p))
}

/// Logarithm of the binomial probability; `q` is `1 - p`, which the caller may know better.
pub(crate) fn ln_binomial_pmf(successes: u64, n: u64, p: f64, q: f64) -> f64 {
    let (total, k, rest) = (n as f64, successes as f64, (n - successes) as f64);
    if successes == 0 {
        return if p < 0.1 { total * libm::log1p(-p) } else { total * libm::log(q) };
    }
    if successes == n {
        return if q < 0.1 { total * libm::log1p(-q) } else { total * libm::log(p) };
    }
    stirling_error(total)
        - stirling_error(k)
        - stirling_error(rest)
        - deviance(k, total * p)
        - deviance(rest, total * q)
        + 0.5 * libm::log(total / (2.0 * PI * k * rest))
}

/// Logarithm of a factorial, off by at most a rounding or two of its largest summand.
pub(crate) fn ln_factorial(count: u64) -> f64 {
    // From here on two terms of the series have every digit.
    const SERIES_FROM: u64 = 256;
    if count < 2 {
        return 0.0;
    }
    let x = count as f64;
    let error = if count < SERIES_FROM {
        stirling_error(x)
    } else {
        (1.0 / 12.0 - 1.0 / (360.0 * x * x)) / x
    };
    (x + 0.5) * libm::log(x) - x + HALF_LN_TWO_PI + error
}

/// Error of Stirling's formula: `ln Gamma(x + 1) - ln(sqrt(2 pi x) (x / e)^x)`, for x > 0.
pub(crate) fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return libm::lgamma(x + 1.0) - (x + 0.5) * libm::log(x) + x - HALF_LN_TWO_PI;
    }
    // Coefficients B_2j / (2j (2j - 1)); the last one left out is under 1e-17 at 16.
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let square = x * x;
    SERIES.iter().rev().fold(0.0, |sum, term| sum / square + term) / x
}

/// Deviance term `x ln(x / mean) + mean - x` for a mean over 0, without cancellation where x is
/// near it: 0 or more.
pub(crate) fn deviance(x: f64, mean: f64) -> f64 {
    if x == 0.0 {
        return mean;
    }
    let difference = x - mean;
    if difference.abs() >= 0.1 * (x + mean) {
        return x * libm::log(x / mean) + mean - x;
    }
    let ratio = difference / (x + mean);
    let mut sum = difference * ratio;
    let mut power = 2.0 * x * ratio;
    for odd in (3..).step_by(2) {
        power *= ratio * ratio;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{binomial_pmf, ln_factorial, poisson_pmf};
    use crate::testing::assert_within;

    // Expected: scipy.stats.binom.pmf(300, 1000, .3), binom.pmf(0, 50, .01), poisson.pmf(3, 2.5);
    // scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_within(binomial_pmf(300, 1000, 0.3), 0.027521003821268382, 1e-12);
        assert_within(binomial_pmf(0, 50, 0.01), 0.6050060671375365, 1e-12);
        assert_within(poisson_pmf(3.0, 2.5), 0.21376301724973648, 1e-12);
        assert_eq!((poisson_pmf(0.0, 0.0), poisson_pmf(2.0, 0.0)), (1.0, 0.0));
    }

    // Expected: scipy.special.gammaln(n + 1), scipy 1.17.1.
    #[test]
    fn logarithms_of_factorials_equal_scipy() {
        for (count, expected) in [
            (0, 0.0),
            (1, 0.0),
            (2, std::f64::consts::LN_2),
            (15, 27.899271383840894),
            (16, 30.671860106080675),
            (255, 1161.7121011184006),
            (256, 1167.2572785628804),
            (1000000, 12815518.384658169),
        ] {
            assert_within(1.0 + ln_factorial(count), 1.0 + expected, 1e-14);
        }
    }

    #[test]
    fn binomial_probabilities_sum_to_one() {
        for (n, p) in [(1, 0.5), (17, 0.03), (500, 0.7)] {
            let sum: f64 = (0..=n).map(|successes| binomial_pmf(successes, n, p)).sum();
            assert_within(sum, 1.0, 1e-13);
        }
    }
}
