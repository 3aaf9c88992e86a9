//! The reliability diagram: what a model says against what came true, bin by bin.
//!
//! Bins are of equal width over 0 to 1, or of equally many rows: then their edges are the deciles of
//! the scores, each once, so that many equal scores give fewer bins; where the least score fills a bin, that
//! bin holds nothing else, as with answers of 0 and 1. A bin holds its upper edge and not its lower one, the
//! first both, as scikit-learn's `calibration_curve`. Empty bins are kept and have no
//! means. A bin's share of positive rows has Wilson's interval.

use crate::{
    equal_width_edges, lerp,
    performance::{Interval, Scored, wilson},
    special::Z_95,
};

/// How scores are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bins {
    /// So many bins of equal width from 0 to 1.
    EqualWidth(u32),
    /// Up to so many bins of equally many rows.
    EqualCount(u32),
}

/// A bin of the diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliabilityBin {
    /// Lower edge, which the bin holds only where it is the first one.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Rows.
    pub rows: u64,
    /// Rows of the positive class.
    pub positives: u64,
    /// Sum of the scores.
    pub(super) scores: f64,
    /// Sum of the squared scores.
    pub(super) squares: f64,
    /// Sum of the scores of positive rows.
    pub(super) scores_of_positives: f64,
}

impl ReliabilityBin {
    fn new(edges: &[f64]) -> Self {
        let (low, high) = (edges[0], edges[1]);
        let (scores, squares, scores_of_positives) = (0.0, 0.0, 0.0);
        Self { low, high, rows: 0, positives: 0, scores, squares, scores_of_positives }
    }

    /// Mean score: what the model says. `None` for an empty bin.
    #[must_use]
    pub fn mean_score(&self) -> Option<f64> {
        (self.rows > 0).then(|| self.scores / self.rows as f64)
    }

    /// Share of positive rows: what came true. `None` for an empty bin.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.rows > 0).then(|| self.positives as f64 / self.rows as f64)
    }

    /// What came true less what the model says: over 0 where it says too little.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        Some(self.share()? - self.mean_score()?)
    }

    /// The interval that holds the true share in 95% of cases (Wilson 1927).
    #[must_use]
    pub fn share_interval_95(&self) -> Option<Interval> {
        wilson(self.positives, self.rows, Z_95)
    }
}

/// A reliability diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Bins from low scores to high ones.
    pub bins: Vec<ReliabilityBin>,
    /// Rows of all bins.
    pub rows: u64,
    /// Positive rows of all bins.
    pub positives: u64,
}

impl Reliability {
    /// The diagram of these scores; `None` where there is no row, or where scores are no probabilities.
    #[must_use]
    pub fn new(scored: &Scored, bins: Bins) -> Option<Self> {
        if scored.is_empty() || !scored.are_probabilities() {
            return None;
        }
        let edges = match bins {
            Bins::EqualWidth(count) => equal_width_edges(0.0, 1.0, count as usize),
            Bins::EqualCount(count) => equal_count(scored, count),
        };
        let mut bins: Vec<ReliabilityBin> = edges.windows(2).map(ReliabilityBin::new).collect();
        let last = bins.len().checked_sub(1)?;
        let mut at = 0;
        for run in scored.runs() {
            while at < last && run.score > bins[at].high {
                at += 1;
            }
            let (bin, rows, positives) = (&mut bins[at], run.len(), run.positives);
            bin.rows += rows;
            bin.positives += positives;
            bin.scores += run.score * rows as f64;
            bin.squares += run.score * run.score * rows as f64;
            bin.scores_of_positives += run.score * positives as f64;
        }
        Some(Self { bins, rows: scored.len(), positives: scored.positives() })
    }

    /// Bins that hold rows, each with its share of all rows.
    pub(super) fn filled(&self) -> impl Iterator<Item = (&ReliabilityBin, f64)> {
        let share = |bin: &ReliabilityBin| bin.rows as f64 / self.rows as f64;
        self.bins.iter().filter(|bin| bin.rows > 0).map(move |bin| (bin, share(bin)))
    }
}

