//! Energy distance of two samples of numbers: `sqrt(2 E|X - Y| - E|X - X'| - E|Y - Y'|)`, the root
//! of twice the integral of the squared difference of the cumulative shares (Székely 2003;
//! Székely and Rizzo 2013).
//!
//! As `scipy.stats.energy_distance`: 0 for equal samples, in the root of the values' unit, so that
//! numbers 100 times as large are 10 times as far apart. Beside Wasserstein's distance it weighs
//! large gaps of the shares more. Ties need no care. Missing values are left out before.

use crate::{
    Sorted,
    merge::{self, Step},
    unit::common_exponent,
};

/// The distance; `None` where a side is empty.
#[must_use]
pub fn energy_distance(reference: &Sorted, production: &Sorted) -> Option<f64> {
    let mut area = SquaredArea::new(reference, production)?;
    merge::walk(reference, production, |step| area.visit(step));
    Some(area.finish())
}

/// The area under the squared difference of the cumulative shares so far, in units of a power of
/// two, so that it stays within range.
pub(crate) struct SquaredArea {
    n: i64,
    m: i64,
    exponent: i32,
    /// Two to minus the exponent.
    unit: f64,
    area: f64,
}

impl SquaredArea {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted) -> Option<Self> {
        let (n, m) = (reference.len() as i64, production.len() as i64);
        // Even, so that its root is a power of two.
        let exponent = (common_exponent(reference, production) + 1).div_euclid(2) * 2;
        let unit = libm::ldexp(1.0, -exponent);
        (n > 0 && m > 0).then_some(Self { n, m, exponent, unit, area: 0.0 })
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        // In units of 1 / (n m) this is a whole number.
        let gap = step.reference as i64 * self.m - step.production as i64 * self.n;
        if gap != 0 {
            let gap = gap as f64;
            self.area += (step.next * self.unit - step.value * self.unit) * gap * gap;
        }
    }

    pub fn finish(&self) -> f64 {
        let pairs = self.n as f64 * self.m as f64;
        libm::ldexp((2.0 * self.area).sqrt() / pairs, self.exponent / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::energy_distance;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted, ties},
    };

    // Expected: scipy.stats.energy_distance(A, B), of A2, B2 and of the lists; scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        assert_close(energy_distance(&a(), &b()).unwrap(), 0.16245913066307618);
        assert_close(energy_distance(&a2(), &b2()).unwrap(), 0.2597352185458999);
        let (r, p) = ties();
        assert_close(energy_distance(&r, &p).unwrap(), 0.4096345365258394);
    }

    #[test]
    fn equal_samples_are_at_no_distance() {
        assert_eq!(energy_distance(&a(), &a()), Some(0.0));
        assert_eq!(energy_distance(&sorted(&[2.0; 5]), &sorted(&[2.0; 9])), Some(0.0));
        assert_eq!(energy_distance(&a(), &Sorted::default()), None);
        assert_eq!(energy_distance(&Sorted::default(), &a()), None);
    }

    // Expected: by hand, all values lie d apart: sqrt(2 d), which is in range for every d.
    #[test]
    fn neither_large_nor_small_values_leave_the_range() {
        for d in [f64::MAX, 1e200, 1e-200, 4e-320, 5e-324] {
            let distance = energy_distance(&sorted(&[0.0; 6]), &sorted(&[d; 4])).unwrap();
            assert_close(distance, std::f64::consts::SQRT_2 * d.sqrt());
        }
        let distance = energy_distance(&sorted(&[-f64::MAX; 4]), &sorted(&[f64::MAX; 4])).unwrap();
        assert_close(distance, 2.0 * f64::MAX.sqrt());
    }
}
