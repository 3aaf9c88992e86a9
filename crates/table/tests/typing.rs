//! What a column is read as.

#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use report::{Event, Kind, LedgerEntry, Missing, Reading, Remedy, Side};
use table::Table;

/// A table with the column `value` beside one that makes every line hold something.
fn read_as(cells: &[&str], reading: &Reading) -> Table {
    let lines: String = cells.iter().map(|cell| format!("x;{cell}\n")).collect();
    let reading = Reading { delimiter: Some(';'), ..reading.clone() };
    table::read("a.csv", format!("other;value\n{lines}").as_bytes(), &reading).unwrap()
}

fn read(cells: &[&str]) -> Table {
    read_as(cells, &Reading::default())
}

fn fixed(kind: Kind) -> Reading {
    Reading { kinds: BTreeMap::from([("value".to_owned(), kind)]), ..Reading::default() }
}

fn kind(cells: &[&str]) -> Kind {
    read(cells).column("value").unwrap().kind()
}

fn labels(table: &Table) -> Vec<String> {
    let column = table.column("value").unwrap();
    (0..column.len()).filter_map(|row| column.label(row)).collect()
}

fn entry(table: &Table, event: Event) -> LedgerEntry {
    let ledger = table.ledger(Side::Production);
    let found = ledger.iter().find(|entry| entry.event == event).cloned();
    found.unwrap_or_else(|| panic!("no {event:?} in {ledger:?}"))
}

#[test]
fn kinds() {
    assert_eq!(kind(&["1", "-2", "0"]), Kind::Integer);
    assert_eq!(kind(&["1", "2.5", "3"]), Kind::Float);
    assert_eq!(kind(&["1e-5", "2"]), Kind::Float);
    assert_eq!(kind(&["0", "1", "1"]), Kind::Integer);
    assert_eq!(kind(&["True", "False", ""]), Kind::Boolean);
    assert_eq!(kind(&["y", "n"]), Kind::Boolean);
    assert_eq!(kind(&["f", "m"]), Kind::Category);
    assert_eq!(kind(&["2024-01-01", "2024-01-02 10:00"]), Kind::DateTime);
    assert_eq!(kind(&["13/01/2024", "02/01/2024"]), Kind::DateTime);
    assert_eq!(kind(&["01/02/2024", "02/01/2024"]), Kind::Category);
    assert_eq!(kind(&["", "NA"]), Kind::Empty);
    assert_eq!(kind(&["02134", "90210"]), Kind::Identifier);
    assert_eq!(kind(&["1,234", "1,5"]), Kind::Float);
    assert_eq!(kind(&["1,234.50", "2,000.00"]), Kind::Float);
    assert_eq!(kind(&["1'250'000", "999"]), Kind::Integer);
}

#[test]
fn names_of_rows_and_free_texts() {
    let ids: Vec<String> = (0..50).map(|row| format!("u{row:06}")).collect();
    assert_eq!(kind(&ids.iter().map(String::as_str).collect::<Vec<_>>()), Kind::Identifier);
    let notes: Vec<String> =
        (0..50).map(|row| format!("the quick brown fox number {row} jumps over the dog")).collect();
    assert_eq!(kind(&notes.iter().map(String::as_str).collect::<Vec<_>>()), Kind::Text);
}

#[test]
fn leading_zeros_stay() {
    let table = read(&["90210", "02134", "10001"]);
    assert_eq!(labels(&table), ["90210", "02134", "10001"]);
    let kept = entry(&table, Event::NumberKeptAsIdentifier);
    assert_eq!((kept.line, kept.rows), (Some(3), 1));
}

#[test]
fn numbers_keep_their_text_in_a_column_of_texts() {
    let table = read(&["1.50", "+2", "1e5", "0.10000000000000000555", "2024-01-01 00:00", "abc"]);
    let expected = ["1.50", "+2", "1e5", "0.10000000000000000555", "2024-01-01 00:00", "abc"];
    assert_eq!(labels(&table), expected);
}

#[test]
fn a_few_texts_do_not_cost_a_column_of_numbers() {
    for position in [0, 150, 299] {
        let mut cells = vec!["1.5"; 300];
        cells[position] = "broken";
        let table = read(&cells);
        let column = table.column("value").unwrap();
        assert_eq!(column.kind(), Kind::Float);
        assert_eq!(column.missing(), Missing { unreadable: 1, ..Missing::default() });
        let left_out = entry(&table, Event::UnreadableValue);
        assert_eq!(left_out.line, Some(position as u64 + 2));
        assert_eq!(left_out.message, "Left out, not a number: \"broken\"");
        assert_eq!(left_out.remedy, Some(Remedy::ReadAs(Kind::Category)));
    }
}

#[test]
fn many_texts_do() {
    let mut cells = vec!["1.5"; 300];
    cells[7] = "a";
    cells[100] = "a";
    cells[200] = "b";
    let table = read(&cells);
    assert_eq!(table.column("value").unwrap().kind(), Kind::Category);
    let mixed = entry(&table, Event::MixedKinds);
    assert_eq!((mixed.line, mixed.rows), (Some(9), 3));
    assert_eq!(mixed.message, "Read as a category: 3 of 300 values are no numbers, such as \"a\"");
}

