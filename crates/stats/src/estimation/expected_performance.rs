//! What a classifier's metrics are expected to be without labels, from calibrated probabilities:
//! confidence-based performance estimation (CBPE), as NannyML 0.13.1.
//!
//! A row that the model calls positive with chance c is c of a true positive and 1 - c of a false one; one
//! that it calls negative is c of a false negative. Metrics are those of these sums. The ROC curve goes
//! through rows in order of the raw score, ties together. It holds as long as chances do: as long as a
//! score still means what it meant in the reference (no concept drift). Nothing here can see that.
//!
//! Where this differs from NannyML: it rounds the cumulated rows of the curve to five decimals, which is
//! 2e-8 of area; it walks tied scores one by one, so that several classes' area depends on the order of
//! the file, and its average precision on ties counts rows that no threshold tells apart
//! ([`ExpectedPerformance::average_precision_by_row`]). What has no denominator is 0 there, nothing here.
//!
//! The standard error is that of the metric that will come true, to first order: rows are independent
//! draws with their chances, and the chances themselves come from a reference of so many rows, which adds
//! as much variance as their numbers' ratio. NannyML has the reference's sampling error instead, whatever
//! the chunk's scores, and of the area only the positive rows' part of DeLong's variance.

use crate::Measured;

/// A row without a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnlabelledRow {
    /// The model's score, by which rows are put in order.
    pub score: f64,
    /// Calibrated probability that the row is positive.
    pub chance: f64,
    /// Whether the model calls it positive.
    pub is_called_positive: bool,
}

/// Rows of one score.
struct Run {
    rows: f64,
    called: f64,
    /// Sum of the chances, of all rows and of those called positive.
    chances: f64,
    chances_of_called: f64,
    /// Sum of `chance (1 - chance)`, likewise.
    variance: f64,
    variance_of_called: f64,
}

/// Expected metrics of rows without labels.
pub struct ExpectedPerformance {
    /// From the highest score down.
    runs: Vec<Run>,
    /// Variance is that of these rows times so much, for the rows behind the chances.
    inflation: f64,
    rows: f64,
    called: f64,
    positives: f64,
    /// Expected true positives.
    true_positives: f64,
}

impl ExpectedPerformance {
    /// Of these rows, whose chances come from so many labelled ones; `None` without rows, or where a score
    /// is not finite or a chance no probability.
    #[must_use]
    pub fn new(mut rows: Vec<UnlabelledRow>, reference_rows: u64) -> Option<Self> {
        let is_sound =
            |row: &UnlabelledRow| row.score.is_finite() && (0.0..=1.0).contains(&row.chance);
        if rows.is_empty() || !rows.iter().all(is_sound) {
            return None;
        }
        // By all that a row is, so that the order of the file does not reach the last bits.
        rows.sort_unstable_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| a.chance.total_cmp(&b.chance))
        });
        let runs: Vec<Run> = rows.chunk_by(|a, b| a.score == b.score).map(Run::of).collect();
        let sum = |of: fn(&Run) -> f64| runs.iter().map(of).sum::<f64>();
        let inflation = 1.0 + rows.len() as f64 / reference_rows.max(1) as f64;
        Some(Self {
            inflation,
            rows: rows.len() as f64,
            called: sum(|run| run.called),
            positives: sum(|run| run.chances),
            true_positives: sum(|run| run.chances_of_called),
            runs,
        })
    }

    /// Expected rows: true positives, false positives, false negatives, true negatives.
    #[must_use]
    pub fn confusion(&self) -> [f64; 4] {
        let false_positives = self.called - self.true_positives;
        let false_negatives = self.positives - self.true_positives;
        let rest = self.rows - self.called - false_negatives;
        [self.true_positives, false_positives, false_negatives, rest]
    }

    /// Share of rows that the model calls right.
    #[must_use]
    pub fn accuracy(&self) -> Option<Measured> {
        let [true_positives, _, _, true_negatives] = self.confusion();
        let value = (true_positives + true_negatives) / self.rows;
        self.measured(value, self.rows, |_| [1.0, -1.0])
    }

    /// Share of positive rows among those called positive.
    #[must_use]
    pub fn precision(&self) -> Option<Measured> {
        self.measured(self.true_positives / self.called, self.called, |_| [1.0, 0.0])
    }

    /// Share of positive rows that are called so.
    #[must_use]
    pub fn recall(&self) -> Option<Measured> {
        let value = self.true_positives / self.positives;
        self.measured(value, self.positives, |value| [1.0 - value, -value])
    }

    /// Share of negative rows that are called so.
    #[must_use]
    pub fn specificity(&self) -> Option<Measured> {
        let [_, _, _, true_negatives] = self.confusion();
        let negatives = self.rows - self.positives;
        self.measured(true_negatives / negatives, negatives, |value| [value, value - 1.0])
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> Option<Measured> {
        let both = self.called + self.positives;
        self.measured(2.0 * self.true_positives / both, both, |value| [2.0 - value, -value])
    }

    /// A ratio, with what one more positive row adds to it, times the denominator: a row called positive
    /// and one called negative.
    fn measured(
        &self,
        value: f64,
        denominator: f64,
        weights: impl Fn(f64) -> [f64; 2],
    ) -> Option<Measured> {
        // Rounding may leave a hair of a class that has no chance.
        if denominator <= 1e-9 * self.rows {
            return None;
        }
        let [called, other] = weights(value).map(|weight| weight * weight);
        let of = |run: &Run| {
            called * run.variance_of_called + other * (run.variance - run.variance_of_called)
        };
        let variance = self.runs.iter().map(of).sum::<f64>().max(0.0);
        let standard_error = (variance * self.inflation).sqrt() / denominator;
        Some(Measured { value: value.clamp(0.0, 1.0), standard_error })
    }

    /// Area under the ROC curve: the chance that a positive row has the higher score, ties counted half.
    /// `None` where one class is not expected at all.
    #[must_use]
    pub fn roc_auc(&self) -> Option<Measured> {
        let negatives = self.rows - self.positives;
        if self.positives.min(negatives) <= 1e-9 * self.rows {
            return None;
        }
        let mut above = 0.0;
        let mut area = 0.0;
        for run in &self.runs {
            area += (run.rows - run.chances) * (above + run.chances / 2.0);
            above += run.chances;
        }
        let value = (area / self.positives / negatives).clamp(0.0, 1.0);
        let (mut above, mut beside) = (0.0, 0.0);
        let mut variance = 0.0;
        for run in &self.runs {
            let negative = run.rows - run.chances;
            let share_below = 1.0 - (beside + negative / 2.0) / negatives;
            let share_above = (above + run.chances / 2.0) / self.positives;
            // What the area gains where a row of this score turns positive.
            let gain = (share_below - value) / self.positives - (share_above - value) / negatives;
            variance += gain * gain * run.variance;
            above += run.chances;
            beside += negative;
        }
        Some(Measured { value, standard_error: (variance * self.inflation).sqrt() })
    }

    /// Mean precision over all thresholds, weighed by recall; rows of one score come together, as no
    /// threshold tells them apart. `None` where no row has a chance to be positive.
    #[must_use]
    pub fn average_precision(&self) -> Option<f64> {
        self.mean_precision(|run, positives, rows| {
            run.chances * (positives + run.chances) / (rows + run.rows)
        })
    }

    /// As [`Self::average_precision`], but with rows of one score one after the other, as NannyML has it.
    #[must_use]
    pub fn average_precision_by_row(&self) -> Option<f64> {
        self.mean_precision(|run, positives, rows| {
            let chance = run.chances / run.rows;
            let row = |k: u64| chance * (positives + k as f64 * chance) / (rows + k as f64);
            (1..=run.rows as u64).map(row).sum()
        })
    }

    fn mean_precision(&self, of_run: impl Fn(&Run, f64, f64) -> f64) -> Option<f64> {
        let (mut positives, mut rows, mut sum) = (0.0, 0.0, 0.0);
        for run in &self.runs {
            sum += of_run(run, positives, rows);
            positives += run.chances;
            rows += run.rows;
        }
        (positives > 1e-9 * rows).then(|| (sum / positives).clamp(0.0, 1.0))
    }
}

