//! Any bytes, in chunks of any size and with any choice of how to read them, do not panic and give
//! the table that they give as a whole.
//!
//! The first bytes of the input are the choices, see [`Choices`]; zeros choose nothing.

#![no_main]

#[path = "../../tests/said/mod.rs"]
mod said;

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use report::{DecimalMark, Encoding, Kind, Problem, Reading};
use said::said;
use table::{Reader, Table};

/// Bytes of the input that are choices.
const CHOICES: usize = 8;

fuzz_target!(|input: &[u8]| {
    if let Some((choices, file)) = input.split_first_chunk() {
        check(&Choices(choices), file);
    }
});

/// Choices of how to read a file, a byte each.
struct Choices<'a>(&'a [u8; CHOICES]);

impl Choices<'_> {
    /// One of some things, or none.
    fn of<T: Copy>(&self, byte: usize, things: &[T]) -> Option<T> {
        let choice = usize::from(self.0[byte]) % (things.len() + 1);
        things.get(choice.checked_sub(1)?).copied()
    }

    /// Lengths of chunks: two that take turns.
    fn chunks<'f>(&self, mut file: &'f [u8]) -> Vec<&'f [u8]> {
        let mut chunks = Vec::new();
        for byte in self.0[..2].iter().cycle() {
            if file.is_empty() {
                break;
            }
            let (chunk, rest) = file.split_at(file.len().min(1 + usize::from(*byte)));
            chunks.push(chunk);
            file = rest;
        }
        chunks
    }

    /// The choices that concern the whole file.
    fn reading(&self) -> Reading {
        let encodings =
            [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];
        Reading {
            delimiter: self.of(2, &[',', ';', '\t', '|', ' ', '"', 'é']),
            quote: self.of(3, &['"', '\'', ',', '\n']),
            has_header: self.of(4, &[false, true]),
            decimal_mark: self.of(4, &[DecimalMark::Point, DecimalMark::Comma]),
            encoding: self.of(5, &encodings),
            missing_markers: self
                .of(6, &[&[][..], &["a", "1", " "]])
                .map(|markers| markers.iter().map(|marker| (*marker).to_owned()).collect()),
            ..Reading::default()
        }
    }

    /// A kind for one of a table's columns.
    fn kinds(&self, table: &Table) -> BTreeMap<String, Kind> {
        const KINDS: [Kind; 8] = [
            Kind::Integer,
            Kind::Float,
            Kind::Boolean,
            Kind::Category,
            Kind::Text,
            Kind::DateTime,
            Kind::Identifier,
            Kind::Empty,
        ];
        let column = table.columns().get(usize::from(self.0[6]) % table.columns().len().max(1));
        column
            .zip(self.of(7, &KINDS))
            .map(|(c, kind)| (c.name().to_owned(), kind))
            .into_iter()
            .collect()
    }
}

fn check(choices: &Choices<'_>, file: &[u8]) {
    let mut reading = choices.reading();
    if let Ok(table) = table::read("a.csv", file, &reading) {
        reading.kinds = choices.kinds(&table);
    }
    let whole = table::read("a.csv", file, &reading);
    let in_chunks = read_chunks(choices.chunks(file), &reading);
    assert_eq!(in_chunks.as_ref().map(said), whole.as_ref().map(said));
    if let Ok(table) = &whole {
        check_counts(table);
    }
}

fn read_chunks(chunks: Vec<&[u8]>, reading: &Reading) -> Result<Table, Problem> {
    let mut reader = Reader::new("a.csv", reading);
    for chunk in chunks {
        reader.push(chunk)?;
    }
    reader.finish()
}

/// Every row of every column is a value or missing, by every way of counting.
fn check_counts(table: &Table) {
    for column in table.columns() {
        assert_eq!(column.len(), table.rows());
        let present = column.len() as u64 - column.missing().total();
        let counts = column.counts();
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<u64>(), present);
        assert!(counts.is_sorted_by(|a, b| a.0 < b.0));
        if let Some(numbers) = column.numbers() {
            assert_eq!(numbers.len() as u64, present);
            assert!(numbers.iter().all(|number| number.is_finite()));
        }
        if let Some(distinct) = column.distinct() {
            assert_eq!(distinct, counts.len() as u64);
        }
    }
}
