//! Reads numbers, correctly rounded.
//!
//! Eight digits are read at once as one word. A decimal fraction is the quotient of two doubles
//! that are exact, hence correctly rounded (Clinger, How to read floating point numbers accurately,
//! 1990), as long as its digits stay under 2^53; beyond that `fast-float2` decides (Lemire, Number
//! parsing at a gigabyte per second, 2021).

use report::DecimalMark;

use crate::records::Span;

/// The largest whole number under which every whole number is a double.
pub const EXACT_MAX: u64 = 1 << 53;

/// Digits under this come back when their double is written: rounding moves them by a share of at
/// most 2^-53, hence by less than a half.
const SAFE_MANTISSA_END: u64 = 1 << 52;

const POWERS_OF_TEN: [u64; 20] = {
    let mut powers = [1; 20];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number; `is_plain` when writing it gives the same text again.
    Whole {
        /// The number.
        value: i64,
        /// Whether the text is the shortest one.
        is_plain: bool,
    },
    /// A whole number with leading zeros.
    LeadingZeros(f64),
    /// A whole number beyond 64 bits.
    Huge(f64),
    /// A number with a fraction or an exponent.
    Fraction {
        /// The number.
        value: f64,
        /// Digits behind the decimal mark, when writing it with as many gives the same text again.
        decimals: Option<u8>,
    },
}

impl Number {
    /// The number as a whole one, if it is.
    #[must_use]
    pub fn as_whole(self) -> Option<i64> {
        match self {
            Self::Whole { value, .. } => Some(value),
            Self::LeadingZeros(value) | Self::Huge(value) | Self::Fraction { value, .. } => {
                let is_exact = value.fract() == 0.0 && value.abs() <= EXACT_MAX as f64;
                is_exact.then_some(value as i64)
            }
        }
    }

    /// The number with the decimals it is written with, where writing it with as many gives the
    /// same text again.
    #[must_use]
    pub const fn as_fraction(self) -> (f64, Option<u8>) {
        match self {
            Self::Whole { value, is_plain: true } if value.unsigned_abs() <= EXACT_MAX => {
                (value as f64, Some(0))
            }
            Self::Whole { value, .. } => (value as f64, None),
            Self::LeadingZeros(value) | Self::Huge(value) => (value, None),
            Self::Fraction { value, decimals } => (value, decimals),
        }
    }
}

/// A whole number in its shortest text, at most 18 digits. `text` is padded.
#[inline]
pub fn plain_whole(text: &[u8], span: Span) -> Option<i64> {
    let end = span.end as usize;
    let is_negative = text[span.start as usize] == b'-';
    let start = span.start as usize + usize::from(is_negative);
    let digits = end.checked_sub(start)?;
    let value = match digits {
        1..=8 => digits_of(load(text, start)?, digits)?,
        9..=16 => {
            let high = digits_of(load(text, start)?, 8)?;
            let low = digits_of(load(text, start + 8)?, digits - 8)?;
            high * POWERS_OF_TEN[digits - 8] + low
        }
        _ => return None,
    };
    if text[start] == b'0' && (digits > 1 || is_negative) {
        return None;
    }
    Some(if is_negative { -(value as i64) } else { value as i64 })
}

/// A number in plain decimals with how many stand behind the mark, when writing it with as many
/// gives the same text again. `text` is padded.
#[inline]
pub fn plain_decimal(text: &[u8], span: Span, mark: u8) -> Option<(f64, u8)> {
    let end = span.end as usize;
    let is_negative = text[span.start as usize] == b'-';
    let start = span.start as usize + usize::from(is_negative);
    let len = end.checked_sub(start)?;
    let word = load(text, start)?;
    let whole_digits = position_of(word, mark);
    let (mantissa, decimals) = if whole_digits >= len {
        (digits_of(word, len)?, 0)
    } else {
        let decimals = len - whole_digits - 1;
        (plain_mantissa(&text[start..], mark, whole_digits, decimals)?, decimals)
    };
    if text[start] == b'0' && (whole_digits.min(len) > 1 || (is_negative && mantissa == 0)) {
        return None;
    }
    let value = if mantissa <= EXACT_MAX {
        mantissa as f64 / POWERS_OF_TEN[decimals] as f64
    } else if mark == b'.' {
        fast_float2::parse(&text[start..end]).ok()?
    } else {
        return None;
    };
    if mantissa >= SAFE_MANTISSA_END && !writes_back(value, mantissa, decimals) {
        return None;
    }
    Some((if is_negative { -value } else { value }, decimals as u8))
}

