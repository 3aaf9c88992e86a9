//! How wrong a regression model is expected to be without labels: direct loss estimation (DLE), as
//! NannyML 0.13.1.
//!
//! Boosted trees learn the loss of each labelled row, such as its absolute error, from the row's columns
//! and the prediction; the mean of what they foretell over rows without labels is the expected loss there.
//! NannyML's learner is LightGBM, which cannot be had in wasm with the same bits, so values agree about as
//! well as two learners do. It holds as long as the same columns still mean the same loss.
//!
//! How much can be foretold at all is told by rows that trees had not learned from (five folds): the share
//! of the loss's variance. The standard error is that of the mean loss that will come true, with the
//! variance that is left to foretell over both numbers of rows. Losses are of labelled rows, which come
//! first in every feature.

use crate::{
    Measured, Moments,
    boosting::{Binned, Boosting, Feature, Target},
    sample::folds_by_group,
};

const FOLDS: usize = 5;

/// Labelled rows at least, so that trees of five folds have branches.
const FEWEST_ROWS: usize = 100;

/// Foretold losses.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectLoss {
    /// Of each row without a label.
    losses: Vec<f64>,
    /// Variance of the loss on labelled rows that is not foretold.
    variance_left: f64,
    labelled_rows: f64,
    /// Share of the loss's variance on labelled rows that trees foretell which had not learned from them;
    /// about 0 or less where the columns tell nothing of the loss.
    pub foretold_share: f64,
}

impl DirectLoss {
    /// Learns from the first rows, whose losses are given, and foretells all others. `None` with under 100
    /// of them, or where a loss is not finite or all are equal.
    #[must_use]
    pub fn new(features: &[Feature], rows: usize, losses: &[f64], seed: u32) -> Option<Self> {
        let labelled = losses.len();
        let mut moments = Moments::new();
        if labelled < FEWEST_ROWS || rows < labelled || !losses.iter().all(|loss| loss.is_finite())
        {
            return None;
        }
        moments.update(losses);
        let (mean, unit) = (moments.mean()?, moments.standard_deviation(0)?);
        if !(unit > 0.0 && (unit * unit).is_finite() && mean.is_finite()) {
            return None;
        }
        let mut numbers: Vec<f64> = losses.iter().map(|loss| (loss - mean) / unit).collect();
        numbers.resize(rows, 0.0);
        let features: Vec<Binned> = features.iter().map(Binned::new).collect();
        let learn = |rows: &[u32]| Boosting::train_on(&features, Target::Number(&numbers), rows);
        let left = unforetold(learn, &features, &numbers[..labelled], seed);
        let model = learn(&positions(0..labelled));
        let foretold = positions(labelled..rows).into_iter();
        let foretold = foretold.map(|row| mean + unit * model.foretell(&features, row));
        Some(Self {
            losses: foretold.collect(),
            variance_left: left * unit * unit,
            labelled_rows: labelled as f64,
            foretold_share: 1.0 - left,
        })
    }

    /// The expected mean loss of the rows without labels at these places; `None` without rows.
    #[must_use]
    pub fn mean(&self, rows: std::ops::Range<usize>) -> Option<Measured> {
        self.mean_over(self.losses.get(rows)?.iter().copied())
    }

    /// The same of rows at any places; `None` without rows, or where one is not there.
    #[must_use]
    pub fn mean_of(&self, places: &[usize]) -> Option<Measured> {
        let losses: Option<Vec<f64>> =
            places.iter().map(|&place| self.losses.get(place).copied()).collect();
        self.mean_over(losses?.into_iter())
    }

    fn mean_over(&self, losses: impl ExactSizeIterator<Item = f64>) -> Option<Measured> {
        let n = losses.len() as f64;
        let value = losses.sum::<f64>() / n;
        let standard_error = (self.variance_left * (1.0 / n + 1.0 / self.labelled_rows)).sqrt();
        (value.is_finite() && standard_error.is_finite())
            .then_some(Measured { value, standard_error })
    }
}

fn positions(rows: std::ops::Range<usize>) -> Vec<u32> {
    rows.map(|row| row as u32).collect()
}

/// Mean squared error of trees on rows that they had not learned from, where the variance is 1.
fn unforetold(
    learn: impl Fn(&[u32]) -> Boosting,
    features: &[Binned],
    numbers: &[f64],
    seed: u32,
) -> f64 {
    let fold = folds_by_group(&vec![false; numbers.len()], FOLDS, seed);
    let squares = |held_out: usize| -> f64 {
        let (out, kept): (Vec<u32>, Vec<u32>) = positions(0..numbers.len())
            .into_iter()
            .partition(|&row| fold[row as usize] == held_out);
        let model = learn(&kept);
        let error = |&row: &u32| numbers[row as usize] - model.foretell(features, row);
        out.iter().map(|row| error(row) * error(row)).sum()
    };
    (0..FOLDS).map(squares).sum::<f64>() / numbers.len() as f64
}

#[cfg(test)]
mod tests {
    use super::DirectLoss;
    use crate::{Feature, testing::assert_within};

    /// Losses of about the column's value where it is large and 1 elsewhere, with noise; then rows without
    /// labels that all have large values.
    #[test]
    fn foretells_where_the_model_is_wrong() {
        let value = |i: u32| f64::from(i.wrapping_mul(7919) % 1000) / 100.0;
        let noise = |i: u32| f64::from(i.wrapping_mul(104_729) % 997) / 997.0 - 0.5;
        let loss = |i: u32| if value(i) > 5.0 { value(i) } else { 1.0 };
        let losses: Vec<f64> = (0..2_000).map(|i| loss(i) + noise(i)).collect();
        let others = (0..500).map(|i| 8.0 + value(i) / 100.0);
        let column: Vec<f64> = (0..2_000).map(value).chain(others).collect();
        let told = DirectLoss::new(&[Feature::Numbers(column)], 2_500, &losses, 1).unwrap();
        assert_within(told.mean(0..500).unwrap().value, 8.05, 0.02);
        assert!(told.foretold_share > 0.9, "{told:?}");
        assert_eq!(told.mean(0..0), None);
        assert_eq!(told.mean(400..501), None);
        assert_eq!(told.mean_of(&[7, 8, 9]), told.mean(7..10));
        assert_eq!((told.mean_of(&[]), told.mean_of(&[500])), (None, None));
    }

    #[test]
    fn nothing_to_learn() {
        let flat = Feature::Numbers(vec![1.0; 300]);
        assert_eq!(DirectLoss::new(std::slice::from_ref(&flat), 300, &[2.0; 200], 1), None);
        assert_eq!(DirectLoss::new(std::slice::from_ref(&flat), 300, &[2.0; 50], 1), None);
        let losses: Vec<f64> = (0..200).map(f64::from).collect();
        let told = DirectLoss::new(&[flat], 300, &losses, 1).unwrap();
        assert_within(told.mean(0..100).unwrap().value, 99.5, 1e-9);
        assert!(told.foretold_share < 0.05);
    }
}
