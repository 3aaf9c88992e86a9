//! Both ways of reading numbers against each other and the standard library.

use proptest::prelude::*;

use super::*;
use crate::padded::Padded;
use crate::records::Span;

fn fast(text: &str) -> Option<(f64, u8)> {
    let padded = Padded::from_text(text.as_bytes());
    plain_decimal(padded.bytes(), Span { start: 0, end: text.len() as u32 }, b'.')
}

fn fast_whole(text: &str) -> Option<i64> {
    let padded = Padded::from_text(text.as_bytes());
    plain_whole(padded.bytes(), Span { start: 0, end: text.len() as u32 })
}

fn slow(text: &str) -> Option<Number> {
    read(text.as_bytes(), DecimalMark::Point)
}

#[test]
fn whole_numbers_keep_what_they_are() {
    assert_eq!(slow("-12"), Some(Number::Whole { value: -12, is_plain: true }));
    assert_eq!(slow("+5"), Some(Number::Whole { value: 5, is_plain: false }));
    assert_eq!(slow("-0"), Some(Number::Whole { value: 0, is_plain: false }));
    assert_eq!(slow("007"), Some(Number::LeadingZeros(7.0)));
    assert_eq!(slow("9223372036854775808"), Some(Number::Huge(9_223_372_036_854_775_808.0)));
    assert_eq!(
        slow("9223372036854775807").unwrap(),
        Number::Whole { value: i64::MAX, is_plain: true }
    );
}

#[test]
fn texts_that_are_no_numbers() {
    for text in [
        "", "-", "+", ".", "e5", "1e", "1e+", "1,5", "1.2.3", "0x1", "1_000", "1-2", "0.\u{0}7",
        "NaN", "inf", "- 1", "--1",
    ] {
        assert_eq!(slow(text), None, "{text:?}");
        assert_eq!(fast(text), None, "{text:?}");
        assert_eq!(fast_whole(text), None, "{text:?}");
    }
}

#[test]
fn fractions_know_how_they_were_written() {
    assert_eq!(fast("1.50"), Some((1.5, 2)));
    assert_eq!(fast("0.0000"), Some((0.0, 4)));
    assert_eq!(slow("1e5"), Some(Number::Fraction { value: 1e5, decimals: None }));
    assert_eq!(slow(".5"), Some(Number::Fraction { value: 0.5, decimals: None }));
    assert_eq!(slow("5."), Some(Number::Fraction { value: 5.0, decimals: None }));
    assert_eq!(slow("00.5"), Some(Number::Fraction { value: 0.5, decimals: None }));
    assert_eq!(write(1.5, 2, DecimalMark::Comma), "1,50");
}

#[test]
fn commas_are_read_as_marks_when_they_are() {
    let number = read(b"-1,01", DecimalMark::Comma);
    assert_eq!(number, Some(Number::Fraction { value: -1.01, decimals: Some(2) }));
    assert_eq!(read(b"1.01", DecimalMark::Comma), None);
}

#[test]
fn shortest_texts() {
    let texts = [1.0, 0.5, -0.0, 1e-7, 1e16, 0.1 + 0.2].map(shortest);
    assert_eq!(texts, ["1", "0.5", "0", "1e-7", "1e16", "0.30000000000000004"]);
}

proptest! {
    #[test]
    fn both_ways_agree_with_the_standard_library(text in "-?[0-9]{1,9}(\\.[0-9]{1,17})?") {
        let expected: f64 = text.parse().unwrap();
        let value = match slow(&text).unwrap() {
            Number::Whole { value, .. } => value as f64,
            Number::LeadingZeros(value) | Number::Huge(value) | Number::Fraction { value, .. } => value,
        };
        prop_assert_eq!(value, expected);
        if let Some((value, decimals)) = fast(&text) {
            prop_assert_eq!(value.to_bits(), expected.to_bits());
            prop_assert_eq!(write(value, decimals, DecimalMark::Point), &*text);
        }
        if let Some(value) = fast_whole(&text) {
            prop_assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn doubles_that_were_written_in_full_come_back(value in -1e6_f64..1e6) {
        let text = format!("{value}");
        if let Some(Number::Fraction { value: read, decimals }) = slow(&text) {
            prop_assert_eq!(read, value);
            if let Some(decimals) = decimals {
                prop_assert_eq!(write(read, decimals, DecimalMark::Point), text);
            }
        }
    }
}

#[test]
fn digits_in_groups_are_one_number() {
    use DecimalMark::{Comma, Point};
    let value = |text: &str, mark| read(text.as_bytes(), mark).map(|number| number.as_fraction().0);
    for (text, mark, expected) in [
        ("48,779.22", Point, 48_779.22),
        ("-1,234,567", Point, -1_234_567.0),
        ("1.250,5", Comma, 1_250.5),
        ("1\u{a0}250,75", Comma, 1_250.75),
        ("1\u{202f}250", Comma, 1_250.0),
        ("12'345.5", Point, 12_345.5),
        ("12’345", Point, 12_345.0),
        (" 1,000 ", Point, 1_000.0),
    ] {
        assert_eq!(value(text, mark), Some(expected), "{text}");
    }
    for (text, mark) in [
        ("1,23", Point),
        ("1 250 000", Point),
        ("+1,250", Point),
        ("1,2345", Point),
        ("1234,567", Point),
        ("0,123", Point),
        ("1,234,56", Point),
        ("1,234 567", Point),
        ("1,234.5.6", Point),
        (",234", Point),
        ("1,234", Comma),
        ("192.168.1.1", Comma),
    ] {
        let is_grouped_number = is_grouped(text.as_bytes(), mark) && value(text, mark).is_some();
        assert!(!is_grouped_number, "{text}");
    }
}
