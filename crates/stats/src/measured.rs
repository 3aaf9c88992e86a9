//! A value with its standard error.

use crate::{performance::Interval, special::Z_95};

/// A value with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The value.
    pub value: f64,
    /// Its standard error, in its unit.
    pub standard_error: f64,
}

impl Measured {
    /// The interval that holds the true value in 95% of cases where errors are normal.
    #[must_use]
    pub fn interval_95(&self) -> Interval {
        let half = Z_95 * self.standard_error;
        Interval { low: self.value - half, high: self.value + half }
    }

    /// That interval, of a value that cannot be under 0 or over 1.
    #[must_use]
    pub fn interval_95_of_share(&self) -> Interval {
        self.interval_95().map(|end| end.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Measured;
    use crate::testing::assert_close;

    #[test]
    fn a_share_stays_within_zero_and_one() {
        let measured = Measured { value: 0.9, standard_error: 0.1 };
        assert_close(measured.interval_95().high, 1.095_996_398_454_005_4);
        assert_eq!(measured.interval_95_of_share().high, 1.0);
    }
}
