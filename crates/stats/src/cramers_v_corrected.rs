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
    let balanced = balanced(cells)?;
    let filled = balanced.pairs().filter(|&(r, p)| r + p > 0).count() as f64;
    if filled < 2.0 {
        return Some(0.0);
    }
    let (n, m) = balanced.totals();
    let total = (n + m) as f64;
    let phi2 = chi_square_yates(&balanced)?.statistic / total;
    let corrected = (phi2 - (filled - 1.0) / (total - 1.0)).max(0.0);
    let columns = filled - (filled - 1.0) * (filled - 1.0) / (total - 1.0);
    let rows = 2.0 - 1.0 / (total - 1.0);
    let least = (columns - 1.0).min(rows - 1.0);
    (least > 0.0).then(|| (corrected / least).sqrt())
}

/// Counts with the larger side scaled to the smaller one's size.
fn balanced(cells: &Cells) -> Option<Cells> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let scaled = |counts: &[u64], by: f64| -> Vec<u64> {
        counts.iter().map(|&count| libm::rint(count as f64 * by) as u64).collect()
    };
    Some(if n > m {
        let reference = scaled(&cells.reference, m as f64 / n as f64);
        Cells { reference, production: cells.production.clone() }
    } else {
        let production = scaled(&cells.production, n as f64 / m as f64);
        Cells { reference: cells.reference.clone(), production }
    })
}

#[cfg(test)]
mod tests {
    use super::cramers_v_corrected;
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

    #[test]
    fn runs_from_zero() {
        assert_eq!(cramers_v_corrected(&cells(&[5], &[9])), Some(0.0));
        assert_eq!(cramers_v_corrected(&cells(&[50, 50], &[50, 50])), Some(0.0));
        assert_eq!(cramers_v_corrected(&cells(&[5], &[0])), None);
        // One row a side leaves the corrected dimensions at 1.
        assert_eq!(cramers_v_corrected(&cells(&[1, 0], &[0, 1])), None);
    }
}
