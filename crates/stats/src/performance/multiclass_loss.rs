//! How far the probabilities of several classes are from the class that came true: logarithmic loss,
//! Brier score over all classes, and how often the truth is among the likeliest.
//!
//! As `sklearn.metrics.log_loss`, with probabilities over the sum of their row, at least 2.2e-16; the
//! Brier score is the sum over classes of squared distances. Means with Student's interval; two parts merge.

use super::{Estimate, interval::mean, wilson::proportion};
use crate::Moments;

/// Sums over rows.
#[derive(Clone, Copy, Debug)]
pub struct MulticlassLoss {
    log: Moments,
    brier: Moments,
    among_two: u64,
}

impl Default for MulticlassLoss {
    fn default() -> Self {
        Self { log: Moments::new(), brier: Moments::new(), among_two: 0 }
    }
}

impl MulticlassLoss {
    /// Takes in rows: the true class of each, and every class's [`class_shares`](super::class_shares).
    /// A row without them, or whose class is beyond the last, is left out.
    pub fn update(&mut self, truth: &[u32], shares: &[Vec<f64>]) {
        const CHUNK: usize = 1_024;
        let mut losses = (Vec::with_capacity(CHUNK), Vec::with_capacity(CHUNK));
        for (row, &class) in truth.iter().enumerate() {
            let share = |column: &Vec<f64>| column.get(row).copied().unwrap_or(f64::NAN);
            let own = shares.get(class as usize).map(share).filter(|share| share.is_finite());
            let Some(own) = own else { continue };
            losses.0.push(-libm::log(own.clamp(f64::EPSILON, 1.0 - f64::EPSILON)));
            let squares: f64 = shares.iter().map(|column| share(column) * share(column)).sum();
            losses.1.push(squares - 2.0 * own + 1.0);
            let ahead = shares.iter().filter(|column| share(column) > own).count();
            self.among_two += u64::from(ahead < 2);
            if losses.0.len() == CHUNK {
                self.take(&mut losses);
            }
        }
        self.take(&mut losses);
    }

    fn take(&mut self, (log, brier): &mut (Vec<f64>, Vec<f64>)) {
        self.log.update(log);
        self.brier.update(brier);
        log.clear();
        brier.clear();
    }

    /// Takes in another part.
    pub fn merge(&mut self, other: &Self) {
        self.log.merge(&other.log);
        self.brier.merge(&other.brier);
        self.among_two += other.among_two;
    }

    /// Rows that were taken in.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.log.n()
    }

    /// Mean negative logarithm of the probability of the true class.
    #[must_use]
    pub fn log_loss(&self) -> Option<Estimate> {
        mean(&self.log)
    }

    /// Mean over rows of the squared distances of all classes, from 0 to 2.
    #[must_use]
    pub fn brier(&self) -> Option<Estimate> {
        mean(&self.brier)
    }

    /// Share of rows whose true class has fewer than two classes ahead of it.
    #[must_use]
    pub fn top_two_accuracy(&self) -> Option<Estimate> {
        proportion(self.among_two, self.n())
    }
}

#[cfg(test)]
mod tests {
    use super::MulticlassLoss;
    use crate::testing::assert_close;

    use crate::performance::class_shares;

    // Expected: -numpy.log([.7, .6, .5, .2]).mean(); ((p - one_hot) ** 2).sum(1).mean()
    #[test]
    fn equals_the_definition() {
        let columns: [&[f64]; 3] =
            [&[0.7, 0.2, 0.3, 0.5], &[0.2, 0.2, 0.5, 0.3], &[0.1, 0.6, 0.2, 0.2]];
        let mut loss = MulticlassLoss::default();
        loss.update(&[0, 2, 1, 2], &class_shares(&columns));
        assert_close(loss.log_loss().unwrap().value, 0.792_521_415_174_692_2);
        assert_close(loss.brier().unwrap().value, 0.435);
        assert_close(loss.top_two_accuracy().unwrap().value, 0.75);
    }

    #[test]
    fn what_is_no_probability_is_left_out() {
        let mut loss = MulticlassLoss::default();
        loss.update(&[0, 7, 1], &class_shares(&[&[0.0, 0.5, 0.5], &[0.0, 0.5, 0.5]]));
        assert_eq!(loss.n(), 1);
        assert_eq!(MulticlassLoss::default().log_loss(), None);
    }
}
