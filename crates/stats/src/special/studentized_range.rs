//! The law of the widest difference of several independent standard normals: Tukey's studentised range with
//! infinitely many degrees of freedom.
//!
//! `P(range > q) = k ∫ φ(z) [Φ(z)^(k-1) - (Φ(z) - Φ(z - q))^(k-1)] dz`, which keeps the digits of small tails. As
//! `scipy.stats.studentized_range.sf(q, k, inf)`.

use std::f64::consts::{SQRT_2, TAU};

use super::{integral, normal_sf};

/// Beyond so many standard errors nothing is left of the law.
const FAR: f64 = 38.0;

/// How likely the largest and the least of so many standard normals are more than `q` apart; 0 of fewer than two.
#[must_use]
pub fn studentized_range_sf(q: f64, normals: usize) -> f64 {
    if normals < 2 {
        return 0.0;
    }
    if q <= 0.0 {
        return 1.0;
    }
    if normals == 2 {
        return (2.0 * normal_sf(q / SQRT_2)).min(1.0);
    }
    let others = (normals - 1) as f64;
    let density = |z: f64| libm::exp(-z * z / 2.0) / TAU.sqrt();
    let f = |z: f64| {
        let below = normal_sf(-z);
        let far_below = normal_sf(q - z);
        let all = libm::pow(below, others);
        if below == 0.0 {
            return 0.0;
        }
        -density(z) * all * libm::expm1(others * libm::log1p(-(far_below / below).min(1.0)))
    };
    let cuts = [-FAR, -8.0, -3.0, 0.0, 3.0, q / 2.0, q, q + 3.0, q + 8.0, q + FAR];
    (normals as f64 * integral(&cuts.map(|cut| cut.min(FAR)), f)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::studentized_range_sf;
    use crate::testing::assert_close;

    // Expected: mpmath 1.3 with 40 digits, k * quad(npdf(z) * (ncdf(z)**(k-1) - (ncdf(z) - ncdf(z-q))**(k-1)));
    // scipy.stats.studentized_range.sf(q, k, inf) of SciPy 1.17.1 says the same to its own 1e-9.
    #[test]
    fn equals_mpmath() {
        for (q, normals, p) in [
            (1.0, 2, 0.479_500_122_186_953_5),
            (3.0, 2, 0.033_894_853_524_689_27),
            (3.5, 4, 0.063_876_333_856_903_2),
            (5.0, 10, 0.014_857_437_887_783_704),
            (8.0, 3, 4.621_438_712_933_617_6e-8),
            (0.1, 5, 0.999_994_349_171_882_8),
            (12.0, 20, 4.088_697_258_707_89e-15),
            (4.5, 190, 0.971_715_881_742_711_6),
        ] {
            assert_close(studentized_range_sf(q, normals), p);
        }
    }

    #[test]
    fn the_ends_are_known() {
        assert_eq!(studentized_range_sf(3.0, 1), 0.0);
        assert_eq!(studentized_range_sf(0.0, 5), 1.0);
        assert_eq!(studentized_range_sf(1e300, 5), 0.0);
    }
}
