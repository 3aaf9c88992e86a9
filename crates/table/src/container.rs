//! Recognises files that are no text by their first bytes.

use report::Problem;

/// The first bytes of a gzip file.
pub const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Bytes that are enough to recognise every format here.
pub const SIGNATURE_BYTES: usize = 8;

const CSV: &str = "Export the data as CSV and open that file";

/// First bytes, what the file is, and what to do.
const FORMATS: [(&[u8], &str, &str); 13] = [
    (b"PK\x03\x04", "an Excel workbook or another zip archive", CSV),
    (b"PK\x05\x06", "an empty zip archive", CSV),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office file", CSV),
    (b"PAR1", "a Parquet file", CSV),
    (b"ARROW1", "an Arrow file", CSV),
    (b"FEA1", "a Feather file", CSV),
    (b"SQLite f", "an SQLite database", CSV),
    (b"\x89PNG", "a PNG image", "Choose a CSV file"),
    (b"%PDF", "a PDF document", CSV),
    (b"BZh", "compressed with bzip2", "Decompress it and open the CSV file"),
    (b"\xfd7zXZ\0", "compressed with xz", "Decompress it and open the CSV file"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Decompress it and open the CSV file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and open the CSV file"),
];

/// Control characters, of all bytes, from which a file is no text.
const CONTROL_ONE_IN: usize = 3;
/// The same, if its bytes are no UTF-8 either.
const CONTROL_ONE_IN_BYTES: usize = 20;

/// What is wrong with a file that starts like this, if it is a format that is not read here.
#[must_use]
pub fn recognise(start: &[u8]) -> Option<Problem> {
    let (_, what, remedy) = FORMATS.iter().find(|(signature, ..)| start.starts_with(signature))?;
    Some(Problem::new(format!("The file is {what}, not CSV"), *remedy))
}

/// What is wrong with a file that starts like this, if it is no text at all.
#[must_use]
pub fn binary(start: &[u8]) -> Option<Problem> {
    let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    let controls = start.iter().filter(is_control).count();
    let one_in =
        if std::str::from_utf8(start).is_ok() { CONTROL_ONE_IN } else { CONTROL_ONE_IN_BYTES };
    (controls * one_in > start.len()).then(|| Problem::new("The file is not text", CSV))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_format() {
        let excel = recognise(b"PK\x03\x04\x14\0").map(|problem| problem.what);
        assert_eq!(
            excel.as_deref(),
            Some("The file is an Excel workbook or another zip archive, not CSV")
        );
        assert_eq!(recognise(b"id,a,b\n"), None);
    }

    #[test]
    fn tells_text_from_bytes() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert!(binary(&bytes).is_some());
        assert!(binary(b"id,name\n1,al\0ice\n").is_none());
        assert!(binary("größe\n1\n".as_bytes()).is_none());
    }
}
