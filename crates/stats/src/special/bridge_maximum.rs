//! Upper tail of the largest standardised square of a Brownian bridge in several dimensions.
//!
//! `sup |B(t)|^2 / (t (1 - t))` over the times t from h to 1 - l is the law of the largest likelihood
//! ratio of all splits of a large sample. Csörgő and Horváth, Limit Theorems in Change-Point Analysis,
//! 1997, (1.3.26), after Vostrikova 1981: for large x
//! `(x/2)^(d/2) exp(-x/2) / Gamma(d/2) ((1 - d/x) ln((1 - h)(1 - l) / (h l)) + 4/x)`.
//! It is meant for tails: a p-value over about 0.2 is too large.

/// P(sup > x) in `dimensions` of at least 1, over the times from `first` to `last`, both over 0 and
/// under 1 and in order.
#[must_use]
pub fn bridge_maximum_sf(x: f64, dimensions: f64, first: f64, last: f64) -> f64 {
    // Not far under this the formula falls again.
    if x <= dimensions + 2.0 * dimensions.sqrt() + 1.0 {
        return 1.0;
    }
    let half = dimensions / 2.0;
    let ln_front = half * libm::log(x / 2.0) - x / 2.0 - libm::lgamma(half);
    let span = libm::log((1.0 - first) / first) + libm::log(last / (1.0 - last));
    let tail = libm::exp(ln_front) * ((1.0 - dimensions / x) * span.max(0.0) + 4.0 / x);
    tail.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::bridge_maximum_sf;
    use crate::testing::assert_close;

    // Expected: Python 3.12,
    // def f(x, d, h, l): return (x/2)**(d/2) * math.exp(-x/2) / math.gamma(d/2) * (
    //     (1 - d/x) * math.log((1-h)*l / (h*(1-l))) + 4/x)
    #[test]
    fn equals_the_published_formula() {
        assert_close(bridge_maximum_sf(12.0, 1.0, 0.05, 0.95), 0.019633599682083745);
        assert_close(bridge_maximum_sf(30.0, 9.0, 0.01, 0.9), 0.02520450136853417);
    }

    #[test]
    fn it_is_a_probability_that_falls() {
        for dimensions in [1.0, 2.0, 9.0, 30.0] {
            let p = |x: f64| bridge_maximum_sf(x, dimensions, 0.05, 0.95);
            assert_eq!([p(-1.0), p(0.0), p(dimensions)], [1.0; 3]);
            let tail: Vec<f64> = (0..400).map(|i| p(dimensions + 1.0 + f64::from(i))).collect();
            assert!(tail.windows(2).all(|pair| pair[0] >= pair[1]));
            assert_eq!(p(1e6), 0.0);
        }
    }
}
