//! Reads numbers in their plain spelling, eight digits at once as one word.
//!
//! A decimal fraction is the quotient of two doubles that are exact, hence correctly rounded
//! (Clinger, How to read floating point numbers accurately, 1990), as long as its digits stay under
//! 2^53; beyond that `fast-float2` decides (Lemire, Number parsing at a gigabyte per second, 2021).

use super::write::writes_back;
use super::{EXACT_MAX, POWERS_OF_TEN};
use crate::records::Span;

/// Digits under this come back when their double is written: rounding moves them by a share of at
/// most 2^-53, hence by less than a half.
const SAFE_MANTISSA_END: u64 = 1 << 52;

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