#[test]
fn a_marker_of_numbers_is_a_value_among_texts() {
    assert_eq!(labels(&read(&["a", "-", "?", "NA"])), ["a", "-", "?"]);
    let numbers = read(&["1", "-", "?", "NA"]);
    let column = numbers.column("value").unwrap();
    assert_eq!(column.missing(), Missing { marker: 3, ..Missing::default() });
    let message = entry(&numbers, Event::MarkerReadAsMissing).message;
    assert_eq!(message, "Read as missing: \"-\", \"?\" and \"NA\"");
}

#[test]
fn markers_can_be_kept() {
    let reading = Reading { missing_markers: Some(Vec::new()), ..Reading::default() };
    assert_eq!(labels(&read_as(&["a", "NA", "nan", ""], &reading)), ["a", "NA", "nan"]);
    let numbers = read_as(&["1.5", "nan", ""], &reading);
    let missing = numbers.column("value").unwrap().missing();
    assert_eq!(missing, Missing { nan: 1, empty: 1, ..Missing::default() });
}

#[test]
fn keeping_markers_is_offered_where_it_changes_something() {
    let remedy = |cells: &[&str]| entry(&read(cells), Event::MarkerReadAsMissing).remedy;
    assert_eq!(remedy(&["1.5", "nan"]), None);
    assert_eq!(remedy(&["2024-01-01", "nan"]), None);
    assert_eq!(remedy(&["1.5", "nan", "NA"]), Some(Remedy::KeepMarkers));
    assert_eq!(remedy(&["a", "nan"]), Some(Remedy::KeepMarkers));
}

#[test]
fn chosen_kinds() {
    let text = read_as(&["1.0", "2"], &fixed(Kind::Category));
    assert_eq!(labels(&text), ["1.0", "2"]);
    let float = read_as(&["a", "007", "b", "1.5"], &fixed(Kind::Float));
    let column = float.column("value").unwrap();
    assert_eq!(column.numbers().unwrap(), [7.0, 1.5]);
    assert_eq!(column.missing().unreadable, 2);
    let integer = read_as(&["1.0", "2.5", "3"], &fixed(Kind::Integer));
    assert_eq!(integer.column("value").unwrap().numbers().unwrap(), [1.0, 3.0]);
    let boolean = read_as(&["0", "1", "true", "x"], &fixed(Kind::Boolean));
    assert_eq!(boolean.column("value").unwrap().numbers().unwrap(), [0.0, 1.0, 1.0]);
    let time = read_as(&["01/02/2024", "03/02/2024"], &fixed(Kind::DateTime));
    // date -u -d 2024-02-01 +%s000
    assert_eq!(time.column("value").unwrap().times_ms().unwrap()[0], 1_706_745_600_000);
}

#[test]
fn a_choice_for_a_column_that_is_not_there_is_told() {
    let reading = Reading {
        kinds: BTreeMap::from([("elsewhere".to_owned(), Kind::Float)]),
        ..Reading::default()
    };
    let message = entry(&read_as(&["1"], &reading), Event::UnknownColumn).message;
    assert_eq!(message, "The settings name a column elsewhere that is not there");
}

#[test]
fn counts_are_sorted_by_text() {
    let table = read(&["10", "9", "9", ""]);
    let column = table.column("value").unwrap();
    assert_eq!(column.counts(), [("10".to_owned(), 1), ("9".to_owned(), 2)]);
    assert_eq!(column.distinct(), Some(2));
    let floats = read(&["1.0", "0.5", "-0.0", "0.0"]);
    let texts: Vec<String> =
        floats.column("value").unwrap().counts().into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["0", "0.5", "1"]);
}

#[test]
fn booleans_are_numbers_in_the_spelling_of_the_file() {
    let table = read(&["True", "False", "True", "NA"]);
    let column = table.column("value").unwrap();
    assert_eq!(column.numbers().unwrap(), [1.0, 0.0, 1.0]);
    assert_eq!(column.counts(), [("False".to_owned(), 1), ("True".to_owned(), 2)]);
    assert_eq!(column.missing().marker, 1);
}

#[test]
fn times() {
    let table = read(&["2018-01-01 00:08:43.152", "2018-01-01T00:00:00Z", ""]);
    let column = table.column("value").unwrap();
    // date -u -d '2018-01-01 00:08:43' +%s
    assert_eq!(column.times_ms().unwrap(), [1_514_765_323_152, 1_514_764_800_000]);
    assert_eq!(column.label(0).as_deref(), Some("2018-01-01T00:08:43.152"));
    assert_eq!(column.label(1).as_deref(), Some("2018-01-01T00:00:00"));
}

#[test]
fn examples_are_as_in_the_file() {
    let table = read(&["", "1.50", "NA", "2", "3", "4", "5", "6"]);
    assert_eq!(table.column("value").unwrap().examples(), ["1.50", "2", "3", "4", "5"]);
}

#[test]
fn separators_between_groups_of_digits_are_told_and_stay_among_texts() {
    let table = read(&["12.5", "1,234.50", "2,000.00"]);
    let entry = entry(&table, Event::GroupedDigits);
    assert_eq!((entry.line, entry.rows), (Some(3), 2));
    assert_eq!(entry.remedy, Some(Remedy::ReadAs(Kind::Category)));
    assert_eq!(
        labels(&read(&["1,234.50", "2,000.00", "a", "b"])),
        ["1,234.50", "2,000.00", "a", "b"]
    );
}
