//! Two-sided tail of Student's t law, by the continued fraction of the incomplete beta function
//! (DLMF 8.17.22) with Lentz's method.

use super::bisect;
use super::stirling_error;

/// The fraction needs a few times the root of the degrees of freedom.
const MOST_TERMS: u32 = 1_000_000;

/// From so many degrees of freedom on the fraction's variable is too near to 1 to keep its digits,
/// while the law is all but the normal one.
const MANY: f64 = 1e8;

/// P(|T| > |t|) for degrees of freedom over 0, whole or not; not a number where either is.
#[must_use]
pub fn student_t_two_sided(t: f64, degrees_of_freedom: f64) -> f64 {
    let t = t.abs();
    if t == 0.0 || t == f64::INFINITY {
        return if t == 0.0 { 1.0 } else { 0.0 };
    }
    if degrees_of_freedom >= MANY {
        return 2.0 * super::normal_sf(as_normal(t, degrees_of_freedom));
    }
    let half = degrees_of_freedom / 2.0;
    // Logarithms of v / (v + t^2) and of what it lacks to 1; squares that overflow are avoided.
    let ratio = t / degrees_of_freedom.sqrt();
    let ln_x = if ratio > 1e100 { -2.0 * libm::log(ratio) } else { -libm::log1p(ratio * ratio) };
    let ln_rest = -libm::log1p(1.0 / ratio / ratio);
    let ln_front = half * ln_x + 0.5 * ln_rest - ln_beta_with_half(half);
    let (x, rest) = (libm::exp(ln_x), libm::exp(ln_rest));
    let tails = if x < (half + 1.0) / (half + 2.5) {
        libm::exp(ln_front) * fraction(half, 0.5, x) / half
    } else {
        1.0 - libm::exp(ln_front) * fraction(0.5, half, rest) * 2.0
    };
    tails.clamp(0.0, 1.0)
}

/// The value that the normal law exceeds as often (Wallace 1959), to about the square of the
/// reciprocal of the degrees of freedom.
fn as_normal(t: f64, degrees_of_freedom: f64) -> f64 {
    // Where eight times as many would leave the range of numbers, they are as many as without end.
    if degrees_of_freedom > 1e300 {
        return t;
    }
    let v = degrees_of_freedom;
    let ratio = t / v.sqrt();
    (v * libm::log1p(ratio * ratio)).sqrt() * (8.0 * v + 1.0) / (8.0 * v + 3.0)
}

/// `ln B(a, 1/2)`, without the difference of two large logarithms of Gamma.
fn ln_beta_with_half(a: f64) -> f64 {
    const LN_SQRT_PI: f64 = 0.572_364_942_924_700_1;
    if a < 1.0 {
        return libm::lgamma(a) + LN_SQRT_PI - libm::lgamma(a + 0.5);
    }
    // ln Gamma(a + 1/2) - ln Gamma(a) by Stirling's formula with its error.
    let rise = a * libm::log1p(0.5 / a) - 0.5 + 0.5 * libm::log(a) + stirling_error(a + 0.5)
        - stirling_error(a);
    LN_SQRT_PI - rise
}

pub(super) fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for term in [even, odd] {
            d = 1.0 / keep(1.0 + term * d);
            c = keep(1.0 + term / c);
            factor = c * d;
            fraction *= factor;
        }
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// The value that the law exceeds with probability `1 - probability`; `probability` between 0 and 1.
///
/// By Newton's steps, which come from below as the tail is convex; by bisection where they are slow, as with
/// few degrees of freedom.
#[must_use]
pub fn student_t_quantile(probability: f64, degrees_of_freedom: f64) -> f64 {
    if probability < 0.5 {
        return -student_t_quantile(1.0 - probability, degrees_of_freedom);
    }
    let tails = 2.0 * (1.0 - probability);
    let excess = |t: f64| student_t_two_sided(t, degrees_of_freedom) - tails;
    let mut t = 0.0;
    for _ in 0..MOST_NEWTON_STEPS {
        let step = excess(t) / 2.0 / student_t_density(t, degrees_of_freedom);
        t += step;
        if step.abs() <= CLOSE * t {
            return t;
        }
    }
    let (mut low, mut high) = (0.0, 1.0);
    while high < 1e300 && excess(high) > 0.0 {
        low = high;
        high *= 2.0;
    }
    bisect(low, high, |t| excess(t) > 0.0)
}

