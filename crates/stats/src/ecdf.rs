//! Empirical cumulative distribution function.

use crate::Sorted;

/// Share of the sample at or below a value, 0 to 1; 0 of an empty sample.
#[must_use]
pub fn share_at_or_below(sorted: &Sorted, value: f64) -> f64 {
    sorted.values().partition_point(|&other| other <= value) as f64 / sorted.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::share_at_or_below;
    use crate::{Sorted, testing::sorted};

    #[test]
    fn steps_at_its_values() {
        let sample = sorted(&[1.0, 2.0, 2.0, 5.0]);
        let shares = [0.9, 1.0, 2.0, 4.9, 5.0].map(|value| share_at_or_below(&sample, value));
        assert_eq!(shares, [0.0, 0.25, 0.75, 0.75, 1.0]);
        assert_eq!(share_at_or_below(&Sorted::default(), 0.0), 0.0);
    }
}
