//! Average precision: the mean precision at the scores of the positives, the area under the steps of
//! the precision-recall curve.
//!
//! `sum_k (R_k - R_{k-1}) P_k` from the largest score down, ties together, as
//! `sklearn.metrics.average_precision_score`. The standard error is that of the influence function: with
//! A(s) and B(s) the shares of all rows that are positive, or are at all, at scores of at least s, and
//! π the share of positives, a row of class y at s moves the value by
//! `(y (A(s)/B(s) + E[Y 1{S <= s} / B(S)] - AP) - E[Y A(S) 1{S <= s} / B(S)²]) / π`.
//! The interval is on the scale of the logarithmic odds. `None` where a class is empty.

use super::{Estimate, Interval, Scored, roc_auc::logit_interval};

/// Average precision.
#[must_use]
pub fn average_precision(scored: &Scored) -> Option<Estimate> {
    if scored.positives() == 0 || scored.negatives() == 0 {
        return None;
    }
    let positives = scored.positives() as f64;
    let sums = precision_sums(scored);
    let value = sums.iter().map(|at| at.positives * at.precision).sum::<f64>() / positives;
    let (mut gained, mut lost, mut squares) = (0.0, 0.0, 0.0);
    // From the least score up, where the expectations over S <= s grow.
    for at in sums.iter().rev() {
        gained += at.positives / at.called;
        lost += at.positives * at.precision / at.called;
        let positive = at.precision + gained - value - lost;
        squares += at.positives * positive * positive + at.negatives * lost * lost;
    }
    let error = squares.sqrt() / positives;
    let interval = if value < 1.0 && error > 0.0 {
        Some(logit_interval(value, error))
    } else {
        // Without an error, all that is known is that positives of so many were told.
        super::wilson(scored.positives(), scored.positives(), crate::special::Z_95)
            .map(|interval| Interval { high: value, ..interval })
    };
    Some(Estimate { value, interval })
}

/// One run of equal scores, with what is called positive from there on.
struct At {
    positives: f64,
    negatives: f64,
    called: f64,
    precision: f64,
}

/// From the largest score down.
fn precision_sums(scored: &Scored) -> Vec<At> {
    let (mut right, mut called) = (0, 0);
    let at = |run: &super::ScoreRun| {
        right += run.positives;
        called += run.len();
        At {
            positives: run.positives as f64,
            negatives: run.negatives as f64,
            called: called as f64,
            precision: right as f64 / called as f64,
        }
    };
    scored.runs().iter().rev().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::average_precision;
    use crate::{performance::Scored, testing::assert_close};

    /// y and p of golden_stats.json: `p = lin(300, 7919, 13, 1009, 1009)`, `y = u < p ** 1.5`.
    fn scored() -> Scored {
        let p: Vec<f64> =
            (0..300_u32).map(|i| f64::from((7919 * i + 13) % 1009) / 1009.0).collect();
        let u = (0..300_u32).map(|i| f64::from((104_729 * i + 7) % 997) / 997.0);
        let y: Vec<bool> = p.iter().zip(u).map(|(p, u)| u < libm::pow(*p, 1.5)).collect();
        Scored::new(&p, &y).unwrap()
    }

    // Expected: sklearn.metrics.average_precision_score, scikit-learn 1.9.1, golden_stats.json.
    #[test]
    fn equals_scikit_learn() {
        assert_close(average_precision(&scored()).unwrap().value, 0.7971763415909521);
    }

    #[test]
    fn the_interval_is_that_of_the_jackknife() {
        let whole = scored();
        let rows: Vec<(f64, bool)> = whole
            .runs()
            .iter()
            .flat_map(|run| {
                let negatives = std::iter::repeat_n((run.score, false), run.negatives as usize);
                negatives.chain(std::iter::repeat_n((run.score, true), run.positives as usize))
            })
            .collect();
        let without = |left: usize| {
            let kept = rows.iter().enumerate().filter(|(i, _)| *i != left).map(|(_, row)| *row);
            let (p, y): (Vec<f64>, Vec<bool>) = kept.unzip();
            average_precision(&Scored::new(&p, &y).unwrap()).unwrap().value
        };
        let values: Vec<f64> = (0..rows.len()).map(without).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let jackknife = ((n - 1.0) / n * squares).sqrt();
        let estimate = average_precision(&whole).unwrap();
        let interval = super::logit_interval(estimate.value, jackknife);
        let got = estimate.interval.unwrap();
        assert!((got.low - interval.low).abs() < 0.003 && (got.high - interval.high).abs() < 0.003);
    }

    #[test]
    fn one_class_has_none() {
        assert_eq!(average_precision(&Scored::new(&[0.1, 0.2], &[true, true]).unwrap()), None);
        let perfect = Scored::new(&[0.1, 0.2], &[false, true]).unwrap();
        assert_eq!(average_precision(&perfect).unwrap().value, 1.0);
    }
}
