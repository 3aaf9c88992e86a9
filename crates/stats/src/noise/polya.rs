//! Pólya's law: how many of one side's values fall between given values of the other, where both
//! sides follow one law without ties (Eggenberger and Pólya 1923).
//!
//! All orders of the values of both sides are equally likely, so that the gaps between the values of
//! one side, and before and behind them, are filled as from an urn.

use rand::{Rng, RngExt};

use super::inversion::Law;
use crate::special::ln_binomial_pmf;

/// How many of `values` values fall into `part` of `gaps` gaps; `part` is at most `gaps`.
pub(super) fn draw_polya(rng: &mut impl Rng, values: u64, part: u64, gaps: u64) -> u64 {
    if part == 0 || values == 0 {
        return 0;
    }
    if part == gaps {
        return values;
    }
    let mode = mode(values, part, gaps);
    let at_mode = libm::exp(ln_pmf(mode, values, part, gaps));
    let [most, filled, others] = [values, part, gaps - part].map(|count| count as f64);
    let rise = |k| rise(k, most, filled, others);
    Law { least: 0, mode, at_mode, rise }.draw(rng.random())
}

fn mode(values: u64, part: u64, gaps: u64) -> u64 {
    let [values, part, gaps] = [values, part, gaps].map(u128::from);
    let mode = (values + 1) * (part - 1) / (gaps - 2).max(1);
    mode.min(values) as u64
}

/// What the probability of k is multiplied and divided by to have that of k + 1.
#[inline(always)]
fn rise(k: f64, values: f64, part: f64, others: f64) -> [f64; 2] {
    let left = (values - k).max(0.0);
    [(part + k) * left, (k + 1.0) * (others + left - 1.0)]
}

/// Logarithm of the probability of k: from three negative binomial ones.
fn ln_pmf(k: u64, values: u64, part: u64, gaps: u64) -> f64 {
    let share = gaps as f64 / (gaps + values) as f64;
    let ln_negative_binomial = |k: u64, gaps: u64| {
        libm::log(gaps as f64 / (gaps + k) as f64)
            + ln_binomial_pmf(gaps, gaps + k, share, 1.0 - share)
    };
    ln_negative_binomial(k, part) + ln_negative_binomial(values - k, gaps - part)
        - ln_negative_binomial(values, gaps)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::{draw_polya, ln_pmf, mode, rise};
    use crate::testing::assert_within;

    // Expected: scipy.stats.betabinom.pmf(k, values, part, gaps - part); scipy 1.17.1.
    #[test]
    fn point_probabilities_equal_scipy() {
        for ((k, values, part, gaps), expected) in [
            ((0, 9, 1, 9), 0.47058823529411753),
            ((3, 40, 5, 51), 0.1687835256448725),
            ((61, 500, 6, 51), 0.016052305680493217),
            ((120, 50_000, 6, 2_001), 0.006868415794733087),
        ] {
            assert_within(libm::exp(ln_pmf(k, values, part, gaps)), expected, 1e-11);
        }
    }

    #[test]
    fn the_mode_is_the_most_probable_and_ratios_fit() {
        for (values, part, gaps) in [(9, 1, 2), (9, 1, 9), (9, 8, 9), (40, 5, 51), (500, 6, 51)] {
            let at = |k| ln_pmf(k, values, part, gaps);
            let most = at(mode(values, part, gaps));
            let ratio = |k: u64| {
                let [more, less] = rise(k as f64, values as f64, part as f64, (gaps - part) as f64);
                more / less
            };
            for k in 0..values {
                assert!(at(k) <= most + 1e-12);
                assert_within(ratio(k), libm::exp(at(k + 1) - at(k)), 1e-9);
            }
            let last = rise(values as f64, values as f64, part as f64, (gaps - part) as f64);
            assert_eq!(last[0], 0.0);
        }
    }

    /// Mean and variance of 20,000 draws: `m a / A` and `m p q (A + m) / (A + 1)`.
    #[test]
    fn draws_follow_the_law() {
        let mut rng = Pcg32::seed_from_u64(5);
        for (values, part, gaps) in [(500_u64, 6_u64, 51_u64), (50, 200, 2_001), (7, 1, 3)] {
            let draws: Vec<f64> =
                (0..20_000).map(|_| draw_polya(&mut rng, values, part, gaps) as f64).collect();
            let mean = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|k| (k - mean) * (k - mean)).sum::<f64>() / 20_000.0;
            let (m, a) = (values as f64, gaps as f64);
            let share = part as f64 / a;
            assert_within(mean, m * share, 0.04);
            assert_within(variance, m * share * (1.0 - share) * (a + m) / (a + 1.0), 0.06);
        }
        assert_eq!(draw_polya(&mut rng, 9, 0, 4), 0);
        assert_eq!(draw_polya(&mut rng, 9, 4, 4), 9);
    }
}
