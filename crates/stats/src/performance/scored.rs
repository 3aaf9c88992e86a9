//! Scores of rows whose class is known, sorted once: what every measure of a binary model walks.
//!
//! Kept as runs of equal scores with the number of rows of each class, so that ties need no care
//! afterwards and scores of few digits take little. Two parts of the rows merge into the whole.

use crate::{NotFinite, Sorted};

/// All rows of one score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreRun {
    /// The score.
    pub score: f64,
    /// Rows of the negative class.
    pub negatives: u64,
    /// Rows of the positive class.
    pub positives: u64,
}

impl ScoreRun {
    /// Rows of both classes.
    #[must_use]
    pub fn len(self) -> u64 {
        self.negatives + self.positives
    }

    /// Whether no row has the score, which no run of [`Scored`] is.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// Scores with the class of each row, in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scored {
    runs: Vec<ScoreRun>,
    negatives: u64,
    positives: u64,
}

impl Scored {
    /// Sorts scores, each with whether its row is of the positive class; what one list has more than
    /// the other is left out.
    ///
    /// # Errors
    /// [`NotFinite`] with the first score that is infinite or not a number.
    pub fn new(scores: &[f64], is_positive: &[bool]) -> Result<Self, NotFinite> {
        let class = |wanted: bool| -> Vec<f64> {
            let rows = scores.iter().zip(is_positive);
            rows.filter(|&(_, &is)| is == wanted).map(|(&score, _)| score).collect()
        };
        if let Some(position) = scores.iter().position(|score| !score.is_finite()) {
            return Err(NotFinite { position, value: scores[position] });
        }
        let [negatives, positives] = [Sorted::new(class(false))?, Sorted::new(class(true))?];
        Ok(Self::of_classes(&negatives, &positives))
    }

    /// From the scores of each class.
    #[must_use]
    pub fn of_classes(negatives: &Sorted, positives: &Sorted) -> Self {
        let run = |score, negatives, positives| ScoreRun { score, negatives, positives };
        let negatives = negatives.runs().map(|(score, count)| run(score, count, 0)).collect();
        let positives = positives.runs().map(|(score, count)| run(score, 0, count)).collect();
        Self::of_runs(negatives).merge(&Self::of_runs(positives))
    }

    /// From scores in ascending order, all finite, each with whether its row is of the positive class.
    #[must_use]
    pub fn of_ordered(rows: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut runs: Vec<ScoreRun> = Vec::new();
        for (score, is_positive) in rows {
            if runs.last().is_none_or(|run| run.score != score) {
                runs.push(ScoreRun { score: score + 0.0, negatives: 0, positives: 0 });
            }
            if let Some(run) = runs.last_mut() {
                *(if is_positive { &mut run.positives } else { &mut run.negatives }) += 1;
            }
        }
        Self::of_runs(runs)
    }

