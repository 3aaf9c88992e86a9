//! What holds for every file.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod said;

use std::time::Instant;

use proptest::prelude::*;
use report::{Encoding, Event, Kind, Problem, Reading, Side};
use said::said;
use table::{Reader, Table};

fn read(bytes: &[u8]) -> Table {
    table::read("a.csv", bytes, &Reading::default()).unwrap()
}

fn read_in_chunks(bytes: &[u8], chunk: usize) -> Result<Table, Problem> {
    let mut reader = Reader::new("a.csv", &Reading::default());
    for part in bytes.chunks(chunk) {
        reader.push(part)?;
    }
    reader.finish()
}

/// A file of several blocks with quotes, line ends inside quotes, damage and rows left out.
fn long_file() -> Vec<u8> {
    let mut bytes = b"id,price,note,when\r\n".to_vec();
    for row in 0..20_000_u32 {
        let note = match row % 7 {
            0 => "\"two\nlines, and a \"\"quote\"\"\"",
            1 => "caf\u{e9}",
            2 => "NA",
            _ => "plain",
        };
        let line = format!("{row},{}.{:02},{note},2024-01-{:02}", row / 3, row % 100, 1 + row % 28);
        bytes.extend_from_slice(line.as_bytes());
        if row % 1009 == 0 {
            bytes.extend_from_slice(b",more");
        }
        if row % 5003 == 1 {
            bytes.extend_from_slice(b"\n8,8,bad \xff byte,2024-01-01");
        }
        bytes.extend_from_slice(if row % 3 == 0 { b"\r\n" } else { b"\n" });
    }
    bytes
}

#[test]
fn chunks_do_not_change_a_long_file() {
    let bytes = long_file();
    let whole = said(&read(&bytes));
    assert!(whole.ledger.iter().any(|entry| entry.event == Event::TooManyFields));
    assert!(whole.ledger.iter().any(|entry| entry.event == Event::InvalidCharacters));
    for chunk in [1, 7, 4096, 65_535, 300_001] {
        assert!(said(&read_in_chunks(&bytes, chunk).unwrap()) == whole, "chunks of {chunk}");
    }
}

#[test]
fn a_long_cell_is_cut_and_the_rest_is_read() {
    let cell = "é".repeat(2_500_000);
    let table = read(format!("id,note\n1,{cell}\n2,b\n3,\"{cell}\"\n").as_bytes());
    assert_eq!(table.rows(), 3);
    let note = table.column("note").unwrap();
    assert_eq!(note.label(0).unwrap().len(), 65_536);
    let ledger = table.ledger(Side::Reference);
    let cut = ledger.iter().find(|entry| entry.event == Event::LongField).unwrap();
    assert_eq!((cut.line, cut.rows), (Some(2), 2));
}

#[test]
fn a_quote_that_never_closes_costs_its_line_in_a_long_file() {
    let line = format!("1,{}\n", "x".repeat(1021));
    let bytes = ["id,note\n1,\"open\n", &line.repeat(40 << 10), "2,end\n"].concat();
    let table = read(bytes.as_bytes());
    assert_eq!((table.rows(), table.rows_skipped()), ((40 << 10) + 1, 1));
    let ledger = table.ledger(Side::Reference);
    assert_eq!((ledger[0].event, ledger[0].line), (Event::UnfinishedQuote, Some(2)));
    assert_eq!(ledger[0].column.as_deref(), Some("note"));
}

#[test]
fn what_is_left_out_before_the_header_is_told() {
    let table = read(b"\"Quarterly report\n\nid,x\n1,2\n3,4\n");
    assert_eq!((table.columns()[0].name(), table.rows(), table.rows_skipped()), ("id", 2, 1));
    let ledger = table.ledger(Side::Reference);
    let told: Vec<_> = ledger.iter().map(|entry| (entry.event, entry.line, entry.rows)).collect();
    let expected = [(Event::UnfinishedQuote, Some(1), 1), (Event::BlankLine, Some(2), 1)];
    assert_eq!(told, expected);
    assert_eq!(ledger[0].column, None);
}

#[test]
fn damage_is_told_where_it_is() {
    let places = |bytes: &[u8]| {
        let reading = Reading { encoding: Some(Encoding::Utf8), ..Reading::default() };
        let ledger = table::read("a.csv", bytes, &reading).unwrap().ledger(Side::Reference);
        let damage = ledger.into_iter().filter(|entry| entry.event == Event::InvalidCharacters);
        damage.map(|entry| (entry.line, entry.column, entry.rows)).collect::<Vec<_>>()
    };
    let b = || Some("b".to_owned());
    assert_eq!(places(b"a,b\n1,2\n3,4,\xff\n5,6\n"), [(Some(3), None, 1)]);
    assert_eq!(places(b"a,b\n1,\xff,3\n5,6\n"), [(Some(2), None, 1)]);
    assert_eq!(places(b"a,b\n1,\xff,\xff\n5,6\xff\xff\n"), [(Some(2), None, 1), (Some(3), b(), 1)]);
    assert_eq!(places(b"a,b\n1,\"\"\"\n\xff\"\n5,6\n"), [(Some(2), b(), 1)]);
    assert_eq!(places(b"a,b\n1,2\n5,\"6\xff\n7,8\n"), [(Some(3), None, 1)]);
}

