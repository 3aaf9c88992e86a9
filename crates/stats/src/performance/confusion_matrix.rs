//! Counts of true and predicted classes of a model of several classes, and what they say.
//!
//! As scikit-learn's functions with `zero_division=0`: a class that is never predicted has the
//! precision 0 in the means. Averages: macro counts every class the same, weighted by its rows; micro
//! is the accuracy, where every row has one class. An answer that is no class of the truth is wrong: its row
//! counts for its own class and among all rows, and for Matthews' correlation as one answer more; means over
//! classes are those over the classes of the truth (`labels=` in scikit-learn).
//!
//! Intervals of what is no proportion are those of the jackknife, by cells: leaving out one row of a
//! cell gives the same for each of its rows, so that K classes take K² evaluations
//! (`variance = (n - 1) / n sum_c n_c (without_c - mean)²`); on the scale of `atanh`, since all
//! lie within -1 and 1. Of two classes half a row is added to each of the four cells for the intervals of
//! Matthews' correlation and kappa, as Jeffreys' prior does for a proportion: where only a few rows are called
//! positive they would be too low without (docs/intervals.md). A cell of under one row is left out whole, and what
//! that changes counts as for one row.

use super::{
    confusion::f1_of_counts,
    interval::{Estimate, Interval, weighted_sum},
    wilson::proportion,
};
use crate::special::Z_95;

/// More classes than these have no intervals by the jackknife, whose work grows with their fourth power.
const MOST_CLASSES: usize = 40;

/// Rows by true class and by predicted class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionMatrix {
    classes: usize,
    /// Row by row, the true class first.
    counts: Vec<u64>,
    /// Rows of each true class whose answer is no class of the truth.
    others: Vec<u64>,
}

/// An answer that is no class of the truth: wrong, whatever the truth.
pub const OTHER_ANSWER: u32 = u32::MAX - 1;

