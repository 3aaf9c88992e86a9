//! Finishes a column that was read as texts: they may still turn out to be numbers or times.

use report::Kind;

use super::evidence::{Entry, Evidence, Sense};
use super::finisher::Finisher;
use super::{Typed, numbers, remarks};
use crate::booleans;
use crate::builder::beyond::Beyond;
use crate::builder::texts::{EMPTY, Rows, Texts};
use crate::cell::CellReader;
use crate::column::Values;
use crate::number::Number;
use crate::stamp::{self, Stamp};

/// Finishes a column of texts, as the kind that the user chose or as what it is.
pub fn finish(column: Texts, fixed: Option<Kind>, cells: &CellReader) -> Typed {
    let (by_code, empty) = count(&column);
    let entries: Vec<Entry<'_>> = column
        .dictionary
        .texts()
        .zip(by_code)
        .map(|(text, rows)| {
            let rows = rows.unwrap_or(Rows { first: 0, count: 0 });
            Entry { text, cell: cells.read(text), first_row: rows.first, rows: rows.count }
        })
        .collect();
    let evidence = Evidence::of(&entries, cells);
    let sense = choose(&column, fixed, &entries, &evidence, cells);
    let finisher = Finisher { column: &column, entries: &entries, cells, empty };
    let mut typed = as_sense(&finisher, sense);
    typed.notes.extend(remarks::cut(column.cut));
    if fixed.is_none() {
        typed.notes.extend(remarks::mixed(&entries, &evidence, typed.kind));
    }
    typed
}

/// The rows of each code, and how many cells are empty.
fn count(column: &Texts) -> (Vec<Option<Rows>>, u64) {
    let mut by_code = vec![None; column.dictionary.len()];
    let mut empty = 0;
    for (row, &code) in column.codes.iter().enumerate() {
        match by_code.get_mut(code as usize) {
            Some(rows) => Rows::add(rows, row),
            None => empty += u64::from(code == EMPTY),
        }
    }
    (by_code, empty)
}

fn choose(
    column: &Texts,
    fixed: Option<Kind>,
    entries: &[Entry<'_>],
    evidence: &Evidence,
    cells: &CellReader,
) -> Sense {
    let texts = || {
        let values = entries.iter().filter(|entry| cells.is_text_value(entry.cell));
        values.map(|entry| entry.text)
    };
    match fixed {
        Some(kind @ (Kind::Category | Kind::Text | Kind::Identifier)) => Sense::Texts(kind),
        Some(Kind::Boolean) => {
            Sense::Booleans(booleans::words(texts()).unwrap_or(["false", "true"]))
        }
        Some(Kind::DateTime) => {
            let stamps = texts().map(Stamp::read).chain(column.beyond.stamps().iter().copied());
            Sense::Times(stamp::prevailing(stamps))
        }
        Some(Kind::Integer) => Sense::Whole(Kind::Integer),
        Some(Kind::Float) => Sense::Fraction,
        Some(Kind::Empty) | None if column.uncoded.is_none() => evidence.sense(entries, &[], cells),
        Some(Kind::Empty) | None => choose_beyond(&column.beyond, entries, evidence, cells),
    }
}

/// The sense of a column with more texts than the dictionary has room for: times, if those for
/// which there is no room are, too.
fn choose_beyond(
    beyond: &Beyond,
    entries: &[Entry<'_>],
    evidence: &Evidence,
    cells: &CellReader,
) -> Sense {
    let stamps = beyond.stamps();
    if stamps.is_empty() {
        return Sense::Texts(Kind::Text);
    }
    match evidence.sense(entries, stamps, cells) {
        Sense::Times(layout)
            if stamps.iter().all(|stamp| stamp.is_some_and(|s| s.ms(layout).is_some())) =>
        {
            Sense::Times(layout)
        }
        _ => Sense::Texts(Kind::Text),
    }
}

fn as_sense(finisher: &Finisher<'_>, sense: Sense) -> Typed {
    match sense {
        Sense::Texts(kind) => finisher.texts(kind),
        Sense::Whole(kind) => {
            let read = |entry: &Entry<'_>| entry.number().and_then(Number::as_whole);
            let (values, is_value) = finisher.values(read, std::iter::empty());
            let large = (kind == Kind::Identifier).then(|| numbers::find_large(&values)).flatten();
            let values = Values::integers(values, Some(&is_value));
            let mut typed = finisher.typed(kind, values, &is_value);
            typed.notes.extend(large);
            typed
        }
        Sense::Fraction => {
            let read = |entry: &Entry<'_>| entry.number().map(|number| number.as_fraction().0);
            let (values, is_value) = finisher.values(read, std::iter::empty());
            finisher.typed(Kind::Float, Values::floats(values, Some(&is_value)), &is_value)
        }
        Sense::Times(layout) => {
            let ms = |stamp: Option<Stamp>| stamp?.ms(layout);
            let beyond = finisher.column.beyond.stamps().iter().map(|&stamp| ms(stamp));
            let (values, is_value) = finisher.values(|entry| ms(Stamp::read(entry.text)), beyond);
            finisher.typed(Kind::DateTime, Values::times(values, Some(&is_value)), &is_value)
        }
        Sense::Booleans(words) => {
            let beyond = finisher.column.beyond.booleans().iter().copied();
            let (values, is_value) = finisher.values(|entry| booleans::read(entry.text), beyond);
            let cells = values.into_iter().zip(&is_value);
            let values = cells.map(|(value, &is_value)| is_value.then_some(value));
            finisher.typed(Kind::Boolean, Values::booleans(values, words), &is_value)
        }
    }
}
