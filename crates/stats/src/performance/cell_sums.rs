//! Rows of a cell and the sums of their values: parts can be put together and taken away.

use super::wilson::wilson_of_share;
use super::{Estimate, Interval, proportion};
use crate::special::{Z_95, student_t_quantile};

/// Rows of a cell on one side, and the sums of their value's distances from the first one: values that are
/// large beside what they differ by keep their digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellSums {
    /// Rows.
    pub rows: u64,
    /// The first value, from which distances are taken.
    pub(super) origin: f64,
    /// Sum of the distances.
    sum: f64,
    /// Sum of their squares.
    squares: f64,
}

impl CellSums {
    /// Adds a row.
    pub fn add(&mut self, value: f64) {
        if self.rows == 0 {
            self.origin = value;
        }
        let distance = value - self.origin;
        self.rows += 1;
        self.sum += distance;
        self.squares += distance * distance;
    }

    /// The rows of two parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        if self.rows == 0 {
            return other;
        }
        let other = other.measured_from(self.origin);
        Self {
            rows: self.rows + other.rows,
            origin: self.origin,
            sum: self.sum + other.sum,
            squares: self.squares + other.squares,
        }
    }

    /// The rows that are left without a part of them.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        let part = part.measured_from(self.origin);
        Self {
            rows: self.rows.saturating_sub(part.rows),
            origin: self.origin,
            sum: self.sum - part.sum,
            squares: self.squares - part.squares,
        }
    }

    /// The mean with its interval: Wilson's where the values are 0 and 1, else Student's. `None` without rows, no
    /// interval of a mean of one.
    #[must_use]
    pub fn estimate(self, are_shares: bool) -> Option<Estimate> {
        let value = self.mean().filter(|mean| mean.is_finite())?;
        if are_shares {
            return proportion(libm::round(value * self.rows as f64) as u64, self.rows);
        }
        let n = self.rows as f64;
        let interval = (self.rows > 1).then(|| {
            let half = student_t_quantile(0.975, n - 1.0) * (self.variance() / n).sqrt();
            Interval { low: value - half, high: value + half }
        });
        let is_finite = |interval: &Interval| interval.high.is_finite() && interval.low.is_finite();
        Some(Estimate { value, interval: interval.filter(is_finite) })
    }

    /// The same where rows come in units, and the mean's variance is so many times that of independent rows: Wilson's
    /// interval of as many rows fewer, Student's as much wider.
    #[must_use]
    pub fn estimate_of_units(self, are_shares: bool, design_effect: f64) -> Option<Estimate> {
        let told = self.estimate(are_shares)?;
        if design_effect <= 1.0 {
            return Some(told);
        }
        let interval = match are_shares {
            true => Some(wilson_of_share(told.value, self.rows as f64 / design_effect, Z_95)),
            false => told.interval.map(|own| {
                let half = (own.high - told.value) * design_effect.sqrt();
                Interval { low: told.value - half, high: told.value + half }
            }),
        };
        let is_finite = |own: &Interval| own.high.is_finite() && own.low.is_finite();
        Some(Estimate { value: told.value, interval: interval.filter(is_finite) })
    }

    /// The same rows with distances from another value.
    pub(super) fn measured_from(self, origin: f64) -> Self {
        if self.rows == 0 {
            return Self { origin, ..self };
        }
        let (n, step) = (self.rows as f64, self.origin - origin);
        Self {
            rows: self.rows,
            origin,
            sum: self.sum + n * step,
            squares: self.squares + step * (2.0 * self.sum + n * step),
        }
    }

    /// The mean; `None` without rows.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        self.mean_distance().map(|distance| self.origin + distance)
    }

    pub(super) fn mean_distance(self) -> Option<f64> {
        (self.rows > 0).then(|| self.sum / self.rows as f64)
    }

    /// The variance of the values; 0 of fewer than two.
    pub(super) fn variance(self) -> f64 {
        let n = self.rows as f64;
        let mean = self.mean_distance().unwrap_or(0.0);
        if n < 2.0 { 0.0 } else { ((self.squares - n * mean * mean) / (n - 1.0)).max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::CellSums;
    use crate::performance::{mean, proportion};
    use crate::testing::{assert_close, moments_of};

    fn sums(values: &[f64]) -> CellSums {
        let mut sums = CellSums::default();
        values.iter().for_each(|value| sums.add(*value));
        sums
    }

    #[test]
    fn the_estimate_is_that_of_a_mean_or_of_a_share() {
        let values = [1e6 + 1.0, 1e6 + 2.0, 1e6 + 4.0, 1e6 + 8.0];
        let (own, other) =
            (sums(&values).estimate(false).unwrap(), mean(&moments_of(&values)).unwrap());
        assert_close(own.value, other.value);
        assert_close(own.interval.unwrap().low, other.interval.unwrap().low);
        assert_close(own.interval.unwrap().high, other.interval.unwrap().high);
        assert_eq!(sums(&[1.0, 0.0, 1.0]).estimate(true), proportion(2, 3));
        assert_eq!(sums(&[3.0]).estimate(false).unwrap().interval, None);
        assert_eq!(sums(&[1.0, 0.0, 1.0]).estimate_of_units(true, 1.0), proportion(2, 3));
        let of_units = sums(&values).estimate_of_units(false, 4.0).unwrap().interval.unwrap();
        assert_close(of_units.high - own.value, 2.0 * (own.interval.unwrap().high - own.value));
        assert_eq!(CellSums::default().estimate(true), None);
    }

    #[test]
    fn what_is_left_without_a_part_is_the_rest() {
        let (part, rest) = ([7.0, 9.5, 1.0], [2.0, 4.0, 8.0, 1.5]);
        let all = sums(&part).merge(sums(&rest));
        let (left, own) = (all.without(sums(&part)), sums(&rest));
        assert_eq!(left.rows, 4);
        assert_close(left.mean().unwrap(), own.mean().unwrap());
        assert_close(left.variance(), own.variance());
        assert_eq!(all.without(all).mean(), None);
    }
}
