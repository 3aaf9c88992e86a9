//! How well scores tell two groups apart: the area under the ROC curve, with its interval.
//!
//! The share of pairs in which the second group has the larger score, ties counted half: 0.5 where
//! scores say nothing, 1 where they tell the groups apart without error. It equals
//! [`crate::probability_larger`], and scikit-learn's `roc_auc_score`.
//!
//! The standard error is that of DeLong, DeLong and Clarke-Pearson (1988), from the placement of each
//! score among those of the other group, by mid-ranks (Sun and Xu 2014). Without any difference the
//! law is that of Mann and Whitney: mean 0.5, variance (n + m + 1 - ties) / (12 n m).
//! `None` where a group is empty; no standard error where a group has one score.

mod bundles;

use crate::{
    Sorted, merge,
    performance::Scored,
    special::{Z_95, normal_sf},
};

/// Area under the ROC curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Auc {
    /// Share of pairs in which the second group's score is larger, ties counted half.
    pub value: f64,
    /// DeLong's standard error; none where a group has one score.
    pub standard_error: Option<f64>,
    /// Standard error of the value where scores say nothing.
    pub null_standard_error: f64,
}

impl Auc {
    /// Of the scores of two groups; `None` where one is empty.
    #[must_use]
    pub fn new(first: &Sorted, second: &Sorted) -> Option<Self> {
        let mut placements = Placements::new(first.len() as u64, second.len() as u64)?;
        merge::runs(first, second, |run| {
            placements.add(run.reference as u64, run.production as u64);
        });
        Some(placements.area())
    }

    /// Of scores sorted once, the negative class first; `None` where a class is empty.
    #[must_use]
    pub fn of_scored(scored: &Scored) -> Option<Self> {
        let mut placements = Placements::new(scored.negatives(), scored.positives())?;
        scored.runs().iter().for_each(|run| placements.add(run.negatives, run.positives));
        Some(placements.area())
    }

    /// Of scored rows of two groups, where rows with one number of `bundle` are copies of each other and
    /// not independent; `None` where a group is empty or a score is not finite.
    #[must_use]
    pub fn of_bundles(scores: &[f64], is_second: &[bool], bundle: &[usize]) -> Option<Self> {
        let side = |wanted: bool| {
            let rows = scores.iter().zip(is_second).filter(|(_, is)| **is == wanted);
            Sorted::new(rows.map(|(score, _)| *score).collect()).ok()
        };
        let auc = Self::new(&side(false)?, &side(true)?)?;
        let factors = bundles::factors(scores, is_second, bundle);
        Some(Self {
            standard_error: auc.standard_error.map(|error| error * factors.delong.sqrt()),
            null_standard_error: auc.null_standard_error * factors.null.sqrt(),
            ..auc
        })
    }

    /// The mean of several areas whose errors are uncorrelated; `None` where there is none.
    #[must_use]
    pub fn mean_of(areas: &[Self]) -> Option<Self> {
        let count = areas.len() as f64;
        let error = |squares: f64| squares.sqrt() / count;
        let standard_errors: Option<Vec<f64>> = areas.iter().map(|a| a.standard_error).collect();
        let null = areas.iter().map(|area| area.null_standard_error * area.null_standard_error);
        (!areas.is_empty()).then(|| Self {
            value: areas.iter().map(|area| area.value).sum::<f64>() / count,
            standard_error: standard_errors.map(|errors| error(errors.iter().map(|e| e * e).sum())),
            null_standard_error: error(null.sum()),
        })
    }

    /// The interval that holds the true value in 95% of cases, within 0 and 1.
    #[must_use]
    pub fn interval_95(&self) -> Option<(f64, f64)> {
        let half = Z_95 * self.standard_error?;
        Some(((self.value - half).max(0.0), (self.value + half).min(1.0)))
    }

    /// Probability of a value as large or larger where scores say nothing, by the normal law; 1 where
    /// all scores are tied.
    #[must_use]
    pub fn p_value_greater(&self) -> f64 {
        if self.null_standard_error < 1e-12 {
            return 1.0;
        }
        normal_sf((self.value - 0.5) / self.null_standard_error)
    }
}

