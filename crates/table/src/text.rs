//! Bytes as text that people read.

/// Bytes that were decoded before; what is no character becomes the replacement character.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The longest start of a text that is not longer than `limit` bytes and ends between characters.
#[must_use]
pub fn cut(bytes: &[u8], limit: usize) -> &[u8] {
    if bytes.len() <= limit {
        return bytes;
    }
    let is_inside_character = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let mut end = limit;
    while end > 0 && is_inside_character(&bytes[end]) {
        end -= 1;
    }
    &bytes[..end]
}

/// A text as it is quoted in a message: at most 40 characters, control characters made visible.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"").replace("\\\"", "\"").replace("\\'", "'")
}
