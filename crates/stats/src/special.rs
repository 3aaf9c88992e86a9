//! Special functions: tails of the normal, chi-square, gamma and Student laws and of the areas
//! under a squared Brownian bridge, of the beta and the noncentral t law, point probabilities, tails of the
//! binomial law, and integrals.
//!
//! Written on `libm` rather than taken from a package, because packages call the system's
//! exponential and logarithm, whose last bits differ between machines and WebAssembly. Relative
//! accuracy is about 1e-13 into the far tails; statrs and SciPy check it.

mod beta;
mod binomial;
mod bisection;
mod bridge;
mod bridge_maximum;
mod gamma;
mod hypergeometric;
mod negative_binomial;
mod noncentral_t;
mod point;
mod quadrature;
mod student;
mod studentized_range;

pub use beta::Beta;
pub use binomial::binomial_two_sided;
pub(crate) use bisection::bisect;
pub(crate) use bridge::nodes as bridge_nodes;
pub use bridge::{anderson_darling_sf, cramer_von_mises_sf};
pub use bridge_maximum::bridge_maximum_sf;
pub use gamma::{chi_square_quantile, chi_square_sf, gamma_sf};
pub(crate) use hypergeometric::{hypergeometric_pmf, hypergeometric_rise};
pub use negative_binomial::negative_binomial_at_least;
pub(crate) use noncentral_t::noncentral_t_cdf;
pub use point::{binomial_pmf, poisson_pmf};
pub(crate) use point::{deviance, ln_binomial_pmf, ln_factorial, stirling_error};
pub(crate) use quadrature::integral;
pub(crate) use student::student_t_density;
pub use student::{student_t_quantile, student_t_two_sided};
pub use studentized_range::studentized_range_sf;

/// 95th percentile of the normal law.
pub const NORMAL_P95: f64 = 1.644_853_626_951_472_2;
/// Standard errors to each side that hold 95% of the normal law: its 97.5th percentile.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// P(Z > z) of the standard normal law.
#[must_use]
pub fn normal_sf(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// The value that the normal law exceeds with probability `1 - probability`, by bisection; `probability`
/// between 0 and 1.
#[must_use]
pub fn normal_quantile(probability: f64) -> f64 {
    if probability > 0.5 {
        // The lower half keeps the digits of small tails.
        return -normal_quantile(1.0 - probability);
    }
    bisect(-40.0, 0.0, |z| normal_sf(-z) < probability)
}

#[cfg(test)]
mod tests {
    use super::{Z_95, normal_quantile, normal_sf};
    use crate::testing::assert_within;

    // Expected: scipy.stats.norm.sf(37), scipy 1.17.1.
    #[test]
    fn normal_tail_equals_scipy() {
        assert_eq!(normal_sf(0.0), 0.5);
        assert_within(normal_sf(37.0), 5.7255712225239266e-300, 1e-12);
    }

    // Expected: scipy.stats.norm.ppf([0.8, 0.975, 1e-12]), scipy 1.17.1.
    #[test]
    fn normal_quantile_equals_scipy() {
        assert_within(normal_quantile(0.8), 0.8416212335729143, 1e-14);
        assert_within(normal_quantile(0.975), Z_95, 1e-14);
        assert_within(normal_quantile(1e-12), -7.034483825301132, 1e-13);
        assert!(normal_quantile(0.5).abs() < 1e-15);
    }

    #[test]
    fn normal_tail_equals_statrs() {
        use statrs::distribution::{ContinuousCDF, Normal};
        let law = Normal::standard();
        for z in [-3.0, -0.5, 0.1, 1.0, 1.96, 4.0, 6.0] {
            assert_within(normal_sf(z), law.sf(z), 1e-9);
        }
    }
}
