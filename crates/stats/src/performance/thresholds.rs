//! What follows from calling rows positive from a threshold on, and the threshold of least cost.

use super::{Confusion, Scored};

/// What each kind of row costs, in any unit; what it brings in is a cost under 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// A negative that is called so.
    pub true_negative: f64,
    /// A negative that is called positive.
    pub false_positive: f64,
    /// A positive that is called negative.
    pub false_negative: f64,
    /// A positive that is called so.
    pub true_positive: f64,
}

impl Costs {
    /// Of a row that is positive or not, and called so or not.
    #[must_use]
    pub const fn of_row(&self, is: bool, called: bool) -> f64 {
        match (is, called) {
            (false, false) => self.true_negative,
            (false, true) => self.false_positive,
            (true, false) => self.false_negative,
            (true, true) => self.true_positive,
        }
    }

    /// Of all rows together.
    #[must_use]
    pub fn of(&self, counts: Confusion) -> f64 {
        self.true_negative * counts.true_negatives as f64
            + self.false_positive * (counts.false_positives + counts.other_negatives) as f64
            + self.false_negative * (counts.false_negatives + counts.other_positives) as f64
            + self.true_positive * counts.true_positives as f64
    }
}

/// The threshold of least cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestThreshold {
    /// Rows are called positive from this score on; none where it is best to call no row so.
    pub threshold: Option<f64>,
    /// Cost per row.
    pub cost_per_row: f64,
    /// What follows from it.
    pub confusion: Confusion,
}

/// Counts at every threshold, from scores sorted once.
#[derive(Clone, Debug)]
pub struct Thresholds {
    /// Every score, ascending.
    scores: Vec<f64>,
    /// (negatives, positives) below each score.
    below: Vec<(u64, u64)>,
    negatives: u64,
    positives: u64,
}

impl Thresholds {
    /// Of scores.
    #[must_use]
    pub fn new(scored: &Scored) -> Self {
        let (mut negatives, mut positives) = (0, 0);
        let before = |run: &super::ScoreRun| {
            let below = (negatives, positives);
            negatives += run.negatives;
            positives += run.positives;
            below
        };
        Self {
            below: scored.runs().iter().map(before).collect(),
            scores: scored.runs().iter().map(|run| run.score).collect(),
            negatives: scored.negatives(),
            positives: scored.positives(),
        }
    }

    /// Counts where rows are called positive from a score on.
    #[must_use]
    pub fn at(&self, threshold: f64) -> Confusion {
        let position = self.scores.partition_point(|&score| score < threshold);
        let all = (self.negatives, self.positives);
        self.confusion(self.below.get(position).copied().unwrap_or(all))
    }

    /// The threshold of least cost among all scores and none at all; of equal ones the largest. `None`
    /// without rows.
    #[must_use]
    pub fn best(&self, costs: &Costs) -> Option<BestThreshold> {
        let none = (None, self.confusion((self.negatives, self.positives)));
        let scores = self.scores.iter().zip(&self.below).rev();
        let each = scores.map(|(&score, &below)| (Some(score), self.confusion(below)));
        let (mut best, mut least) = (none, costs.of(none.1));
        for candidate in each {
            let cost = costs.of(candidate.1);
            if cost < least {
                (best, least) = (candidate, cost);
            }
        }
        let (threshold, confusion) = best;
        let rows = (self.negatives + self.positives) as f64;
        (rows > 0.0).then(|| BestThreshold { threshold, cost_per_row: least / rows, confusion })
    }

    fn confusion(&self, (negatives_below, positives_below): (u64, u64)) -> Confusion {
        Confusion {
            true_negatives: negatives_below,
            false_positives: self.negatives - negatives_below,
            false_negatives: positives_below,
            true_positives: self.positives - positives_below,
            ..Confusion::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Costs, Thresholds};
    use crate::performance::{Confusion, Scored};

    const ERRORS: Costs =
        Costs { true_negative: 0.0, false_positive: 1.0, false_negative: 5.0, true_positive: 0.0 };

    fn thresholds() -> Thresholds {
        let scores = [0.1, 0.3, 0.3, 0.6, 0.8];
        Thresholds::new(&Scored::new(&scores, &[false, true, false, false, true]).unwrap())
    }

    #[test]
    fn counts_are_those_of_the_rule() {
        let at = |threshold| {
            let c: Confusion = thresholds().at(threshold);
            (c.true_negatives, c.false_positives, c.false_negatives, c.true_positives)
        };
        assert_eq!(at(0.3), (1, 2, 0, 2));
        assert_eq!(at(0.31), (2, 1, 1, 1));
        assert_eq!(at(0.0), (0, 3, 0, 2));
        assert_eq!(at(2.0), (3, 0, 2, 0));
    }

    #[test]
    fn the_best_threshold_weighs_the_errors() {
        let best = thresholds().best(&ERRORS).unwrap();
        assert_eq!((best.threshold, best.cost_per_row), (Some(0.3), 0.4));
        let careful = Costs { false_positive: 100.0, false_negative: 1.0, ..ERRORS };
        assert_eq!(thresholds().best(&careful).unwrap().threshold, Some(0.8));
        let free = Costs { false_positive: 1.0, false_negative: 0.0, ..ERRORS };
        assert_eq!(thresholds().best(&free).unwrap().threshold, None);
        assert_eq!(Thresholds::new(&Scored::default()).best(&ERRORS), None);
    }
}