impl ConfusionMatrix {
    /// Without rows yet.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        Self { classes, counts: vec![0; classes * classes], others: vec![0; classes] }
    }

    /// From counts, true class by true class, and the rows of each class that are called something else.
    pub(super) fn from_counts(classes: usize, counts: Vec<u64>, others: Vec<u64>) -> Self {
        Self { classes, counts, others }
    }

    /// Counts rows of (true class, predicted class), the latter a class or [`OTHER_ANSWER`]; what is beyond
    /// them is left out.
    pub fn update(&mut self, rows: impl IntoIterator<Item = (u32, u32)>) {
        let classes = self.classes;
        for (truth, predicted) in rows {
            let (truth, answer) = (truth as usize, predicted as usize);
            if truth < classes && answer < classes {
                self.counts[truth * classes + answer] += 1;
            } else if truth < classes && predicted == OTHER_ANSWER {
                self.others[truth] += 1;
            }
        }
    }

    /// Takes in the rows of another part, of the same classes.
    pub fn merge(&mut self, other: &Self) {
        let cells = self.counts.iter_mut().chain(&mut self.others);
        cells
            .zip(other.counts.iter().chain(&other.others))
            .for_each(|(count, more)| *count += more);
    }

    /// Number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Rows of one true and one predicted class.
    #[must_use]
    pub fn count(&self, truth: usize, predicted: usize) -> u64 {
        self.counts.get(truth * self.classes + predicted).copied().unwrap_or_default()
    }

    /// All rows.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.iter().chain(&self.others).sum()
    }

    /// Rows of a true class.
    #[must_use]
    pub fn support(&self, class: usize) -> u64 {
        let others = self.others.get(class).copied().unwrap_or_default();
        (0..self.classes).map(|predicted| self.count(class, predicted)).sum::<u64>() + others
    }

    /// Rows of a predicted class.
    #[must_use]
    pub fn predicted(&self, class: usize) -> u64 {
        (0..self.classes).map(|truth| self.count(truth, class)).sum()
    }

    /// Share of rows whose class is told.
    #[must_use]
    pub fn accuracy(&self) -> Option<Estimate> {
        let right = (0..self.classes).map(|class| self.count(class, class)).sum();
        proportion(right, self.n())
    }

    /// Share of a class among the rows that are called so.
    #[must_use]
    pub fn precision(&self, class: usize) -> Option<Estimate> {
        proportion(self.count(class, class), self.predicted(class))
    }

    /// Share of a class's rows that are called so.
    #[must_use]
    pub fn recall(&self, class: usize) -> Option<Estimate> {
        proportion(self.count(class, class), self.support(class))
    }

    /// Harmonic mean of precision and recall of a class.
    #[must_use]
    pub fn f1(&self, class: usize) -> Option<Estimate> {
        let right = self.count(class, class);
        f1_of_counts(right, self.support(class) + self.predicted(class) - 2 * right)
    }

    /// Mean recall of the classes that occur.
    #[must_use]
    pub fn balanced_accuracy(&self) -> Option<Estimate> {
        let recalls: Vec<Estimate> = (0..self.classes).filter_map(|c| self.recall(c)).collect();
        let weight = 1.0 / recalls.len() as f64;
        let parts: Vec<(f64, Estimate)> = recalls.into_iter().map(|r| (weight, r)).collect();
        (!parts.is_empty()).then(|| weighted_sum(&parts))
    }

    /// Mean precision over the classes that occur or are predicted.
    #[must_use]
    pub fn macro_precision(&self) -> Option<Estimate> {
        self.jackknifed(|counts| counts.macro_mean(|part| part.precision()))
    }

    /// Mean recall over the same.
    #[must_use]
    pub fn macro_recall(&self) -> Option<Estimate> {
        self.jackknifed(|counts| counts.macro_mean(|part| part.recall()))
    }

    /// Mean F1 over the same.
    #[must_use]
    pub fn macro_f1(&self) -> Option<Estimate> {
        self.jackknifed(|counts| counts.macro_mean(|part| part.f1()))
    }

    /// Mean precision, each class by its rows.
    #[must_use]
    pub fn weighted_precision(&self) -> Option<Estimate> {
        self.jackknifed(|counts| counts.weighted_mean(|part| part.precision()))
    }

    /// Mean F1, each class by its rows.
    #[must_use]
    pub fn weighted_f1(&self) -> Option<Estimate> {
        self.jackknifed(|counts| counts.weighted_mean(|part| part.f1()))
    }

    /// Matthews' correlation, Gorodkin's (2004) of several classes; `None` where truth or answer is of
    /// one class.
    #[must_use]
    pub fn matthews(&self) -> Option<Estimate> {
        self.jackknifed_from(self.added(), Weights::matthews)
    }

    /// Cohen's kappa; `None` where truth and answer are of one class.
    #[must_use]
    pub fn kappa(&self) -> Option<Estimate> {
        self.jackknifed_from(self.added(), Weights::kappa)
    }

    /// Rows that each cell is given for the interval of a correlation.
    fn added(&self) -> f64 {
        if self.classes == 2 { 0.5 } else { 0.0 }
    }

    fn jackknifed(&self, statistic: impl Fn(&Weights) -> Option<f64>) -> Option<Estimate> {
        self.jackknifed_from(0.0, statistic)
    }

    fn jackknifed_from(
        &self,
        added: f64,
        statistic: impl Fn(&Weights) -> Option<f64>,
    ) -> Option<Estimate> {
        let counts = self.counts.iter().chain(&self.others).map(|&count| count as f64).collect();
        let mut weights = Weights { classes: self.classes, counts };
        let value = statistic(&weights)?;
        weights.counts[..self.counts.len()].iter_mut().for_each(|count| *count += added);
        let interval = if self.classes <= MOST_CLASSES {
            let centre = statistic(&weights)?;
            jackknife(&mut weights, centre, statistic)
        } else {
            None
        };
        let around =
            |ends: Interval| Interval { low: ends.low.min(value), high: ends.high.max(value) };
        Some(Estimate { value, interval: interval.map(around) })
    }
}

