//! Upper tails of two integrals of a squared Brownian bridge B over (0, 1): of `B(u)^2`, the limit
//! law of the Cramér-von Mises statistic, and of `B(u)^2 / (u (1 - u))`, that of the
//! Anderson-Darling statistic (Anderson and Darling 1952).
//!
//! Each is a sum of independent squared normals with weights `1/y_1 > 1/y_2 > ...`, where y_j is
//! `(pi j)^2` and `j (j + 1)`. With `D(y) = (1 - y/y_1)(1 - y/y_2)...` the tail is (Smirnov 1936)
//!
//! `P(Q > x) = 1/pi sum over k of (-1)^(k + 1) integral from y_(2k-1) to y_2k of
//! exp(-x y / 2) / (y sqrt|D(y)|) dy`.
//!
//! D is `sin(sqrt y) / sqrt y` and `-cos(pi/2 sqrt(1 + 4 y)) / (pi y)`. With the cosine of an angle
//! as variable every integrand is smooth and periodic, so that the midpoint rule converges faster
//! than any power. The first term leads in the tail, so that small p-values keep their digits.

use std::f64::consts::PI;

/// Below these both laws have less than 1e-17 of their mass.
const LEAST_CRAMER_VON_MISES: f64 = 0.003;
const LEAST_ANDERSON_DARLING: f64 = 0.03;

/// P(Q > x) for the integral of `B(u)^2`: the mean is 1/6, the variance 1/45.
#[must_use]
pub fn cramer_von_mises_sf(x: f64) -> f64 {
    if x < LEAST_CRAMER_VON_MISES {
        return 1.0;
    }
    alternating_sum(3.0 * PI * PI * x, |k, angle| {
        let root = (2.0 * k - 0.5) * PI - PI / 2.0 * angle.cosine;
        let density = angle.sine * PI * (1.0 / (root * angle.sine_at_zeros)).sqrt();
        libm::exp(-x * root * root / 2.0) * density
    })
}

/// P(Q > x) for the integral of `B(u)^2 / (u (1 - u))`: the mean is 1, the variance
/// `2 (pi^2 / 3 - 3)`.
#[must_use]
pub fn anderson_darling_sf(x: f64) -> f64 {
    if x < LEAST_ANDERSON_DARLING {
        return 1.0;
    }
    alternating_sum(4.0 * x, |k, angle| {
        let root = 4.0 * k - angle.cosine;
        let y = (root * root - 1.0) / 4.0;
        let density = angle.sine * root / 2.0 * (PI / (y * angle.sine_at_zeros)).sqrt();
        libm::exp(-x * y / 2.0) * density
    })
}

/// A node of the midpoint rule.
struct Angle {
    cosine: f64,
    sine: f64,
    /// `sin(pi d)`, with d the distance of `cosine` from the nearer end of -1 to 1, halved.
    sine_at_zeros: f64,
}

/// The number of nodes of the midpoint rule, where the integrand falls by the exponential of half
/// of `fall` from end to end: 16 give all digits where that is small, and the peak narrows with
/// its root.
pub(crate) fn nodes(fall: f64) -> u32 {
    // Past this fall the tail itself is under the smallest number.
    32 + (4.0 * fall.clamp(0.0, 1e4).sqrt()) as u32
}

fn alternating_sum(fall: f64, term: impl Fn(f64, &Angle) -> f64) -> f64 {
    let nodes = nodes(fall);
    let angles: Vec<Angle> = (0..nodes)
        .map(|i| {
            let half = (f64::from(i) + 0.5) * PI / f64::from(nodes) / 2.0;
            let near = libm::sin(half).min(libm::cos(half));
            Angle {
                cosine: libm::cos(2.0 * half),
                sine: libm::sin(2.0 * half),
                sine_at_zeros: libm::sin(PI * near * near),
            }
        })
        .collect();
    let mut tail = 0.0;
    let mut sign = 1.0;
    // The exponents grow with the square of k: at the least x about 30 terms are left.
    for k in 1..100 {
        let sum: f64 = angles.iter().map(|angle| term(f64::from(k), angle)).sum();
        tail += sign * sum / f64::from(nodes);
        sign = -sign;
        if sum <= f64::EPSILON * tail.abs() {
            break;
        }
    }
    tail.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::{anderson_darling_sf, cramer_von_mises_sf};
    use crate::testing::assert_within;

    // Expected: 1 - scipy.stats._hypotests._cdf_cvm_inf(x), scipy 1.17.1, up to 1. Past that it
    // has no digits left (7.1e-10 at 4): there the integral of Smirnov's formula with 4,000 nodes,
    // numpy 2.4.6.
    #[test]
    fn cramer_von_mises_equals_scipy_and_goes_on() {
        assert_within(cramer_von_mises_sf(0.01), 0.9999941355671901, 1e-12);
        assert_within(cramer_von_mises_sf(0.05), 0.876280931041351, 1e-12);
        assert_within(cramer_von_mises_sf(0.1), 0.5848734384067971, 1e-12);
        assert_within(cramer_von_mises_sf(0.46136), 0.05000038313265287, 1e-12);
        assert_within(cramer_von_mises_sf(1.0), 0.002460452180135797, 1e-11);
        assert_within(cramer_von_mises_sf(4.0), 4.734453032275375e-10, 1e-12);
        assert_within(cramer_von_mises_sf(40.0), 1.0648747459110904e-87, 1e-11);
        assert_within(cramer_von_mises_sf(140.0), 2.754317998526424e-302, 1e-11);
    }

    // Expected: Imhof's integral (1961) over the first 3,000 weights, scipy.integrate.quad, good to
    // 1e-10 absolutely; further out Smirnov's formula with 4,000 nodes, numpy 2.4.6.
    #[test]
    fn anderson_darling_equals_imhof() {
        for (x, p) in [
            (0.3, 0.9381576360571231),
            (0.8, 0.4810279530066888),
            (2.492, 0.05002218635888639),
            (6.0, 0.0009674519423029659),
        ] {
            assert_within(anderson_darling_sf(x), p, 1e-9);
        }
        assert_within(anderson_darling_sf(0.05), 0.9999999998268508, 1e-12);
        assert_within(anderson_darling_sf(200.0), 9.55338221539949e-89, 1e-11);
    }

    #[test]
    fn runs_from_one_to_zero() {
        for law in [cramer_von_mises_sf, anderson_darling_sf] {
            assert_eq!((law(-1.0), law(0.0), law(f64::INFINITY)), (1.0, 1.0, 0.0));
            let tail: Vec<f64> = (1..4000).map(|i| law(f64::from(i) * 0.002)).collect();
            assert!(tail.windows(2).all(|pair| pair[1] <= pair[0] + 1e-15));
        }
    }
}
