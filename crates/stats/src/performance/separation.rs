//! How far the scores of the classes are apart at the best place: the Kolmogorov-Smirnov distance of
//! the scores of negatives and positives, recall plus specificity less 1 at the best threshold.
//!
//! As `scipy.stats.ks_2samp` of the two classes' scores, signed: where positives have the smaller
//! scores, it is 0. The interval is Newcombe's of the difference of the two shares at that threshold.
//! `None` where a class is empty.

use super::{Estimate, Scored, interval::weighted_sum, wilson::proportion};

/// The distance, and where it is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Separation {
    /// Share of positives less share of negatives that are called positive.
    pub distance: Estimate,
    /// Rows are called positive from this score on.
    pub threshold: f64,
}

/// The largest distance of the classes' scores.
#[must_use]
pub fn separation(scored: &Scored) -> Option<Separation> {
    let (n, m) = (scored.negatives(), scored.positives());
    let (mut false_positives, mut true_positives) = (0, 0);
    let mut best: Option<(f64, u64, u64, f64)> = None;
    for run in scored.runs().iter().rev() {
        false_positives += run.negatives;
        true_positives += run.positives;
        let distance = true_positives as f64 / m as f64 - false_positives as f64 / n as f64;
        if best.is_none_or(|(most, ..)| distance > most) {
            best = Some((distance, true_positives, false_positives, run.score));
        }
    }
    let (_, true_positives, false_positives, threshold) = best?;
    let shares = [proportion(true_positives, m)?, proportion(false_positives, n)?];
    let distance = weighted_sum(&[(1.0, shares[0]), (-1.0, shares[1])]);
    Some(Separation { distance, threshold })
}

#[cfg(test)]
mod tests {
    use super::separation;
    use crate::{
        Sorted, ks_two_sample,
        performance::Scored,
        testing::{a, assert_close, b, sorted},
    };

    #[test]
    fn equals_kolmogorov_and_smirnov() {
        let shifted: Sorted = sorted(&b().values().iter().map(|v| v + 3.0).collect::<Vec<_>>());
        let apart = separation(&Scored::of_classes(&a(), &shifted)).unwrap();
        assert_close(apart.distance.value, ks_two_sample(&a(), &shifted).unwrap().statistic);
        assert!(apart.distance.interval.unwrap().low > 0.1);
    }

    #[test]
    fn classes_apart_are_at_distance_one() {
        let apart = separation(&Scored::new(&[0.1, 0.2, 0.7], &[false, false, true]).unwrap());
        assert_eq!(apart.map(|s| (s.distance.value, s.threshold)), Some((1.0, 0.7)));
        assert_eq!(separation(&Scored::new(&[0.1], &[false]).unwrap()), None);
    }
}
