//! Rare categories taken together: those with under a share of the reference's rows become one, as
//! deepchecks 0.19 has it with 1%.
//!
//! Only the reference decides what is rare. What is taken together is left out altogether where it
//! holds no more than that share of either side, so that a few new values count for nothing.

use crate::Cells;

/// Cells after rare ones were taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The cells that are left, then the rest if it counts.
    pub cells: Cells,
    /// Which cells are left, by position.
    pub kept: Vec<usize>,
}

/// Takes cells with under this share of the reference together.
#[must_use]
pub fn merge_rare(cells: &Cells, least_share: f64) -> Merged {
    let (n, m) = cells.totals();
    let (least_r, least_p) = (n as f64 * least_share, m as f64 * least_share);
    let (mut merged, mut kept) = (Cells::default(), Vec::new());
    let (mut rest_r, mut rest_p) = (0, 0);
    for (position, (r, p)) in cells.pairs().enumerate() {
        if (r as f64) < least_r {
            rest_r += r;
            rest_p += p;
        } else {
            merged.reference.push(r);
            merged.production.push(p);
            kept.push(position);
        }
    }
    if rest_r as f64 > least_r || rest_p as f64 > least_p {
        merged.reference.push(rest_r);
        merged.production.push(rest_p);
    }
    Merged { cells: merged, kept }
}

#[cfg(test)]
mod tests {
    use super::merge_rare;
    use crate::testing::cells;

    // Expected: preprocess_2_cat_cols_to_same_bins of deepchecks 0.19.1, run by tests/goldens/deepchecks.py.
    #[test]
    fn only_the_reference_decides_what_is_rare() {
        let merged = merge_rare(&cells(&[900, 95, 5, 0], &[50, 0, 30, 20]), 0.01);
        assert_eq!((merged.cells, merged.kept), (cells(&[900, 95, 5], &[50, 0, 50]), vec![0, 1]));
    }

    #[test]
    fn a_rest_that_is_small_on_both_sides_is_left_out() {
        let merged = merge_rare(&cells(&[990, 4, 5], &[990, 0, 9]), 0.01);
        assert_eq!(merged.cells, cells(&[990], &[990]));
        assert_eq!(merge_rare(&cells(&[3, 0], &[3, 0]), 0.0).cells, cells(&[3, 0], &[3, 0]));
    }
}
