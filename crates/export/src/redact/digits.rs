//! Numbers with fewer digits.

use super::DIGITS;

/// A number with [`DIGITS`] significant digits; whole numbers stay as they are.
pub fn rounded(value: f64) -> f64 {
    if value.fract() == 0.0 {
        return value;
    }
    let places = DIGITS as usize - 1;
    // Near the largest number the rounded one would be beyond it.
    let rounded: f64 = format!("{value:.places$e}").parse().unwrap_or(value);
    if rounded.is_finite() { rounded } else { value }
}
