//! Counts of right and wrong answers of a binary model, and every share of them.
//!
//! Each is as scikit-learn's function of the same name, but for a zero denominator, which gives
//! `None` here. Shares have Wilson's interval. F1 is a growing function of TP / (TP + FP + FN), which
//! is a proportion, and has its interval from there. Balanced accuracy is the mean of two independent
//! proportions. Those of Matthews' correlation and kappa come from leaving out one row at a time.
//!
//! A row that is called something else than both classes is wrong: it counts among all rows and those of its
//! class, and as a third answer for Matthews' correlation and kappa, but is not called positive.

use super::{
    ConfusionMatrix,
    interval::{Estimate, weighted_sum},
    wilson::proportion,
};

/// Rows by what is true and what the model said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Negative, and called so.
    pub true_negatives: u64,
    /// Negative, and called positive.
    pub false_positives: u64,
    /// Positive, and called negative.
    pub false_negatives: u64,
    /// Positive, and called so.
    pub true_positives: u64,
    /// Negative, and called something else than both classes.
    pub other_negatives: u64,
    /// Positive, and called something else than both classes.
    pub other_positives: u64,
}

impl Confusion {
    /// Counts rows of (is positive, is called positive).
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for (is, called) in rows {
            *match (is, called) {
                (false, false) => &mut counts.true_negatives,
                (false, true) => &mut counts.false_positives,
                (true, false) => &mut counts.false_negatives,
                (true, true) => &mut counts.true_positives,
            } += 1;
        }
        counts
    }

    /// The same counts with rows that were called something else than both classes: wrong, whatever they are.
    #[must_use]
    pub fn with_others(self, are_positive: impl IntoIterator<Item = bool>) -> Self {
        are_positive.into_iter().fold(self, |mut counts, is| {
            *(if is { &mut counts.other_positives } else { &mut counts.other_negatives }) += 1;
            counts
        })
    }

    /// The rows of two parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            true_negatives: self.true_negatives + other.true_negatives,
            false_positives: self.false_positives + other.false_positives,
            false_negatives: self.false_negatives + other.false_negatives,
            true_positives: self.true_positives + other.true_positives,
            other_negatives: self.other_negatives + other.other_negatives,
            other_positives: self.other_positives + other.other_positives,
        }
    }

    /// Rows that are positive.
    #[must_use]
    pub fn positives(self) -> u64 {
        self.true_positives + self.false_negatives + self.other_positives
    }

    /// Rows that are negative.
    #[must_use]
    pub fn negatives(self) -> u64 {
        self.true_negatives + self.false_positives + self.other_negatives
    }

    /// Rows that are called positive.
    #[must_use]
    pub fn called_positive(self) -> u64 {
        self.true_positives + self.false_positives
    }

    /// All rows.
    #[must_use]
    pub fn n(self) -> u64 {
        self.positives() + self.negatives()
    }

    /// Share of rows that are called what they are.
    #[must_use]
    pub fn accuracy(self) -> Option<Estimate> {
        proportion(self.true_positives + self.true_negatives, self.n())
    }

    /// Share of positives among those called so.
    #[must_use]
    pub fn precision(self) -> Option<Estimate> {
        proportion(self.true_positives, self.called_positive())
    }

    /// Share of the positives that are called so.
    #[must_use]
    pub fn recall(self) -> Option<Estimate> {
        proportion(self.true_positives, self.positives())
    }

    /// Share of the negatives that are called so.
    #[must_use]
    pub fn specificity(self) -> Option<Estimate> {
        proportion(self.true_negatives, self.negatives())
    }

    /// Share of negatives among those called so.
    #[must_use]
    pub fn negative_predictive_value(self) -> Option<Estimate> {
        proportion(self.true_negatives, self.true_negatives + self.false_negatives)
    }

    /// Mean of recall and specificity.
    #[must_use]
    pub fn balanced_accuracy(self) -> Option<Estimate> {
        Some(weighted_sum(&[(0.5, self.recall()?), (0.5, self.specificity()?)]))
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> Option<Estimate> {
        let wrong = self.false_positives + self.false_negatives + self.other_positives;
        f1_of_counts(self.true_positives, wrong)
    }

    /// Matthews' correlation of truth and answer.
    #[must_use]
    pub fn matthews(self) -> Option<Estimate> {
        self.matrix().matthews()
    }

    /// Cohen's kappa: agreement of truth and answer beyond what chance gives.
    #[must_use]
    pub fn kappa(self) -> Option<Estimate> {
        self.matrix().kappa()
    }

    /// The same counts as a matrix of two classes, negative first.
    #[must_use]
    pub fn matrix(self) -> ConfusionMatrix {
        ConfusionMatrix::from_counts(
            2,
            vec![
                self.true_negatives,
                self.false_positives,
                self.false_negatives,
                self.true_positives,
            ],
            vec![self.other_negatives, self.other_positives],
        )
    }
}

