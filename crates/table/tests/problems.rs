//! What is no table, and what is said of it.

use report::{Problem, Reading};

/// An empty file, compressed: `printf '' | gzip -n | xxd -i`.
const EMPTY_GZIP: [u8; 20] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00,
];

fn problem(bytes: &[u8], reading: &Reading) -> Option<Problem> {
    table::read("a.csv", bytes, reading).err()
}

fn what(bytes: &[u8]) -> String {
    problem(bytes, &Reading::default()).map(|problem| problem.what).unwrap_or_default()
}

#[test]
fn other_formats_are_named() {
    assert_eq!(what(b"PAR1\x15\x04\x15\x00"), "The file is a Parquet file, not CSV");
    assert_eq!(what(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "The file is a PDF document, not CSV");
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    assert_eq!(what(&bytes), "The file is not text");
}

#[test]
fn nothing_is_an_empty_file() {
    for bytes in [b"".as_slice(), b"\n\r\n\n", b"\xef\xbb\xbf", &EMPTY_GZIP] {
        assert_eq!(what(bytes), "The file is empty", "{bytes:?}");
    }
}

#[test]
fn a_damaged_archive_is_told_from_a_damaged_table() {
    let damaged = "The file is compressed with gzip and damaged";
    assert_eq!(what(&EMPTY_GZIP[..12]), damaged);
    assert_eq!(what(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03nonsense"), damaged);
}

#[test]
fn choices_that_cannot_be_followed() {
    let wide = Reading { delimiter: Some('§'), ..Reading::default() };
    let said = problem(b"a,b\n1,2\n", &wide).map(|problem| problem.what);
    assert_eq!(said.as_deref(), Some("The delimiter must be one ASCII character within a line"));
    let same = Reading { delimiter: Some('|'), quote: Some('|'), ..Reading::default() };
    assert!(problem(b"a|b\n1|2\n", &same).is_some());
}

#[test]
fn a_problem_names_its_file() {
    let file = problem(b"", &Reading::default()).and_then(|problem| problem.file);
    assert_eq!(file.as_deref(), Some("a.csv"));
}
