//! Upper tail of the gamma law, and of the chi-square law as its special case.
//!
//! The series for the lower tail where x is under the mean, the continued fraction by Lentz's
//! method for the upper tail elsewhere (DLMF 8.11.4 and 8.9.2).

use super::bisect;
use super::point::poisson_pmf;

/// Enough for shapes up to about 1e9; both expansions need a few times the root of the shape.
const MOST_TERMS: u32 = 1_000_000;

/// P(X > x) of the gamma law with the given shape and scale 1; shape 0 has all its mass at 0.
#[must_use]
pub fn gamma_sf(x: f64, shape: f64) -> f64 {
    if x <= 0.0 || shape.is_nan() || x.is_nan() {
        return if x <= 0.0 { 1.0 } else { f64::NAN };
    }
    if shape == 0.0 || x == f64::INFINITY {
        return 0.0;
    }
    if x < shape + 1.0 { 1.0 - lower_series(x, shape) } else { upper_fraction(x, shape) }
}

/// P(X > x) of the chi-square law; with 0 degrees of freedom all its mass is at 0.
#[must_use]
pub fn chi_square_sf(x: f64, degrees_of_freedom: f64) -> f64 {
    gamma_sf(x / 2.0, degrees_of_freedom / 2.0)
}

/// The value that the chi-square law exceeds with probability `1 - probability`, by bisection;
/// `probability` between 0 and 1, degrees of freedom over 0.
#[must_use]
pub fn chi_square_quantile(probability: f64, degrees_of_freedom: f64) -> f64 {
    let tail = 1.0 - probability;
    let (mut low, mut high) = (0.0, degrees_of_freedom.max(1.0));
    while chi_square_sf(high, degrees_of_freedom) > tail {
        low = high;
        high *= 2.0;
    }
    bisect(low, high, |x| chi_square_sf(x, degrees_of_freedom) > tail)
}

fn lower_series(x: f64, shape: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..MOST_TERMS {
        term *= x / (shape + f64::from(k));
        sum += term;
        if term <= sum * f64::EPSILON * 0.25 {
            break;
        }
    }
    sum * poisson_pmf(shape, x)
}

fn upper_fraction(x: f64, shape: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for k in 1..MOST_TERMS {
        let k = f64::from(k);
        let a = -k * (k - shape);
        b += 2.0;
        d = 1.0 / away_from_zero(a * d + b, TINY);
        c = away_from_zero(b + a / c, TINY);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    // x^shape e^-x / Gamma(shape) is shape times the Poisson probability.
    fraction * shape * poisson_pmf(shape, x)
}

fn away_from_zero(value: f64, tiny: f64) -> f64 {
    if value.abs() < tiny { tiny } else { value }
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{ChiSquared, ContinuousCDF};

    use super::{chi_square_quantile, chi_square_sf, gamma_sf};
    use crate::testing::assert_within;

    // Expected: scipy.stats.chi2.sf(x, df) and chi2.ppf(.95, 9); scipy 1.17.1.
    #[test]
    fn equals_scipy_into_the_far_tail() {
        assert_within(chi_square_sf(774.2104702501647, 3.0), 1.6953599505745188e-167, 1e-12);
        assert_within(chi_square_sf(3.84, 1.0), 0.05004352124870519, 1e-12);
        assert_within(chi_square_sf(1200.0, 1000.0), 1.2255942330622893e-5, 1e-12);
        assert_within(chi_square_quantile(0.95, 9.0), 16.918977604620448, 1e-12);
    }

    // Expected: scipy.stats.gamma.sf(2.5, 3.7) and gamma.sf(600, 500); scipy 1.17.1.
    #[test]
    fn takes_any_shape() {
        assert_within(gamma_sf(2.5, 3.7), 0.70145486929908, 1e-12);
        assert_within(gamma_sf(600.0, 500.0), 1.2255942330622893e-5, 1e-12);
        assert_eq!((gamma_sf(0.0, 0.0), gamma_sf(1.0, 0.0)), (1.0, 0.0));
        assert_eq!((gamma_sf(0.0, 2.0), gamma_sf(f64::INFINITY, 2.0)), (1.0, 0.0));
        assert!(gamma_sf(f64::NAN, 2.0).is_nan());
    }

    #[test]
    fn equals_statrs() {
        for degrees_of_freedom in [1.0, 2.0, 7.0, 40.0, 300.0] {
            let law = ChiSquared::new(degrees_of_freedom).unwrap();
            for factor in [0.2, 0.9, 1.0, 1.3, 2.0] {
                let x = factor * degrees_of_freedom;
                assert_within(chi_square_sf(x, degrees_of_freedom), law.sf(x), 1e-9);
            }
        }
    }
}
