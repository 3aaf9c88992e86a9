//! Finishes a column of numbers or times.

use report::{Event, Kind, Remedy};

use super::specials::{self, Special, Why};
use super::{Note, Typed};
use crate::builder::texts::Rows;
use crate::builder::{Builder, Store, mark};
use crate::cell::CellReader;
use crate::column::Values;
use crate::number::EXACT_MAX;
use crate::text::quoted;
use crate::time::MS_US;

/// Finishes a column that holds numbers or times.
pub fn finish(builder: Builder, cells: &CellReader) -> Typed {
    let rows_by_mark = count_marks(&builder);
    let specials = find_specials(&builder, &rows_by_mark, cells);
    let missing = specials::missing(rows_by_mark[usize::from(mark::EMPTY)], &specials);
    let is_value: Option<Vec<bool>> = (!builder.is_complete)
        .then(|| builder.marks.iter().map(|&mark| mark::is_value(mark)).collect());
    let fixed = builder.fixed;
    let grouped = builder.grouped.map(|rows| grouped(rows, &builder.examples));
    let (kind, values, large) = match builder.store {
        Store::Whole(values) => {
            let large = if fixed.is_none() { find_large(&values) } else { None };
            let kind = if large.is_some() { Kind::Identifier } else { Kind::Integer };
            (kind, Values::integers(values, is_value.as_deref()), large)
        }
        Store::Fraction(values) => (Kind::Float, Values::floats(values, is_value.as_deref()), None),
        Store::Times(mut values) => {
            values.iter_mut().for_each(|value| *value = value.div_euclid(MS_US));
            (Kind::DateTime, Values::times(values, is_value.as_deref()), None)
        }
        Store::Undecided | Store::Texts(_) => {
            (Kind::Empty, Values::Missing(builder.marks.len()), None)
        }
    };
    let mut notes = specials::notes(&specials, kind, &values);
    notes.extend(large);
    notes.extend(grouped);
    Typed { kind, missing, values, notes }
}

fn count_marks(builder: &Builder) -> [u64; 256] {
    let mut rows_by_mark = [0; 256];
    if !builder.is_complete {
        for &mark in &builder.marks {
            rows_by_mark[usize::from(mark)] += 1;
        }
    }
    rows_by_mark
}

fn find_specials(builder: &Builder, rows_by_mark: &[u64; 256], cells: &CellReader) -> Vec<Special> {
    let words = (mark::FIRST_WORD..=u8::MAX).filter_map(|mark| {
        let rows = rows_by_mark[usize::from(mark)];
        let first_row = if rows > 0 { builder.marks.iter().position(|m| *m == mark) } else { None };
        let word = cells.words.get(mark - mark::FIRST_WORD)?;
        let text = word.text.as_bytes().to_vec();
        Some(Special { text, why: Why::Word(word.meaning), first_row: first_row?, rows })
    });
    let misfits = builder.misfits.iter().map(|misfit| Special {
        text: misfit.text.clone(),
        why: Why::Unreadable,
        first_row: misfit.first_row,
        rows: misfit.rows,
    });
    words.chain(misfits).collect()
}

/// What the ledger says of numbers with separators between groups of digits.
fn grouped(rows: Rows, examples: &[String]) -> Note {
    let such_as = examples.first().map(|text| format!(", such as {}", quoted(text)));
    Note {
        event: Event::GroupedDigits,
        first_row: Some(rows.first),
        rows: rows.count,
        message: format!(
            "Read as numbers, without the separators between groups of digits{}",
            such_as.unwrap_or_default()
        ),
        remedy: Some(Remedy::ReadAs(Kind::Category)),
    }
}

/// What the ledger says of whole numbers that a double would round.
pub fn find_large(values: &[i64]) -> Option<Note> {
    let is_large = |value: &i64| value.unsigned_abs() > EXACT_MAX;
    let first_row = values.iter().position(is_large)?;
    let rows = values[first_row..].iter().filter(|value| is_large(value)).count() as u64;
    Some(Note {
        event: Event::LargeInteger,
        first_row: Some(first_row),
        rows,
        message: format!(
            "Kept exactly, as identifiers: whole numbers over 2^53 such as {}",
            values[first_row]
        ),
        remedy: Some(Remedy::ReadAs(Kind::Integer)),
    })
}
