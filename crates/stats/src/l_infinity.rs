//! L-infinity distance, or Chebyshev distance: the largest difference of a cell's shares, which is
//! what TensorFlow Data Validation compares categories by. From 0 to 1.

use crate::Cells;

/// The distance and the first cell that reaches it; `None` where a side is empty.
#[must_use]
pub fn l_infinity(cells: &Cells) -> Option<(f64, usize)> {
    let (reference, production) = cells.shares_of_both()?;
    let mut most = (0.0, 0);
    for (cell, (r, p)) in reference.into_iter().zip(production).enumerate() {
        let difference = (r - p).abs();
        if difference > most.0 {
            most = (difference, cell);
        }
    }
    Some(most)
}

/// The largest difference of a cell's counts over the values of both sides together: TensorFlow Data
/// Validation's `normalized_abs_difference`, which tells of a change in size too. `None` where both
/// sides are empty.
#[must_use]
pub fn normalized_difference(cells: &Cells) -> Option<f64> {
    let (n, m) = cells.totals();
    let largest = cells.pairs().map(|(r, p)| r.abs_diff(p)).max()?;
    (n + m > 0).then(|| largest as f64 / (n + m) as f64)
}

#[cfg(test)]
mod tests {
    use super::{l_infinity, normalized_difference};
    use crate::testing::{assert_close, cells, new_category};

    // Expected: abs(r - p).max(), numpy 2.4.6.
    #[test]
    fn equals_numpy() {
        let (distance, cell) = l_infinity(&new_category()).unwrap();
        assert_close(distance, 0.13666666666666666);
        assert_eq!(cell, 4);
        assert_eq!(l_infinity(&cells(&[5, 0], &[0, 7])), Some((1.0, 0)));
        assert_eq!(l_infinity(&cells(&[1, 2], &[2, 4])), Some((0.0, 0)));
        assert_eq!(l_infinity(&cells(&[0], &[7])), None);
    }

    // Expected: TFDV 1.16.1's own C++, run by tests/goldens/tfdv.py: .6818181818181818.
    #[test]
    fn normalized_equals_tfdv() {
        assert_close(normalized_difference(&cells(&[1, 5], &[10, 50])).unwrap(), 45.0 / 66.0);
        assert_eq!(normalized_difference(&cells(&[0], &[0])), None);
    }
}
