//! Total variation distance: half the sum of absolute differences of shares, which is the largest
//! difference of the probabilities that both sides give to any set of cells. From 0 to 1.

use crate::Cells;

/// The distance of the shares of both sides; `None` where a side is empty.
#[must_use]
pub fn total_variation(cells: &Cells) -> Option<f64> {
    let (reference, production) = cells.shares_of_both()?;
    let sum: f64 = reference.into_iter().zip(production).map(|(r, p)| (r - p).abs()).sum();
    Some(sum / 2.0)
}

#[cfg(test)]
mod tests {
    use super::total_variation;
    use crate::testing::{assert_close, cells, new_category};

    // Expected: .5 * numpy.abs(r - p).sum(), numpy 2.4.6.
    #[test]
    fn equals_numpy() {
        assert_close(total_variation(&new_category()).unwrap(), 0.15666666666666668);
        assert_eq!(total_variation(&cells(&[5, 0], &[0, 7])), Some(1.0));
        assert_eq!(total_variation(&cells(&[0], &[7])), None);
    }
}
