//! Writes numbers.

use report::DecimalMark;

use super::POWERS_OF_TEN;

/// A number in the text that [`super::plain_decimal`] read it from.
#[must_use]
pub fn write(value: f64, decimals: u8, mark: DecimalMark) -> String {
    let text = format!("{value:.*}", usize::from(decimals));
    match mark {
        DecimalMark::Point => text,
        DecimalMark::Comma => text.replace('.', ","),
    }
}

/// A number in its shortest text: "1", "0.5", "1e-7".
#[must_use]
pub fn shortest(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude == 0.0 {
        "0".to_owned()
    } else if (1e-5..1e16).contains(&magnitude) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// Whether a positive double, written with so many decimals, gives these digits again: whether
/// |value 10^decimals - mantissa| < 1/2, in exact arithmetic.
pub fn writes_back(value: f64, mantissa: u64, decimals: usize) -> bool {
    const FRACTION_BITS: u32 = 52;
    let bits = value.to_bits();
    let biased = (bits >> FRACTION_BITS) as i32;
    let fraction = u128::from((bits & ((1 << FRACTION_BITS) - 1)) | (1 << FRACTION_BITS));
    let shift = 1075 - biased;
    let (Some(&power), 1..=2046) = (POWERS_OF_TEN.get(decimals), biased) else { return false };
    if !(1..=126).contains(&shift) || u128::from(mantissa).leading_zeros() <= shift as u32 {
        return false;
    }
    let difference = (fraction * u128::from(power)).abs_diff(u128::from(mantissa) << shift);
    difference < 1 << (shift - 1)
}