/// F1 of the rows of a class that are right, and those that are wrong in either way.
pub(super) fn f1_of_counts(right: u64, wrong: u64) -> Option<Estimate> {
    let jaccard = proportion(right, right + wrong)?;
    let f1 = |share: f64| 2.0 * share / (1.0 + share);
    Some(Estimate { value: f1(jaccard.value), interval: jaccard.interval.map(|i| i.map(f1)) })
}

#[cfg(test)]
mod tests {
    use super::Confusion;
    use crate::testing::assert_close;

    const COUNTS: Confusion = Confusion {
        true_negatives: 129,
        false_positives: 54,
        false_negatives: 21,
        true_positives: 96,
        other_negatives: 0,
        other_positives: 0,
    };

    // Expected: scikit-learn 1.9.1 on the y and p of golden_stats.json, "calibration", at 0.5.
    #[test]
    fn equals_scikit_learn() {
        for (got, want) in [
            (COUNTS.f1(), 0.7191011235955056),
            (COUNTS.matthews(), 0.512557730065456),
            (COUNTS.kappa(), 0.5),
            (COUNTS.balanced_accuracy(), 0.7627154266498528),
            (COUNTS.precision(), 0.64),
            (COUNTS.recall(), 0.8205128205128205),
        ] {
            let got = got.unwrap();
            assert_close(got.value, want);
            let interval = got.interval.unwrap();
            assert!(interval.low < got.value && got.value < interval.high);
        }
    }

    // Expected: NumPy 2: of the four counts plus 1/2 each, atanh of the statistic less 1.96 roots of
    // (n - 1) / n sum_c n_c (without_c - mean)², where without_c takes one row of the cell.
    #[test]
    fn intervals_of_correlations_are_those_of_the_jackknife_with_half_a_row_more() {
        for (got, low, high) in [
            (COUNTS.matthews(), 0.407_714_323_233_840_55, 0.597_899_254_426_406_3),
            (COUNTS.kappa(), 0.394_724_756_491_846_74, 0.586_567_617_014_425_5),
        ] {
            let interval = got.unwrap().interval.unwrap();
            assert_close(interval.low, low);
            assert_close(interval.high, high);
        }
        // The ends never leave out the value itself.
        let all_right = Confusion { true_negatives: 50, true_positives: 9, ..Confusion::default() };
        let kappa = all_right.kappa().unwrap();
        assert!(kappa.value == 1.0 && kappa.interval.is_some_and(|ends| ends.high == 1.0));
    }

    // Expected: scikit-learn 1.9.1, `y = [0] * 183 + [1] * 117` and answers of the counts above, of which the
    // first 10 negatives and the last 7 positives are called 2: accuracy_score, precision_score and
    // recall_score(labels=[1], average="macro"), f1_score likewise, matthews_corrcoef, cohen_kappa_score.
    #[test]
    fn another_answer_is_wrong_as_in_scikit_learn() {
        let counts = Confusion { true_negatives: 119, true_positives: 89, ..COUNTS };
        let others = (0..17).map(|row| row >= 10);
        let counts = counts.with_others(others);
        assert_eq!((counts.n(), counts.positives(), counts.negatives()), (300, 117, 183));
        for (got, want) in [
            (counts.accuracy(), 0.6933333333333334),
            (counts.precision(), 0.6223776223776224),
            (counts.recall(), 0.7606837606837606),
            (counts.f1(), 0.6846153846153846),
            (counts.matthews(), 0.43475755679045985),
            (counts.kappa(), 0.42076433923062395),
        ] {
            assert_close(got.unwrap().value, want);
        }
    }

    #[test]
    fn what_has_no_denominator_is_nothing() {
        let one_class = Confusion { true_negatives: 5, ..Confusion::default() };
        assert_eq!((one_class.precision(), one_class.recall(), one_class.f1()), (None, None, None));
        assert_eq!((one_class.matthews(), one_class.kappa()), (None, None));
        assert_eq!(one_class.accuracy().unwrap().value, 1.0);
    }

    #[test]
    fn rows_are_counted_and_parts_merge() {
        let rows = [(true, true), (true, false), (false, false), (false, true), (true, true)];
        let whole = Confusion::of(rows);
        assert_eq!((whole.true_positives, whole.n(), whole.called_positive()), (2, 5, 3));
        assert_eq!(
            Confusion::of(rows[..2].to_vec()).merge(Confusion::of(rows[2..].to_vec())),
            whole
        );
    }
}
