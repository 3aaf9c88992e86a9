//! Guesses how a file is written, from its first bytes.

mod decimal;
pub mod encoding;
mod grammar;
mod header;

pub use grammar::Sample;

use report::{DecimalMark, Event, Problem, Reading, Remedy};

use crate::cell::CellReader;
use crate::faults;
use crate::journal::Journal;
use crate::records::{Fault, FaultKind, Grammar, Records};
use crate::text::text;
use crate::words::Words;
use grammar::{Quote, RECORDS_MAX, most_frequent};

/// How a file is written.
#[derive(Debug)]
pub struct Sniffed {
    /// The bytes with a meaning.
    pub grammar: Grammar,
    /// How cells are read.
    pub cells: CellReader,
    /// Whether the first record names the columns.
    pub has_header: bool,
    /// The names of the columns, each once.
    pub names: Vec<String>,
    /// Where the rows start in the sample.
    pub data_start: usize,
    /// The line on which they start, counted from 1.
    pub data_line: u64,
    /// How many rows were left out before them.
    pub rows_skipped: u64,
}

/// Guesses what the user did not choose.
///
/// # Errors
/// When a choice cannot be followed, or there is no record at all.
pub fn sniff(
    sample: &Sample<'_>,
    reading: &Reading,
    journal: &mut Journal,
) -> Result<Sniffed, Problem> {
    let separator = separator_line(sample.text);
    let (skipped, line) = separator.map_or((0, 1), |(_, len)| (len, 2));
    if separator.is_some() {
        journal.file(
            Event::SeparatorLine,
            "The first line names the delimiter, as Excel does",
            None,
        );
    }
    let sample = Sample { text: &sample.text[skipped..], is_all: sample.is_all };
    let delimiter = byte(reading.delimiter, "delimiter")?.or(separator.map(|(byte, _)| byte));
    let quote = match reading.quote {
        Some(Reading::NO_QUOTE) => Quote::None,
        choice => byte(choice, "quote")?.map_or(Quote::Guessed, Quote::Chosen),
    };
    let grammar = grammar::guess(&sample, delimiter, quote);
    if Some(grammar.delimiter) == grammar.quote {
        let remedy = "Choose two different characters";
        return Err(Problem::new("Delimiter and quote are the same character", remedy));
    }
    let (text, records) = sample.cut(grammar, RECORDS_MAX);
    let rows: Vec<Vec<&[u8]>> = (0..records.records.len())
        .map(|record| records.fields(record).iter().map(|span| span.of(text.text())).collect())
        .collect();
    let Some((first, behind)) = rows.split_first() else {
        return Err(no_record(&records, line));
    };
    let mark = decimal_mark(reading, behind, grammar.delimiter, journal);
    let cells = CellReader { words: Words::new(reading)?, mark };
    let has_header = reading.has_header.unwrap_or(true);
    if !has_header {
        let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
        let names = (1..=most_frequent(&widths)).map(|n| format!("column_{n}")).collect();
        return Ok(Sniffed {
            grammar,
            cells,
            has_header,
            names,
            data_start: skipped,
            data_line: line,
            rows_skipped: 0,
        });
    }
    if reading.has_header.is_none() && header::looks_like_data(first, behind, &cells) {
        header::warn(journal);
    }
    let (_, header) = sample.cut(grammar, 1);
    let rows_skipped = faults::note(journal, &header.faults, line, None);
    let header_line = line + header.records.first().map_or(0, |record| u64::from(record.line));
    let names = header::unique(names(first, behind), header_line, journal);
    Ok(Sniffed {
        grammar,
        cells,
        has_header,
        names,
        data_start: skipped + header.bytes,
        data_line: line + header.lines,
        rows_skipped,
    })
}

/// What is wrong with a file without a record that starts on a line.
fn no_record(records: &Records, line: u64) -> Problem {
    let is_open = |fault: &&Fault| matches!(fault.kind, FaultKind::OpenQuote { .. });
    match records.faults.iter().find(is_open) {
        Some(fault) => Problem::new(
            "A quote opens here and does not close, and there is no other line",
            "Choose another quote character, or close the quote",
        )
        .at_line(line + fault.line),
        None => empty(),
    }
}

/// What is wrong with a file without a record.
#[must_use]
pub fn empty() -> Problem {
    Problem::new("The file is empty", "Choose a file with a header and rows")
}

/// Excel's `sep=` line: the delimiter, and the line's length.
fn separator_line(text: &[u8]) -> Option<(u8, usize)> {
    let rest = text.strip_prefix(b"sep=").or(text.strip_prefix(b"SEP="))?;
    let (&delimiter, behind) = rest.split_first()?;
    let line_end = match behind {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    (!matches!(delimiter, b'\r' | b'\n')).then_some((delimiter, 5 + line_end))
}

/// A character that the user chose, as a byte.
fn byte(choice: Option<char>, what: &str) -> Result<Option<u8>, Problem> {
    match choice {
        None => Ok(None),
        Some(character) if character.is_ascii() && !matches!(character, '\n' | '\r' | '\0') => {
            Ok(Some(character as u8))
        }
        Some(_) => {
            let what = format!("The {what} must be one ASCII character within a line");
            Err(Problem::new(what, "Choose another one"))
        }
    }
}

fn decimal_mark(
    reading: &Reading,
    rows: &[Vec<&[u8]>],
    delimiter: u8,
    journal: &mut Journal,
) -> DecimalMark {
    if let Some(mark) = reading.decimal_mark {
        return mark;
    }
    let mark = decimal::guess(rows.iter().flatten().copied(), delimiter);
    if mark == DecimalMark::Comma {
        let message = "The comma was read as the decimal mark";
        journal.file(Event::DecimalComma, message, Some(Remedy::DecimalPoint));
    }
    mark
}

/// The names in the first record. Where every row has one field more, as R writes row names or as
/// other programs end each row with a delimiter, that column gets an empty name.
fn names(first: &[&[u8]], rows: &[Vec<&[u8]>]) -> Vec<String> {
    let mut names: Vec<String> = first.iter().map(|name| text(name).trim().to_owned()).collect();
    let has_one_more = !rows.is_empty() && rows.iter().all(|row| row.len() == names.len() + 1);
    if has_one_more {
        let is_last_empty = rows.iter().all(|row| row.last().is_some_and(|field| field.is_empty()));
        names.insert(if is_last_empty { names.len() } else { 0 }, String::new());
    }
    names
}
