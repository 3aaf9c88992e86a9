//! Bytes as text: four bytes are five of 85 characters, the first the most significant (RFC 1924, as Python's
//! `base64.b85encode`), with a comma in the place of `<`.
//!
//! So no text of it can end the element it stands in or begin a comment, and it is 5/4 of its bytes where base64 is 4/3.

/// The characters by their value.
const CHARACTERS: &[u8; 85] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
const BASE: u32 = 85;

/// Writes bytes; what is left of the last four takes one character more than it has bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(4) * 5);
    for group in bytes.chunks(4) {
        let mut whole = [0; 4];
        whole[..group.len()].copy_from_slice(group);
        let word = u32::from_be_bytes(whole);
        for place in (0..5).rev().take(group.len() + 1) {
            text.push(char::from(CHARACTERS[(word / BASE.pow(place) % BASE) as usize]));
        }
    }
    text
}

/// Reads what [`encode`] wrote; nothing where another character or a number beyond four bytes comes up.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 5 * 4);
    for group in text.as_bytes().chunks(5) {
        if group.len() == 1 {
            return None;
        }
        // What was left out was cut off: the greatest character in its place rounds up to the bytes that were there.
        let left_out = std::iter::repeat_n(Some(BASE - 1), 5 - group.len());
        let mut values = group.iter().map(|character| value(*character)).chain(left_out);
        let word =
            values.try_fold(0_u32, |word, value| word.checked_mul(BASE)?.checked_add(value?))?;
        bytes.extend_from_slice(&word.to_be_bytes()[..group.len() - 1]);
    }
    Some(bytes)
}

fn value(character: u8) -> Option<u32> {
    let place = CHARACTERS.iter().position(|own| *own == character)?;
    u32::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CHARACTERS, decode, encode};

    // python3 -c "import base64; print([base64.b85encode(b).decode().replace('<', ',') for b in
    // [b'', b'a', b'Driftglass', bytes(4), b'\xff' * 4, b'\xfd7zXZ\0', bytes(range(120, 132))]])"
    #[test]
    fn it_is_what_python_writes_but_for_the_comma() {
        let cases: [(&[u8], &str); 7] = [
            (b"", ""),
            (b"a", "VE"),
            (b"Driftglass", "L~?0nbZ2Z~b8`"),
            (b"\x00\x00\x00\x00", "00000"),
            (b"\xff\xff\xff\xff", "|NsC0"),
            (b"\xfd7zXZ\x00", "{Wp48S^x"),
            (b"xyz{|}~\x7f\x80\x81\x82\x83", "czJqze0_d@fPsR8"),
        ];
        for (bytes, text) in cases {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn no_text_of_it_is_markup() {
        assert!(!CHARACTERS.iter().any(|character| b"<\"'\\/ ".contains(character)));
        let mut characters = CHARACTERS.to_vec();
        characters.sort_unstable();
        characters.dedup();
        assert_eq!(characters.len(), 85);
    }

    #[test]
    fn what_it_never_writes_is_refused() {
        for text in ["0", "0000<", "0000 ", "00\"00", "~~~~~", "00000é000", "|NsC1"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            let text = encode(&bytes);
            prop_assert_eq!(text.len(), bytes.len() + bytes.len().div_ceil(4));
            prop_assert_eq!(decode(&text), Some(bytes));
        }
    }
}
