//! Guesses whether the comma is the decimal mark.

use report::DecimalMark;

/// The decimal mark of some fields: the comma where more fields are numbers with it than with the
/// point. Between commas, groups of three digits behind a comma are thousands.
pub fn guess<'a>(fields: impl Iterator<Item = &'a [u8]>, delimiter: u8) -> DecimalMark {
    let (mut points, mut commas, mut thousands) = (0_u32, 0_u32, 0_u32);
    for field in fields {
        match digits_around_mark(field) {
            Some((b'.', _, _)) => points += 1,
            Some((_, 1..=3, 3)) => thousands += 1,
            Some(_) => commas += 1,
            None => {}
        }
    }
    let commas = if commas > 0 || delimiter == b';' { commas + thousands } else { 0 };
    if commas > points { DecimalMark::Comma } else { DecimalMark::Point }
}

/// The one mark in a number, with the digits before and behind it.
fn digits_around_mark(field: &[u8]) -> Option<(u8, usize, usize)> {
    let field = field.trim_ascii();
    let digits = field.strip_prefix(b"-").or(field.strip_prefix(b"+")).unwrap_or(field);
    let position = digits.iter().position(|byte| matches!(byte, b'.' | b','))?;
    let (before, behind) = (&digits[..position], &digits[position + 1..]);
    let are_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    (are_digits(before) && are_digits(behind)).then_some((
        digits[position],
        before.len(),
        behind.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &[&str], delimiter: u8) -> DecimalMark {
        guess(fields.iter().map(|field| field.as_bytes()), delimiter)
    }

    #[test]
    fn marks() {
        assert_eq!(of(&["1,01", "2,02", "abc"], b';'), DecimalMark::Comma);
        assert_eq!(of(&["1.01", "2,02", "3.03"], b';'), DecimalMark::Point);
        assert_eq!(of(&["1,234", "5,678"], b','), DecimalMark::Point);
        assert_eq!(of(&["1,234", "5,678"], b';'), DecimalMark::Comma);
        assert_eq!(of(&["1", "2"], b';'), DecimalMark::Point);
    }
}
