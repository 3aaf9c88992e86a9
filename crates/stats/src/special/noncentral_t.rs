//! Lower tail of the noncentral t law: what the t of a test is where there is an effect.
//!
//! `P((Z + δ) / S <= t)` of a normal Z and an independent S, whose square is chi-square over its degrees of freedom:
//! the mean of `Φ(t S - δ)` over the law of S, by quadrature. To about 1e-12.

use super::{integral, normal_sf, poisson_pmf};

/// From so many degrees of freedom on S is 1.
const MANY: f64 = 1e12;

/// P(T <= t) with degrees of freedom over 0 and the noncentrality δ; not a number where one is.
pub(crate) fn noncentral_t_cdf(t: f64, degrees_of_freedom: f64, noncentrality: f64) -> f64 {
    let normal_cdf = |z: f64| normal_sf(-z);
    if t.is_nan() || noncentrality.is_nan() || degrees_of_freedom.is_nan() {
        return f64::NAN;
    }
    if degrees_of_freedom >= MANY || t == 0.0 {
        return normal_cdf(t - noncentrality);
    }
    let half = degrees_of_freedom / 2.0;
    let density = |s: f64| {
        let chance = poisson_pmf(half, half * s * s);
        // Next to 0 the reciprocal leaves the range of numbers.
        if chance == 0.0 { 0.0 } else { 2.0 * half / s * chance }
    };
    let reach = 9.0 / degrees_of_freedom.sqrt();
    let (low, high) = ((1.0 - reach).max(0.0), 1.0 + reach);
    let mut cuts = vec![low, high, 1.0];
    // Where the normal law turns from 0 to 1.
    let turns = [-8.0, 0.0, 8.0].map(|z| (noncentrality + z) / t);
    cuts.extend(turns.into_iter().filter(|turn| (low..=high).contains(turn)));
    integral(&cuts, |s| density(s) * normal_cdf(t * s - noncentrality)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::noncentral_t_cdf;
    use crate::testing::assert_within;

    // Expected: scipy.stats.nct.cdf(t, df, nc), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        for (t, df, nc, expected) in [
            (2.0, 10.0, 1.5, 0.6591540724421909),
            (-1.0, 4.0, 0.5, 0.08614956903656282),
            (1.96, 1570.0, 2.8, 0.20051065032949458),
            (12.7, 1.0, 2.0, 0.8747161943558133),
            (5.0, 2.0, 8.0, 0.08991856146220395),
            (1.99, 84.0, 2.83, 0.2015327373250107),
            (30.0, 50.0, 28.0, 0.7178048831204485),
            (0.3, 7.0, -2.0, 0.9887718576269744),
        ] {
            assert_within(noncentral_t_cdf(t, df, nc), expected, 1e-10);
        }
    }

    #[test]
    fn without_an_effect_it_is_students() {
        use crate::special::student_t_two_sided;
        for (t, df) in [(0.5, 1.0), (2.0, 3.5), (3.0, 30.0), (1.96, 1e6), (200.0, 2.0)] {
            let upper = 1.0 - noncentral_t_cdf(t, df, 0.0);
            assert!((2.0 * upper - student_t_two_sided(t, df)).abs() < 1e-11, "{t} {df}");
        }
    }
}
