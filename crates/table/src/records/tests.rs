//! The cutter against `csv-core`.

use csv_core::{ReadRecordResult, ReaderBuilder};
use proptest::prelude::*;

use super::*;

const COMMA: Grammar = Grammar { delimiter: b',', quote: Some(b'"') };

fn cut(text: &str, is_last: bool) -> (Padded, Records) {
    let mut padded = Padded::from_text(text.as_bytes());
    let mut records = Records::default();
    let extent = Extent { width: None, max_records: usize::MAX, is_last, is_long: false };
    records.cut(&mut padded, COMMA, extent);
    (padded, records)
}

fn fields(text: &str) -> Vec<Vec<String>> {
    let (padded, records) = cut(text, true);
    let field = |span: &Span| String::from_utf8_lossy(span.of(padded.text())).into_owned();
    (0..records.records.len()).map(|at| records.fields(at).iter().map(field).collect()).collect()
}

fn fields_of_csv_core(text: &str) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new().build();
    let (mut input, mut all) = (text.as_bytes(), Vec::new());
    loop {
        let (mut output, mut ends) = (vec![0; text.len() + 1], vec![0; text.len() + 1]);
        let (mut written, mut count) = (0, 0);
        let result = loop {
            let (result, read, wrote, ended) =
                reader.read_record(input, &mut output[written..], &mut ends[count..]);
            input = &input[read..];
            (written, count) = (written + wrote, count + ended);
            if !matches!(result, ReadRecordResult::InputEmpty) {
                break result;
            }
        };
        if matches!(result, ReadRecordResult::End) {
            return all;
        }
        let mut start = 0;
        let texts = ends[..count].iter().map(|&end| {
            let text = String::from_utf8_lossy(&output[start..end]).into_owned();
            start = end;
            text
        });
        all.push(texts.collect());
    }
}

fn faults(text: &str) -> Vec<(u64, FaultKind)> {
    cut(text, true).1.faults.into_iter().map(|fault| (fault.line, fault.kind)).collect()
}

#[test]
fn quotes() {
    assert_eq!(fields("a,\"b,\"\"c\"\"\nd\",e\"f\n"), [["a", "b,\"c\"\nd", "e\"f"]]);
    assert_eq!(fields("\"\",\"a\"b\n"), [["", "ab"]]);
}

#[test]
fn every_line_end_ends_a_record() {
    assert_eq!(fields("a,b\r\nc,d\re,f\ng,"), [["a", "b"], ["c", "d"], ["e", "f"], ["g", ""]]);
    assert_eq!(faults("a\n\n\r\n\rb"), [1, 2, 3].map(|line| (line, FaultKind::Blank)));
}

#[test]
fn an_unfinished_quote_costs_its_line() {
    let text = "1,a\n2,\"b\n3,c\n4,d\n";
    assert_eq!(fields(text), [["1", "a"], ["3", "c"], ["4", "d"]]);
    assert_eq!(faults(text), [(1, FaultKind::OpenQuote { field: 1 })]);
}

#[test]
fn a_quote_that_closes_in_the_wrong_place_costs_its_line() {
    let text = "1,a\n2,\"b\n3,\"c\"\n4,d\n";
    assert_eq!(fields(text), [["1", "a"], ["3", "c"], ["4", "d"]]);
    assert_eq!(faults(text), [(1, FaultKind::OpenQuote { field: 1 })]);
}

#[test]
fn lines_inside_quotes_count() {
    let (_, records) = cut("\"a\n\nb\"\nc\n\nd\n", true);
    let lines: Vec<u32> = records.records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [0, 3, 5]);
    assert_eq!(records.lines, 6);
}

#[test]
fn records_of_another_width_are_left_out() {
    let mut padded = Padded::from_text(b"1,2\n3\n4,5,\"6\"\"\"\n7,8\n");
    let mut records = Records::default();
    let extent = Extent { width: Some(2), max_records: usize::MAX, is_last: true, is_long: false };
    records.cut(&mut padded, COMMA, extent);
    assert_eq!(records.spans.len(), 4);
    let found: Vec<FaultKind> = records.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(found, [FaultKind::Fields { found: 1 }, FaultKind::Fields { found: 3 }]);
}

#[test]
fn an_unfinished_record_waits() {
    for text in ["a,b\nc", "a,b\n\"c", "a,b\nc\r", "a,b\n\"c\"", "a,b\n\"c\nd\"", "a,b\n\r"] {
        assert_eq!(cut(text, false).1.bytes, 4, "{text:?}");
    }
}

#[test]
fn a_quote_that_is_open_in_a_long_text_is_given_up() {
    let mut padded = Padded::from_text(b"1,\"a\n2,b\n3,c");
    let mut records = Records::default();
    let extent = Extent { width: None, max_records: usize::MAX, is_last: false, is_long: true };
    records.cut(&mut padded, COMMA, extent);
    assert_eq!((records.records.len(), records.faults.len(), records.bytes), (1, 1, 9));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn cuts_like_csv_core(text in "([ab1,]{0,3}[\"\n\r,x]){0,20}") {
        let has_open_quote =
            faults(&text).iter().any(|(_, kind)| matches!(kind, FaultKind::OpenQuote { .. }));
        if !has_open_quote {
            prop_assert_eq!(fields(&text), fields_of_csv_core(&text));
        }
    }

    #[test]
    fn reads_what_was_written(rows in prop::collection::vec(prop::collection::vec("[ab,\"\n\r;é]{0,8}", 3), 0..20)) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        let text: String = rows.iter().map(line).collect();
        prop_assert_eq!(fields(&text), rows);
    }
}

#[test]
fn a_blank_line_is_a_value_of_one_column_unless_only_blank_lines_follow() {
    let cut = |text: &str, is_last: bool| {
        let mut records = Records::default();
        let mut padded = Padded::from_text(text.as_bytes());
        let extent = Extent { width: Some(1), max_records: usize::MAX, is_last, is_long: false };
        records.cut(&mut padded, COMMA, extent);
        (records.records.len(), records.faults.len(), records.bytes)
    };
    assert_eq!(cut("1\n\n\r\n2\n", true), (4, 0, 7));
    assert_eq!(cut("1\n\n\n", true), (1, 2, 4));
    assert_eq!(cut("1\n\n\n", false), (1, 0, 2));
}
