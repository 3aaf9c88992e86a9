//! The mean of an outcome over rows of which it is not known yet, foretold by cells of a proxy.
//!
//! Each cell keeps the mean of its rows whose outcome is known: `Σ w_j m_j`, with the shares `w_j` of the cells among
//! the rows that wait (post-stratification; Holt and Smith 1979). Its squared error is
//! `Σ w_j² s_j²/n_j + Σ w_j (m_j − m)²/N`: of the means, and of the N rows that wait. It holds as long as rows of one
//! cell have the outcome as before. In the unit of the outcome.

use crate::performance::{Estimate, Interval};
use crate::{Moments, special::Z_95};

/// The mean to expect, from the outcomes of each cell and the rows of each that wait. `None` where no row waits, or
/// where rows wait in a cell without two known outcomes.
#[must_use]
pub fn foretold_mean(known: &[Moments], waiting: &[u64]) -> Option<Estimate> {
    let rows = waiting.iter().sum::<u64>() as f64;
    let mut cells = Vec::new();
    for (moments, &waits) in known.iter().zip(waiting).filter(|(_, waits)| **waits > 0) {
        let error = moments.standard_deviation(1)? / (moments.n() as f64).sqrt();
        cells.push((waits as f64 / rows, moments.mean()?, error));
    }
    let all_counted = waiting.len() <= known.len();
    let value = cells.iter().map(|(share, mean, _)| share * mean).sum::<f64>();
    let of_means = cells.iter().map(|(share, _, error)| (share * error) * (share * error));
    let of_rows =
        cells.iter().map(|(share, mean, _)| share * (mean - value) * (mean - value) / rows);
    let half = Z_95 * (of_means.sum::<f64>() + of_rows.sum::<f64>()).sqrt();
    let interval = Interval { low: value - half, high: value + half };
    let is_known = interval.low.is_finite() && interval.high.is_finite();
    (rows > 0.0 && all_counted && value.is_finite())
        .then_some(Estimate { value, interval: is_known.then_some(interval) })
}

#[cfg(test)]
mod tests {
    use super::foretold_mean;
    use crate::testing::{assert_close, moments_of};

    // Expected: with m = [c.mean() for c in cells], w = [0.25, 0.75], N = 40: (w * m).sum(), and 1.959963984540054 times
    // sqrt(sum(w**2 * [c.var(ddof=1) / len(c) for c in cells]) + (w * (m - value)**2).sum() / N); numpy 2.4.6.
    #[test]
    fn equals_the_formula_in_numpy() {
        let cells = [moments_of(&[1.0, 2.0, 3.0, 6.0]), moments_of(&[5.0, 9.0, 10.0])];
        let found = foretold_mean(&cells, &[10, 30]).unwrap();
        assert_close(found.value, 6.75);
        assert_close(found.interval.unwrap().low, 4.347461336408212);
        assert_close(found.interval.unwrap().high, 9.152538663591788);
    }

    #[test]
    fn a_cell_that_is_not_known_foretells_nothing() {
        let cells = [moments_of(&[1.0, 2.0]), moments_of(&[5.0])];
        assert_eq!(foretold_mean(&cells, &[3, 1]), None);
        assert!(foretold_mean(&cells, &[3, 0]).is_some());
        assert_eq!(foretold_mean(&cells, &[0, 0]), None);
        assert_eq!(foretold_mean(&cells, &[1, 0, 4]), None);
    }
}
