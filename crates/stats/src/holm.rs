//! Adjusted p-values that bound the chance of any false discovery (Holm 1979).
//!
//! The i-th smallest of n p-values becomes the greatest of `(n + 1 - j) p_j` over j <= i, at most 1: never more
//! than Bonferroni's `n p`, and as sure, whatever the tests have in common. As
//! `statsmodels.stats.multitest.multipletests(p, method="holm")`.

/// Adjusted p-values, in the order of the input. p-values must be numbers.
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut greatest: f64 = 0.0;
    for (rank, &position) in order.iter().enumerate() {
        let left = (p_values.len() - rank) as f64;
        greatest = greatest.max(left * p_values[position]).min(1.0);
        adjusted[position] = greatest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::holm;
    use crate::testing::assert_close;

    // Expected: statsmodels.stats.multitest.multipletests([0.01, 0.04, 0.03, 0.005, 0.2, 0.9],
    // method="holm")[1], statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005, 0.2, 0.9]);
        for (found, expected) in adjusted.into_iter().zip([0.05, 0.12, 0.12, 0.03, 0.4, 0.9]) {
            assert_close(found, expected);
        }
    }

    #[test]
    fn keeps_the_order_of_the_input() {
        assert_eq!(holm(&[0.5, 0.125, 0.25]), [0.5, 0.375, 0.5]);
        assert_eq!(holm(&[0.75, 0.75]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }
}
