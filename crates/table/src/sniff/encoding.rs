//! Guesses how characters are stored.

use report::Encoding;

/// The encoding that a byte order mark names, and the mark's length.
#[must_use]
pub fn byte_order_mark(start: &[u8]) -> Option<(Encoding, usize)> {
    match start {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// The encoding of a text without a byte order mark.
#[must_use]
pub fn guess(start: &[u8]) -> Encoding {
    if let Some(encoding) = utf16(start) {
        return encoding;
    }
    let (mut characters, mut damaged) = (0, 0);
    for chunk in start.utf8_chunks() {
        characters += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    if is_damaged(start) && damaged > characters { Encoding::Windows1252 } else { Encoding::Utf8 }
}

/// Whether there are bytes that are no UTF-8; the end of the sample may cut a character in two.
fn is_damaged(start: &[u8]) -> bool {
    std::str::from_utf8(start).is_err_and(|error| error.error_len().is_some())
}

/// UTF-16, where every other byte is mostly NUL.
fn utf16(start: &[u8]) -> Option<Encoding> {
    let pairs = start.chunks_exact(2);
    let count = pairs.len();
    let (mut high_first, mut low_first) = (0, 0);
    for pair in pairs {
        high_first += usize::from(pair[0] == 0 && pair[1] != 0);
        low_first += usize::from(pair[0] != 0 && pair[1] == 0);
    }
    let is_most = |nul: usize| count > 1 && 10 * nul > 4 * count;
    match (is_most(high_first), is_most(low_first)) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses() {
        assert_eq!(guess(b"id,a\n1,2\n"), Encoding::Utf8);
        assert_eq!(guess("id,größe\n".as_bytes()), Encoding::Utf8);
        assert_eq!(guess(b"id,gr\xf6\xdfe\n"), Encoding::Windows1252);
        assert_eq!(guess(b"i\0d\0,\0a\0\n\0"), Encoding::Utf16Le);
        assert_eq!(guess(b"\0i\0d\0,\0a\0\n"), Encoding::Utf16Be);
        assert_eq!(guess(b"id,name\n1,al\0ice\n2,\0\n"), Encoding::Utf8);
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_sample_is_no_damage() {
        assert_eq!(guess(b"id,gr\xc3"), Encoding::Utf8);
    }
}
