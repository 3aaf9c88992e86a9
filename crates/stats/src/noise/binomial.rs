//! Binomial random numbers on `libm`, so that a seed gives the same draws everywhere.

use rand::{Rng, RngExt};

use super::inversion::Law;
use crate::special::binomial_pmf;

/// How many of so many values with this chance each; the chance is over 0.
pub(crate) fn draw_binomial(rng: &mut impl Rng, values: u64, chance: f64) -> u64 {
    if values == 0 || chance >= 1.0 {
        return values;
    }
    let mode = ((values + 1) as f64 * chance) as u64;
    let odds = chance / (1.0 - chance);
    let most = values as f64;
    let rise = |k: f64| [(most - k).max(0.0) * odds, k + 1.0];
    let at_mode = binomial_pmf(mode.min(values), values, chance);
    Law { least: 0, mode: mode.min(values), at_mode, rise }.draw(rng.random())
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::draw_binomial;
    use crate::testing::assert_within;

    /// Mean and variance of 20,000 draws: `n p` and `n p (1 - p)`.
    #[test]
    fn draws_follow_the_law() {
        let mut rng = Pcg32::seed_from_u64(2);
        for (values, chance) in [(1, 0.3), (9, 0.9), (700, 0.05)] {
            let draws: Vec<f64> =
                (0..20_000).map(|_| draw_binomial(&mut rng, values, chance) as f64).collect();
            let mean = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|k| (k - mean) * (k - mean)).sum::<f64>() / 20_000.0;
            assert_within(mean, values as f64 * chance, 0.04);
            assert_within(variance, values as f64 * chance * (1.0 - chance), 0.06);
        }
        assert_eq!(draw_binomial(&mut rng, 4, 1.0), 4);
        assert_eq!(draw_binomial(&mut rng, 0, 0.5), 0);
    }
}