    /// The rows of two parts together.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len().max(other.runs.len()));
        let (mut left, mut right) = (self.runs.iter().peekable(), other.runs.iter().peekable());
        while let (Some(&a), Some(&b)) = (left.peek(), right.peek()) {
            let mut run = if b.score < a.score { *b } else { *a };
            if a.score == b.score {
                run.negatives += b.negatives;
                run.positives += b.positives;
            }
            left.next_if(|next| next.score == run.score);
            right.next_if(|next| next.score == run.score);
            runs.push(run);
        }
        runs.extend(left.chain(right));
        Self::of_runs(runs)
    }

    pub(super) fn of_runs(runs: Vec<ScoreRun>) -> Self {
        let negatives = runs.iter().map(|run| run.negatives).sum();
        let positives = runs.iter().map(|run| run.positives).sum();
        Self { runs, negatives, positives }
    }

    /// Every different score with its rows, ascending.
    #[must_use]
    pub fn runs(&self) -> &[ScoreRun] {
        &self.runs
    }

    /// Rows of the negative class.
    #[must_use]
    pub fn negatives(&self) -> u64 {
        self.negatives
    }

    /// Rows of the positive class.
    #[must_use]
    pub fn positives(&self) -> u64 {
        self.positives
    }

    /// Rows of both classes.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.negatives + self.positives
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The same rows with what a map makes of their scores, which may be in another order.
    ///
    /// Rows whose new score is not finite are left out.
    #[must_use]
    pub fn map(&self, map: impl Fn(f64) -> f64) -> Self {
        // Adding zero turns -0.0 into 0.0, as in `Sorted`.
        let mapped = |run: &ScoreRun| ScoreRun { score: map(run.score) + 0.0, ..*run };
        let mut runs: Vec<ScoreRun> = self.runs.iter().map(mapped).collect();
        runs.retain(|run| run.score.is_finite());
        runs.sort_by(|a, b| a.score.total_cmp(&b.score));
        runs.dedup_by(|next, run| {
            let is_equal = next.score == run.score;
            if is_equal {
                run.negatives += next.negatives;
                run.positives += next.positives;
            }
            is_equal
        });
        Self::of_runs(runs)
    }

    /// Whether every score may be a probability: from 0 to 1.
    #[must_use]
    pub fn are_probabilities(&self) -> bool {
        self.runs.iter().all(|run| (0.0..=1.0).contains(&run.score))
    }
}

#[cfg(test)]
mod tests {
    use super::{ScoreRun, Scored};

    #[test]
    fn equal_scores_are_one_run() {
        let scored =
            Scored::new(&[0.5, 0.1, 0.5, 0.9, 0.5], &[true, false, false, true, true]).unwrap();
        let run = |score, negatives, positives| ScoreRun { score, negatives, positives };
        assert_eq!(scored.runs(), [run(0.1, 1, 0), run(0.5, 1, 2), run(0.9, 0, 1)]);
        assert_eq!((scored.negatives(), scored.positives(), scored.len()), (2, 3, 5));
        assert!(scored.are_probabilities());
    }

    #[test]
    fn rows_in_order_need_no_sort() {
        let scores: Vec<f64> = (0..500).map(|i| f64::from((i * 7919) % 101) / 100.0).collect();
        let classes: Vec<bool> = (0..500).map(|i| (i * 31) % 7 < 3).collect();
        let order = crate::performance::rows_by_score(&scores);
        let rows = order.into_iter().map(|row| (scores[row as usize], classes[row as usize]));
        assert_eq!(Scored::of_ordered(rows), Scored::new(&scores, &classes).unwrap());
    }

    #[test]
    fn parts_merge_into_the_whole() {
        let scores: Vec<f64> = (0..500).map(|i| f64::from((i * 7919) % 101) / 100.0).collect();
        let classes: Vec<bool> = (0..500).map(|i| (i * 31) % 7 < 3).collect();
        let whole = Scored::new(&scores, &classes).unwrap();
        let [first, second] =
            [0..123, 123..500].map(|r| Scored::new(&scores[r.clone()], &classes[r]).unwrap());
        assert_eq!(first.merge(&second), whole);
        assert_eq!(whole.merge(&Scored::default()), whole);
    }

    #[test]
    fn a_map_may_turn_the_order_and_tie_scores() {
        let scored = Scored::new(&[0.1, 0.2, 0.9], &[false, true, true]).unwrap();
        let turned = scored.map(|score| -score);
        assert_eq!(turned, Scored::new(&[-0.1, -0.2, -0.9], &[false, true, true]).unwrap());
        let tied = scored.map(|score| if score > 0.15 { 0.5 } else { score });
        assert_eq!(
            tied.runs(),
            Scored::new(&[0.1, 0.5, 0.5], &[false, true, true]).unwrap().runs()
        );
        assert!(scored.map(|_| f64::NAN).is_empty());
    }

    #[test]
    fn refuses_what_is_not_finite() {
        let refused = Scored::new(&[0.1, f64::NAN], &[true, false]).unwrap_err();
        assert_eq!(refused.position, 1);
        assert!(!Scored::new(&[-2.0, 3.0], &[true, false]).unwrap().are_probabilities());
    }
}
