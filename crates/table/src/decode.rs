//! Turns the bytes of a file into UTF-8, chunk by chunk.

use std::str;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use report::Encoding;

/// A piece of text.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<'a> {
    /// UTF-8.
    pub text: &'a [u8],
    /// Where in the text bytes stand in for ones that are no UTF-8, in rising order.
    pub damaged: &'a [usize],
}

/// Turns the bytes of a file into UTF-8.
///
/// Bytes that are no UTF-8 in a file that is otherwise are read as Windows-1252: files that were
/// put together from two sources look like that.
pub struct Decoder {
    other: Option<encoding_rs::Decoder>,
    carry: Vec<u8>,
    text: Vec<u8>,
    damaged: Vec<usize>,
    has_replaced: bool,
}

impl Decoder {
    /// A decoder for a file whose byte order mark was taken off.
    #[must_use]
    pub fn new(encoding: Encoding) -> Self {
        let other = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE),
            Encoding::Utf16Be => Some(UTF_16BE),
            Encoding::Windows1252 => Some(WINDOWS_1252),
        };
        Self {
            other: other.map(encoding_rs::Encoding::new_decoder_without_bom_handling),
            carry: Vec::new(),
            text: Vec::new(),
            damaged: Vec::new(),
            has_replaced: false,
        }
    }

    /// The text of the next bytes; characters that are cut in two wait for the next ones.
    pub fn decode<'a>(&'a mut self, bytes: &'a [u8], is_last: bool) -> Decoded<'a> {
        self.text.clear();
        self.damaged.clear();
        if let Some(other) = &mut self.other {
            let most = other.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * bytes.len() + 16);
            self.text.resize(most, 0);
            let (_, _, written, has_replaced) =
                other.decode_to_utf8(bytes, &mut self.text, is_last);
            self.text.truncate(written);
            self.has_replaced |= has_replaced;
            return Decoded { text: &self.text, damaged: &[] };
        }
        if self.carry.is_empty() && str::from_utf8(bytes).is_ok() {
            return Decoded { text: bytes, damaged: &[] };
        }
        let mut bytes = [std::mem::take(&mut self.carry).as_slice(), bytes].concat();
        self.decode_damaged(&mut bytes, is_last);
        Decoded { text: &self.text, damaged: &self.damaged }
    }

    /// Whether characters of UTF-16 were damaged and replaced by U+FFFD.
    #[must_use]
    pub const fn has_replaced(&self) -> bool {
        self.has_replaced
    }

    fn decode_damaged(&mut self, bytes: &mut Vec<u8>, is_last: bool) {
        let mut rest = bytes.as_slice();
        while let Err(error) = str::from_utf8(rest) {
            let (valid, invalid) = rest.split_at(error.valid_up_to());
            self.text.extend_from_slice(valid);
            if error.error_len().is_none() && !is_last {
                self.carry = invalid.to_vec();
                return;
            }
            let (bad, behind) = invalid.split_at(error.error_len().unwrap_or(invalid.len()));
            self.damaged.push(self.text.len());
            let (replacement, _) = WINDOWS_1252.decode_without_bom_handling(bad);
            self.text.extend_from_slice(replacement.as_bytes());
            rest = behind;
        }
        self.text.extend_from_slice(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(encoding: Encoding, bytes: &[u8], chunk: usize) -> String {
        let mut decoder = Decoder::new(encoding);
        let mut text = Vec::new();
        for part in bytes.chunks(chunk) {
            text.extend_from_slice(decoder.decode(part, false).text);
        }
        text.extend_from_slice(decoder.decode(b"", true).text);
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn chunks_do_not_change_the_text() {
        let utf16: Vec<u8> = "aé€😀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for chunk in 1..8 {
            assert_eq!(all(Encoding::Utf8, "aé€😀".as_bytes(), chunk), "aé€😀");
            assert_eq!(all(Encoding::Utf8, b"a\xe9b\xc3\xa9\xe2\x82", chunk), "aébéâ‚");
            assert_eq!(all(Encoding::Utf16Be, &utf16, chunk), "aé€😀");
            assert_eq!(all(Encoding::Windows1252, b"\x80 100 \x93", chunk), "€ 100 “");
        }
    }

    #[test]
    fn damage_has_a_place() {
        let mut decoder = Decoder::new(Encoding::Utf8);
        assert_eq!(decoder.decode(b"ab\xffc\xff", true).damaged, [2, 5]);
    }
}
