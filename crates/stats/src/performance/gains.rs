//! Gain and lift: what is found among the rows of the largest scores.
//!
//! The gain of a share q of the rows is the share of all positives among them; the lift is the gain
//! over q, how many times more than by chance. A run of equal scores that the cut falls into counts
//! in part, as if its rows were in random order. The interval of the gain is of the logarithmic odds,
//! with the error of the cut itself taken in: its variance is
//! `(π G (1 - G) (1 - 2 g) + g² q (1 - q)) / (π² n)`, where g is the share of positives near the cut.
//! `None` where a class is empty, or the share is not between 0 and 1.

use super::{Estimate, Scored, proportion, roc_auc::logit_interval};

/// What is found in a share of the rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// Share of all positives that is found.
    pub found: Estimate,
    /// That share over the share of rows.
    pub lift: Estimate,
}

/// What is found in the share of rows of the largest scores.
#[must_use]
pub fn gain(scored: &Scored, share_of_rows: f64) -> Option<Gains> {
    let q = share_of_rows;
    if scored.positives() == 0 || scored.negatives() == 0 || !(q > 0.0 && q < 1.0) {
        return None;
    }
    let (n, positives) = (scored.len() as f64, scored.positives() as f64);
    let found = positives_in(scored, q * n);
    let value = found / positives;
    // Rows near the cut, wide enough to tell their share of positives, narrow beside the cut.
    let near = (0.5 * libm::pow(n, 0.8)).min(n * q.min(1.0 - q)).max(1.0);
    let around = positives_in(scored, q * n + near) - positives_in(scored, q * n - near);
    let density = (around / (2.0 * near)).clamp(0.0, 1.0);
    let prevalence = positives / n;
    let variance = prevalence * value * (1.0 - value) * (1.0 - 2.0 * density)
        + density * density * q * (1.0 - q);
    let error = variance.max(0.0).sqrt() / (prevalence * n.sqrt());
    let interval = if value > 0.0 && value < 1.0 && error > 0.0 {
        Some(logit_interval(value, error))
    } else {
        proportion(found as u64, scored.positives()).and_then(|share| share.interval)
    };
    let lift = Estimate { value: value / q, interval: interval.map(|i| i.map(|end| end / q)) };
    Some(Gains { found: Estimate { value, interval }, lift })
}

/// Positives among so many rows of the largest scores.
fn positives_in(scored: &Scored, rows: f64) -> f64 {
    let (mut left, mut found) = (rows, 0.0);
    for run in scored.runs().iter().rev() {
        let length = run.len() as f64;
        if left < length {
            return found + run.positives as f64 * (left / length).max(0.0);
        }
        left -= length;
        found += run.positives as f64;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::gain;
    use crate::{performance::Scored, testing::assert_close};

    #[test]
    fn the_largest_scores_hold_the_positives() {
        let scores: Vec<f64> = (0..100).map(f64::from).collect();
        let classes: Vec<bool> = (0..100).map(|i| i >= 80 || i % 20 == 0).collect();
        let gain = gain(&Scored::new(&scores, &classes).unwrap(), 0.2).unwrap();
        assert_close(gain.found.value, 20.0 / 24.0);
        assert_close(gain.lift.value, 20.0 / 24.0 / 0.2);
    }

    #[test]
    fn tied_scores_find_what_chance_finds() {
        let classes: Vec<bool> = (0..50).map(|i| i % 5 == 0).collect();
        let tied = Scored::new(&[0.3; 50], &classes).unwrap();
        assert_close(gain(&tied, 0.1).unwrap().lift.value, 1.0);
        assert_eq!(gain(&tied, 0.0), None);
        assert_eq!(gain(&Scored::default(), 0.5), None);
    }
}
