//! Hellinger distance: the Euclidean distance of the roots of shares (Hellinger 1909).
//!
//! `sqrt(sum (sqrt r - sqrt p)^2 / 2)`, from 0 to 1.

use crate::{Cells, Sorted, sturges_edges_of_distinct};

/// The distance of the shares of both sides; `None` where a side is empty.
///
/// For categories this is Evidently's too, which writes it as `sqrt(1 - sum sqrt(r p))`.
#[must_use]
pub fn hellinger(cells: &Cells) -> Option<f64> {
    let (reference, production) = cells.shares_of_both()?;
    let squares: f64 = reference
        .into_iter()
        .zip(production)
        .map(|(r, p)| {
            let difference = r.sqrt() - p.sqrt();
            difference * difference
        })
        .sum();
    Some((squares / 2.0).sqrt())
}

/// Evidently's distance of numbers: bins by Sturges' rule on the set of different values of both
/// sides, not on the rows. `integers` as in [`crate::sturges_edges`].
///
/// `None` where a side is empty.
#[must_use]
pub fn hellinger_evidently(reference: &Sorted, production: &Sorted, integers: bool) -> Option<f64> {
    let edges = sturges_edges_of_distinct(reference, production, integers);
    hellinger(&Cells::from_edges(reference, production, &edges))
}

#[cfg(test)]
mod tests {
    use super::{hellinger, hellinger_evidently};
    use crate::testing::{a, a2, assert_close, b, b2, cells, new_category};

    // Expected: hellinger_stat_test.func of Evidently 0.7.23 for (A, B, "num"), (A2, B2, "num")
    // and the categories.
    #[test]
    fn equals_evidently() {
        assert_close(hellinger(&new_category()).unwrap(), 0.15215205408823218);
        assert_close(hellinger_evidently(&a(), &b(), false).unwrap(), 0.13765749529928326);
        assert_close(hellinger_evidently(&a2(), &b2(), false).unwrap(), 0.20055798958911203);
    }

    #[test]
    fn runs_from_zero_to_one() {
        assert_eq!(hellinger(&cells(&[1, 2], &[2, 4])), Some(0.0));
        assert_eq!(hellinger(&cells(&[5, 0], &[0, 7])), Some(1.0));
        assert_eq!(hellinger(&cells(&[5, 0], &[0, 0])), None);
    }
}
