//! Quantiles by linear interpolation of the order statistics: type 7 of Hyndman and Fan (1996),
//! the default of NumPy and R.
//!
//! The virtual index is `(n - 1) * probability`; interpolation is NumPy's `_lerp`, which works
//! from the nearer end, so results equal `numpy.quantile` bit for bit.

use crate::Sorted;

/// The quantile of a sample, in the values' unit.
///
/// `None` for an empty sample or a probability outside 0 to 1.
#[must_use]
pub fn quantile(sorted: &Sorted, probability: f64) -> Option<f64> {
    let values = sorted.values();
    let last = values.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&probability) {
        return None;
    }
    let index = last as f64 * probability;
    let below = index as usize;
    let (a, b) = (values[below], values[(below + 1).min(last)]);
    Some(lerp(a, b, index - below as f64))
}

/// The value `weight` of the way from one to another, as NumPy has it: from the nearer end.
#[must_use]
pub fn lerp(a: f64, b: f64, weight: f64) -> f64 {
    let width = b - a;
    if !width.is_finite() {
        // NumPy has infinities or no number here.
        a * (1.0 - weight) + b * weight
    } else if weight >= 0.5 {
        b - width * (1.0 - weight)
    } else {
        a + width * weight
    }
}

#[cfg(test)]
mod tests {
    use super::quantile;
    use crate::{
        Sorted,
        testing::{a, sorted},
    };

    // Expected: numpy.quantile(A, [0, .01, .1, .25, .5, .9, .95, .99, 1]), numpy 2.4.6.
    #[test]
    fn equals_numpy_bit_for_bit() {
        let expected = [
            (0.0, 0.01),
            (0.01, 0.0896),
            (0.1, 0.9960000000000001),
            (0.25, 2.52),
            (0.5, 5.055),
            (0.9, 9.074),
            (0.95, 9.562),
            (0.99, 9.9804),
            (1.0, 10.06),
        ];
        for (probability, value) in expected {
            assert_eq!(quantile(&a(), probability), Some(value));
        }
    }

    #[test]
    fn needs_a_value_and_a_probability() {
        assert_eq!(quantile(&Sorted::default(), 0.5), None);
        assert_eq!(quantile(&sorted(&[7.0]), 0.5), Some(7.0));
        assert_eq!(quantile(&a(), 1.5), None);
        assert_eq!(quantile(&a(), f64::NAN), None);
    }

    // Expected: by hand, the values on the line between the two.
    #[test]
    fn a_width_beyond_the_largest_number_costs_nothing() {
        let sample = sorted(&[-2.0_f64.powi(1023), 2.0_f64.powi(1023)]);
        let quantiles = [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile(&sample, p).unwrap());
        assert_eq!(quantiles, [-1.0, -0.5, 0.0, 0.5, 1.0].map(|share| share * 2.0_f64.powi(1023)));
    }
}
