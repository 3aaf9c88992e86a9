//! An arm's mean without its tails, for the test of Yuen (1974).
//!
//! The share is cut off at either end, whole rows; the error is that of the winsorised rows, `sqrt(SSD / (h (h - 1)))` with
//! h the rows that are left and SSD the squared deviations when each row cut off counts as the last one that is left.
//! Two such arms held against each other by [`super::contrast`] are `scipy.stats.ttest_ind(treatment, control,
//! equal_var=False, trim=share)`. In the metric's unit. It is another metric than the mean: of revenue of which most is 0
//! it leaves out those who buy much.

use super::Arm;
use crate::{Moments, Sorted};

/// The mean without the share at either end; `None` where fewer than two rows are left, or the share is not from 0 to
/// under a half.
#[must_use]
pub fn trimmed_mean(rows: &Sorted, share: f64) -> Option<Arm> {
    let rows = rows.values();
    if !(0.0..0.5).contains(&share) {
        return None;
    }
    let cut = (rows.len() as f64 * share) as usize;
    let left = rows.get(cut..rows.len() - cut).filter(|left| left.len() > 1)?;
    let (least, greatest) = (*left.first()?, *left.last()?);
    let mut kept = Moments::new();
    kept.update(left);
    let winsorised: Vec<f64> = rows.iter().map(|value| value.clamp(least, greatest)).collect();
    let mut all = Moments::new();
    all.update(&winsorised);
    let (n, h) = (rows.len() as f64, left.len() as f64);
    let squares = all.variance(0)? * n;
    let standard_error = (squares / (h * (h - 1.0))).sqrt();
    Arm { value: kept.mean()?, standard_error, degrees_of_freedom: h - 1.0 }.if_sound()
}

#[cfg(test)]
pub(super) const X: [f64; 10] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0];
#[cfg(test)]
pub(super) const Y: [f64; 12] = [2.0, 3.0, 4.0, 5.0, 9.0, 7.0, 8.0, 20.0, 11.0, 150.0, 3.0, 4.0];

#[cfg(test)]
mod tests {
    use super::{X, Y, trimmed_mean};
    use crate::experiment::contrast;
    use crate::testing::{assert_close, sorted};

    // Expected: scipy.stats.ttest_ind(Y, X, equal_var=False, trim=0.1), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let [control, treatment] =
            [sorted(&X), sorted(&Y)].map(|rows| trimmed_mean(&rows, 0.1).unwrap());
        let found = contrast(&control, &treatment).unwrap();
        assert_close(found.t, 0.789_089_539_510_876_8);
        assert_close(found.p_value, 0.444_091_516_155_894_5);
        assert_close(found.degrees_of_freedom, 13.114_845_701_720_4);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let few = sorted(&[1.0, 2.0, 3.0]);
        assert_eq!(trimmed_mean(&few, 0.5), None);
        assert_eq!(trimmed_mean(&few, 0.4), None);
        assert_eq!(trimmed_mean(&few, f64::NAN), None);
        assert_eq!(trimmed_mean(&sorted(&[1.0]), 0.0), None);
        assert_eq!(trimmed_mean(&few, 0.1).unwrap().value, 2.0);
    }
}
