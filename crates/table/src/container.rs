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
    (b"%PDF-", "a PDF document", CSV),
    (b"BZh", "compressed with bzip2", "Decompress it and open the CSV file"),
    (b"\xfd7zXZ\0", "compressed with xz", "Decompress it and open the CSV file"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Decompress it and open the CSV file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and open the CSV file"),
];

/// Bytes in which a file that is no text shows it.
const BINARY_BYTES: usize = 512;
/// Control characters, of all bytes, from which a file is no text.
const CONTROL_ONE_IN: usize = 3;
/// The same, if its bytes are no UTF-8 either.
const CONTROL_ONE_IN_BYTES: usize = 20;

/// What is wrong with a file that starts like this, if it is a format that is not read here.
#[must_use]
pub fn recognise(start: &[u8]) -> Option<Problem> {
    let (_, what, remedy) = FORMATS.iter().find(|(signature, ..)| {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b' ';
        let could_be_a_name = signature.iter().all(is_letter);
        start.starts_with(signature) && !(could_be_a_name && is_text(start))
    })?;
    Some(Problem::new(format!("The file is {what}, not CSV"), *remedy))
}

/// Whether the first bytes hold no control character but blanks and line ends. In every format
/// whose signature could be a column's name there is one: a NUL, a length or a page header.
fn is_text(start: &[u8]) -> bool {
    !start[..start.len().min(BINARY_BYTES)].iter().any(is_control)
}

const fn is_control(byte: &u8) -> bool {
    *byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c)
}

/// What is wrong with a file that starts like this, if it is no text at all.
#[must_use]
pub fn binary(start: &[u8]) -> Option<Problem> {
    let controls = start.iter().filter(|byte| is_control(byte)).count();
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
    fn names_of_columns_are_no_signatures() {
        for header in ["FEA1,FEA2,y", "PAR1,PAR2,y", "ARROW1,y", "BZh9,y", "SQLite f,y"] {
            assert_eq!(recognise(format!("{header}\n1,2\n").as_bytes()), None, "{header}");
        }
        // printf '' | bzip2 | xxd -i, and printf 'a,b\n' | bzip2 | xxd -i
        let empty = b"BZh9\x17\x72\x45\x38\x50\x90\0\0\0\0";
        let small = b"BZh91AY&SY\x03\x43\x3a\xe0\x00\x00\x01\x51\x00\x00\x10\x00\x04\x30\x00";
        // sqlite.org/fileformat.html and arrow.apache.org/docs/format/Columnar.html
        for start in
            [&empty[..], &small[..], &b"SQLite format 3\0\x10\0"[..], b"ARROW1\0\0\xff\xff"]
        {
            assert!(recognise(start).is_some(), "{start:?}");
        }
    }

    #[test]
    fn tells_text_from_bytes() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert!(binary(&bytes).is_some());
        assert!(binary(b"id,name\n1,al\0ice\n").is_none());
        assert!(binary("größe\n1\n".as_bytes()).is_none());
    }
}
