//! Finishes a column that was read as texts: they may still turn out to be numbers or times.

use report::{Event, Kind, Remedy};

use super::evidence::{Entry, Evidence, Sense};
use super::odd_times::Layout;
use super::specials::{self, Special, Why};
use super::{Note, Typed, alike, booleans, numbers, odd_times};
use crate::builder::texts::{EMPTY, Rows, Texts, UNCODED};
use crate::cell::{Cell, CellReader};
use crate::column::Values;
use crate::dictionary::TEXT_BYTES_MAX;
use crate::number::Number;
use crate::text::{quoted, text};

/// Microseconds in a millisecond.
const MS_US: i64 = 1000;

/// Finishes a column of texts, as the kind that the user chose or as what it is.
pub fn finish(column: Texts, fixed: Option<Kind>, cells: &CellReader) -> Typed {
    let rows = count(&column);
    let entries: Vec<Entry<'_>> = column
        .dictionary
        .texts()
        .zip(&rows.by_code)
        .map(|(text, &rows)| Entry { text, cell: cells.read(text), rows })
        .collect();
    let evidence = Evidence::of(&entries, cells);
    let sense = choose(&column, fixed, &entries, &evidence, cells);
    let finisher = Finisher { column: &column, entries: &entries, cells, empty: rows.empty };
    let mut typed = match sense {
        Sense::Texts(Kind::Empty) => finisher.texts(Kind::Empty),
        Sense::Texts(kind) => finisher.texts(kind),
        Sense::Whole(kind) => {
            let (values, is_value) =
                finisher.values(|entry| number_of(entry.cell).and_then(Number::as_whole));
            let large = (kind == Kind::Identifier).then(|| numbers::find_large(&values)).flatten();
            let values = Values::integers(values, Some(&is_value));
            let mut typed = finisher
                .typed(kind, values, |e| number_of(e.cell).and_then(Number::as_whole).is_some());
            typed.notes.extend(large);
            typed
        }
        Sense::Fraction => {
            let read =
                |entry: &Entry<'_>| number_of(entry.cell).map(|number| number.as_fraction().0);
            let (values, is_value) = finisher.values(read);
            finisher
                .typed(Kind::Float, Values::floats(values, Some(&is_value)), |e| read(e).is_some())
        }
        Sense::Times => finisher.times(time_ms),
        Sense::OddTimes(layout) => finisher.times(|entry| odd_times::read_ms(entry.text, layout)),
        Sense::Booleans(words) => finisher.booleans(words),
    };
    typed.notes.extend(cut_note(column.cut));
    typed.notes.extend(mixed_note(&finisher, &evidence, typed.kind, fixed));
    typed
}

/// CellReader by code.
struct Count {
    by_code: Vec<u64>,
    empty: u64,
}

fn count(column: &Texts) -> Count {
    let mut by_code = vec![0; column.dictionary.len()];
    let mut empty = 0;
    for &code in &column.codes {
        match by_code.get_mut(code as usize) {
            Some(rows) => *rows += 1,
            None => empty += u64::from(code == EMPTY),
        }
    }
    Count { by_code, empty }
}

fn choose(
    column: &Texts,
    fixed: Option<Kind>,
    entries: &[Entry<'_>],
    evidence: &Evidence,
    cells: &CellReader,
) -> Sense {
    match fixed {
        Some(kind @ (Kind::Category | Kind::Text | Kind::Identifier)) => Sense::Texts(kind),
        Some(Kind::Boolean) => {
            let texts = entries.iter().filter(|entry| cells.is_text_value(entry.cell));
            let words = booleans::words(texts.map(|entry| entry.text));
            Sense::Booleans(words.unwrap_or(["false", "true"]))
        }
        Some(Kind::DateTime) if evidence.times > 0 => Sense::Times,
        Some(Kind::DateTime) => {
            let texts = entries.iter().filter(|entry| cells.is_text_value(entry.cell));
            let layout = odd_times::detect(texts.map(|entry| entry.text));
            Sense::OddTimes(layout.unwrap_or(Layout::DayFirst))
        }
        Some(Kind::Integer) => Sense::Whole(Kind::Integer),
        Some(Kind::Float) => Sense::Fraction,
        Some(Kind::Empty) | None if column.uncoded.is_some() => Sense::Texts(Kind::Text),
        Some(Kind::Empty) | None => evidence.sense(entries, cells),
    }
}

struct Finisher<'a> {
    column: &'a Texts,
    entries: &'a [Entry<'a>],
    cells: &'a CellReader,
    empty: u64,
}

