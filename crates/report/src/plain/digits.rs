//! Numbers with ten significant digits: more than any statistic is known to, and half of the bytes.

/// Whole numbers from here on are not all known to a double.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The double that is nearest to the value written with ten significant digits; whole numbers as they are.
pub fn ten_digits(value: f64) -> f64 {
    if value.fract() == 0.0 && value.abs() < LARGEST_EXACT {
        return value;
    }
    // Near the largest number the rounded one would be beyond it.
    let rounded: f64 = format!("{value:.9e}").parse().unwrap_or(value);
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use super::ten_digits;

    #[test]
    fn what_was_written_is_written_again_alike() {
        for value in [1.0 / 3.0, -2.5e-300, 1.0e300 / 7.0, 0.1 + 0.2, f64::MAX, f64::MIN] {
            let once = ten_digits(value);
            assert_eq!(once.to_bits(), ten_digits(once).to_bits());
            assert!(((once - value) / value).abs() <= 5.0e-10, "{value}");
        }
    }

    #[test]
    fn whole_numbers_stay() {
        for value in [0.0, -0.0, 1.0, 1_732_000_000_123.0, 4_503_599_627_370_497.0] {
            assert_eq!(ten_digits(value).to_bits(), value.to_bits());
        }
    }
}