/// Sums over the runs of equal scores, from the least score on.
struct Placements {
    n: f64,
    m: f64,
    first_below: u64,
    second_below: u64,
    pairs: f64,
    ties: f64,
    squares_first: f64,
    squares_second: f64,
}

impl Placements {
    /// Before any run, for groups of so many scores; `None` where one is empty.
    fn new(n: u64, m: u64) -> Option<Self> {
        (n > 0 && m > 0).then_some(Self {
            n: n as f64,
            m: m as f64,
            first_below: 0,
            second_below: 0,
            pairs: 0.0,
            ties: 0.0,
            squares_first: 0.0,
            squares_second: 0.0,
        })
    }

    fn add(&mut self, first: u64, second: u64) {
        let (in_first, in_second) = (first as f64, second as f64);
        // Share of the other group that each score of this run is on the right side of.
        let below = (self.first_below as f64 + in_first / 2.0) / self.n;
        let above = (self.m - self.second_below as f64 - in_second / 2.0) / self.m;
        self.pairs += in_second * below;
        self.squares_second += in_second * below * below;
        self.squares_first += in_first * above * above;
        let length = in_first + in_second;
        self.ties += length * (length * length - 1.0);
        self.first_below += first;
        self.second_below += second;
    }

    fn area(&self) -> Auc {
        let (n, m) = (self.n, self.m);
        let value = self.pairs / m;
        let spread = |squares: f64, count: f64| (squares - count * value * value) / (count - 1.0);
        let standard_error = (n > 1.0 && m > 1.0).then(|| {
            let variance = spread(self.squares_first, n) / n + spread(self.squares_second, m) / m;
            variance.max(0.0).sqrt()
        });
        let total = n + m;
        let null_variance = (total + 1.0 - self.ties / (total * (total - 1.0))) / (12.0 * n * m);
        Auc { value, standard_error, null_standard_error: null_variance.max(0.0).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::Auc;
    use crate::{
        Sorted, mann_whitney, probability_larger,
        testing::{a, a2, assert_close, b, b2, sorted, ties},
    };

    // Expected: numpy 2.4.6, `psi = lambda x, y: (x < y) + .5 * (x == y)`, `V = psi(x[:, None], y)`,
    // `V.mean(), (V.mean(1).var(ddof=1) / n + V.mean(0).var(ddof=1) / m) ** .5` on A, B; A2, B2; lists.
    #[test]
    fn equals_delong_by_placements() {
        let (tied, other) = ties();
        for (x, y, value, error) in [
            (a(), b(), 0.5246333333333333, 0.03154942466718745),
            (a2(), b2(), 0.5473066666666667, 0.011246701050850268),
            (tied, other, 0.5714285714285714, 0.15145358239647982),
        ] {
            let auc = Auc::new(&x, &y).unwrap();
            assert_close(auc.value, value);
            assert_close(auc.standard_error.unwrap(), error);
            assert_close(auc.value, probability_larger(&x, &y).unwrap());
        }
    }

    #[test]
    fn chance_is_that_of_mann_and_whitney() {
        let auc = Auc::new(&a2(), &b2()).unwrap();
        let test = mann_whitney(&a2(), &b2()).unwrap();
        // The test is two-sided and corrects for continuity.
        assert!((2.0 * auc.p_value_greater() / test.p_value - 1.0).abs() < 0.001);
    }

    #[test]
    fn what_is_tied_says_nothing() {
        let tied = Auc::new(&sorted(&[1.0; 9]), &sorted(&[1.0; 4])).unwrap();
        assert_eq!(
            (tied.value, tied.standard_error, tied.p_value_greater()),
            (0.5, Some(0.0), 1.0)
        );
        let apart = Auc::new(&sorted(&[1.0, 2.0]), &sorted(&[3.0, 4.0])).unwrap();
        assert_eq!(apart.interval_95(), Some((1.0, 1.0)));
        assert_eq!(Auc::new(&sorted(&[1.0]), &Sorted::default()), None);
        assert_eq!(Auc::new(&sorted(&[1.0]), &sorted(&[2.0])).unwrap().standard_error, None);
    }
}
