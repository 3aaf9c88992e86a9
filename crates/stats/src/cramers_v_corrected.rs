//! Cramér's V with bias correction (Bergsma 2013), as deepchecks 0.19 computes it: the larger side is
//! first scaled down to the size of the smaller and its counts are rounded, half to even.
//!
//! With phi² = chi² / n (Yates' correction at two cells), `phi² - (k - 1) / (n - 1)`, not under 0,
//! over the smaller of the corrected dimensions less 1. From 0 to about 1; 0 where both sides hold one
//! and the same value.

use crate::{Cells, chi_square_yates};

/// The coefficient; `None` where a side is empty, or becomes so by scaling.
#[must_use]
pub fn cramers_v_corrected(cells: &Cells) -> Option<f64> {
    let [reference, production] = of_one_size(cells)?.map(|side| rounded(&side));
    corrected(&Cells { reference, production })
}

/// The coefficient with every value weighing as much as any other, however rare it is in the reference:
/// deepchecks' `balance_classes`.
///
/// One row is added to each value on either side, after the larger side is scaled down; the reference is
/// then taken as even, and production as that times its ratio to the reference. `None` where a side is
/// empty, or what is even comes to no row.
#[must_use]
pub fn cramers_v_balanced(cells: &Cells) -> Option<f64> {
    let (reference, production) = cells.pairs().filter(|&(r, p)| r + p > 0).unzip();
    let cells = Cells { reference, production };
    let sides = of_one_size(&cells)?
        .map(|side| -> Vec<f64> { side.into_iter().map(|count| count + 1.0).collect() });
    if cells.len() < 2 {
        return Some(0.0);
    }
    let even = libm::floor(sides[1].iter().sum::<f64>() / cells.len() as f64);
    let ratios = sides[0].iter().zip(&sides[1]).map(|(r, p)| p / r);
    let risen: Vec<f64> = ratios.map(|ratio| libm::rint(even * ratio)).collect();
    let by = even * cells.len() as f64 / risen.iter().sum::<f64>();
    let production: Vec<f64> = risen.iter().map(|count| count * by).collect();
    let balanced =
        Cells { reference: vec![even as u64; cells.len()], production: rounded(&production) };
    (even > 0.0).then(|| corrected(&balanced)).flatten()
}

fn corrected(cells: &Cells) -> Option<f64> {
    let filled = cells.pairs().filter(|&(r, p)| r + p > 0).count() as f64;
    if filled < 2.0 {
        return Some(0.0);
    }
    let (n, m) = cells.totals();
    let total = (n + m) as f64;
    let phi2 = chi_square_yates(cells)?.statistic / total;
    let corrected = (phi2 - (filled - 1.0) / (total - 1.0)).max(0.0);
    let columns = filled - (filled - 1.0) * (filled - 1.0) / (total - 1.0);
    let rows = 2.0 - 1.0 / (total - 1.0);
    let least = (columns - 1.0).min(rows - 1.0);
    (least > 0.0).then(|| (corrected / least).sqrt())
}

/// Counts of the reference and of production, the larger side's scaled to the smaller one's size; `None`
/// where a side is empty.
fn of_one_size(cells: &Cells) -> Option<[Vec<f64>; 2]> {
    let (n, m) = cells.totals();
    let scaled = |counts: &[u64], own: u64, other: u64| -> Vec<f64> {
        let by = if own > other { other as f64 / own as f64 } else { 1.0 };
        counts.iter().map(|&count| count as f64 * by).collect()
    };
    (n > 0 && m > 0).then(|| [scaled(&cells.reference, n, m), scaled(&cells.production, m, n)])
}

/// Whole counts, halves to the even one.
fn rounded(counts: &[f64]) -> Vec<u64> {
    counts.iter().map(|count| libm::rint(*count) as u64).collect()
}

#[cfg(test)]
mod tests {
    use super::{cramers_v_balanced, cramers_v_corrected};
    use crate::testing::{assert_close, cells, new_category};

    // Expected: cramers_v of deepchecks 0.19.1, run by tests/goldens/deepchecks.py with numpy 2.4.6 and
    // scipy 1.17.1.
    #[test]
    fn equals_deepchecks() {
        assert_close(
            cramers_v_corrected(&cells(&[200, 800], &[400, 600])).unwrap(),
            0.2160257918350864,
        );
        assert_close(cramers_v_corrected(&new_category()).unwrap(), 0.16649490451294366);
        let nulls = cells(&[200, 800, 100], &[400, 600, 0]);
        assert_close(cramers_v_corrected(&nulls).unwrap(), 0.30240811588221844);
    }

    // Expected: as above, with balance_classes.
    #[test]
    fn balanced_equals_deepchecks() {
        for (reference, production, expected) in [
            (&[9_900, 100][..], &[10_000, 0][..], 0.5622653616537642),
            (&[9_900, 100], &[1_000, 0], 0.4561545260421611),
            (&[9_900, 100], &[100, 0], 0.14312143052707973),
            (&[200, 800, 100], &[400, 600, 0], 0.4847562278695686),
            (&[82, 79, 80, 79, 80, 0], &[48, 49, 48, 48, 101, 6], 0.44085016465008064),
            (&[7, 0, 3, 0], &[2, 5, 9, 0], 0.37605071654517747),
        ] {
            assert_close(cramers_v_balanced(&cells(reference, production)).unwrap(), expected);
        }
        assert_eq!(cramers_v_balanced(&cells(&[5, 0], &[9, 0])), Some(0.0));
        assert_eq!(cramers_v_balanced(&cells(&[5, 1], &[0, 0])), None);
    }

    #[test]
    fn runs_from_zero() {
        assert_eq!(cramers_v_corrected(&cells(&[5], &[9])), Some(0.0));
        assert_eq!(cramers_v_corrected(&cells(&[50, 50], &[50, 50])), Some(0.0));
        assert_eq!(cramers_v_corrected(&cells(&[5], &[0])), None);
        // One row a side leaves the corrected dimensions at 1.
        assert_eq!(cramers_v_corrected(&cells(&[1, 0], &[0, 1])), None);
    }
}