/// The interval of a statistic of counts; none where leaving out a row leaves nothing to say.
fn jackknife(
    weights: &mut Weights,
    value: f64,
    statistic: impl Fn(&Weights) -> Option<f64>,
) -> Option<Interval> {
    let n: f64 = weights.counts.iter().sum();
    // A correlation of 1 has no finite place on the scale.
    let scale = |value: f64| libm::atanh(value.clamp(-MOST, MOST));
    let centre = scale(value);
    let mut parts = Vec::new();
    for cell in 0..weights.counts.len() {
        let rows = weights.counts[cell];
        if rows > 0.0 {
            let out = rows.min(1.0);
            weights.counts[cell] = rows - out;
            parts.push((rows, centre + (scale(statistic(weights)?) - centre) / out));
            weights.counts[cell] = rows;
        }
    }
    let mean = parts.iter().map(|(rows, value)| rows * value).sum::<f64>() / n;
    let squares: f64 = parts.iter().map(|(rows, v)| rows * (v - mean) * (v - mean)).sum();
    let half = Z_95 * (squares * (n - 1.0) / n).sqrt();
    let interval = Interval { low: libm::tanh(centre - half), high: libm::tanh(centre + half) };
    (half > 0.0 && half.is_finite()).then_some(interval)
}

/// The largest correlation that has a place on the scale of `atanh`.
const MOST: f64 = 1.0 - 1e-12;

/// Counts that a row can be taken from: those of the matrix, then of each class the rows of other answers.
struct Weights {
    classes: usize,
    counts: Vec<f64>,
}

/// A class's rows: right ones, true ones, predicted ones.
#[derive(Clone, Copy)]
struct Part {
    right: f64,
    support: f64,
    predicted: f64,
}

impl Part {
    fn ratio(above: f64, below: f64) -> f64 {
        if below > 0.0 { above / below } else { 0.0 }
    }

    fn precision(self) -> f64 {
        Self::ratio(self.right, self.predicted)
    }

    fn recall(self) -> f64 {
        Self::ratio(self.right, self.support)
    }

    fn f1(self) -> f64 {
        Self::ratio(2.0 * self.right, self.support + self.predicted)
    }
}

impl Weights {
    /// The classes that occur or are predicted.
    fn parts(&self) -> Vec<Part> {
        let k = self.classes;
        let part = |class: usize| Part {
            right: self.counts[class * k + class],
            support: self.counts[class * k..(class + 1) * k].iter().sum::<f64>()
                + self.counts[k * k + class],
            predicted: (0..k).map(|truth| self.counts[truth * k + class]).sum(),
        };
        (0..k).map(part).filter(|part| part.support + part.predicted > 0.0).collect()
    }

    fn macro_mean(&self, of: impl Fn(Part) -> f64) -> Option<f64> {
        let parts = self.parts();
        let sum: f64 = parts.iter().map(|&part| of(part)).sum();
        (!parts.is_empty()).then(|| sum / parts.len() as f64)
    }

    fn weighted_mean(&self, of: impl Fn(Part) -> f64) -> Option<f64> {
        let parts = self.parts();
        let n: f64 = parts.iter().map(|part| part.support).sum();
        let sum: f64 = parts.iter().map(|&part| part.support * of(part)).sum();
        (n > 0.0).then(|| sum / n)
    }

    fn matthews(&self) -> Option<f64> {
        let sums = self.sums();
        let both = (sums.n * sums.n - sums.truth_squares) * (sums.n * sums.n - sums.answer_squares);
        let covariance = sums.right * sums.n - sums.products;
        (both > 0.0).then(|| (covariance / both.sqrt()).clamp(-1.0, 1.0))
    }

