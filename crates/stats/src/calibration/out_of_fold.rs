//! Repairs judged on rows that they were not fitted to.
//!
//! Rows are dealt into five folds at random, with as many of each class in each as can be. Every fold is
//! repaired by the map that the other four gave. A repair judged on its own rows always looks good:
//! isotonic regression's calibration error there is 0.

use super::{BrierChange, RecalibrationKind};
use crate::{performance::Scored, sample::folds_by_group};

const FOLDS: usize = 5;

/// Rows in folds, sorted once for every repair.
#[derive(Clone, Debug)]
pub struct OutOfFold {
    folds: Vec<Fold>,
}

/// The rows of a fold, and those of all others.
#[derive(Clone, Debug)]
struct Fold {
    held_out: Scored,
    others: Scored,
}

/// What a repair did to rows that it was not fitted to.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The rows with their new probabilities.
    pub after: Scored,
    /// What that did to the Brier score.
    pub change: BrierChange,
}

impl OutOfFold {
    /// Deals rows into folds; `None` where scores are not all finite.
    #[must_use]
    pub fn new(scores: &[f64], is_positive: &[bool], seed: u32) -> Option<Self> {
        let fold = folds_by_group(is_positive, FOLDS, seed);
        let rows_of = |wanted: usize| {
            let rows = scores.iter().zip(is_positive).zip(&fold);
            let rows = rows.filter(|(_, fold)| **fold == wanted);
            let (scores, classes): (Vec<f64>, Vec<bool>) = rows.map(|((s, c), _)| (*s, *c)).unzip();
            Scored::new(&scores, &classes).ok()
        };
        let held_out: Vec<Scored> = (0..FOLDS).map(rows_of).collect::<Option<_>>()?;
        let others = |fold: usize| {
            let others = held_out.iter().enumerate().filter(|(other, _)| *other != fold);
            others.fold(Scored::default(), |all, (_, rows)| all.merge(rows))
        };
        let others: Vec<Scored> = (0..FOLDS).map(others).collect();
        let folds = held_out.into_iter().zip(others);
        Some(Self { folds: folds.map(|(held_out, others)| Fold { held_out, others }).collect() })
    }

    /// Judges a repair; `None` where it cannot be fitted without one of the folds, or where scores are no
    /// probabilities.
    #[must_use]
    pub fn judge(&self, kind: RecalibrationKind) -> Option<Judged> {
        let nothing = Judged { after: Scored::default(), change: BrierChange::default() };
        self.folds.iter().try_fold(nothing, |judged, Fold { held_out, others }| {
            let repair = kind.fit(others)?;
            let change = BrierChange::new(held_out, |score| repair.apply(score))?;
            Some(Judged {
                after: judged.after.merge(&repair.apply_to(held_out)),
                change: judged.change.merge(change),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::OutOfFold;
    use crate::calibration::RecalibrationKind;

    /// Scores whose squares are the true probabilities, and classes drawn by an integer formula.
    fn rows(n: u64) -> (Vec<f64>, Vec<bool>) {
        let uniform = |i: u64, by: u64| ((i * by + 13) % 100_003) as f64 / 100_003.0;
        let scores: Vec<f64> = (0..n).map(|i| uniform(i, 7_919)).collect();
        let draws = (0..n).map(|i| uniform(i * i % 99_991, 104_729));
        let classes = scores.iter().zip(draws).map(|(p, draw)| draw < p * p).collect();
        (scores, classes)
    }

    #[test]
    fn a_repair_mends_what_is_wrong() {
        let (scores, classes) = rows(4_000);
        let folds = OutOfFold::new(&scores, &classes, 1).unwrap();
        for kind in [RecalibrationKind::Isotonic, RecalibrationKind::Platt] {
            let judged = folds.judge(kind).unwrap();
            assert!(judged.change.mean().unwrap().interval_95().high < 0.0, "{kind:?} {judged:?}");
            assert_eq!(judged.after.len(), 4_000);
        }
    }

    #[test]
    fn noise_learned_by_heart_is_seen() {
        // The class is drawn without the score: nothing is to be learned.
        let scores: Vec<f64> = (0..200).map(|i| f64::from(i * 7919 % 1009) / 1009.0).collect();
        let classes: Vec<bool> =
            (0..200_u32).map(|i| i.wrapping_mul(2_654_435_761) >> 31 == 1).collect();
        let flat = vec![0.5; 200];
        let folds = OutOfFold::new(&scores, &classes, 1).unwrap();
        let brier_after = folds.judge(RecalibrationKind::Isotonic).unwrap().after;
        let squares = brier_after.runs().iter().map(|run| {
            run.score * run.score * run.negatives as f64
                + (1.0 - run.score).powi(2) * run.positives as f64
        });
        assert!(squares.sum::<f64>() / 200.0 > 0.25);
        // Of one score nothing can be fitted but a level.
        let one = OutOfFold::new(&flat, &classes, 1).unwrap();
        assert_eq!(one.judge(RecalibrationKind::Platt), None);
        assert!(one.judge(RecalibrationKind::Isotonic).unwrap().after.runs().len() <= 5);
        assert_eq!(OutOfFold::new(&[], &[], 1).unwrap().judge(RecalibrationKind::Isotonic), None);
    }
}
