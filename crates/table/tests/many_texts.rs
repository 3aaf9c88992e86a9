//! Columns with more different texts than are kept.

#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use report::{Event, Kind, LedgerEntry, Missing, Reading, Remedy, Side};
use table::{Column, Table};

const ROWS: u32 = 1_500_000;
/// Texts that a column keeps.
const KEPT: u64 = 1_000_000;
/// date -u -d '2024-04-01' +%s
const FIRST_SECOND: i64 = 1_711_929_600;

fn read(cells: impl Iterator<Item = String>, kind: Option<Kind>) -> Table {
    let mut text = "value,other\n".to_owned();
    for cell in cells {
        writeln!(text, "{cell},x").unwrap();
    }
    let kinds = kind.map(|kind| ("value".to_owned(), kind));
    let reading = Reading { kinds: BTreeMap::from_iter(kinds), ..Reading::default() };
    table::read("a.csv", text.as_bytes(), &reading).unwrap()
}

fn value(table: &Table) -> &Column {
    table.column("value").unwrap()
}

fn entries(table: &Table) -> Vec<LedgerEntry> {
    let ledger = table.ledger(Side::Reference);
    ledger.into_iter().filter(|entry| entry.column.as_deref() == Some("value")).collect()
}

fn entry(table: &Table, event: Event) -> LedgerEntry {
    let found = entries(table).into_iter().find(|entry| entry.event == event);
    found.unwrap_or_else(|| panic!("no {event:?}"))
}

/// One stamp for each second of April 2024, day first. The texts that are kept end on the 12th, so
/// that only the others tell days from months.
fn stamp(row: u32) -> String {
    let (day, second) = (1 + row / 86_400, row % 86_400);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{day:02}/04/2024 {hour:02}:{minute:02}:{second:02}")
}

fn assert_every_second(column: &Column, rows: impl Iterator<Item = u32>) {
    assert_eq!(column.kind(), Kind::DateTime);
    let expected: Vec<i64> = rows.map(|row| (FIRST_SECOND + i64::from(row)) * 1000).collect();
    assert!(column.times_ms().unwrap() == expected);
}

#[test]
fn every_time_is_read_however_many_there_are() {
    for kind in [None, Some(Kind::DateTime)] {
        let table = read((0..ROWS).map(stamp), kind);
        assert_every_second(value(&table), 0..ROWS);
        assert_eq!(value(&table).missing(), Missing::default());
        assert_eq!(entries(&table), []);
    }
}

#[test]
fn what_is_no_time_behind_many_times_is_counted() {
    let cells = |row| match row {
        1_200_000 => "NA".to_owned(),
        1_300_000 => "  ".to_owned(),
        1_400_000 | 1_400_001 => format!("soon {row}"),
        _ => stamp(row),
    };
    let table = read((0..ROWS).map(cells), Some(Kind::DateTime));
    let column = value(&table);
    let is_time = |row: &u32| ![1_200_000, 1_300_000, 1_400_000, 1_400_001].contains(row);
    assert_every_second(column, (0..ROWS).filter(is_time));
    let expected = Missing { empty: 1, marker: 1, unreadable: 2, ..Missing::default() };
    assert_eq!(column.missing(), expected);
    let unreadable = entry(&table, Event::UnreadableValue);
    assert_eq!((unreadable.line, unreadable.rows), (Some(1_400_002), 2));
    assert_eq!(
        unreadable.message,
        "Left out, not a time: texts beyond the first 1,000,001 different ones"
    );
    assert_eq!(unreadable.remedy, Some(Remedy::ReadAs(Kind::Category)));
}

#[test]
fn words_are_read_behind_many_other_texts() {
    let cells = |row| if row < 1_100_000 { format!("u{row}") } else { " yes".to_owned() };
    let table = read((0..ROWS).map(cells), Some(Kind::Boolean));
    let column = value(&table);
    assert_eq!(column.numbers().unwrap(), vec![1.0; 400_000]);
    assert_eq!(column.missing(), Missing { unreadable: 1_100_000, ..Missing::default() });
    let rows: u64 = entries(&table).iter().map(|entry| entry.rows).sum();
    assert_eq!(rows, 1_100_000);
}

#[test]
fn names_that_are_not_kept_are_counted_as_left_out() {
    for kind in [None, Some(Kind::Category)] {
        let table = read((0..ROWS).map(|row| format!("u{row}")), kind);
        let column = value(&table);
        let counted: u64 = column.counts().iter().map(|(_, count)| count).sum();
        assert_eq!((counted, column.missing().total()), (KEPT, u64::from(ROWS) - KEPT));
        assert_eq!(column.distinct(), None);
        let note = entry(&table, Event::TooManyValues);
        assert_eq!((note.line, note.rows), (Some(1_000_002), 500_000));
        assert_eq!(note.message, "Left out: texts beyond the first 1,000,000 different ones");
    }
}

#[test]
fn a_million_texts_that_do_not_fit_take_seconds() {
    let start = Instant::now();
    let table = read((0..1_000_000).map(|row| format!("u{row}")), Some(Kind::DateTime));
    assert_eq!(value(&table).missing().unreadable, 1_000_000);
    // Looking every text's first row up takes hours.
    assert!(start.elapsed().as_secs() < 60);
}
