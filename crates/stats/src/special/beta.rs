//! Tails of the beta law: the regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).
//!
//! What stands before the fraction is a binomial probability, taken by Loader's saddle-point expansion, so that large
//! counts cost no digits.

use std::f64::consts::PI;

use super::bisect;
use super::student::fraction;
use super::{deviance, stirling_error};

/// A beta law of two shapes over 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    /// Successes and what the prior has of them.
    pub a: f64,
    /// Failures and what the prior has of them.
    pub b: f64,
}

impl Beta {
    /// The mean.
    #[must_use]
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The standard deviation.
    #[must_use]
    pub fn standard_deviation(self) -> f64 {
        let all = self.a + self.b;
        (self.a / all * (self.b / all) / (all + 1.0)).sqrt()
    }

    /// The density at a share between 0 and 1.
    #[must_use]
    pub fn density(self, x: f64) -> f64 {
        self.front(x, 1.0 - x) / (x * (1.0 - x))
    }

    /// P(X <= x).
    #[must_use]
    pub fn cdf(self, x: f64) -> f64 {
        self.lower_tail(x, 1.0 - x)
    }

    /// P(X > x).
    #[must_use]
    pub fn sf(self, x: f64) -> f64 {
        Self { a: self.b, b: self.a }.lower_tail(1.0 - x, x)
    }

    /// The share under which so much of the law lies, by bisection.
    #[must_use]
    pub fn quantile(self, probability: f64) -> f64 {
        bisect(0.0, 1.0, |x| self.cdf(x) < probability)
    }

    /// P(X <= x), of x and what it lacks to 1.
    pub(crate) fn lower_tail(self, x: f64, rest: f64) -> f64 {
        if x <= 0.0 || rest <= 0.0 {
            return if x <= 0.0 { 0.0 } else { 1.0 };
        }
        let front = self.front(x, rest);
        let tail = if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            front * fraction(self.a, self.b, x) / self.a
        } else {
            1.0 - front * fraction(self.b, self.a, rest) / self.b
        };
        tail.clamp(0.0, 1.0)
    }

    /// `x^a (1 - x)^b / B(a, b)`.
    fn front(self, x: f64, rest: f64) -> f64 {
        let Self { a, b } = self;
        let all = a + b;
        let error = stirling_error(all) - stirling_error(a) - stirling_error(b);
        let off = deviance(a, all * x) + deviance(b, all * rest);
        libm::exp(error - off) * (a * b / (2.0 * PI * all)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::Beta;
    use crate::testing::assert_within;

    // Expected: scipy.stats.beta.cdf, sf, pdf(x, a, b), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        for (x, a, b, cdf, sf, density) in [
            (0.3, 1.0, 1.0, 0.3, 0.7, 0.9999999999999996),
            (0.2, 3.5, 9.0, 0.2845357527240292, 0.7154642472759709, 3.064939454149778),
            (0.1, 2126.0, 17845.0, 0.0013233937366346222, 0.9986766062633654, 2.0693947717363326),
            (0.11, 2126.0, 17845.0, 0.9468495728235249, 0.05315042717647505, 48.66754568831283),
            (0.001, 0.5, 0.5, 0.020135041633377492, 0.9798649583666225, 10.070879119947092),
            (0.97, 40.0, 2.0, 0.6505670322780914, 0.34943296772190824, 14.999014989729213),
            (0.5, 1000000.0, 1002000.0, 0.9212467060380037, 0.07875329396199178, 415.7297782725963),
            (0.0001, 1.0, 100000.0, 0.9999546227660411, 4.537723395896115e-05, 4.538177213617483),
        ] {
            let law = Beta { a, b };
            assert_within(law.cdf(x), cdf, 1e-11);
            assert_within(law.sf(x), sf, 1e-11);
            assert_within(law.density(x), density, 1e-11);
        }
    }

    // Expected: scipy.stats.beta.ppf([0.025, 0.975], 2126, 17845), scipy 1.17.1.
    #[test]
    fn quantiles_equal_scipy() {
        let law = Beta { a: 2126.0, b: 17845.0 };
        assert_within(law.quantile(0.025), 0.10221447861054092, 1e-12);
        assert_within(law.quantile(0.975), 0.11076889533445579, 1e-12);
        assert_within(law.mean(), 2126.0 / 19971.0, 1e-15);
        assert_within(law.standard_deviation(), 0.0021823746879058832, 1e-13);
    }
}
