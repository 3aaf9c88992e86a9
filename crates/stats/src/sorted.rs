//! A sample of numbers in ascending order: sorted once, shared by every statistic.
//!
//! Least-significant-digit radix sort (package `radsort`), O(n) time and n further values of
//! memory. Negative zero becomes zero, so that equal values have equal bits.

/// Below this length a comparison sort beats the radix sort's passes over its histograms.
const RADIX_FROM: usize = 256;

/// A sample of finite numbers in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sorted(Vec<f64>);

/// A value that is infinite or not a number, which has no place in a sample.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("value {position} is {value}: leave out what is not finite")]
pub struct NotFinite {
    /// Position in the input, from 0.
    pub position: usize,
    /// The value.
    pub value: f64,
}

impl Sorted {
    /// Sorts a sample.
    ///
    /// # Errors
    /// [`NotFinite`] with the first value that is infinite or not a number.
    pub fn new(mut values: Vec<f64>) -> Result<Self, NotFinite> {
        if let Some(position) = values.iter().position(|value| !value.is_finite()) {
            return Err(NotFinite { position, value: values[position] });
        }
        for value in &mut values {
            // Adding zero turns -0.0 into 0.0 and changes nothing else.
            *value += 0.0;
        }
        if values.len() < RADIX_FROM {
            values.sort_unstable_by(f64::total_cmp);
        } else {
            radsort::sort(&mut values);
        }
        Ok(Self(values))
    }

    /// The values, ascending.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The least value.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        self.0.first().copied()
    }

    /// The greatest value.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        self.0.last().copied()
    }

    /// Number of different values.
    #[must_use]
    pub fn distinct(&self) -> usize {
        let steps = self.0.windows(2).filter(|pair| pair[0] != pair[1]).count();
        steps + usize::from(!self.is_empty())
    }

    /// Number of different values, or `None` where it is over `cap`; stops as soon as it is.
    #[must_use]
    pub fn distinct_up_to(&self, cap: usize) -> Option<usize> {
        let distinct = self.runs().take(cap.saturating_add(1)).count();
        (distinct <= cap).then_some(distinct)
    }

    /// Every different value with its number of occurrences, ascending.
    pub fn runs(&self) -> impl Iterator<Item = (f64, u64)> {
        self.0.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_short_and_long_samples() {
        for n in [0_i32, 1, 100, 1000] {
            let values: Vec<f64> =
                (0..n).map(|i| f64::from((i * 7919) % 1009 - 500) / 8.0).collect();
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            assert_eq!(Sorted::new(values).unwrap().values(), expected);
        }
    }

    #[test]
    fn negative_zero_equals_zero() {
        let sorted = Sorted::new(vec![0.0, -0.0, 0.0, -1.0]).unwrap();
        assert!(sorted.values()[1..].iter().all(|value| value.to_bits() == 0));
        assert_eq!(sorted.runs().collect::<Vec<_>>(), [(-1.0, 1), (0.0, 3)]);
    }

    #[test]
    fn refuses_what_is_not_finite() {
        let error = Sorted::new(vec![1.0, f64::INFINITY, f64::NAN]).unwrap_err();
        assert_eq!(error, NotFinite { position: 1, value: f64::INFINITY });
        assert_eq!(error.to_string(), "value 1 is inf: leave out what is not finite");
    }

    #[test]
    fn counts_different_values_up_to_a_cap() {
        let sorted = Sorted::new(vec![3.0, 1.0, 1.0, 2.0, 3.0]).unwrap();
        assert_eq!(sorted.distinct(), 3);
        assert_eq!(sorted.distinct_up_to(3), Some(3));
        assert_eq!(sorted.distinct_up_to(2), None);
        assert_eq!(Sorted::default().distinct_up_to(0), Some(0));
    }
}
