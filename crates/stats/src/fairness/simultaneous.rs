//! Intervals of all differences between groups at once, after Tukey and Kramer.
//!
//! With `k` groups, all pairs lie within `z` standard errors of their differences with the chance that the range of `k`
//! standard normals is at most `z sqrt(2)`; where groups have unlike errors, with at least that chance (Hayter 1984).
//! Several families of values that are independent, as true and false positive rates, hold together with the product
//! of their chances. Of two groups and one family it is the plain interval of one difference.

use std::f64::consts::SQRT_2;

use super::GroupValue;
use crate::special::{Z_95, bisect, normal_quantile, studentized_range_sf};

/// Standard errors beyond which no p-value is looked for.
const MOST: f64 = 38.0;
/// Steps to the width of intervals, at most; about eight are enough.
const MOST_STEPS: u32 = 60;
/// What is as good as the root.
const TOLERANCE: f64 = 1e-12;

/// How wide intervals must be to hold for all pairs at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simultaneous {
    /// Groups of each family of values.
    groups: Vec<usize>,
}

impl Simultaneous {
    /// Of families of values, each of several groups.
    #[must_use]
    pub fn of(families: &[&[GroupValue]]) -> Self {
        Self { groups: families.iter().map(|family| family.len()).collect() }
    }

    /// How likely any pair of any family is off by more than so many standard errors.
    #[must_use]
    pub fn p_value(&self, z: f64) -> f64 {
        let inside = |groups: &usize| libm::log1p(-studentized_range_sf(z * SQRT_2, *groups));
        -libm::expm1(self.groups.iter().map(inside).sum())
    }

    /// Standard errors to each side that hold all pairs in 95% of cases.
    #[must_use]
    pub fn z_95(&self) -> f64 {
        let pairs: usize =
            self.groups.iter().map(|groups| groups * groups.saturating_sub(1) / 2).sum();
        if pairs < 2 {
            return Z_95;
        }
        let excess = |z: f64| libm::log(self.p_value(z) / 0.05);
        // As if there were one pair, and as if all pairs were independent: the value lies between.
        root(excess, Z_95, -normal_quantile(0.025 / pairs as f64))
    }

    /// The p-value of a limit: `is_beyond` tells whether some pair's interval of so many standard errors lies wholly
    /// beyond it, which it does up to some width.
    pub(super) fn p_value_of_limit(&self, is_beyond: impl Fn(f64) -> bool) -> f64 {
        if !is_beyond(0.0) {
            return 1.0;
        }
        if is_beyond(MOST) {
            return 0.0;
        }
        self.p_value(bisect(0.0, MOST, is_beyond))
    }
}

/// Where a falling function is 0, by false position after the Illinois rule: each place costs an integral.
fn root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = ((low, f(low)), (high, f(high)));
    for _ in 0..MOST_STEPS {
        let middle = low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1);
        let found = f(middle);
        let is_there = found == 0.0 || high.0 - low.0 < TOLERANCE || found.abs() < TOLERANCE;
        if is_there || !middle.is_finite() {
            return middle;
        }
        if found > 0.0 {
            (low, high.1) = ((middle, found), high.1 / 2.0);
        } else {
            (high, low.1) = ((middle, found), low.1 / 2.0);
        }
    }
    low.0
}

#[cfg(test)]
mod tests {
    use super::Simultaneous;
    use crate::special::Z_95;
    use crate::testing::{assert_close, assert_within};

    // Expected: scipy.stats.studentized_range.ppf(0.95, k, inf) / sqrt(2), SciPy 1.17.1.
    #[test]
    fn equals_scipy() {
        let of = |groups: &[usize]| Simultaneous { groups: groups.to_vec() }.z_95();
        assert_close(of(&[2]), Z_95);
        assert_within(of(&[4]), 2.569_031_772_546_482, 1e-8);
        assert_within(of(&[10]), 3.163_683_577_053_373, 1e-8);
        // Two of two: scipy.stats.norm.isf((1 - 0.95**0.5) / 2).
        assert_close(of(&[2, 2]), 2.236_476_644_557_791_7);
    }
}
