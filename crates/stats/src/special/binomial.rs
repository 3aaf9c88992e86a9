//! Tails of the binomial law, summed from the largest term down until nothing is added.

use super::binomial_pmf;

/// Twice the lesser tail of the binomial law with `successes` in it, at most 1: the p-value of so many
/// successes in `n` trials where each has the probability `p`.
#[must_use]
pub fn binomial_two_sided(successes: u64, n: u64, p: f64) -> f64 {
    let (successes, q) = (successes.min(n), 1.0 - p);
    if p <= 0.0 || q <= 0.0 {
        let certain = if p <= 0.0 { 0 } else { n };
        return f64::from(u8::from(successes == certain));
    }
    let tail = if successes as f64 <= n as f64 * p {
        lower_tail(successes, n, p, q)
    } else {
        // The failures are as few as the successes are many.
        lower_tail(n - successes, n, q, p)
    };
    (2.0 * tail).min(1.0)
}

/// The probability of so many successes or fewer, where these are no more than the mean.
fn lower_tail(successes: u64, n: u64, p: f64, q: f64) -> f64 {
    let mut term = binomial_pmf(successes, n, p);
    let mut tail = term;
    for k in (1..=successes).rev() {
        term *= k as f64 / (n - k + 1) as f64 * (q / p);
        let before = tail;
        tail += term;
        if tail == before {
            break;
        }
    }
    tail
}

#[cfg(test)]
mod tests {
    use super::binomial_two_sided;
    use crate::testing::assert_within;

    // Expected: scipy 1.17.1, `min(1, 2 * min(binom.cdf(k, n, p), binom.sf(k - 1, n, p)))`.
    #[test]
    fn equals_scipy() {
        for (k, n, p, want) in [
            (3, 40, 0.2, 0.05692418891948915),
            (15, 40, 0.2, 0.015831707747038935),
            (8, 40, 0.2, 1.0),
            (0, 300, 0.01, 0.09808178814257171),
            (1_200, 100_000, 0.0113, 0.039059558129579466),
            (40, 40, 0.9, 0.029561765882869195),
        ] {
            assert_within(binomial_two_sided(k, n, p), want, 1e-9);
        }
    }

    #[test]
    fn what_is_certain_has_no_tails() {
        assert_eq!([0, 1].map(|k| binomial_two_sided(k, 9, 0.0)), [1.0, 0.0]);
        assert_eq!([9, 8].map(|k| binomial_two_sided(k, 9, 1.0)), [1.0, 0.0]);
        assert_eq!(binomial_two_sided(0, 0, 0.5), 1.0);
    }
}
