//! The Brier score and the log loss that are expected without labels, from calibrated probabilities.
//!
//! A row with the chance c and the score s has the loss of a positive row with chance c, and that of a negative
//! one with 1 - c: `mean of c L(s, 1) + (1 - c) L(s, 0)`, where L is `(s - y)²`, or minus the logarithm of what
//! the score gives the class, at least 2.2e-16 as scikit-learn's. Of several classes it is the mean over rows of
//! `Σ c_k L_k`, where L_k is what the row loses if it is of class k: minus the logarithm of its share, or the sum
//! over all classes of `(share - y)²`. NannyML 0.13.1 has neither.
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

/// The Brier score of several classes that is expected, from 0 to 2: shares and chances of each class, row by row.
#[must_use]
pub fn expected_brier_of_classes(
    shares: &[Vec<f64>],
    chances: &[Vec<f64>],
    reference_rows: u64,
) -> Option<Measured> {
    expected_of_classes(shares, chances, reference_rows, |row, losses| {
        let squares: f64 = row.iter().map(|share| share * share).sum();
        losses.extend(row.iter().map(|own| squares - 2.0 * own + 1.0));
    })
}

/// The log loss of several classes that is expected.
#[must_use]
pub fn expected_log_loss_of_classes(
    shares: &[Vec<f64>],
    chances: &[Vec<f64>],
    reference_rows: u64,
) -> Option<Measured> {
    expected_of_classes(shares, chances, reference_rows, |row, losses| {
        let loss = |own: &f64| -libm::log(own.clamp(f64::EPSILON, 1.0 - f64::EPSILON));
        losses.extend(row.iter().map(loss));
    })
}

/// Of what a row loses for each class that it may be of, from its shares.
fn expected_of_classes(
    shares: &[Vec<f64>],
    chances: &[Vec<f64>],
    reference_rows: u64,
    losses: impl Fn(&[f64], &mut Vec<f64>),
) -> Option<Measured> {
    let rows = shares.first()?.len();
    let mut all = shares.iter().chain(chances);
    let is_sound = |column: &Vec<f64>| {
        column.len() == rows && column.iter().all(|share| (0.0..=1.0).contains(share))
    };
    if rows == 0 || shares.len() != chances.len() || !all.all(is_sound) {
        return None;
    }
    let (mut sum, mut variance) = (0.0, 0.0);
    let (mut own, mut lost) = (Vec::new(), Vec::new());
    for row in 0..rows {
        own.clear();
        lost.clear();
        own.extend(shares.iter().map(|column| column[row]));
        losses(&own, &mut lost);
        let by_chance = || chances.iter().map(|column| column[row]).zip(&lost);
        let mean: f64 = by_chance().map(|(chance, loss)| chance * loss).sum();
        sum += mean;
        variance += by_chance().map(|(c, loss)| c * (loss - mean) * (loss - mean)).sum::<f64>();
    }
    let n = rows as f64;
    Some(of_sums(sum, variance, n, reference_rows))
}

/// A mean over n rows from the sums of its parts and of their variances.
fn of_sums(sum: f64, variance: f64, n: f64, reference_rows: u64) -> Measured {
    let inflation = 1.0 + n / reference_rows.max(1) as f64;
    Measured { value: sum / n, standard_error: (variance * inflation).sqrt() / n }
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
    Some(of_sums(sum, variance, n, reference_rows))
}

#[cfg(test)]
mod tests {
    use super::{
        UnlabelledRow, expected_brier, expected_brier_of_classes, expected_log_loss,
        expected_log_loss_of_classes,
    };
    use crate::Measured;
    use crate::performance::{MulticlassLoss, Scored, brier, log_loss};
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

    /// Mean and standard deviation of a loss over all nine outcomes of two rows of three classes.
    #[test]
    fn of_classes_it_is_what_all_outcomes_give_on_average() {
        let shares = [vec![0.5, 0.1], vec![0.3, 0.2], vec![0.2, 0.7]];
        let chances = [vec![0.6, 0.2], vec![0.3, 0.3], vec![0.1, 0.5]];
        let over_all_outcomes = |of: fn(&MulticlassLoss) -> f64| {
            let (mut mean, mut square) = (0.0, 0.0);
            for outcome in 0..9 {
                let (first, second) = (outcome / 3, outcome % 3);
                let mut loss = MulticlassLoss::default();
                loss.update(&[first, second], &shares);
                let p = chances[first as usize][0] * chances[second as usize][1];
                mean += p * of(&loss);
                square += p * of(&loss) * of(&loss);
            }
            (mean, (square - mean * mean).sqrt())
        };
        let check = |found: Option<Measured>, (mean, deviation): (f64, f64)| {
            assert_close(found.unwrap().value, mean);
            assert_close(found.unwrap().standard_error, deviation);
        };
        let log_loss = over_all_outcomes(|loss| loss.log_loss().unwrap().value);
        check(expected_log_loss_of_classes(&shares, &chances, u64::MAX), log_loss);
        let brier = over_all_outcomes(|loss| loss.brier().unwrap().value);
        check(expected_brier_of_classes(&shares, &chances, u64::MAX), brier);
        assert_eq!(expected_brier_of_classes(&shares, &chances[..2], 9), None);
        assert_eq!(expected_brier_of_classes(&[vec![f64::NAN]], &[vec![1.0]], 9), None);
        assert_eq!(expected_log_loss_of_classes(&[], &[], 9), None);
    }

    #[test]
    fn what_is_no_probability_has_no_loss() {
        let beyond = UnlabelledRow { score: 1.5, chance: 0.5, is_called_positive: true };
        assert_eq!(expected_brier(&[beyond], 10), None);
        assert_eq!(expected_log_loss(&[], 10), None);
    }
}
