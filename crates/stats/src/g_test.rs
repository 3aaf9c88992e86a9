//! G-test of homogeneity, or likelihood-ratio test: whether both sides were drawn from one law
//! (Wilks 1938; Sokal and Rohlf).
//!
//! `G = 2 sum observed ln(observed / expected)` over the table of two rows, as
//! `scipy.stats.chi2_contingency(table, lambda_="log-likelihood", correction=False)`; 0 or more,
//! without a unit. Cells that are empty on both sides are dropped. The p-value is from the
//! chi-square law, sound where expected counts are about 5 or more.

use crate::{
    Cells,
    special::{chi_square_sf, deviance},
};

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GTest {
    /// The statistic G.
    pub statistic: f64,
    /// Number of non-empty cells less 1.
    pub degrees_of_freedom: u64,
    /// p-value from the chi-square law.
    pub p_value: f64,
}

/// The test; `None` where a side is empty.
#[must_use]
pub fn g_test(cells: &Cells) -> Option<GTest> {
    let (n, m) = cells.totals();
    if n == 0 || m == 0 {
        return None;
    }
    let (n, m) = (n as f64, m as f64);
    let (mut statistic, mut levels) = (0.0, 0);
    for (r, p) in cells.pairs().filter(|&(r, p)| r + p > 0) {
        let share = (r + p) as f64 / (n + m);
        // Expected and observed counts have one sum, so their differences add nothing, and no part
        // is negative.
        statistic += 2.0 * (deviance(r as f64, share * n) + deviance(p as f64, share * m));
        levels += 1;
    }
    let degrees_of_freedom = levels - 1;
    let p_value = chi_square_sf(statistic, degrees_of_freedom as f64);
    Some(GTest { statistic, degrees_of_freedom, p_value })
}

/// The test of goodness of fit that takes the reference's counts for the exact truth:
/// `scipy.stats.power_divergence(production, reference, lambda_="log-likelihood")`, Evidently's
/// `g_test`. Not defined where the sides differ in size, as the counts are not scaled.
///
/// A value that the reference lacks makes the statistic infinite and the p-value 0.
#[must_use]
pub fn g_test_goodness_of_fit(cells: &Cells) -> Option<GTest> {
    let (n, m) = cells.totals();
    if n == 0 || n != m {
        return None;
    }
    let (mut statistic, mut levels) = (0.0, 0);
    for (r, p) in cells.pairs().filter(|&(r, p)| r + p > 0) {
        statistic += if r > 0 { 2.0 * deviance(p as f64, r as f64) } else { f64::INFINITY };
        levels += 1;
    }
    let degrees_of_freedom = levels - 1;
    let p_value = if f64::is_finite(statistic) {
        chi_square_sf(statistic, degrees_of_freedom as f64)
    } else {
        0.0
    };
    Some(GTest { statistic, degrees_of_freedom, p_value })
}

#[cfg(test)]
mod tests {
    use super::{g_test, g_test_goodness_of_fit};
    use crate::testing::{assert_close, assert_within, cells, new_category};

    // Expected: scipy.stats.chi2_contingency([[82, 79, 80, 79, 80, 0], [48, 49, 48, 48, 101, 6]],
    // lambda_="log-likelihood", correction=False); scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let test = g_test(&new_category()).unwrap();
        assert_close(test.statistic, 28.24807484146063);
        assert_close(test.p_value, 3.2551512136292664e-5);
        assert_eq!(test.degrees_of_freedom, 5);
    }

    // Expected: the definition with 50 digits by Python's decimal. Adding up parts of both signs, as
    // SciPy 1.17.1 does, gives 0.0022496738834, off by 7e-9 of itself.
    #[test]
    fn a_small_statistic_keeps_its_digits() {
        let test = g_test(&cells(&[66662, 33338], &[66652, 33348])).unwrap();
        assert_within(test.statistic, 0.002249673898208004, 1e-11);
    }

    #[test]
    fn empty_cells_do_not_count() {
        assert_eq!(g_test(&cells(&[5, 0, 7], &[9, 0, 3])), g_test(&cells(&[5, 7], &[9, 3])));
        let one = g_test(&cells(&[5], &[9])).unwrap();
        assert_eq!((one.statistic, one.degrees_of_freedom, one.p_value), (0.0, 0, 1.0));
        assert_eq!(g_test(&cells(&[5], &[0])), None);
        let same = g_test(&cells(&[1, 3], &[2, 6])).unwrap();
        assert_eq!((same.statistic, same.p_value), (0.0, 1.0));
    }

    // Expected: Evidently 0.7.23's own test, 5, 5, 8 against 4, 6, 8: p .8176, in full.
    #[test]
    fn goodness_of_fit_equals_evidently() {
        let test = g_test_goodness_of_fit(&cells(&[5, 5, 8], &[4, 6, 8])).unwrap();
        assert_close(test.statistic, 0.40271027101377754);
        assert_close(test.p_value, 0.817622013379844);
        let new = g_test_goodness_of_fit(&cells(&[5, 0], &[4, 1])).unwrap();
        assert_eq!((new.statistic, new.p_value), (f64::INFINITY, 0.0));
        assert_eq!(g_test_goodness_of_fit(&cells(&[5, 5], &[4, 7])), None);
    }
}
