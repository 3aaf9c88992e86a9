//! Files that only look like reports: refused with a sentence, in little memory, or shown as text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use export::read_record;
use lzma_rust2::{XzOptions, XzWriter};
use report::Report;
use serde_json::Value;

const SAVED: &str = include_str!("../../../tests/fixtures/reports/version_1.html");
const OPENING: &str = "id=\"record\">";

fn record() -> &'static str {
    SAVED.split_once(OPENING).unwrap().1.split_once("</script>").unwrap().0
}

/// An HTML report around a record.
fn around(record: &str) -> String {
    format!("<script type=\"application/x-xz\" {OPENING}{record}</script>")
}

fn packed(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut packer = XzWriter::new(Vec::new(), XzOptions::with_preset(0)).unwrap();
    (0..times).for_each(|_| packer.write_all(bytes).unwrap());
    packer.finish().unwrap()
}

fn refused(file: &str) -> String {
    let problem = read_record(file.as_bytes()).unwrap_err().to_string();
    assert!(problem.contains("Open a report that was saved by Driftglass"), "{problem}");
    problem
}

#[test]
fn a_record_that_was_cut_is_refused() {
    assert!(read_record(around(record()).as_bytes()).is_ok(), "the whole one opens");
    for length in (0..record().len()).step_by(997) {
        refused(&around(&record()[..length]));
    }
    for length in (0..SAVED.len()).step_by(2_003) {
        refused(&SAVED[..length]);
    }
}

#[test]
fn records_in_base_64_and_in_base_85_are_the_same() {
    let old = read_record(SAVED.as_bytes()).unwrap();
    let page = export::html(&old).unwrap();
    let record = page.split_once(OPENING).unwrap().1.split_once("</script>").unwrap().0;
    assert!(page.contains("<script type=\"application/x-xz+base85\" id=\"record\">"));
    assert!(!record.contains(['<', '/']));
    let new = read_record(page.as_bytes()).unwrap();
    assert_eq!(new.to_json().unwrap(), old.to_json().unwrap());
    // The type of the element says which of the two it is, not what stands in it.
    refused(&around(record));
    for length in (0..record.len()).step_by(997) {
        refused(&page.replace(record, &record[..length]));
    }
}

#[test]
fn a_record_that_grows_beyond_any_report_is_refused() {
    let zeros = packed(&vec![b' '; 1 << 20], 64);
    assert!(zeros.len() < 100_000);
    let told = refused(&around(&STANDARD.encode(zeros)));
    assert!(told.contains("larger than any report"), "{told}");
}

#[test]
fn a_record_that_asks_for_all_memory_is_refused() {
    let mut small = packed(b"{}", 1);
    // The header of the block: its size, flags, the filter, the size of its properties, the dictionary, its CRC.
    let header = 12..12 + (usize::from(small[12]) + 1) * 4;
    let crc_at = header.end - 4;
    assert_eq!(small[14..16], [0x21, 1], "the filter is LZMA2");
    small[16] = 40;
    let crc = crc32(&small[header.start..crc_at]).to_le_bytes();
    small[crc_at..header.end].copy_from_slice(&crc);
    let told = refused(&around(&STANDARD.encode(small)));
    assert!(told.contains("damaged"), "{told}");
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    };
    !bytes.iter().fold(!0, step)
}

#[test]
fn deep_nesting_and_huge_numbers_are_refused() {
    let deep = format!("{{\"schema_version\":{}", "[".repeat(1_000_000));
    let huge = "{\"schema_version\":1e999}".to_owned();
    let keys = "{\"a\":".repeat(500_000);
    for file in [deep, huge, keys] {
        assert!(!read_record(file.as_bytes()).unwrap_err().to_string().is_empty());
    }
}

/// What a stranger may write where a report has a text.
const MARKUP: &str = "</title></style></script><script>x()</script>]]><img src=x onerror=x()>\"'><a href=javascript:x()>|=cmd()";

#[test]
fn markup_in_every_text_of_a_report_stays_text() {
    let report = read_record(SAVED.as_bytes()).unwrap();
    let mut value: Value = serde_json::from_str(&report.to_json().unwrap()).unwrap();
    let plain = export::html(&report).unwrap();
    let before = html_elements(&plain);
    let changed = replaced(&mut value);
    assert!(changed > 500, "{changed} texts");
    let hostile = Report::from_json(&value.to_string()).unwrap();
    let page = export::html(&hostile).unwrap();
    let elements = html_elements(&page);
    assert!(elements.iter().all(|element| before.contains(element)), "{elements:?}");
    assert_eq!(page.matches("<script").count(), 2);
    for table in export::tables(&hostile) {
        let text = String::from_utf8(table.bytes).unwrap();
        assert!(!text.contains("\n=") && !text.contains(",="), "{}", table.name);
    }
    for picture in export::pictures(&hostile) {
        let text = String::from_utf8(picture.bytes).unwrap();
        assert!(!text.contains("<script") && !text.contains("<img"), "{}", picture.name);
    }
    assert!(!export::markdown(&hostile).replace("\\<", "").contains('<'));
}

/// Puts markup behind every text that is not one of the words that the types know; how many.
fn replaced(value: &mut Value) -> usize {
    match value {
        // Words of the types are of small letters; sentences have spaces.
        Value::String(text) if text.contains(' ') => {
            text.push_str(MARKUP);
            1
        }
        Value::Array(values) => values.iter_mut().map(replaced).sum(),
        Value::Object(fields) => {
            let texts = fields.iter_mut().filter(|(field, _)| *field != "settings");
            texts.map(|(_, value)| replaced(value)).sum()
        }
        _ => 0,
    }
}

/// The names of the elements of a page, each once.
fn html_elements(page: &str) -> Vec<&str> {
    let names = page.split('<').skip(1);
    let mut names: Vec<&str> =
        names.map(|tag| tag.split([' ', '>', '\n']).next().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
