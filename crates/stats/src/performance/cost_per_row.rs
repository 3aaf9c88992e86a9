//! What a row costs by a model's answers, and what these save against one and the same answer for every row.
//!
//! Each row costs what its truth and its answer cost ([`Costs`]); the mean has Student's interval, as
//! `scipy.stats.ttest_1samp(costs, 0).confidence_interval()`. Saved is the cost of the constant answer less that
//! of the model, row by row, so that what both share cancels. In the unit of the costs. `None` without rows, or
//! beyond the range of numbers.

use super::{Confusion, Costs, Estimate, Interval};
use crate::special::student_t_quantile;

/// What a row costs.
#[must_use]
pub fn cost_per_row(costs: &Costs, counts: Confusion) -> Option<Estimate> {
    mean(&[
        (counts.true_negatives, costs.true_negative),
        (counts.false_positives + counts.other_negatives, costs.false_positive),
        (counts.false_negatives + counts.other_positives, costs.false_negative),
        (counts.true_positives, costs.true_positive),
    ])
}

/// What a row saves against calling every row positive, or none.
#[must_use]
pub fn saved_per_row(costs: &Costs, counts: Confusion, every_positive: bool) -> Option<Estimate> {
    let saved =
        |is: bool, called: bool| costs.of_row(is, every_positive) - costs.of_row(is, called);
    mean(&[
        (counts.true_negatives, saved(false, false)),
        (counts.false_positives + counts.other_negatives, saved(false, true)),
        (counts.false_negatives + counts.other_positives, saved(true, false)),
        (counts.true_positives, saved(true, true)),
    ])
}

/// The mean of values that so many rows have each, with Student's interval.
fn mean(values: &[(u64, f64)]) -> Option<Estimate> {
    let n = values.iter().map(|(rows, _)| rows).sum::<u64>() as f64;
    let held =
        || values.iter().filter(|(rows, _)| *rows > 0).map(|&(rows, value)| (rows as f64, value));
    let mean = held().map(|(rows, value)| rows / n * value).sum::<f64>();
    if n == 0.0 || !mean.is_finite() {
        return None;
    }
    let variance = held().map(|(rows, value)| rows / (n - 1.0) * (value - mean) * (value - mean));
    let half = student_t_quantile(0.975, (n - 1.0).max(1.0)) * (variance.sum::<f64>() / n).sqrt();
    let interval = Interval { low: mean - half, high: mean + half };
    let is_known = n > 1.0 && interval.low.is_finite() && interval.high.is_finite();
    Some(Estimate { value: mean, interval: is_known.then_some(interval) })
}

#[cfg(test)]
mod tests {
    use super::{cost_per_row, saved_per_row};
    use crate::performance::{Confusion, Costs};
    use crate::testing::assert_close;

    const COUNTS: Confusion = Confusion {
        true_negatives: 70,
        false_positives: 10,
        false_negatives: 5,
        true_positives: 15,
        other_negatives: 0,
        other_positives: 0,
    };
    const COSTS: Costs = Costs {
        true_negative: 0.0,
        false_positive: 1.0,
        false_negative: 10.0,
        true_positive: -2.0,
    };

    // Expected: x = [0] * 70 + [1] * 10 + [10] * 5 + [-2] * 15, y = [0] * 80 + [1] * 20; numpy.mean and
    // scipy.stats.ttest_1samp(.., 0).confidence_interval() of x, of numpy.where(y, -2, 1) - x and of
    // numpy.where(y, 10, 0) - x; numpy 2.4.6, scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let cost = cost_per_row(&COSTS, COUNTS).unwrap();
        let all = saved_per_row(&COSTS, COUNTS, true).unwrap();
        let none = saved_per_row(&COSTS, COUNTS, false).unwrap();
        for (found, value, low, high) in [
            (cost, 0.3, -0.172_338_111_548_529_02, 0.772_338_111_548_529),
            (all, 0.1, -0.460_157_377_123_997_85, 0.660_157_377_123_997_8),
            (none, 1.7, 0.835_099_882_597_446_9, 2.564_900_117_402_553),
        ] {
            let interval = found.interval.unwrap();
            assert_close(found.value, value);
            assert_close(interval.low, low);
            assert_close(interval.high, high);
        }
        assert_eq!(cost_per_row(&COSTS, Confusion::default()), None);
        let one = Confusion { false_positives: 1, ..Confusion::default() };
        assert_eq!(cost_per_row(&COSTS, one).unwrap().interval, None);
    }
}
