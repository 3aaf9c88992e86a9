//! Reads numbers, correctly rounded, and writes them back.
//!
//! [`read`] reads any number, [`plain_whole`] and [`plain_decimal`] only those in the most frequent
//! spellings, many times faster.

mod grouped;
mod plain;
#[cfg(test)]
mod tests;
mod write;

pub use plain::{plain_decimal, plain_whole};
pub use write::{shortest, write};

use report::DecimalMark;

use write::writes_back;

/// The largest whole number under which every whole number is a double.
pub const EXACT_MAX: u64 = 1 << 53;

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

/// Any number, with blanks taken off both ends and separators from between its groups of digits.
#[must_use]
pub fn read(text: &[u8], mark: DecimalMark) -> Option<Number> {
    read_ungrouped(text, mark).or_else(|| match read_ungrouped(&ungrouped(text, mark)?, mark)? {
        Number::Whole { value, .. } => Some(Number::Whole { value, is_plain: false }),
        Number::Fraction { value, .. } => Some(Number::Fraction { value, decimals: None }),
        number => Some(number),
    })
}

/// Whether a text is a number only because separators between groups of digits have no meaning.
#[must_use]
pub fn is_grouped(text: &[u8], mark: DecimalMark) -> bool {
    ungrouped(text, mark).is_some()
}

fn ungrouped(text: &[u8], mark: DecimalMark) -> Option<Vec<u8>> {
    grouped::ungrouped(text.trim_ascii(), mark)
}

fn read_ungrouped(text: &[u8], mark: DecimalMark) -> Option<Number> {
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
