//! Class probabilities of rows over their sum, so that those that were rounded sum to 1 again.

/// Each class's probabilities, row by row, over the sum of the row; a row with one that is not within 0
/// and 1, or of the sum 0, is not a number in every class.
#[must_use]
pub fn class_shares(probabilities: &[&[f64]]) -> Vec<Vec<f64>> {
    let rows = probabilities.iter().map(|column| column.len()).min().unwrap_or(0);
    let sum = |row: usize| {
        let row = probabilities.iter().map(|column| column[row]);
        let are_shares = row.clone().all(|share| (0.0..=1.0).contains(&share));
        let sum: f64 = row.sum();
        if are_shares && sum > 0.0 { sum } else { f64::NAN }
    };
    let sums: Vec<f64> = (0..rows).map(sum).collect();
    let over = |column: &&[f64]| column.iter().zip(&sums).map(|(share, sum)| share / sum).collect();
    probabilities.iter().map(over).collect()
}

#[cfg(test)]
mod tests {
    use super::class_shares;

    #[test]
    fn rows_sum_to_one() {
        let shares = class_shares(&[&[0.25, 0.0, 0.5, -0.1], &[0.5, 0.0, 0.5, 1.1]]);
        assert_eq!([shares[0][0] + shares[1][0], shares[0][2]], [1.0, 0.5]);
        assert!(shares.iter().all(|column| column[1].is_nan() && column[3].is_nan()));
        assert!(class_shares(&[]).is_empty());
    }
}