#[test]
fn a_line_without_end_is_a_problem() {
    let bytes = [b"id,note\n1,a\n2,b\n3,".as_slice(), &vec![b'x'; 40 << 20]].concat();
    let problem = table::read("a.csv", &bytes, &Reading::default()).unwrap_err();
    assert_eq!((problem.what.as_str(), problem.line), ("A line is longer than 32 MB", Some(4)));
}

#[test]
fn many_columns() {
    let names: Vec<String> =
        (0..5000).map(|column| format!("a_rather_long_name_{column}")).collect();
    let row = vec!["1.5"; 5000].join(",");
    let table = read(format!("{}\n{row}\n{row}\n{row}\n", names.join(",")).as_bytes());
    assert_eq!((table.columns().len(), table.rows()), (5000, 3));
}

#[test]
fn a_hundred_thousand_columns_take_seconds() {
    const COLUMNS: usize = 100_000;
    let start = Instant::now();
    let row = vec!["1.5"; COLUMNS].join(",");
    let same = read(format!("{}\n{row}\n{row}\n", vec!["a"; COLUMNS].join(",")).as_bytes());
    assert_eq!(same.columns()[COLUMNS - 1].name(), "a_100000");
    let found = same.columns().iter().filter(|c| same.column(c.name()).is_some()).count();
    assert_eq!(found, COLUMNS);
    // Comparing every name with every other takes minutes, trying every number takes hours.
    assert!(start.elapsed().as_secs() < 60);
}

/// Cells whose text must survive when their column turns out to hold texts.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "-?[0-9]{1,6}(\\.[0-9]{1,4})?",
        2 => "-?[0-9]{1,3}\\.[0-9]{13,17}",
        1 => "[+ ]?[0-9]{15,20}",
        1 => "[0-9]\\.[0-9]{1,3}e-?[0-9]{1,2}",
        1 => Just("-".to_owned()),
        1 => Just("inf".to_owned()),
        1 => "2024-0[1-9]-1[0-9]( 1[0-9]:00:00(\\.[0-9]{1,9})?)?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn chunks_do_not_change_the_table(
        text in "([ab1.]{0,3}[\"\n\r,x;é]){2,30}",
        chunk in 1_usize..9,
    ) {
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(b"z");
        let whole = table::read("a.csv", &bytes, &Reading::default());
        let in_chunks = read_in_chunks(&bytes, chunk);
        prop_assert_eq!(in_chunks.as_ref().map(said), whole.as_ref().map(said));
    }

    #[test]
    fn bytes_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = table::read("a.csv", &bytes, &Reading::default());
    }

    #[test]
    fn texts_survive_a_late_surprise(cells in prop::collection::vec(cell(), 1..200)) {
        let words = ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].map(str::to_owned);
        let all: Vec<String> = cells.into_iter().chain(words).collect();
        let lines: String = all.iter().map(|cell| format!("{cell},x\n")).collect();
        let table = read(format!("value,other\n{lines}").as_bytes());
        let column = &table.columns()[0];
        prop_assert!(matches!(column.kind(), Kind::Category | Kind::Identifier | Kind::Text));
        for (row, cell) in all.iter().enumerate() {
            prop_assert_eq!(column.label(row), Some(cell.clone()));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_change_the_kind(
        cells in prop::collection::vec(prop_oneof![9 => cell(), 1 => "[a-c]?"], 1..300),
        turn in any::<prop::sample::Index>(),
    ) {
        let file = |cells: &[String]| -> String {
            let lines: String = cells.iter().map(|cell| format!("x,{cell}\n")).collect();
            format!("other,value\n{lines}")
        };
        let mut turned = cells.clone();
        turned.rotate_left(turn.index(cells.len()));
        let (straight, turned) = (read(file(&cells).as_bytes()), read(file(&turned).as_bytes()));
        let (a, b) = (&straight.columns()[1], &turned.columns()[1]);
        prop_assert_eq!(a.kind(), b.kind());
        prop_assert_eq!(a.missing(), b.missing());
        prop_assert_eq!(a.counts(), b.counts());
    }
}
