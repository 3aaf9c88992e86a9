//! Fisher's exact test of a table of two sides and two cells (Fisher 1934): the probability, over
//! all tables with the same margins, of one that is not more probable than this.
//!
//! As `scipy.stats.fisher_exact(table)`, two-sided; probabilities that differ by less than a ten
//! millionth of themselves count as equal, as in R. It asks for no least count, unlike chi-square.

use crate::Cells;

/// At most this many values: the time grows with them, and chi-square serves as well long before.
const MOST_VALUES: u64 = 1_000_000;

/// Two-sided p-value; `None` where there are not two cells, a side is empty, or both sides together
/// have over a million values. 1 where one of the cells is empty on both sides.
#[must_use]
pub fn fisher_exact(cells: &Cells) -> Option<f64> {
    let (&[a, _], &[b, _]) = (cells.reference.as_slice(), cells.production.as_slice()) else {
        return None;
    };
    let (n, m) = cells.totals();
    if n == 0 || m == 0 || n + m > MOST_VALUES {
        return None;
    }
    let first = a + b;
    let weights = Weights { n, m, first };
    let (low, high) = (first.saturating_sub(m), first.min(n));
    let mode = ((first + 1) * (n + 1) / (n + m + 2)).clamp(low, high);
    let bound = weights.of(a, mode) * (1.0 + 1e-7);
    let (mut all, mut as_rare) = (0.0, 0.0);
    let mut count = |weight: f64| {
        all += weight;
        if weight <= bound {
            as_rare += weight;
        }
    };
    weights.down(low, mode, &mut count);
    weights.up(mode, high, &mut count);
    count(1.0);
    Some((as_rare / all).min(1.0))
}

/// Probabilities of the count in the reference's first cell, in units of that of the mode.
struct Weights {
    n: u64,
    m: u64,
    /// Values in the first cell on both sides.
    first: u64,
}

impl Weights {
    /// Ratio of the probability of `k + 1` to that of `k`.
    fn rise(&self, k: u64) -> f64 {
        let (n, m, first, k) = (self.n as f64, self.m as f64, self.first as f64, k as f64);
        (first - k) * (n - k) / ((k + 1.0) * (m - first + k + 1.0))
    }

    /// Visits the weights over the mode.
    fn up(&self, mode: u64, high: u64, visit: &mut impl FnMut(f64)) {
        let mut weight = 1.0;
        for k in mode..high {
            weight *= self.rise(k);
            visit(weight);
        }
    }

    /// Visits the weights under the mode.
    fn down(&self, low: u64, mode: u64, visit: &mut impl FnMut(f64)) {
        let mut weight = 1.0;
        for k in (low..mode).rev() {
            weight /= self.rise(k);
            visit(weight);
        }
    }

    /// The weight of a count.
    fn of(&self, count: u64, mode: u64) -> f64 {
        let mut last = 1.0;
        if count > mode {
            self.up(mode, count, &mut |weight| last = weight);
        } else {
            self.down(count, mode, &mut |weight| last = weight);
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::fisher_exact;
    use crate::testing::{assert_close, cells};

    // Expected: scipy.stats.fisher_exact([[8, 2], [1, 5]]).pvalue and so on, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        for (r, p, p_value) in [
            ([8, 2], [1, 5], 0.034965034965034975),
            ([3, 1], [1, 3], 0.48571428571428565),
            ([120, 880], [150, 860], 0.0669465890696802),
            ([0, 50], [7, 60], 0.019549109039761946),
            ([5, 0], [0, 7], 0.0012626262626262623),
            ([1000, 2000], [1200, 1900], 1.3726100268432074e-5),
        ] {
            assert_close(fisher_exact(&cells(&r, &p)).unwrap(), p_value);
            assert_close(fisher_exact(&cells(&p, &r)).unwrap(), p_value);
            let turned = |[a, b]: [u64; 2]| [b, a];
            assert_close(fisher_exact(&cells(&turned(r), &turned(p))).unwrap(), p_value);
        }
    }

    #[test]
    fn says_what_it_cannot_compute() {
        assert_eq!(fisher_exact(&cells(&[1, 2, 3], &[1, 2, 3])), None);
        assert_eq!(fisher_exact(&cells(&[1, 2], &[0, 0])), None);
        assert_eq!(fisher_exact(&cells(&[1, 2], &[1, 1_000_000])), None);
        assert_eq!(fisher_exact(&cells(&[4, 0], &[9, 0])), Some(1.0));
        assert_close(fisher_exact(&cells(&[1, 0], &[0, 1])).unwrap(), 1.0);
        // Under the smallest number.
        assert_eq!(fisher_exact(&cells(&[90_000, 0], &[0, 90_000])), Some(0.0));
        assert_close(fisher_exact(&cells(&[250_000, 250_000], &[250_000, 250_000])).unwrap(), 1.0);
    }
}
