//! What a repair of the probabilities does to the Brier score, on rows that it was not fitted to.
//!
//! Each row has its squared error before and after; the change is their mean difference, with the
//! standard error of a mean of pairs. Under 0 the repair mends. Parts of the rows that were repaired by
//! different maps merge.

use crate::{Measured, performance::Scored};

/// The change of the Brier score by a repair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BrierChange {
    /// Rows that were judged.
    pub rows: u64,
    sum: f64,
    squares: f64,
}

impl BrierChange {
    /// The change where scores become what a map makes of them; `None` where scores are no
    /// probabilities, before or after.
    #[must_use]
    pub fn new(scored: &Scored, map: impl Fn(f64) -> f64) -> Option<Self> {
        let is_probability = |score: f64| (0.0..=1.0).contains(&score);
        let mut change = Self { rows: scored.len(), ..Self::default() };
        for run in scored.runs() {
            let (before, after) = (run.score, map(run.score));
            if !(is_probability(before) && is_probability(after)) {
                return None;
            }
            for (class, rows) in [(1.0, run.positives), (0.0, run.negatives)] {
                // (after - y)² - (before - y)², without the difference of two squares.
                let more = (after - before) * (after + before - 2.0 * class);
                change.sum += more * rows as f64;
                change.squares += more * more * rows as f64;
            }
        }
        Some(change)
    }

    /// The change over the rows of both parts.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            sum: self.sum + other.sum,
            squares: self.squares + other.squares,
        }
    }

    /// The Brier score after less before, a row; `None` with fewer than two rows.
    #[must_use]
    pub fn mean(&self) -> Option<Measured> {
        let rows = self.rows as f64;
        let value = self.sum / rows;
        let variance = (self.squares - rows * value * value).max(0.0) / (rows - 1.0);
        (self.rows > 1).then(|| Measured { value, standard_error: (variance / rows).sqrt() })
    }
}

#[cfg(test)]
mod tests {
    use super::BrierChange;
    use crate::{performance::Scored, testing::assert_close};

    // Expected: by hand: 0.25 - 0.04 and 0.25 - 0.64 less each.
    #[test]
    fn is_the_mean_of_pairs() {
        let scored = Scored::new(&[0.2, 0.2], &[false, true]).unwrap();
        let change = BrierChange::new(&scored, |_| 0.5).unwrap();
        let mean = change.mean().unwrap();
        assert_close(mean.value, (0.21 - 0.39) / 2.0);
        assert_close(mean.standard_error, 0.3);
        let twice = change.merge(change);
        assert_eq!((twice.rows, twice.mean().unwrap().value), (4, mean.value));
        assert_eq!(BrierChange::default().mean(), None);
        assert_eq!(BrierChange::new(&scored, |score| score - 1.0), None);
    }
}
