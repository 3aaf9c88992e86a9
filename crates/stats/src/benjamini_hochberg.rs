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

#[cfg(test)]
mod tests {
    use super::benjamini_hochberg;
    use crate::testing::assert_close;

    const P: [f64; 25] = [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
        0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ];

    // Expected: statsmodels.stats.multitest.multipletests(P, method="fdr_bh")[1],
    // statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let expected = [
            (0, 0.025),
            (1, 0.1),
            (2, 0.21),
            (3, 0.21),
            (4, 0.21),
            (5, 0.25),
            (6, 0.26428571428571423),
            (7, 0.49107142857142855),
            (13, 0.49107142857142855),
            (14, 0.5328125),
            (16, 0.5647058823529412),
            (17, 0.781578947368421),
            (19, 0.8699999999999999),
            (20, 0.9071428571428571),
            (24, 0.986),
        ];
        let adjusted = benjamini_hochberg(&P);
        for (position, value) in expected {
            assert_close(adjusted[position], value);
        }
    }

    #[test]
    fn keeps_the_order_of_the_input() {
        assert_eq!(benjamini_hochberg(&[0.75, 0.125, 0.25]), [0.75, 0.375, 0.375]);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
