//! Numbers with fewer digits.

use super::{DIGITS, FEWER_DIGITS, FEWER_UNDER};

/// Digits of a number that may be that of one row.
const FEW_DIGITS: u32 = 3;

/// A number with [`DIGITS`] significant digits, under [`FEWER_UNDER`] with [`FEWER_DIGITS`]: shares, distances and
/// p-values are read with no more, but nearer to 1 by what is left to it. Whole numbers stay as they are.
pub fn rounded(value: f64) -> f64 {
    match value {
        whole if whole.fract() == 0.0 => whole,
        part if part.abs() < FEWER_UNDER => with_digits(part, FEWER_DIGITS),
        value => with_digits(value, DIGITS),
    }
}

/// A number with so few digits that many rows have it; whole ones, too.
pub fn coarse(value: f64) -> f64 {
    with_digits(value, FEW_DIGITS)
}

fn with_digits(value: f64, digits: u32) -> f64 {
    let places = digits as usize - 1;
    // Near the largest number the rounded one would be beyond it.
    let rounded: f64 = format!("{value:.places$e}").parse().unwrap_or(value);
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn digits_are_those_that_are_read() {
        let numbers = [
            0.123456789,
            0.912345678,
            0.99996,
            21_904.567_8,
            -0.000_123_456_7,
            1.5e-171,
            48_123_456.0,
        ];
        let kept = [0.1235, 0.912346, 0.99996, 21_904.6, -0.000_123_5, 1.5e-171, 48_123_456.0];
        assert_eq!(numbers.map(rounded), kept);
    }
}
