//! Numbers with fewer digits.

use super::DIGITS;

/// Digits of a number that may be that of one row, or is drawn and not read.
const FEW_DIGITS: u32 = 3;

/// A number with [`DIGITS`] significant digits; whole numbers stay as they are.
pub fn rounded(value: f64) -> f64 {
    if value.fract() == 0.0 { value } else { with_digits(value, DIGITS) }
}

/// A number with so few digits that many rows have it, and that a drawing shows; whole ones, too.
pub fn coarse(value: f64) -> f64 {
    with_digits(value, FEW_DIGITS)
}

fn with_digits(value: f64, digits: u32) -> f64 {
    let places = digits as usize - 1;
    // Near the largest number the rounded one would be beyond it.
    let rounded: f64 = format!("{value:.places$e}").parse().unwrap_or(value);
    if rounded.is_finite() { rounded } else { value }
}
