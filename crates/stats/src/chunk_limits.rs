//! Limits from the reference's own chunks: mean plus and minus three standard deviations (`ddof` 0) of
//! the chunks' values, kept within the measure's range, as NannyML's `StandardDeviationThreshold`. Its
//! univariate drift has the upper limit only.
//!
//! With ten chunks 4.5% to 7% of chunks without drift are outside, with four 24% to 35%: few chunks
//! give a poor standard deviation, and each chunk is part of the reference it is compared with.

/// Limits that reference chunks set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChunkLimits {
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

impl ChunkLimits {
    /// Limits from the reference chunks' values, with the least and the greatest value that the measure
    /// can take; `None` where no chunk has a value.
    #[must_use]
    pub fn of(values: &[Option<f64>], least: f64, greatest: f64) -> Option<Self> {
        let values: Vec<f64> = values.iter().flatten().copied().collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let reach = 3.0 * (squares / n).sqrt();
        let limits = Self { lower: (mean - reach).max(least), upper: (mean + reach).min(greatest) };
        (!values.is_empty()).then_some(limits)
    }

    /// Whether a value is an alert.
    #[must_use]
    pub fn is_alert(&self, value: f64) -> bool {
        value < self.lower || value > self.upper
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkLimits;
    use crate::testing::assert_close;

    // Expected: by hand: mean 2, deviation sqrt(2/3).
    #[test]
    fn limits_stay_within_the_range_of_the_measure() {
        let values = [Some(1.0), None, Some(2.0), Some(3.0)];
        let limits = ChunkLimits::of(&values, 0.0, 10.0).unwrap();
        assert_eq!(limits.lower, 0.0);
        assert_close(limits.upper, 2.0 + 6.0_f64.sqrt());
        assert!(limits.is_alert(4.5) && !limits.is_alert(0.0));
        assert_eq!(ChunkLimits::of(&values, 0.0, 1.0).unwrap().upper, 1.0);
        assert_eq!(ChunkLimits::of(&[None], 0.0, 1.0), None);
    }
}
