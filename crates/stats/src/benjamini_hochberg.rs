//! Adjusted p-values that bound the share of false discoveries (Benjamini and Hochberg 1995).
//!
//! The i-th smallest of n p-values becomes the least of `p_j n / j` over j >= i, at most 1. As
//! `statsmodels.stats.multitest.multipletests(p, method="fdr_bh")`.

/// Adjusted p-values, in the order of the input. p-values must be numbers.
#[must_use]
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    for (rank, &position) in order.iter().enumerate().rev() {
        let fraction = (rank + 1) as f64 / p_values.len() as f64;
        least = least.min(p_values[position] / fraction);
        adjusted[position] = least;
    }
    adjusted
}
