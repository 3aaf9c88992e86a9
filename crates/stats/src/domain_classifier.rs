//! Whether a model can tell production from reference, and by which columns.
//!
//! Rows are dealt into folds. Gradient boosted trees ([`crate::boosting`]) learn on the folds before
//! one and score that one, so that every score is of a row that its model has not seen. The mean area
//! under the ROC curve over the scored folds is 0.5 where nothing tells the files apart. Which columns
//! give them away is what each takes off the logistic loss of unseen rows.
//!
//! Why not cross-validation, as NannyML has it: there, each pair of rows counts twice, as one learns
//! from the other and the other from it, and without drift the area varies by up to twice the variance
//! of the law, so that its interval holds 0.5 in 86% instead of 95% of comparisons (500 rows a side).
//! Where folds learn from those before them only, the errors of their areas are uncorrelated.
//!
//! Folds are given, or drawn with a seed ([`crate::folds`]), copies of a row in one fold. Missing values
//! have a branch of their own.

use crate::{
    Auc,
    boosting::{Binned, Boosting, Feature},
    folds::{FOLDS, Folds},
};

/// What a column takes off the logistic loss of unseen rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// Mean over the scored rows, in nats; about 0 or less where the column tells nothing.
    pub mean: f64,
    /// Standard error of the mean, over rows.
    pub standard_error: f64,
}

/// A classifier at work: one fold after the other.
pub struct DomainClassifier {
    features: Vec<Binned>,
    is_production: Vec<bool>,
    folds: Folds,
    /// The fold that is scored next.
    next: usize,
    /// Log odds of production, of the rows that were scored.
    scores: Vec<Option<f64>>,
    sums: Vec<(f64, f64)>,
}

impl DomainClassifier {
    /// A classifier of these rows: `features` hold the rows of both sides in the same order.
    #[must_use]
    pub fn new(features: &[Feature], is_production: Vec<bool>, seed: u32) -> Self {
        let same = same_rows(features, is_production.len());
        let folds = Folds::deal(&same, &is_production, seed);
        Self::of_folds(features, is_production, folds)
    }

    /// A classifier with given folds, from 0 to [`FOLDS`] - 1; each row counts for itself.
    #[must_use]
    pub fn with_folds(features: &[Feature], is_production: Vec<bool>, fold: Vec<usize>) -> Self {
        Self::of_folds(features, is_production, Folds::given(fold))
    }

    fn of_folds(features: &[Feature], is_production: Vec<bool>, folds: Folds) -> Self {
        let features: Vec<Binned> = features.iter().map(Binned::new).collect();
        let scores = vec![None; is_production.len()];
        let sums = vec![(0.0, 0.0); features.len()];
        Self { features, is_production, folds, next: 1, scores, sums }
    }

    /// Learns and scores the next fold; false when there is none left.
    pub fn step(&mut self) -> bool {
        if self.next == FOLDS {
            return false;
        }
        let train = self.rows(|fold| fold < self.next);
        let model = Boosting::train(&self.features, &self.is_production, &train);
        let mut gains = vec![0.0; self.features.len()];
        for row in self.rows(|fold| fold == self.next) {
            gains.fill(0.0);
            let is_production = self.is_production[row as usize];
            let score = model.score(&self.features, row, is_production, &mut gains);
            self.scores[row as usize] = Some(score);
            for ((sum, squares), gain) in self.sums.iter_mut().zip(&gains) {
                *sum += gain;
                *squares += gain * gain;
            }
        }
        self.next += 1;
        true
    }

    fn rows(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<u32> {
        let rows = 0..self.is_production.len() as u32;
        rows.filter(|&row| is_wanted(self.folds.fold[row as usize])).collect()
    }

    /// Log odds of production of each row, by a model that had not seen it; none for the first fold.
    #[must_use]
    pub fn log_odds(&self) -> &[Option<f64>] {
        &self.scores
    }

    /// How well unseen rows are told apart; `None` where a side has too few rows for every fold.
    #[must_use]
    pub fn auc(&self) -> Option<Auc> {
        auc_by_fold(&self.scores, &self.is_production, &self.folds)
    }

    /// What each feature takes off the loss, in the order of the features.
    #[must_use]
    pub fn gains(&self) -> Vec<Gain> {
        let rows = self.scores.iter().flatten().count().max(1) as f64;
        let gain = |&(sum, squares): &(f64, f64)| {
            let mean = sum / rows;
            let variance = (squares / rows - mean * mean).max(0.0);
            Gain { mean, standard_error: (variance / rows).sqrt() }
        };
        self.sums.iter().map(gain).collect()
    }
}

/// Numbers the rows, equal rows with one number; all missing values are one value.
fn same_rows(features: &[Feature], rows: usize) -> Vec<usize> {
    let mut same = vec![0; rows];
    let mut order: Vec<usize> = (0..rows).collect();
    for feature in features {
        let value = |row: usize| match feature {
            // Both zeros are one number.
            Feature::Numbers(values) if values[row].is_finite() => (values[row] + 0.0).to_bits(),
            Feature::Numbers(_) => u64::MAX,
            Feature::Names(codes) => codes[row].map_or(u64::MAX, u64::from),
        };
        let key = |row: usize| (same[row], value(row));
        order.sort_unstable_by_key(|&row| key(row));
        let mut next = vec![0; rows];
        let mut numbers = 0;
        for run in order.chunk_by(|&a, &b| key(a) == key(b)) {
            run.iter().for_each(|&row| next[row] = numbers);
            numbers += 1;
        }
        same = next;
        if numbers == rows {
            break;
        }
    }
    same
}

/// The mean area over the scored folds; `None` where one of them lacks a side.
pub(crate) fn auc_by_fold(
    scores: &[Option<f64>],
    is_production: &[bool],
    folds: &Folds,
) -> Option<Auc> {
    let of_fold = |wanted: usize| {
        let rows = (0..scores.len()).filter(|&row| folds.fold[row] == wanted);
        let rows: Vec<usize> = rows.filter(|&row| scores[row].is_some()).collect();
        let scores: Vec<f64> = rows.iter().filter_map(|&row| scores[row]).collect();
        let sides: Vec<bool> = rows.iter().map(|&row| is_production[row]).collect();
        let bundle: Vec<usize> = rows.iter().map(|&row| folds.bundle[row]).collect();
        Auc::of_bundles(&scores, &sides, &bundle)
    };
    Auc::mean_of(&(1..FOLDS).map(of_fold).collect::<Option<Vec<Auc>>>()?)
}
