//! Binomial random numbers on `libm`, so that a seed gives the same draws everywhere.

use rand::{Rng, RngExt};

use crate::special::ln_binomial_pmf;

/// Mean from which rejection beats inversion.
const REJECTION_FROM: f64 = 10.0;

/// Number of successes in n trials with probability p, 0 to 1.
pub(super) fn draw_binomial(rng: &mut impl Rng, n: u64, p: f64) -> u64 {
    if p > 0.5 {
        return n - draw_binomial(rng, n, 1.0 - p);
    }
    if n == 0 || p <= 0.0 {
        0
    } else if n as f64 * p < REJECTION_FROM {
        by_inversion(rng, n, p)
    } else {
        by_rejection(rng, n, p)
    }
}

/// Adds up probabilities until they pass a uniform number.
fn by_inversion(rng: &mut impl Rng, n: u64, p: f64) -> u64 {
    let odds = p / (1.0 - p);
    let mut probability = libm::exp(n as f64 * libm::log1p(-p));
    let mut uniform: f64 = rng.random();
    for successes in 0..n {
        if uniform < probability {
            return successes;
        }
        uniform -= probability;
        probability *= (n - successes) as f64 / (successes + 1) as f64 * odds;
        if probability == 0.0 {
            return successes;
        }
    }
    n
}

/// Transformed rejection with squeeze: algorithm BTRS of Hörmann (1993), "The generation of
/// binomial random variates".
fn by_rejection(rng: &mut impl Rng, n: u64, p: f64) -> u64 {
    let (n_f, q) = (n as f64, 1.0 - p);
    let deviation = (n_f * p * q).sqrt();
    let b = 1.15 + 2.53 * deviation;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let centre = n_f * p + 0.5;
    let squeeze = 0.92 - 4.2 / b;
    let alpha = (2.83 + 5.1 / b) * deviation;
    let mode = libm::floor((n_f + 1.0) * p) as u64;
    loop {
        let u = rng.random::<f64>() - 0.5;
        let v = rng.random::<f64>();
        let us = 0.5 - u.abs();
        let k = libm::floor((2.0 * a / us + b) * u + centre);
        if !(0.0..=n_f).contains(&k) {
            continue;
        }
        if us >= 0.07 && v <= squeeze {
            return k as u64;
        }
        let bound = libm::log(v * alpha / (a / (us * us) + b));
        if bound <= ln_binomial_pmf(k as u64, n, p, q) - ln_binomial_pmf(mode, n, p, q) {
            return k as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::draw_binomial;
    use crate::special::binomial_pmf;

    #[test]
    fn the_ends_are_certain() {
        let mut rng = Pcg32::seed_from_u64(1);
        assert_eq!(draw_binomial(&mut rng, 0, 0.4), 0);
        assert_eq!(draw_binomial(&mut rng, 1000, 0.0), 0);
        assert_eq!(draw_binomial(&mut rng, 1000, 1.0), 1000);
    }

    /// Chi-square of 20,000 draws against the law, at a level of about 1 in 10,000.
    #[test]
    fn draws_follow_the_law() {
        const DRAWS: u32 = 20_000;
        for (n, p) in [(12, 0.3), (12, 0.8), (60, 0.5), (1000, 0.02), (1_000_000, 0.3)] {
            let mut rng = Pcg32::seed_from_u64(n);
            let mut draws: Vec<u64> = (0..DRAWS).map(|_| draw_binomial(&mut rng, n, p)).collect();
            draws.sort_unstable();
            let middle = n as f64 * p;
            let deviation = (middle * (1.0 - p)).sqrt();
            let edges = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|z| (middle + z * deviation) as u64);
            let (mut from, mut below, mut statistic) = (0, 0, 0.0);
            for to in edges.into_iter().chain([n + 1]) {
                let expected: f64 = (from..to).map(|k| binomial_pmf(k, n, p)).sum();
                let expected = expected * f64::from(DRAWS);
                let through = draws.partition_point(|&draw| draw < to);
                if to > from {
                    statistic += ((through - below) as f64 - expected).powi(2) / expected;
                }
                (from, below) = (to, through);
            }
            assert!(statistic < 26.0, "n {n}, p {p}: chi-square {statistic}");
        }
    }
}
