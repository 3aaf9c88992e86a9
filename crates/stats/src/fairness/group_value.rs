//! A value of one group, with an interval of any certainty.
//!
//! Of a share it is Wilson's, which has a width where none or all succeed. Of any other estimate both halves of its 95%
//! interval are taken for 1.96 standard errors of a normal law.

use crate::performance::{Estimate, Interval, wilson};
use crate::special::Z_95;

/// A value of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GroupValue {
    /// So many of so many rows.
    Share {
        /// Rows that count.
        successes: u64,
        /// All rows, at least one.
        n: u64,
    },
    /// A value with its 95% interval.
    Estimate(f64, Interval),
}

impl GroupValue {
    /// A share of rows; `None` without any.
    #[must_use]
    pub fn share(successes: u64, n: u64) -> Option<Self> {
        (n > 0).then(|| Self::Share { successes: successes.min(n), n })
    }

    /// An estimate; `None` where it has no interval, or is beyond the range of numbers.
    #[must_use]
    pub fn estimate(estimate: Estimate) -> Option<Self> {
        let interval = estimate.interval?;
        let all = [estimate.value, interval.low, interval.high];
        all.iter().all(|end| end.is_finite()).then_some(Self::Estimate(estimate.value, interval))
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> f64 {
        match *self {
            Self::Share { successes, n } => successes as f64 / n.max(1) as f64,
            Self::Estimate(value, _) => value,
        }
    }

    /// Its interval of so many standard errors to each side.
    #[must_use]
    pub fn interval(&self, z: f64) -> Interval {
        match *self {
            Self::Share { successes, n } => {
                wilson(successes, n, z).unwrap_or(Interval { low: 0.0, high: 1.0 })
            }
            Self::Estimate(value, interval) => interval.map(|end| value + z / Z_95 * (end - value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::GroupValue;
    use crate::performance::{Estimate, Interval, proportion};
    use crate::special::Z_95;
    use crate::testing::assert_close;

    #[test]
    fn a_share_is_wilsons_and_an_estimate_widens() {
        let share = GroupValue::share(17, 50).unwrap();
        assert_eq!(Some(share.interval(Z_95)), proportion(17, 50).unwrap().interval);
        let interval = Some(Interval { low: 0.8, high: 1.4 });
        let other = GroupValue::estimate(Estimate { value: 1.0, interval }).unwrap();
        assert_close(other.interval(2.0 * Z_95).low, 0.6);
        assert_close(other.interval(2.0 * Z_95).high, 1.8);
        assert_eq!(GroupValue::share(0, 0), None);
        assert_eq!(GroupValue::estimate(Estimate { value: 1.0, interval: None }), None);
    }
}
