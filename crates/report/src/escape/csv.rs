//! Comma-separated values as RFC 4180 has them, without a cell that a spreadsheet would run.

use std::borrow::Cow;

/// Beginnings by which a spreadsheet takes a cell for a formula; the wide forms are taken so by those of
/// eastern Asia.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Adds a record of fields, ended by CR LF.
pub fn push_record<T: AsRef<str>>(out: &mut String, fields: impl IntoIterator<Item = T>) {
    for (position, text) in fields.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        out.push_str(&field(text.as_ref()));
    }
    out.push_str("\r\n");
}

/// A field: quoted where it must be, and never a formula.
#[must_use]
pub fn field(text: &str) -> String {
    let safe = inert(text);
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe.into_owned()
    }
}

/// A text that no spreadsheet runs as a formula: one that would be gets a leading apostrophe.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(FORMULA) && !is_number(text);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a text is a decimal number. Reading it as `f64` would say so too, with tables of ten
/// kilobytes that the page needs for nothing else.
fn is_number(text: &str) -> bool {
    let unsigned = |text: &'_ str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    are_digits(&unsigned(mantissa).replacen('.', "", 1)) && are_digits(&unsigned(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-cmd", "'-cmd"),
            ("@sum(a1)", "'@sum(a1)"),
            ("＝1+1", "'＝1+1"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("-3.5", "-3.5"),
            ("+1e3", "+1e3"),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""),
            ("a=1", "a=1"),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected);
        }
    }

    #[test]
    fn a_record_ends_as_the_standard_says() {
        let mut out = String::new();
        push_record(&mut out, ["a,b", "", "c"]);
        assert_eq!(out, "\"a,b\",,c\r\n");
    }
}