/// Slower than so many Newton's steps, bisection is as good.
const MOST_NEWTON_STEPS: usize = 12;

/// A step of so little leaves an error of about its square.
const CLOSE: f64 = 1e-9;

/// The density at t, for degrees of freedom over 0.
pub(crate) fn student_t_density(t: f64, degrees_of_freedom: f64) -> f64 {
    let v = degrees_of_freedom;
    if v >= MANY {
        return libm::exp(-t * t / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    }
    let ln_tail = -0.5 * (v + 1.0) * libm::log1p(t * t / v);
    libm::exp(ln_tail - ln_beta_with_half(v / 2.0)) / v.sqrt()
}

#[cfg(test)]
mod tests {
    use super::{student_t_quantile, student_t_two_sided};
    use crate::testing::assert_within;

    // Expected: 2 * scipy.stats.t.sf(t, df), scipy 1.17.1.
    #[test]
    fn equals_scipy_into_the_far_tail() {
        let expected = [
            (0.5, 1.0, 0.7048327646991335),
            (2.0, 3.7, 0.12181720190523398),
            (12.5, 40.0, 2.1383921681039393e-15),
            (30.0, 1e5, 7.37853687222276e-197),
            (-4.418508113565723, 2440.463627661547, 1.037253931702091e-5),
            (1e-3, 12.3, 0.9992181516783076),
            (1e5, 2.5, 4.549503846351245e-13),
            (0.01, 1e5, 0.9920213073188231),
            (1.0, 0.5, 0.6022432216826441),
        ];
        for (t, degrees_of_freedom, p) in expected {
            assert_within(student_t_two_sided(t, degrees_of_freedom), p, 1e-11);
        }
    }

    // Expected: by hand, with one degree of freedom the law is Cauchy's: 2 / (pi t) far out; and
    // with many it is the normal law, whose tail at 37 is scipy.stats.norm.sf(37).
    #[test]
    fn keeps_to_its_limits() {
        assert_within(student_t_two_sided(1e200, 1.0), 2.0 / (std::f64::consts::PI * 1e200), 1e-11);
        assert_within(student_t_two_sided(37.0, 1e15), 2.0 * 5.7255712225239266e-300, 1e-9);
        for t in [0.3, 4.0, 20.0] {
            let (below, above) = (student_t_two_sided(t, 0.999e8), student_t_two_sided(t, 1.001e8));
            assert_within(below, above, 1e-5);
            assert_within(student_t_two_sided(t, 99_999_999.0), student_t_two_sided(t, 1e8), 1e-8);
        }
        assert_eq!(student_t_two_sided(0.0, 3.0), 1.0);
        assert_eq!(student_t_two_sided(f64::INFINITY, 3.0), 0.0);
        assert_eq!(student_t_two_sided(0.0, f64::INFINITY), 1.0);
    }

    // Expected: scipy.stats.t.ppf; scipy 1.17.1.
    #[test]
    fn quantiles_equal_scipy() {
        assert_within(student_t_quantile(0.95, 1.0), 6.313751514675037, 1e-9);
        assert_within(student_t_quantile(0.95, 5.0), 2.0150483733330233, 1e-9);
        assert_within(student_t_quantile(0.999, 3.0), 10.214531852407383, 1e-9);
        assert_within(student_t_quantile(0.2, 25.0), -0.8562361576764689, 1e-9);
        assert_eq!(student_t_quantile(0.5, 3.0), 0.0);
    }

    // Expected: the tail beyond the quantile is the one asked for, however it was found.
    #[test]
    fn quantiles_turn_the_tail_round() {
        for degrees_of_freedom in [0.3, 1.0, 2.5, 7.0, 99.0, 12_345.6, 1e7, 1e9, f64::INFINITY] {
            for probability in [0.5 + 1e-9, 0.6, 0.95, 0.975, 0.999, 1.0 - 1e-12] {
                let tails = 2.0 * (1.0 - probability);
                let t = student_t_quantile(probability, degrees_of_freedom);
                assert_within(student_t_two_sided(t, degrees_of_freedom), tails, 1e-9);
            }
        }
    }
}
