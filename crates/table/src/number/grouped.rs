//! Numbers whose digits stand in groups of three: "48,779.22", "1'250'000", "1.250,5".
//!
//! Plain blanks and a leading plus are no part of them: telephone numbers have both.

use report::DecimalMark;

use super::mark_byte;

/// What stands between groups, beside the mark that is not the decimal one. The blanks that do not
/// break a line, and the curly apostrophe, are characters of several bytes.
const SEPARATORS: [&[u8]; 4] =
    [b"'", "\u{a0}".as_bytes(), "\u{202f}".as_bytes(), "\u{2019}".as_bytes()];

/// The text without the separators between its groups of digits; none where it has no groups, or
/// where one of them is not of three digits behind one to three that do not begin with 0.
pub fn ungrouped(text: &[u8], mark: DecimalMark) -> Option<Vec<u8>> {
    let sign_len = usize::from(text.first() == Some(&b'-'));
    let unsigned = &text[sign_len..];
    let first_len = unsigned.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=3).contains(&first_len) || unsigned[0] == b'0' {
        return None;
    }
    let separator = separator(&unsigned[first_len..], mark)?;
    let mut plain = text[..sign_len + first_len].to_vec();
    let mut rest = &unsigned[first_len..];
    while let Some(behind) = rest.strip_prefix(separator) {
        let group = behind.get(..3).filter(|group| group.iter().all(u8::is_ascii_digit))?;
        plain.extend_from_slice(group);
        rest = &behind[3..];
    }
    let is_end = rest.first().is_none_or(|&byte| byte == mark_byte(mark));
    is_end.then(|| {
        plain.extend_from_slice(rest);
        plain
    })
}

fn separator(text: &[u8], mark: DecimalMark) -> Option<&'static [u8]> {
    let other_mark: &[u8] = match mark {
        DecimalMark::Point => b",",
        DecimalMark::Comma => b".",
    };
    std::iter::once(other_mark).chain(SEPARATORS).find(|&separator| text.starts_with(separator))
}
