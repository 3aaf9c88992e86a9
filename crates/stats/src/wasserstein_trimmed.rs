//! Wasserstein distance without the tails, on a scale from 0 to 1: deepchecks' earth mover's distance.
//!
//! Of each side only values from its quantile q to its quantile 1 - q count (linear interpolation,
//! both included), and the distance is divided by the range of what is left of both. So a few values
//! far out do not decide it; nor does a change that only concerns the tails. deepchecks 0.19 has q =
//! 0.025. It draws 100,000 rows first where there are more; here all count.

use crate::{
    Sorted,
    merge::{self, Step},
    quantile,
    wasserstein::Area,
};

/// The distance, 0 to 1; `None` where a side is empty. 0 where all that is left is one value.
#[must_use]
pub fn wasserstein_trimmed(reference: &Sorted, production: &Sorted, q: f64) -> Option<f64> {
    let mut area = TrimmedArea::new(reference, production, q)?;
    merge::walk(reference, production, |step| area.visit(step));
    Some(area.finish())
}

/// Which values of a side are left.
#[derive(Clone, Copy)]
struct Kept {
    /// Values before the first that is left.
    before: i64,
    /// Values that are left.
    len: i64,
    least: f64,
    greatest: f64,
}

impl Kept {
    fn of(side: &Sorted, q: f64) -> Option<Self> {
        let (low, high) = (quantile(side, q)?, quantile(side, 1.0 - q)?);
        let values = side.values();
        let before = values.partition_point(|value| *value < low);
        let through = values.partition_point(|value| *value <= high);
        let (least, greatest) = (*values.get(before)?, *values.get(through.checked_sub(1)?)?);
        let len = through.checked_sub(before).filter(|len| *len > 0)? as i64;
        Some(Self { before: before as i64, len, least, greatest })
    }

    /// Values left among the first so many.
    fn passed(self, values: usize) -> i64 {
        (values as i64 - self.before).clamp(0, self.len)
    }
}

/// The area between the cumulative shares of what is left, and its range.
pub(crate) struct TrimmedArea {
    area: Area,
    reference: Kept,
    production: Kept,
}

impl TrimmedArea {
    /// `None` where a side is empty.
    pub fn new(reference: &Sorted, production: &Sorted, q: f64) -> Option<Self> {
        let (kept_r, kept_p) = (Kept::of(reference, q)?, Kept::of(production, q)?);
        let area = Area::of_parts(reference, production, (kept_r.len, kept_p.len))?;
        Some(Self { area, reference: kept_r, production: kept_p })
    }

    #[inline(always)]
    pub fn visit(&mut self, step: Step) {
        let (r, p) =
            (self.reference.passed(step.reference), self.production.passed(step.production));
        self.area.add(step, r, p);
    }

    pub fn finish(&self) -> f64 {
        let least = self.reference.least.min(self.production.least);
        let greatest = self.reference.greatest.max(self.production.greatest);
        // Halves, as the range itself may be beyond the largest number.
        let half_range = greatest / 2.0 - least / 2.0;
        if half_range > 0.0 { (self.area.finish() / half_range / 2.0).min(1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::wasserstein_trimmed;
    use crate::{
        Sorted,
        testing::{a, a2, assert_close, b, b2, sorted},
    };

    // Expected: earth_movers_distance(A, B, 0.025) of deepchecks 0.19.1, of A2, B2, and of range(100) and
    // range(50, 150) with nothing cut, run by tests/goldens/deepchecks.py.
    #[test]
    fn equals_deepchecks() {
        assert_close(wasserstein_trimmed(&a(), &b(), 0.025).unwrap(), 0.026531252985092887);
        assert_close(wasserstein_trimmed(&a2(), &b2(), 0.025).unwrap(), 0.049868535919116504);
        let steps = |from: u32| sorted(&(from..from + 100).map(f64::from).collect::<Vec<_>>());
        assert_close(wasserstein_trimmed(&steps(0), &steps(50), 0.0).unwrap(), 0.33557046979865773);
    }

    #[test]
    fn little_is_no_trouble() {
        assert_eq!(wasserstein_trimmed(&sorted(&[2.0; 9]), &sorted(&[2.0; 4]), 0.025), Some(0.0));
        assert_eq!(wasserstein_trimmed(&sorted(&[2.0]), &sorted(&[3.0]), 0.025), Some(1.0));
        assert_eq!(wasserstein_trimmed(&a(), &Sorted::default(), 0.025), None);
        let far = wasserstein_trimmed(&sorted(&[-f64::MAX; 4]), &sorted(&[f64::MAX; 4]), 0.025);
        assert!(far.is_some_and(|distance| distance <= 1.0));
    }
}
