//! Rows in the order of their scores: sorted once, dealt into parts afterwards without another sort.
//!
//! A stable radix sort; equal scores stay in the order of the rows, and both zeros are one score. Rows
//! whose score is not finite have no place.

/// Positions of the rows that have a finite score, in ascending order of it.
#[must_use]
pub fn rows_by_score(scores: &[f64]) -> Vec<u32> {
    let finite = (0_u32..).zip(scores).filter(|(_, score)| score.is_finite());
    // Adding zero turns -0.0 into 0.0.
    let mut rows: Vec<(f64, u32)> = finite.map(|(row, score)| (score + 0.0, row)).collect();
    radsort::sort_by_key(&mut rows, |(score, _)| *score);
    rows.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::rows_by_score;

    #[test]
    fn ties_keep_the_order_of_the_rows() {
        let scores = [0.5, -0.0, f64::NAN, 0.0, -2.0, 0.5, f64::INFINITY];
        assert_eq!(rows_by_score(&scores), [4, 1, 3, 0, 5]);
        assert!(rows_by_score(&[]).is_empty());
    }
}
