//! One p-value from several tests of one question on the same values (Liu and Xie 2020, "Cauchy
//! combination test").
//!
//! A p-value becomes `cot(pi p)`, which without drift is a Cauchy number, and so is the mean of
//! several, nearly whatever their dependence: exactly where they are independent or all the same,
//! and in the far tail always. p-values over 0.9 count as 0.9: one of exactly 1, as discrete tests
//! have them, would outweigh any other.

use std::f64::consts::PI;

/// What greater p-values count as.
const GREATEST: f64 = 0.9;

/// Result of the combination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CauchyCombination {
    /// Mean of the cotangents: large where a p-value is small.
    pub statistic: f64,
    /// p-value, 0 to 1.
    pub p_value: f64,
}

/// The combination; `None` without p-values. Where all are over 0.9, the p-value is the least.
#[must_use]
pub fn cauchy_combination(p_values: &[f64]) -> Option<CauchyCombination> {
    let least = p_values.iter().copied().reduce(f64::min)?;
    // Not 0, whose cotangent is infinite.
    let cotangent = |p: &f64| 1.0 / libm::tan(PI * p.clamp(f64::MIN_POSITIVE, GREATEST));
    let statistic = p_values.iter().map(cotangent).sum::<f64>() / p_values.len() as f64;
    let p_value = if least > GREATEST { least } else { libm::atan2(1.0, statistic) / PI };
    Some(CauchyCombination { statistic, p_value: p_value.max(least.min(f64::MIN_POSITIVE)) })
}

#[cfg(test)]
mod tests {
    use super::cauchy_combination;
    use crate::testing::assert_close;

    fn p(p_values: &[f64]) -> f64 {
        cauchy_combination(p_values).unwrap().p_value
    }

    // Expected: scipy.stats.cauchy.sf(numpy.mean(numpy.tan((0.5 - p) * numpy.pi))) with
    // p = [0.01, 0.3, 0.6], [0.04, 0.5] and [1e-12, 0.2, 0.9]; scipy 1.17.1.
    #[test]
    fn equals_its_definition() {
        for (p_values, expected) in [
            (&[0.01, 0.3, 0.6][..], 0.02955063667779051),
            (&[0.04, 0.5], 0.0787751564757459),
            (&[1e-12, 0.2, 0.9], 3.000000000016034e-12),
        ] {
            assert_close(p(p_values), expected);
        }
    }

    #[test]
    fn equal_p_values_are_their_combination() {
        for value in [1e-300, 1e-18, 0.003, 0.05, 0.5, 0.77] {
            assert_close(p(&[value; 3]), value);
        }
    }

    #[test]
    fn neither_nothing_nor_certainty_breaks_it() {
        assert_eq!(cauchy_combination(&[]), None);
        assert_eq!(p(&[1.0, 1.0, 0.99]), 0.99);
        assert!(p(&[1.0, 1e-9]) < 2.1e-9);
        assert!(p(&[0.0, 0.5]) < 1e-300);
        assert!(cauchy_combination(&[0.0, 0.0]).unwrap().statistic.is_finite());
    }
}