impl Run {
    fn of(rows: &[UnlabelledRow]) -> Self {
        let called = || rows.iter().filter(|row| row.is_called_positive);
        let chance = |row: &UnlabelledRow| row.chance;
        let variance = |row: &UnlabelledRow| row.chance * (1.0 - row.chance);
        Self {
            rows: rows.len() as f64,
            called: called().count() as f64,
            chances: rows.iter().map(chance).sum(),
            chances_of_called: called().map(chance).sum(),
            variance: rows.iter().map(variance).sum(),
            variance_of_called: called().map(variance).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ExpectedPerformance, UnlabelledRow};
    use crate::testing::assert_close;

    fn row(score: f64, chance: f64, is_called_positive: bool) -> UnlabelledRow {
        UnlabelledRow { score, chance, is_called_positive }
    }

    // Expected: by hand over all eight outcomes of three rows.
    #[test]
    fn is_what_all_outcomes_give_on_average() {
        let chances = [0.9, 0.6, 0.2];
        let rows = vec![row(0.8, 0.9, true), row(0.5, 0.6, true), row(0.1, 0.2, false)];
        let expected = ExpectedPerformance::new(rows, u64::MAX).unwrap();
        let (mut mean, mut square) = (0.0, 0.0);
        for outcome in 0..8_u32 {
            let is = |at: usize| outcome >> at & 1 == 1;
            let p: f64 =
                (0..3).map(|i| if is(i) { chances[i] } else { 1.0 - chances[i] }).product();
            let right = f64::from([is(0), is(1), !is(2)].map(u8::from).iter().sum::<u8>()) / 3.0;
            mean += p * right;
            square += p * right * right;
        }
        let accuracy = expected.accuracy().unwrap();
        assert_close(accuracy.value, mean);
        assert_close(accuracy.standard_error, (square - mean * mean).sqrt());
        let sums = [1.5, 0.5, 0.2, 0.8];
        expected.confusion().iter().zip(sums).for_each(|(&got, want)| assert_close(got, want));
        assert_close(expected.precision().unwrap().value, 0.75);
        assert_close(expected.recall().unwrap().value, 1.5 / 1.7);
        assert_close(expected.specificity().unwrap().value, 0.8 / 1.3);
        assert_close(expected.f1().unwrap().value, 3.0 / 3.7);
        // Pairs of a positive and a negative row, the higher score first: by chances.
        let pairs = 0.9 * 0.4 + 0.9 * 0.8 + 0.6 * 0.8 + 0.5 * (0.09 + 0.24 + 0.16);
        assert_close(expected.roc_auc().unwrap().value, pairs / 1.7 / 1.3);
    }

    #[test]
    fn what_is_not_expected_has_no_metric() {
        let none = ExpectedPerformance::new(vec![row(0.2, 0.0, false); 3], 100).unwrap();
        assert!(none.recall().is_none() && none.precision().is_none() && none.f1().is_none());
        assert!(none.roc_auc().is_none() && none.average_precision().is_none());
        assert_eq!(none.accuracy().unwrap().interval_95_of_share().low, 1.0);
        assert!(ExpectedPerformance::new(Vec::new(), 1).is_none());
        assert!(ExpectedPerformance::new(vec![row(0.2, 1.2, false)], 1).is_none());
    }
}
