//! Wasserstein distance of order 1, or earth mover's distance: how far a value has to move on
//! average to turn one sample into the other, in the values' unit.
//!
//! The integral of the absolute difference of the cumulative shares (Vallender 1974), as
//! `scipy.stats.wasserstein_distance`. Infinite where the distance is beyond the largest number.

use crate::{
    Moments, Sorted,
    merge::{self, Step},
    unit::common_exponent,
};

/// The distance; `None` where a side is empty.
#[must_use]
pub fn wasserstein(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let mut area = Area::new(reference, production)?;
    merge::walk(reference, production, |step| area.visit(step));
    Some(area.finish())
}

/// Evidently's form: the distance in standard deviations of the reference (`ddof` 0), a standard
/// deviation under 0.001 counting as 0.001. `None` where a side is empty.
#[must_use]
pub fn wasserstein_evidently(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let mut moments = Moments::new();
    moments.update(reference.values());
    Some(wasserstein(reference, production)? / evidently_unit(&moments)?)
}

/// What Evidently counts the distance in: the reference's standard deviation (`ddof` 0), at least
/// 0.001. `None` where the reference is empty.
#[must_use]
pub fn evidently_unit(reference: &Moments) -> Option<f64> {
    const LEAST_DEVIATION: f64 = 0.001;
    Some(reference.standard_deviation(0)?.max(LEAST_DEVIATION))
}

/// The area between the cumulative shares so far, in units of `1 / (n m)`, in which their
/// difference is a whole number, and of a power of two, so that it stays within range.
pub(crate) struct Area {
    n: i64,
    m: i64,
    exponent: i32,
    /// Two to minus the exponent.
    unit: f64,
    area: f64,
}

impl Area {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let sizes = (reference.len() as i64, production.len() as i64);
        Self::of_parts(reference, production, sizes)
    }

    /// For so many values of either side; `None` where one has none.
    pub fn of_parts(reference: &Sorted, production: &Sorted, (n, m): (i64, i64)) -> Option<Self> {
        let exponent = common_exponent(reference, production);
        let unit = libm::ldexp(1.0, -exponent);
        (n > 0 && m > 0).then_some(Self { n, m, exponent, unit, area: 0.0 })
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        self.add(step, step.reference as i64, step.production as i64);
    }

    /// Adds a gap with so many values of either side to its left.
    #[inline(always)]
    pub fn add(&mut self, step: Step, reference: i64, production: i64) {
        let gap = reference * self.m - production * self.n;
        if gap != 0 {
            self.area += (step.next * self.unit - step.value * self.unit) * (gap as f64).abs();
        }
    }

    pub fn finish(&self) -> f64 {
        libm::ldexp(self.area / (self.n as f64 * self.m as f64), self.exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::{wasserstein, wasserstein_evidently};
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    // Expected: scipy.stats.wasserstein_distance(A, B) and of A2, B2 and the lists; scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_close(wasserstein(&a(), &b()).unwrap(), 0.2893314814814814);
        assert_close(wasserstein(&a2(), &b2()).unwrap(), 0.525367925925926);
        let (r, p) = (sorted(&[0.0, 1.0, 3.0]), sorted(&[5.0, 6.0, 8.0]));
        assert_close(wasserstein(&r, &p).unwrap(), 5.0);
        let (r, p) = (sorted(&[3.4, 3.9, 7.5, 7.8]), sorted(&[4.5, 1.4]));
        assert_close(wasserstein(&r, &p).unwrap(), 2.7);
    }

    // Expected: wasserstein_stat_test.func(A, B, "num", 0.1) and of A2, B2; Evidently 0.7.23.
    #[test]
    fn equals_evidently() {
        assert_close(wasserstein_evidently(&a(), &b()).unwrap(), 0.09873238128345582);
        assert_close(wasserstein_evidently(&a2(), &b2()).unwrap(), 0.18186783184847263);
    }

    #[test]
    fn a_constant_reference_counts_as_a_thousandth() {
        let (r, p) = (sorted(&[2.0; 5]), sorted(&[2.5; 3]));
        assert_close(wasserstein_evidently(&r, &p).unwrap(), 500.0);
        assert_eq!(wasserstein(&r, &r), Some(0.0));
        assert_eq!(wasserstein(&r, &Sorted::default()), None);
    }

    // Expected: by hand, one half of the values moves by the whole range.
    #[test]
    fn neither_large_nor_small_values_leave_the_range() {
        for value in [f64::MAX, 1e-320] {
            let (r, p) = (sorted(&[0.0; 600]), sorted(&[0.0, value].repeat(300)));
            assert_eq!(wasserstein(&r, &p), Some(value / 2.0));
        }
        let (r, p) = (sorted(&[-f64::MAX; 4]), sorted(&[f64::MAX; 4]));
        assert_eq!(wasserstein(&r, &p), Some(f64::INFINITY));
    }
}
