//! Whether one more distance belongs to a row of earlier ones.
//!
//! Distances of m windows are taken to the cube root, where chi-square variables, which they are without
//! drift, are nearly normal (Wilson and Hilferty 1931). One more window then has
//! `t = (u - mean) / (sd sqrt(1 + 1/m))` of Student's law with m - 1 degrees of freedom, sd with m - 1.
//! That it is estimated from few windows is part of the law: a limit of mean + 3 sd is not held where m
//! is small, least of all where each window is compared with a reference that holds it.

use crate::special::{student_t_quantile, student_t_two_sided};

/// Earlier distances, all 0 or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextValue {
    mean: f64,
    /// Standard deviation of one more value around the mean.
    spread: f64,
    degrees_of_freedom: f64,
}

impl NextValue {
    /// From earlier distances; `None` under three.
    #[must_use]
    pub fn after(distances: &[f64]) -> Option<Self> {
        if distances.len() < 3 {
            return None;
        }
        let m = distances.len() as f64;
        let roots: Vec<f64> =
            distances.iter().map(|distance| libm::cbrt(distance.max(0.0))).collect();
        let mean = roots.iter().sum::<f64>() / m;
        let squares: f64 = roots.iter().map(|root| (root - mean) * (root - mean)).sum();
        let spread = (squares / (m - 1.0) * (1.0 + 1.0 / m)).sqrt();
        Some(Self { mean, spread, degrees_of_freedom: m - 1.0 })
    }

    /// The distance that one more exceeds with a probability.
    #[must_use]
    pub fn limit(&self, probability: f64) -> f64 {
        let root = self.mean
            + student_t_quantile(1.0 - probability, self.degrees_of_freedom) * self.spread;
        let root = root.max(0.0);
        root * root * root
    }

    /// The probability that one more is at least so large.
    #[must_use]
    pub fn p_value(&self, distance: f64) -> f64 {
        let above = libm::cbrt(distance.max(0.0)) - self.mean;
        if self.spread == 0.0 {
            return if above > 0.0 { 0.0 } else { 1.0 };
        }
        let half = student_t_two_sided(above / self.spread, self.degrees_of_freedom) / 2.0;
        if above > 0.0 { half } else { 1.0 - half }
    }
}

#[cfg(test)]
mod tests {
    use super::NextValue;
    use crate::testing::assert_close;

    // Expected: Python,
    // u = numpy.cbrt([.008, .027, .064, .001]); s = u.std(ddof=1) * (1 + 1/4) ** .5
    // (u.mean() + scipy.stats.t.ppf(.95, 3) * s) ** 3
    // scipy.stats.t.sf((numpy.cbrt(.2) - u.mean()) / s, 3); scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let next = NextValue::after(&[0.008, 0.027, 0.064, 0.001]).unwrap();
        assert_close(next.limit(0.05), 0.20504370454036538);
        assert_close(next.p_value(0.2), 0.05156154166552047);
        assert_close(next.p_value(next.limit(0.05)), 0.05);
    }

    #[test]
    fn few_and_equal_distances() {
        assert_eq!(NextValue::after(&[0.1, 0.2]), None);
        let same = NextValue::after(&[0.0; 5]).unwrap();
        assert_eq!([same.p_value(0.0), same.p_value(0.1), same.limit(0.05)], [1.0, 0.0, 0.0]);
    }
}
