//! Chi-square tests on counts (Pearson 1900).
//!
//! Homogeneity asks whether both sides were drawn from one law, and treats both as samples; a test
//! of goodness of fit would take the reference for the exact truth. Cells that are empty on both
//! sides are dropped.

use crate::Cells;
use crate::special::chi_square_sf;

/// Result of the test of homogeneity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    /// `sum (observed - expected)^2 / expected` over the table of two rows.
    pub statistic: f64,
    /// Number of non-empty cells less 1.
    pub degrees_of_freedom: u64,
    /// p-value from the chi-square law: sound where expected counts are about 5 or more.
    pub p_value: f64,
    /// The smallest expected count of the table.
    pub smallest_expected: f64,
}

/// Test of homogeneity without continuity correction, as
/// `scipy.stats.chi2_contingency(table, correction=False)`. `None` where a side is empty.
#[must_use]
pub fn chi_square_homogeneity(cells: &Cells) -> Option<ChiSquare> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let (n, m) = (n as f64, m as f64);
    let mut result = ChiSquare {
        statistic: 0.0,
        degrees_of_freedom: 0,
        p_value: 1.0,
        smallest_expected: f64::INFINITY,
    };
    let mut levels = 0;
    for (r, p) in cells.pairs().filter(|&(r, p)| r + p > 0) {
        let (r, p) = (r as f64, p as f64);
        let share = (r + p) / (n + m);
        // Both rows of a column deviate by the same count.
        let deviation = r - share * n;
        result.statistic += deviation * deviation / share * (1.0 / n + 1.0 / m);
        result.smallest_expected = result.smallest_expected.min(share * n.min(m));
        levels += 1;
    }
    result.degrees_of_freedom = levels - 1;
    result.p_value = chi_square_sf(result.statistic, result.degrees_of_freedom as f64);
    Some(result)
}

/// Test of homogeneity with Yates' correction (1934) where there are two cells, as
/// `scipy.stats.chi2_contingency(table)` has it by default; NannyML's `chi2`. `None` where a side is
/// empty.
#[must_use]
pub fn chi_square_yates(cells: &Cells) -> Option<ChiSquare> {
    let plain = chi_square_homogeneity(cells)?;
    if plain.degrees_of_freedom != 1 {
        return Some(plain);
    }
    let (n, m) = cells.totals();
    let (n, m) = (n as f64, m as f64);
    let Some((r, p)) = cells.pairs().find(|&(r, p)| r + p > 0) else { return Some(plain) };
    let share = (r + p) as f64 / (n + m);
    // All four counts deviate by the same.
    let deviation = ((r as f64 - share * n).abs() - 0.5).max(0.0);
    let statistic = deviation * deviation * (1.0 / n + 1.0 / m) / (share * (1.0 - share));
    Some(ChiSquare { statistic, p_value: chi_square_sf(statistic, 1.0), ..plain })
}

/// Test of goodness of fit that takes the reference's shares for the exact truth, as
/// `scipy.stats.chisquare(production, reference * m / n)`: Evidently's `chisquare`.
///
/// A value that the reference lacks makes the statistic infinite and the p-value 0. `None` where a
/// side is empty.
#[must_use]
pub fn chi_square_goodness_of_fit(cells: &Cells) -> Option<ChiSquare> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let scale = m as f64 / n as f64;
    Some(goodness_of_fit(cells.pairs().map(|(r, p)| (r as f64 * scale, p))))
}

/// The test of counts against what is expected of each, which sums up to as many. What neither has is dropped.
pub(crate) fn goodness_of_fit(counts: impl Iterator<Item = (f64, u64)>) -> ChiSquare {
    let (mut statistic, mut smallest_expected, mut levels) = (0.0, f64::INFINITY, 0_u64);
    for (expected, count) in counts.filter(|&(expected, count)| expected > 0.0 || count > 0) {
        let deviation = count as f64 - expected;
        statistic += deviation * deviation / expected;
        smallest_expected = smallest_expected.min(expected);
        levels += 1;
    }
    let degrees_of_freedom = levels.saturating_sub(1);
    let p_value = if statistic.is_finite() {
        chi_square_sf(statistic, degrees_of_freedom as f64)
    } else {
        0.0
    };
    ChiSquare { statistic, degrees_of_freedom, p_value, smallest_expected }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, cells, new_category};

    // Expected: scipy.stats.chi2_contingency([[82, 79, 80, 79, 80, 0], [48, 49, 48, 48, 101, 6]],
    // correction=False); scipy 1.17.1.
    #[test]
    fn homogeneity_equals_scipy() {
        let test = chi_square_homogeneity(&new_category()).unwrap();
        assert_close(test.statistic, 26.175429058617162);
        assert_eq!(test.degrees_of_freedom, 5);
        assert_close(test.p_value, 8.25096718864152e-5);
        assert_close(test.smallest_expected, 6.0 * 300.0 / 700.0);
    }

    #[test]
    fn empty_cells_do_not_count() {
        let (with, without) = (cells(&[5, 0, 7], &[9, 0, 3]), cells(&[5, 7], &[9, 3]));
        assert_eq!(chi_square_homogeneity(&with), chi_square_homogeneity(&without));
        let one = chi_square_homogeneity(&cells(&[5], &[9])).unwrap();
        assert_eq!((one.statistic, one.degrees_of_freedom, one.p_value), (0.0, 0, 1.0));
        assert_eq!(chi_square_homogeneity(&cells(&[5], &[0])), None);
    }

    // Expected: scipy.stats.chi2_contingency([[171, 129], [71, 179]]) and of [[1573, 3], [4, 0]];
    // scipy 1.17.1, whose own test asks the latter's p-value to be 1.
    #[test]
    fn yates_equals_scipy() {
        let test = chi_square_yates(&cells(&[171, 129], &[71, 179])).unwrap();
        assert_close(test.statistic, 44.11458333333333);
        assert_close(test.p_value, 3.097049555355333e-11);
        assert_eq!(chi_square_yates(&cells(&[1573, 3], &[4, 0])).unwrap().p_value, 1.0);
        let wider = new_category();
        assert_eq!(chi_square_yates(&wider), chi_square_homogeneity(&wider));
        let padded = chi_square_yates(&cells(&[0, 171, 129], &[0, 71, 179])).unwrap();
        assert_close(padded.statistic, 44.11458333333333);
        assert_eq!(chi_square_yates(&cells(&[1], &[0])), None);
    }

    // Expected: scipy.stats.chisquare(f_obs, f_exp) with the reference's counts scaled to production,
    // scipy 1.17.1: Evidently's own test (p 0.67309), and its chisquare on these categories.
    #[test]
    fn goodness_of_fit_equals_evidently() {
        let (r, q) = ([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]);
        let test = chi_square_goodness_of_fit(&cells(&r, &q)).unwrap();
        assert_close(test.statistic, 3.1746031746031744);
        assert_close(test.p_value, 0.6730876006966301);
        let doubled = chi_square_goodness_of_fit(&cells(&r.map(|count| 2 * count), &q)).unwrap();
        assert_close(doubled.p_value, 0.6730876006966301);
        let new = chi_square_goodness_of_fit(&new_category()).unwrap();
        assert_eq!((new.statistic, new.p_value), (f64::INFINITY, 0.0));
        let fit = cells(&[82, 79, 80, 79, 80], &[48, 49, 48, 48, 107]);
        assert_close(chi_square_goodness_of_fit(&fit).unwrap().p_value, 2.359613149255114e-9);
        assert_eq!(chi_square_goodness_of_fit(&cells(&[0], &[3])), None);
    }
}