/// All digits of a decimal fraction as one whole number.
#[inline]
fn plain_mantissa(text: &[u8], mark: u8, whole_digits: usize, decimals: usize) -> Option<u64> {
    let behind_mark = whole_digits + 1;
    let is_marked = whole_digits < 8 || text[whole_digits] == mark;
    if !is_marked || whole_digits == 0 || whole_digits + decimals > 19 {
        return None;
    }
    let whole = digits_of(load(text, 0)?, whole_digits)?;
    let fraction = match decimals {
        1..=8 => digits_of(load(text, behind_mark)?, decimals)?,
        9..=16 => {
            let high = digits_of(load(text, behind_mark)?, 8)?;
            let low = digits_of(load(text, behind_mark + 8)?, decimals - 8)?;
            high * POWERS_OF_TEN[decimals - 8] + low
        }
        _ => return None,
    };
    Some(whole * POWERS_OF_TEN[decimals] + fraction)
}

/// Any number, with blanks taken off both ends.
#[must_use]
pub fn read(text: &[u8], mark: DecimalMark) -> Option<Number> {
    let padded_len = text.len();
    let text = text.trim_ascii();
    let is_trimmed = text.len() < padded_len;
    let (is_negative, unsigned) = match text.first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let whole_digits = count_digits(unsigned);
    if whole_digits == unsigned.len() {
        return whole(text, unsigned, is_negative, is_trimmed);
    }
    let behind_mark = unsigned[whole_digits..].strip_prefix(&[mark_byte(mark)]);
    let decimals = behind_mark.map(count_digits);
    let mantissa_len = whole_digits + decimals.map_or(0, |decimals| 1 + decimals);
    if whole_digits + decimals.unwrap_or(0) == 0 || !is_exponent(&unsigned[mantissa_len..]) {
        return None;
    }
    let value = round(text, mark)?;
    let has_exponent = mantissa_len < unsigned.len();
    let is_plain = !is_trimmed
        && !has_exponent
        && text[0] != b'+'
        && is_plain_whole_part(unsigned, whole_digits);
    let decimals = decimals.filter(|&decimals| is_plain && decimals > 0);
    let decimals =
        decimals.filter(|&d| mantissa(unsigned).is_some_and(|m| writes_back(value.abs(), m, d)));
    Some(Number::Fraction { value, decimals: decimals.map(|decimals| decimals as u8) })
}

/// The byte of a decimal mark.
#[must_use]
pub const fn mark_byte(mark: DecimalMark) -> u8 {
    match mark {
        DecimalMark::Point => b'.',
        DecimalMark::Comma => b',',
    }
}

/// A number in the text that [`plain_decimal`] read it from.
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

fn whole(text: &[u8], unsigned: &[u8], is_negative: bool, is_trimmed: bool) -> Option<Number> {
    if unsigned.is_empty() {
        return None;
    }
    if unsigned.len() > 1 && unsigned[0] == b'0' {
        return Some(Number::LeadingZeros(round(text, DecimalMark::Point)?));
    }
    let text = std::str::from_utf8(text).ok()?;
    match text.parse() {
        Ok(value) => {
            let is_negative_zero = is_negative && value == 0;
            let is_plain = !(is_trimmed || text.starts_with('+') || is_negative_zero);
            Some(Number::Whole { value, is_plain })
        }
        Err(_) => Some(Number::Huge(round(text.as_bytes(), DecimalMark::Point)?)),
    }
}

/// The nearest double; none where the number is beyond all doubles.
fn round(text: &[u8], mark: DecimalMark) -> Option<f64> {
    let text = text.strip_prefix(b"+").unwrap_or(text);
    let value: f64 = match mark {
        DecimalMark::Point => fast_float2::parse(text).ok()?,
        DecimalMark::Comma => {
            let with_point: Vec<u8> =
                text.iter().map(|&byte| if byte == b',' { b'.' } else { byte }).collect();
            fast_float2::parse(with_point).ok()?
        }
    };
    value.is_finite().then_some(value)
}

fn count_digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether a text is empty or an exponent.
fn is_exponent(text: &[u8]) -> bool {
    let Some((b'e' | b'E', exponent)) = text.split_first() else { return text.is_empty() };
    let digits = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent);
    !digits.is_empty() && count_digits(digits) == digits.len()
}

fn is_plain_whole_part(unsigned: &[u8], whole_digits: usize) -> bool {
    whole_digits == 1 || (whole_digits > 1 && unsigned[0] != b'0')
}

/// The digits of a plain decimal fraction as one whole number.
fn mantissa(unsigned: &[u8]) -> Option<u64> {
    unsigned
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .try_fold(0_u64, |sum, byte| sum.checked_mul(10)?.checked_add(u64::from(byte - b'0')))
}