/// Quantiles as `numpy.percentile`, each once; the least twice where it fills a bin.
fn equal_count(scored: &Scored, count: u32) -> Vec<f64> {
    let runs = scored.runs();
    // Rows up to the end of each run.
    let ends: Vec<u64> = runs
        .iter()
        .scan(0, |passed, run| {
            *passed += run.len();
            Some(*passed)
        })
        .collect();
    let score_at = |place: u64| runs[ends.partition_point(|&end| end <= place)].score;
    let last = scored.len() - 1;
    let quantile = |percent: f64| {
        let index = last as f64 * (percent / 100.0);
        let below = libm::floor(index);
        let place = (below as u64).min(last);
        lerp(score_at(place), score_at((place + 1).min(last)), index - below)
    };
    let percents = equal_width_edges(0.0, 100.0, count as usize);
    let quantiles: Vec<f64> = percents.into_iter().map(quantile).collect();
    let mut edges = quantiles.clone();
    edges.dedup();
    // Rows of the least score that fill a bin are one by themselves, of no width.
    if edges.len() == 1 || quantiles.get(1) == quantiles.first() {
        edges.insert(0, edges[0]);
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::{Bins, Reliability};
    use crate::{performance::Scored, testing::assert_close};

    fn scored(scores: &[f64], classes: &[u8]) -> Scored {
        let classes: Vec<bool> = classes.iter().map(|&class| class == 1).collect();
        Scored::new(scores, &classes).unwrap()
    }

    fn curve(scored: &Scored, bins: Bins) -> Vec<(f64, f64)> {
        let bins = Reliability::new(scored, bins).unwrap().bins;
        bins.iter().filter_map(|bin| Some((bin.share()?, bin.mean_score()?))).collect()
    }

    // Expected: scikit-learn's own tests and documentation of calibration_curve.
    #[test]
    fn equals_scikit_learn() {
        let first = scored(&[0.0, 0.1, 0.2, 0.8, 0.9, 1.0], &[0, 0, 0, 1, 1, 1]);
        let [low, high] = curve(&first, Bins::EqualWidth(2))[..] else { panic!() };
        assert_eq!((low.0, high.0), (0.0, 1.0));
        assert_close(low.1, 0.1);
        assert_close(high.1, 0.9);
        let second = scored(&[0.0, 0.1, 0.2, 0.5, 0.9, 1.0], &[0, 0, 0, 0, 1, 1]);
        let [low, high] = curve(&second, Bins::EqualCount(2))[..] else { panic!() };
        assert_eq!(low.0, 0.0);
        assert_close(high.0, 2.0 / 3.0);
        assert_close(high.1, 0.8);
        let scores = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1.0];
        let third = scored(&scores, &[0, 0, 0, 0, 1, 1, 1, 1, 1]);
        let found = curve(&third, Bins::EqualWidth(3));
        for ((share, mean), want) in found.iter().zip([(0.0, 0.2), (0.5, 0.525), (1.0, 0.85)]) {
            assert_close(*share, want.0);
            assert_close(*mean, want.1);
        }
    }

    // Expected: numpy 2.4.6, `numpy.unique(numpy.percentile(p, numpy.arange(0, 101, 25)))`.
    #[test]
    fn edges_of_equal_counts_are_quantiles_once() {
        let of = scored(&[0.5, 0.1, 0.5, 0.5, 0.9, 0.7], &[0; 6]);
        let bins = Reliability::new(&of, Bins::EqualCount(4)).unwrap().bins;
        let edges: Vec<f64> = bins.iter().map(|bin| bin.high).collect();
        assert_eq!(bins[0].low, 0.1);
        assert_eq!(bins.iter().map(|bin| bin.rows).collect::<Vec<_>>(), [4, 0, 2]);
        for (edge, want) in edges.iter().zip([0.5, 0.65, 0.9]) {
            assert_close(*edge, want);
        }
    }

    // Expected: scikit-learn 1.9.1, `calibration_curve(y, p, strategy="quantile", n_bins=10)`.
    #[test]
    fn scores_of_two_values_are_two_bins() {
        let scores: Vec<f64> = (0..100).map(|row| f64::from(u8::from(row < 60))).collect();
        let classes: Vec<u8> = (0..100).map(|row| u8::from(row % 4 == 0)).collect();
        let bins = curve(&scored(&scores, &classes), Bins::EqualCount(10));
        assert_eq!(bins, [(0.25, 0.0), (0.25, 1.0)]);
    }

    #[test]
    fn little_and_what_is_no_probability() {
        assert_eq!(Reliability::new(&Scored::default(), Bins::EqualWidth(10)), None);
        assert_eq!(Reliability::new(&scored(&[2.0], &[1]), Bins::EqualWidth(10)), None);
        assert_eq!(Reliability::new(&scored(&[0.2], &[1]), Bins::EqualWidth(0)), None);
        let one = Reliability::new(&scored(&[0.0, 0.0], &[1, 0]), Bins::EqualCount(10)).unwrap();
        assert_eq!((one.bins.len(), one.bins[0].rows, one.bins[0].gap()), (1, 2, Some(0.5)));
    }
}
