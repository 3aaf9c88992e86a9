//! Random shares of a beta law: one gamma number over the sum of two, each by Marsaglia and Tsang's method (2000).

use rand::{Rng, RngExt};

/// A share of the law Beta(a, b); both shapes at least 1.
pub(super) fn draw_beta(random: &mut impl Rng, a: f64, b: f64) -> f64 {
    let (x, y) = (draw_gamma(random, a), draw_gamma(random, b));
    x / (x + y)
}

fn draw_gamma(random: &mut impl Rng, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let z = draw_normal(random);
        let root = 1.0 + c * z;
        if root <= 0.0 {
            continue;
        }
        let cube = root * root * root;
        let uniform: f64 = random.random();
        if libm::log(uniform) < 0.5 * z * z + d - d * cube + d * libm::log(cube) {
            return d * cube;
        }
    }
}

/// By the polar method of Marsaglia and Bray (1964).
fn draw_normal(random: &mut impl Rng) -> f64 {
    loop {
        let [x, y] = [random.random::<f64>(), random.random()].map(|at| 2.0 * at - 1.0);
        let square = x * x + y * y;
        if square < 1.0 && square > 0.0 {
            return x * (-2.0 * libm::log(square) / square).sqrt();
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_pcg::Pcg32;

    use super::draw_beta;
    use crate::special::Beta;
    use crate::{Sorted, share_at_or_below};

    #[test]
    fn draws_follow_the_law() {
        let mut random = Pcg32::seed_from_u64(1);
        for law in [Beta { a: 1.0, b: 1.0 }, Beta { a: 3.5, b: 1.0 }, Beta { a: 40.0, b: 400.0 }] {
            let drawn = (0..20_000).map(|_| draw_beta(&mut random, law.a, law.b)).collect();
            let drawn = Sorted::new(drawn).unwrap();
            for share in [0.01, 0.1, 0.5, 0.9, 0.99] {
                let found = share_at_or_below(&drawn, law.quantile(share));
                assert!((found - share).abs() < 0.012, "{law:?} {share}: {found}");
            }
        }
    }
}
