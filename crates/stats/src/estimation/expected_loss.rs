//! The Brier score and the log loss that are expected without labels, from calibrated probabilities.
//!
//! A row with the chance c and the score s has the loss of a positive row with chance c, and that of a negative
//! one with 1 - c: `mean of c L(s, 1) + (1 - c) L(s, 0)`, where L is `(s - y)²`, or minus the logarithm of what
//! the score gives the class, at least 2.2e-16 as scikit-learn's. NannyML 0.13.1 has neither.
//!
//! The standard error is that of the loss that will come true: rows are independent draws with their chances,
//! each of which adds `c (1 - c) (L(s, 1) - L(s, 0))²`; and the chances come from a reference of so many rows,
//! which adds as much variance as their numbers' ratio. `None` without rows, or where a score or a chance is
//! no probability.

use super::UnlabelledRow;
use crate::Measured;

/// The mean squared distance of score and class that is expected.
#[must_use]
pub fn expected_brier(rows: &[UnlabelledRow], reference_rows: u64) -> Option<Measured> {
    expected(rows, reference_rows, |score| [score * score, (1.0 - score) * (1.0 - score)])
}

/// The log loss that is expected.
#[must_use]
pub fn expected_log_loss(rows: &[UnlabelledRow], reference_rows: u64) -> Option<Measured> {
    expected(rows, reference_rows, |score| {
        let score = score.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        [-libm::log1p(-score), -libm::log(score)]
    })
}

/// Of the losses of a negative and of a positive row of a score.
fn expected(
    rows: &[UnlabelledRow],
    reference_rows: u64,
    losses: impl Fn(f64) -> [f64; 2],
) -> Option<Measured> {
    let is_sound =
        |row: &UnlabelledRow| (0.0..=1.0).contains(&row.score) && (0.0..=1.0).contains(&row.chance);
    if rows.is_empty() || !rows.iter().all(is_sound) {
        return None;
    }
    let n = rows.len() as f64;
    let (mut sum, mut variance) = (0.0, 0.0);
    for row in rows {
        let [negative, positive] = losses(row.score);
        let chance = row.chance;
        sum += chance * positive + (1.0 - chance) * negative;
        variance += chance * (1.0 - chance) * (positive - negative) * (positive - negative);
    }
    let inflation = 1.0 + n / reference_rows.max(1) as f64;
    Some(Measured { value: sum / n, standard_error: (variance * inflation).sqrt() / n })
}

#[cfg(test)]
mod tests {
    use super::{UnlabelledRow, expected_brier, expected_log_loss};
    use crate::Measured;
    use crate::performance::{Scored, brier, log_loss};
    use crate::testing::assert_close;

    const ROWS: [(f64, f64); 4] = [(0.8, 0.9), (0.5, 0.6), (0.1, 0.2), (0.35, 0.5)];

    fn rows() -> Vec<UnlabelledRow> {
        let row = |&(score, chance): &(f64, f64)| UnlabelledRow {
            score,
            chance,
            is_called_positive: score >= 0.5,
        };
        ROWS.iter().map(row).collect()
    }

    /// Mean and standard deviation of a loss over all sixteen outcomes of four rows.
    fn over_all_outcomes(loss: impl Fn(&Scored) -> f64) -> (f64, f64) {
        let (mut mean, mut square) = (0.0, 0.0);
        for outcome in 0..16_u32 {
            let is: Vec<bool> = (0..4).map(|at| outcome >> at & 1 == 1).collect();
            let chances = ROWS.iter().zip(&is);
            let p: f64 = chances.map(|((_, c), is)| if *is { *c } else { 1.0 - c }).product();
            let scores: Vec<f64> = ROWS.iter().map(|(score, _)| *score).collect();
            let loss = loss(&Scored::new(&scores, &is).unwrap());
            mean += p * loss;
            square += p * loss * loss;
        }
        (mean, (square - mean * mean).sqrt())
    }

    #[test]
    fn is_what_all_outcomes_give_on_average() {
        let check = |found: Option<Measured>, (mean, deviation): (f64, f64)| {
            let found = found.unwrap();
            assert_close(found.value, mean);
            assert_close(found.standard_error, deviation);
        };
        // One class alone has a loss, too, as the mean over its rows.
        let squared = |scored: &Scored| {
            let sum: f64 = scored
                .runs()
                .iter()
                .map(|run| {
                    run.positives as f64 * (1.0 - run.score) * (1.0 - run.score)
                        + run.negatives as f64 * run.score * run.score
                })
                .sum();
            sum / scored.len() as f64
        };
        let logarithm = |scored: &Scored| {
            let sum: f64 = scored
                .runs()
                .iter()
                .map(|run| {
                    -(run.positives as f64 * libm::log(run.score)
                        + run.negatives as f64 * libm::log1p(-run.score))
                })
                .sum();
            sum / scored.len() as f64
        };
        check(expected_brier(&rows(), u64::MAX), over_all_outcomes(squared));
        check(expected_log_loss(&rows(), u64::MAX), over_all_outcomes(logarithm));
        let mixed = Scored::new(&[0.8, 0.5, 0.1, 0.35], &[true, false, false, true]).unwrap();
        assert_close(squared(&mixed), brier(&mixed).unwrap().value);
        assert_close(logarithm(&mixed), log_loss(&mixed).unwrap().value);
    }

    #[test]
    fn what_is_no_probability_has_no_loss() {
        let beyond = UnlabelledRow { score: 1.5, chance: 0.5, is_called_positive: true };
        assert_eq!(expected_brier(&[beyond], 10), None);
        assert_eq!(expected_log_loss(&[], 10), None);
    }
}
