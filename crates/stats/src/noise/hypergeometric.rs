//! Hypergeometric random numbers on `libm`, so that a seed gives the same draws everywhere.

use rand::{Rng, RngExt};

use super::{inversion::Law, ratio_of_uniforms::WideLaw};
use crate::special::{hypergeometric_pmf, ln_factorial};

/// Variance of a law from which the steps of an inversion, twice its root, take longer than tries.
const WIDE_FROM: f64 = 150.0;

/// How many of `sample` values drawn without replacement are among the `good`, where the others are
/// `bad`; `sample` is at most `good + bad`.
///
/// By inversion from the mode outwards, in about as many steps as twice the number's standard
/// deviation; where these are many, by tries of which most succeed.
pub(super) fn draw_hypergeometric(rng: &mut impl Rng, good: u64, bad: u64, sample: u64) -> u64 {
    let (least, most) = (sample.saturating_sub(bad), good.min(sample));
    if least == most {
        return least;
    }
    let mode = mode(good, bad, sample).clamp(least, most);
    let (mean, variance) = moments(good, bad, sample);
    if variance >= WIDE_FROM {
        let ln_at = |k: u64| -> f64 {
            let counts = [k, good - k, sample - k, bad + k - sample];
            -counts.map(ln_factorial).iter().sum::<f64>()
        };
        return WideLaw { least, most, mode, mean, variance, ln_at }.draw(rng);
    }
    let uniform: f64 = rng.random();
    if sample == 1 {
        return u64::from(uniform * ((good + bad) as f64) < good as f64);
    }
    let at_mode = hypergeometric_pmf(mode, good, bad, sample);
    let [good, bad, sample] = [good, bad, sample].map(|count| count as f64);
    // For whole numbers under 2^53 nothing of it is rounded but the products.
    let rise = |k: f64| {
        let not_yet = (good - k).max(0.0) * (sample - k).max(0.0);
        [not_yet, (k + 1.0) * (bad - sample + k + 1.0)]
    };
    Law { least, mode, at_mode, rise }.draw(uniform)
}

fn mode(good: u64, bad: u64, sample: u64) -> u64 {
    let [good, bad, sample] = [good, bad, sample].map(u128::from);
    ((good + 1) * (sample + 1) / (good + bad + 2)) as u64
}

/// Mean and variance of the law; of several values in all.
fn moments(good: u64, bad: u64, sample: u64) -> (f64, f64) {
    let all = (good + bad) as f64;
    let share = good as f64 / all;
    let mean = sample as f64 * share;
    (mean, mean * (1.0 - share) * (all - sample as f64) / (all - 1.0))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::draw_hypergeometric;
    use crate::special::hypergeometric_pmf as pmf;

    #[test]
    fn what_is_certain_is_drawn() {
        let mut rng = Pcg32::seed_from_u64(1);
        for (good, bad, sample, certain) in
            [(0, 9, 5, 0), (9, 0, 5, 5), (4, 6, 10, 4), (4, 6, 0, 0), (0, 0, 0, 0)]
        {
            assert_eq!(draw_hypergeometric(&mut rng, good, bad, sample), certain);
        }
    }

    /// Chi-square of 20,000 draws against the law, at a level of about 1 in 10,000.
    #[test]
    fn draws_follow_the_law() {
        const DRAWS: u32 = 20_000;
        let laws = [
            (3, 5, 1),
            (3, 5, 6),
            (12, 30, 9),
            (5, 300, 40),
            (300, 5, 40),
            (1000, 1000, 1000),
            (3_000, 1_000, 3_900),
            (400, 1_000_000, 600_000),
            (800_000, 1_200_000, 1_000_000),
        ];
        for (good, bad, sample) in laws {
            let mut rng = Pcg32::seed_from_u64(good);
            let mut draw = || draw_hypergeometric(&mut rng, good, bad, sample);
            let mut draws: Vec<u64> = (0..DRAWS).map(|_| draw()).collect();
            draws.sort_unstable();
            let (least, most) = (u64::saturating_sub(sample, bad), good.min(sample));
            assert!(least <= draws[0] && draws[draws.len() - 1] <= most);
            let share = good as f64 / (good + bad) as f64;
            let middle = sample as f64 * share;
            let deviation = (middle * (1.0 - share)).sqrt();
            let edges = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|z| (middle + z * deviation) as u64);
            let (mut from, mut below, mut statistic, mut expected_below) = (least, 0, 0.0, 0.0);
            for to in edges.into_iter().filter(|to| (least..=most).contains(to)).chain([most + 1]) {
                let law: f64 = if to > most {
                    1.0 - expected_below
                } else {
                    // Far below, there is nothing.
                    let start = from.max((middle - 9.0 * deviation).max(0.0) as u64);
                    (start..to).map(|k| pmf(k, good, bad, sample)).sum()
                };
                expected_below += law;
                let through = draws.partition_point(|&draw| draw < to);
                let expected = law * f64::from(DRAWS);
                if to > from && expected > 0.0 {
                    statistic += ((through - below) as f64 - expected).powi(2) / expected;
                }
                (from, below) = (to, through);
            }
            assert!(statistic < 26.0, "{good}, {bad}, {sample}: chi-square {statistic}");
        }
    }
}