/// Whether a positive double, written with so many decimals, gives these digits again: whether
/// |value 10^decimals - mantissa| < 1/2, in exact arithmetic.
fn writes_back(value: f64, mantissa: u64, decimals: usize) -> bool {
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

#[inline]
fn load(text: &[u8], start: usize) -> Option<u64> {
    text.get(start..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Position of a byte in a word, 8 if it is not there.
#[inline]
const fn position_of(word: u64, byte: u8) -> usize {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let difference = word ^ u64::from_le_bytes([byte; 8]);
    let equal = !(((difference & LOW) + LOW) | difference | LOW);
    (equal.trailing_zeros() / 8) as usize
}

/// The number that the first one to eight bytes of a word spell.
#[inline]
const fn digits_of(word: u64, count: usize) -> Option<u64> {
    if count == 0 || count > 8 {
        return None;
    }
    let digits = (word ^ u64::from_le_bytes([b'0'; 8])) << (64 - 8 * count);
    let over_nine = digits.wrapping_add(u64::from_le_bytes([0x76; 8])) | digits;
    if over_nine & u64::from_le_bytes([0x80; 8]) != 0 {
        return None;
    }
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::padded::Padded;

    fn fast(text: &str) -> Option<(f64, u8)> {
        let padded = Padded::from_text(text.as_bytes());
        plain_decimal(padded.bytes(), Span { start: 0, end: text.len() as u32 }, b'.')
    }

    fn fast_whole(text: &str) -> Option<i64> {
        let padded = Padded::from_text(text.as_bytes());
        plain_whole(padded.bytes(), Span { start: 0, end: text.len() as u32 })
    }

    fn slow(text: &str) -> Option<Number> {
        read(text.as_bytes(), DecimalMark::Point)
    }

    #[test]
    fn whole_numbers_keep_what_they_are() {
        assert_eq!(slow("-12"), Some(Number::Whole { value: -12, is_plain: true }));
        assert_eq!(slow("+5"), Some(Number::Whole { value: 5, is_plain: false }));
        assert_eq!(slow("-0"), Some(Number::Whole { value: 0, is_plain: false }));
        assert_eq!(slow("007"), Some(Number::LeadingZeros(7.0)));
        assert_eq!(slow("9223372036854775808"), Some(Number::Huge(9_223_372_036_854_775_808.0)));
        assert_eq!(
            slow("9223372036854775807").unwrap(),
            Number::Whole { value: i64::MAX, is_plain: true }
        );
    }

    #[test]
    fn texts_that_are_no_numbers() {
        for text in [
            "", "-", "+", ".", "e5", "1e", "1e+", "1,5", "1.2.3", "0x1", "1_000", "1-2",
            "0.\u{0}7", "NaN", "inf", "- 1", "--1",
        ] {
            assert_eq!(slow(text), None, "{text:?}");
            assert_eq!(fast(text), None, "{text:?}");
            assert_eq!(fast_whole(text), None, "{text:?}");
        }
    }

    #[test]
    fn fractions_know_how_they_were_written() {
        assert_eq!(fast("1.50"), Some((1.5, 2)));
        assert_eq!(fast("0.0000"), Some((0.0, 4)));
        assert_eq!(slow("1e5"), Some(Number::Fraction { value: 1e5, decimals: None }));
        assert_eq!(slow(".5"), Some(Number::Fraction { value: 0.5, decimals: None }));
        assert_eq!(slow("5."), Some(Number::Fraction { value: 5.0, decimals: None }));
        assert_eq!(slow("00.5"), Some(Number::Fraction { value: 0.5, decimals: None }));
        assert_eq!(write(1.5, 2, DecimalMark::Comma), "1,50");
    }

    #[test]
    fn commas_are_read_as_marks_when_they_are() {
        let number = read(b"-1,01", DecimalMark::Comma);
        assert_eq!(number, Some(Number::Fraction { value: -1.01, decimals: Some(2) }));
        assert_eq!(read(b"1.01", DecimalMark::Comma), None);
    }

    #[test]
    fn shortest_texts() {
        let texts = [1.0, 0.5, -0.0, 1e-7, 1e16, 0.1 + 0.2].map(shortest);
        assert_eq!(texts, ["1", "0.5", "0", "1e-7", "1e16", "0.30000000000000004"]);
    }

    proptest! {
        #[test]
        fn both_ways_agree_with_the_standard_library(text in "-?[0-9]{1,9}(\\.[0-9]{1,17})?") {
            let expected: f64 = text.parse().unwrap();
            let value = match slow(&text).unwrap() {
                Number::Whole { value, .. } => value as f64,
                Number::LeadingZeros(value) | Number::Huge(value) | Number::Fraction { value, .. } => value,
            };
            prop_assert_eq!(value, expected);
            if let Some((value, decimals)) = fast(&text) {
                prop_assert_eq!(value.to_bits(), expected.to_bits());
                prop_assert_eq!(write(value, decimals, DecimalMark::Point), &*text);
            }
            if let Some(value) = fast_whole(&text) {
                prop_assert_eq!(value.to_string(), text);
            }
        }

        #[test]
        fn doubles_that_were_written_in_full_come_back(value in -1e6_f64..1e6) {
            let text = format!("{value}");
            if let Some(Number::Fraction { value: read, decimals }) = slow(&text) {
                prop_assert_eq!(read, value);
                if let Some(decimals) = decimals {
                    prop_assert_eq!(write(read, decimals, DecimalMark::Point), text);
                }
            }
        }
    }
}