    fn kappa(&self) -> Option<f64> {
        let sums = self.sums();
        let beyond = sums.n * sums.n - sums.products;
        (beyond > 0.0).then(|| (sums.right * sums.n - sums.products) / beyond)
    }

    fn sums(&self) -> Sums {
        let parts = self.parts();
        let sum = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
        let others: f64 = self.counts[self.classes * self.classes..].iter().sum();
        Sums {
            n: sum(|part| part.support),
            right: sum(|part| part.right),
            products: sum(|part| part.support * part.predicted),
            truth_squares: sum(|part| part.support * part.support),
            answer_squares: sum(|part| part.predicted * part.predicted) + others * others,
        }
    }
}

/// What correlation and kappa are made of.
struct Sums {
    n: f64,
    right: f64,
    products: f64,
    truth_squares: f64,
    answer_squares: f64,
}

#[cfg(test)]
mod tests {
    use super::{ConfusionMatrix, OTHER_ANSWER};
    use crate::testing::assert_close;

    /// The diamonds of production, golden/d_diamonds/performance.json.
    fn diamonds() -> ConfusionMatrix {
        #[rustfmt::skip]
        let counts = vec![
            542, 68, 9, 20, 7,
            57, 1214, 26, 88, 480,
            7, 19, 7062, 396, 293,
            0, 16, 647, 4424, 477,
            3, 272, 1000, 900, 2333,
        ];
        ConfusionMatrix::from_counts(5, counts, vec![0; 5])
    }

    // Expected: scikit-learn 1.9.1, in golden/d_diamonds/performance.json.
    #[test]
    fn equals_scikit_learn() {
        let matrix = diamonds();
        for (got, want) in [
            (matrix.accuracy(), 0.7649803536345776),
            (matrix.balanced_accuracy(), 0.7421291384424873),
            (matrix.macro_precision(), 0.774116074850154),
            (matrix.macro_recall(), 0.7421291384424873),
            (matrix.macro_f1(), 0.7548974187133369),
            (matrix.weighted_precision(), 0.7580539287089763),
            (matrix.weighted_f1(), 0.758182042660324),
            (matrix.matthews(), 0.6715629708646669),
            (matrix.kappa(), 0.6692604809097895),
            (matrix.precision(4), 0.6498607242339833),
            (matrix.recall(4), 0.5175244010647737),
            (matrix.f1(4), 0.5761916522598173),
        ] {
            let got = got.unwrap();
            assert_close(got.value, want);
            let interval = got.interval.unwrap();
            assert!(interval.low < got.value && got.value < interval.high);
        }
    }

    #[test]
    fn the_interval_of_a_mean_recall_is_that_of_its_parts() {
        let matrix = diamonds();
        let [a, b] = [matrix.balanced_accuracy(), matrix.macro_recall()].map(|e| e.unwrap());
        let width = |e: crate::performance::Estimate| e.interval.map(|i| i.high - i.low).unwrap();
        assert!((width(a) / width(b) - 1.0).abs() < 0.01);
    }

    #[test]
    fn parts_merge_into_the_whole() {
        let rows: Vec<(u32, u32)> = (0..300)
            .map(|i| (i * 7 % 3, if i % 50 == 0 { OTHER_ANSWER } else { i * 11 % 4 }))
            .collect();
        let of = |rows: &[(u32, u32)]| {
            let mut matrix = ConfusionMatrix::new(4);
            matrix.update(rows.iter().copied());
            matrix
        };
        let mut merged = of(&rows[..100]);
        merged.merge(&of(&rows[100..]));
        assert_eq!(merged, of(&rows));
        assert_eq!(merged.n(), 300);
    }

    #[test]
    fn nothing_has_no_measure() {
        let matrix = ConfusionMatrix::new(3);
        assert_eq!((matrix.accuracy(), matrix.macro_f1(), matrix.kappa()), (None, None, None));
        assert_eq!(ConfusionMatrix::new(0).matthews(), None);
    }
}
