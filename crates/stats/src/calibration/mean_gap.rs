//! The gap between what a model says on average and how often the class came true, over any rows: of a
//! segment, of a window, of a file.
//!
//! `gap = mean score - share of the class`: over 0 where the model says too much. Scores are taken as given.
//! The interval is Wilson's of the share, shrunk by the ratio of what is left of the rows' variance once the
//! score is taken off to the variance of the class, where both classes have ten rows: rows whose chances are
//! known to differ vary less than rows of one chance. With fewer it is Wilson's itself, which is too wide.
//!
//! The p-value is that of the number of rows of the class where every score is true: a sum of independent
//! draws, by the binomial law of the same mean and variance; twice the lesser tail. Sums of two parts merge.
//! `None` without rows, or where the scores are less than 0 or over 1 on average.

use crate::performance::{Interval, ScoreRun, Scored, wilson};
use crate::special::{Z_95, binomial_two_sided};

/// Rows of a class under which the scores do not narrow the interval.
const FEWEST_OF_CLASS: u64 = 10;

/// Sums over rows: scores from 0 to 1, and whether the class came true.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GapSums {
    /// Rows.
    pub rows: u64,
    /// Rows of the class.
    pub positives: u64,
    scores: f64,
    squares: f64,
    scores_of_positives: f64,
}

/// The gap of some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanGap {
    /// Rows.
    pub rows: u64,
    /// What the model says on average.
    pub mean_score: f64,
    /// How often the class came true.
    pub share: f64,
    /// The former less the latter.
    pub gap: f64,
    /// Its 95% interval.
    pub interval: Interval,
    /// How likely such a gap is, in either direction, where every score is true.
    pub p_value: f64,
}

impl GapSums {
    /// Adds a row.
    pub fn add(&mut self, score: f64, is_class: bool) {
        self.rows += 1;
        self.scores += score;
        self.squares += score * score;
        if is_class {
            self.positives += 1;
            self.scores_of_positives += score;
        }
    }

    /// The sums of rows.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = (f64, bool)>) -> Self {
        rows.into_iter().fold(Self::default(), |mut sums, (score, is_class)| {
            sums.add(score, is_class);
            sums
        })
    }

    /// The sums of scores in order.
    #[must_use]
    pub fn of_scored(scored: &Scored) -> Self {
        let of_run = |run: &ScoreRun| {
            let (rows, positives) = (run.len() as f64, run.positives as f64);
            Self {
                rows: run.len(),
                positives: run.positives,
                scores: rows * run.score,
                squares: rows * run.score * run.score,
                scores_of_positives: positives * run.score,
            }
        };
        scored.runs().iter().map(of_run).fold(Self::default(), Self::merge)
    }

    /// The rows of two parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            positives: self.positives + other.positives,
            scores: self.scores + other.scores,
            squares: self.squares + other.squares,
            scores_of_positives: self.scores_of_positives + other.scores_of_positives,
        }
    }

    /// The gap; `None` without rows, and where scores are no probabilities on average.
    #[must_use]
    pub fn gap(&self) -> Option<MeanGap> {
        let n = self.rows as f64;
        if !(0.0..=n).contains(&self.scores) {
            return None;
        }
        let share_interval = wilson(self.positives, self.rows, Z_95)?;
        let (mean_score, share) = (self.scores / n, self.positives as f64 / n);
        let gap = mean_score - share;
        let narrowed = self.narrowing(share, gap);
        Some(MeanGap {
            rows: self.rows,
            mean_score,
            share,
            gap,
            interval: Interval {
                low: gap - narrowed * (share_interval.high - share),
                high: gap + narrowed * (share - share_interval.low),
            },
            p_value: self.p_value(),
        })
    }

    /// Root of the variance of score less class over that of the class, at most 1.
    fn narrowing(&self, share: f64, gap: f64) -> f64 {
        if self.positives.min(self.rows - self.positives) < FEWEST_OF_CLASS {
            return 1.0;
        }
        let squares = self.squares - 2.0 * self.scores_of_positives + self.positives as f64;
        let left = (squares / self.rows as f64 - gap * gap).max(0.0);
        (left / (share * (1.0 - share))).sqrt().min(1.0)
    }

    fn p_value(&self) -> f64 {
        if self.squares <= 0.0 {
            return f64::from(u8::from(self.positives == 0));
        }
        // Mean and variance of so many rows of one chance are those of these rows.
        let mean = self.scores;
        let least = libm::ceil(mean).clamp(1.0, self.rows as f64);
        let rows = libm::rint(mean * (mean / self.squares)).clamp(least, self.rows as f64);
        let chance = (mean / rows).min(1.0);
        if self.positives as f64 > rows {
            // More than that law has: that of all rows, which is wider.
            return binomial_two_sided(self.positives, self.rows, mean / self.rows as f64);
        }
        binomial_two_sided(self.positives, rows as u64, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::GapSums;
    use crate::performance::Scored;
    use crate::testing::{assert_close, assert_within};

    fn rows(n: u32) -> impl Iterator<Item = (f64, bool)> {
        (0..n).map(|row| (f64::from((row * 37) % 101) / 101.0, (row * 31) % 91 < 40))
    }

    // Expected: tests/goldens/mean_gap.py, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0.
    #[test]
    fn equals_numpy() {
        let gap = GapSums::of(rows(400)).gap().unwrap();
        for (got, want) in [
            (gap.mean_score, 0.49415841584158415),
            (gap.share, 0.4425),
            (gap.gap, 0.05165841584158415),
            (gap.interval.low, 0.0026664104365491936),
            (gap.interval.high, 0.09955650739817506),
            (gap.p_value, 0.014598020557921743),
        ] {
            assert_within(got, want, 1e-9);
        }
    }

    #[test]
    fn parts_merge_into_the_whole() {
        let whole = GapSums::of(rows(300)).gap().unwrap();
        let parts = GapSums::of(rows(300).take(100)).merge(GapSums::of(rows(300).skip(100)));
        assert_close(parts.gap().unwrap().gap, whole.gap);
        assert_close(parts.gap().unwrap().p_value, whole.p_value);
        let (scores, classes): (Vec<f64>, Vec<bool>) = rows(300).unzip();
        let ordered = GapSums::of_scored(&Scored::new(&scores, &classes).unwrap());
        assert_close(ordered.gap().unwrap().interval.low, whole.interval.low);
    }

    #[test]
    fn one_class_and_nothing() {
        let none = GapSums::of((0..200).map(|_| (0.1, false))).gap().unwrap();
        assert!(none.interval.low > 0.08 && none.interval.high <= 0.1 + 1e-12, "{none:?}");
        assert!(none.p_value < 1e-8);
        let impossible = GapSums::of([(0.0, true), (0.0, false)]).gap().unwrap();
        assert_eq!(impossible.p_value, 0.0);
        assert_eq!(GapSums::default().gap(), None);
        assert_eq!(GapSums::of([(4.0, true), (0.5, false)]).gap(), None);
    }
}