impl Finisher<'_> {
    /// A value for each row, and whether it is one.
    fn values<T: Copy + Default>(
        &self,
        read: impl Fn(&Entry<'_>) -> Option<T>,
    ) -> (Vec<T>, Vec<bool>) {
        let by_code: Vec<Option<T>> = self.entries.iter().map(read).collect();
        let of = |code: &u32| by_code.get(*code as usize).copied().flatten();
        let values = self.column.codes.iter().map(|code| of(code).unwrap_or_default()).collect();
        let is_value = self.column.codes.iter().map(|code| of(code).is_some()).collect();
        (values, is_value)
    }

    /// The column, given its values and which texts are values.
    fn typed(&self, kind: Kind, values: Values, is_value: impl Fn(&Entry<'_>) -> bool) -> Typed {
        let specials = self.specials(is_value);
        let missing = specials::missing(self.empty + self.blank(), &specials);
        Typed { kind, missing, values, notes: specials::notes(&specials, kind) }
    }

    fn times(&self, read_ms: impl Fn(&Entry<'_>) -> Option<i64>) -> Typed {
        let (values, is_value) = self.values(&read_ms);
        let values = Values::times(values, Some(&is_value));
        self.typed(Kind::DateTime, values, |entry| read_ms(entry).is_some())
    }

    fn booleans(&self, words: [&'static str; 2]) -> Typed {
        let read = |entry: &Entry<'_>| booleans::read(entry.text);
        let (values, is_value) = self.values(read);
        let values =
            values.into_iter().zip(is_value).map(|(value, is_value)| is_value.then_some(value));
        self.typed(Kind::Boolean, Values::booleans(values, words), |entry| read(entry).is_some())
    }

    fn texts(&self, kind: Kind) -> Typed {
        let is_value = |entry: &Entry<'_>| self.cells.is_text_value(entry.cell);
        let labels: Vec<&str> = self
            .entries
            .iter()
            .filter(|entry| is_value(entry))
            // Bytes became UTF-8 when they were decoded.
            .map(|entry| std::str::from_utf8(entry.text).unwrap_or_default())
            .collect();
        if labels.is_empty() && self.column.uncoded.is_none() {
            return self.typed(Kind::Empty, Values::Missing(self.column.codes.len()), is_value);
        }
        let values = self.coded(&labels, is_value);
        let mut typed = self.typed(kind, values, is_value);
        typed.notes.extend(self.nul_note());
        typed.notes.extend(too_many_note(self.column.uncoded));
        if kind == Kind::Category {
            typed.notes.extend(self.alike_note(&labels));
        }
        typed
    }

    /// Codes over the texts that are values.
    fn coded(&self, labels: &[&str], is_value: impl Fn(&Entry<'_>) -> bool) -> Values {
        let beyond = labels.len() as u32;
        let mut next = 0;
        let new_codes: Vec<Option<u32>> = self
            .entries
            .iter()
            .map(|entry| {
                is_value(entry).then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let of = |code: u32| match code {
            UNCODED => Some(beyond),
            code => new_codes.get(code as usize).copied().flatten(),
        };
        let is_complete = self.column.codes.iter().all(|&code| of(code).is_some());
        let is_value: Option<Vec<bool>> = (!is_complete)
            .then(|| self.column.codes.iter().map(|&code| of(code).is_some()).collect());
        let codes = self.column.codes.iter().map(|&code| of(code).unwrap_or(0)).collect();
        Values::coded(codes, is_value.as_deref(), labels.iter().copied())
    }

    /// Texts that are no values.
    fn specials(&self, is_value: impl Fn(&Entry<'_>) -> bool) -> Vec<Special> {
        let numbered = self.entries.iter().enumerate();
        let others = numbered.filter(|(_, entry)| entry.cell != Cell::Empty && !is_value(entry));
        others
            .map(|(code, entry)| Special {
                text: entry.text.to_vec(),
                why: match entry.cell {
                    Cell::Word(word) => {
                        self.cells.words.get(word).map_or(Why::Unreadable, |w| Why::Word(w.meaning))
                    }
                    _ => Why::Unreadable,
                },
                first_row: self.first_row(code),
                rows: entry.rows,
            })
            .collect()
    }

    /// CellReader that hold blanks only.
    fn blank(&self) -> u64 {
        let blank = self.entries.iter().filter(|entry| entry.cell == Cell::Empty);
        blank.map(|entry| entry.rows).sum()
    }

    fn first_row(&self, code: usize) -> usize {
        self.column.codes.iter().position(|&c| c as usize == code).unwrap_or_default()
    }

    fn nul_note(&self) -> Option<Note> {
        let mut damaged = self.entries.iter().enumerate().filter(|(_, e)| e.text.contains(&0));
        let (first, entry) = damaged.next()?;
        Some(Note {
            event: Event::NulByte,
            first_row: Some(self.first_row(first)),
            rows: entry.rows + damaged.map(|(_, entry)| entry.rows).sum::<u64>(),
            message: format!("Kept, with a NUL byte inside: {}", quoted(&text(entry.text))),
            remedy: None,
        })
    }

    fn alike_note(&self, labels: &[&str]) -> Option<Note> {
        let groups = alike::groups(labels.iter().copied());
        let texts: Vec<&str> = groups.into_iter().flatten().collect();
        let of_group = |entry: &Entry<'_>| texts.iter().any(|text| text.as_bytes() == entry.text);
        let mut alike = self.entries.iter().enumerate().filter(|(_, entry)| of_group(entry));
        let (first, entry) = alike.next()?;
        Some(Note {
            event: Event::LookAlikeValues,
            first_row: Some(self.first_row(first)),
            rows: entry.rows + alike.map(|(_, entry)| entry.rows).sum::<u64>(),
            message: format!(
                "Kept apart, though they look alike: {}",
                specials::names(texts.iter().map(|text| (*text).to_owned()))
            ),
            remedy: None,
        })
    }
}

const fn number_of(cell: Cell) -> Option<Number> {
    match cell {
        Cell::Number(number) => Some(number),
        _ => None,
    }
}

const fn time_ms(entry: &Entry<'_>) -> Option<i64> {
    match entry.cell {
        Cell::Time(time) => Some(time.us.div_euclid(MS_US)),
        _ => None,
    }
}

fn cut_note(cut: Option<Rows>) -> Option<Note> {
    cut.map(|rows| Note {
        event: Event::LongField,
        first_row: Some(rows.first),
        rows: rows.count,
        message: format!("Cut to {} kB: longer texts", TEXT_BYTES_MAX / 1024),
        remedy: None,
    })
}

fn too_many_note(uncoded: Option<Rows>) -> Option<Note> {
    uncoded.map(|rows| Note {
        event: Event::TooManyValues,
        first_row: Some(rows.first),
        rows: rows.count,
        message: "Too many different texts: from here on new ones are not told apart".to_owned(),
        remedy: None,
    })
}

/// What the ledger says of numbers among texts.
fn mixed_note(
    finisher: &Finisher<'_>,
    evidence: &Evidence,
    kind: Kind,
    fixed: Option<Kind>,
) -> Option<Note> {
    if fixed.is_some() || !matches!(kind, Kind::Category | Kind::Text | Kind::Identifier) {
        return None;
    }
    let first_with = |is_wanted: &dyn Fn(&Entry<'_>) -> bool| {
        finisher.entries.iter().position(|entry| entry.rows > 0 && is_wanted(entry))
    };
    let others = evidence.texts + evidence.times;
    if others > 0 && 2 * evidence.numbers() >= evidence.values() {
        let is_other = |entry: &Entry<'_>| matches!(entry.cell, Cell::Text | Cell::Time(_));
        let code = first_with(&is_other)?;
        return Some(Note {
            event: Event::MixedKinds,
            first_row: Some(finisher.first_row(code)),
            rows: others,
            message: format!(
                "Read as a {}: {} of {} values are no numbers, such as {}",
                kind.label(),
                report::format::count(others),
                report::format::count(evidence.values()),
                quoted(&text(finisher.entries[code].text)),
            ),
            remedy: Some(Remedy::ReadAs(Kind::Float)),
        });
    }
    if kind != Kind::Identifier || evidence.leading_zeros + evidence.huge == 0 || evidence.texts > 0
    {
        return None;
    }
    let is_odd = |entry: &Entry<'_>| {
        number_of(entry.cell).is_some_and(|n| n.as_whole().is_none())
            || entry.text.starts_with(b"0")
    };
    let code = first_with(&is_odd)?;
    Some(Note {
        event: Event::NumberKeptAsIdentifier,
        first_row: Some(finisher.first_row(code)),
        rows: evidence.leading_zeros + evidence.huge,
        message: format!(
            "Kept as they stand, as identifiers: whole numbers such as {}",
            text(finisher.entries[code].text)
        ),
        remedy: Some(Remedy::ReadAs(Kind::Float)),
    })
}
