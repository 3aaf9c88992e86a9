//! What the ledger says of a column of texts.

use std::collections::BTreeSet;

use report::{Event, Kind, Remedy, format};

use super::evidence::{Entry, Evidence};
use super::{Note, alike, specials};
use crate::builder::texts::Rows;
use crate::cell::Cell;
use crate::dictionary::TEXT_BYTES_MAX;
use crate::text::{quoted, text};

/// Texts that were cut.
pub fn cut(cut: Option<Rows>) -> Option<Note> {
    cut.map(|rows| Note {
        event: Event::LongField,
        first_row: Some(rows.first),
        rows: rows.count,
        message: format!("Cut to {} kB: longer texts", TEXT_BYTES_MAX / 1024),
        remedy: None,
    })
}

/// Names for which there was no room behind so many different ones.
pub fn too_many(rows: Rows, different: usize) -> Note {
    Note {
        event: Event::TooManyValues,
        first_row: Some(rows.first),
        rows: rows.count,
        message: format!("Left out: {}", beyond(different)),
        remedy: None,
    }
}

/// Texts for which there was no room and that are no value of their column's kind.
pub fn unread(rows: Rows, kind: Kind, different: usize) -> Note {
    Note {
        event: Event::UnreadableValue,
        first_row: Some(rows.first),
        rows: rows.count,
        message: format!("Left out, not a {}: {}", kind.label(), beyond(different)),
        remedy: Some(Remedy::ReadAs(Kind::Category)),
    }
}

fn beyond(different: usize) -> String {
    format!("texts beyond the first {} different ones", format::count(different as u64))
}

/// Texts with NUL bytes inside.
pub fn nul(entries: &[Entry<'_>]) -> Option<Note> {
    let mut damaged = entries.iter().filter(|entry| entry.text.contains(&0));
    let first = damaged.next()?;
    Some(Note {
        event: Event::NulByte,
        first_row: Some(first.first_row),
        rows: first.rows + damaged.map(|entry| entry.rows).sum::<u64>(),
        message: format!("Kept, with a NUL byte inside: {}", quoted(&text(first.text))),
        remedy: None,
    })
}

/// Texts that look alike.
pub fn alike(entries: &[Entry<'_>], labels: &[&str]) -> Option<Note> {
    let groups = alike::groups(labels.iter().copied());
    let texts: Vec<&str> = groups.into_iter().flatten().collect();
    let known: BTreeSet<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    let mut alike = entries.iter().filter(|entry| known.contains(entry.text));
    let first = alike.next()?;
    Some(Note {
        event: Event::LookAlikeValues,
        first_row: Some(first.first_row),
        rows: first.rows + alike.map(|entry| entry.rows).sum::<u64>(),
        message: format!(
            "Kept apart, though they look alike: {}",
            specials::names(texts.iter().map(|text| (*text).to_owned()))
        ),
        remedy: None,
    })
}

/// Numbers among texts.
pub fn mixed(entries: &[Entry<'_>], evidence: &Evidence, kind: Kind) -> Option<Note> {
    if !matches!(kind, Kind::Category | Kind::Text | Kind::Identifier) {
        return None;
    }
    let others = evidence.texts + evidence.times;
    if others > 0 && 2 * evidence.numbers() >= evidence.values() {
        return no_numbers(entries, evidence, kind);
    }
    let has_odd_numbers = evidence.leading_zeros + evidence.huge > 0;
    if kind == Kind::Identifier && has_odd_numbers && evidence.texts == 0 {
        return odd_numbers(entries, evidence);
    }
    None
}

fn no_numbers(entries: &[Entry<'_>], evidence: &Evidence, kind: Kind) -> Option<Note> {
    let is_other = |entry: &&Entry<'_>| matches!(entry.cell, Cell::Text | Cell::Time(_));
    let first = entries.iter().find(is_other)?;
    let others = evidence.texts + evidence.times;
    Some(Note {
        event: Event::MixedKinds,
        first_row: Some(first.first_row),
        rows: others,
        message: format!(
            "Read as a {}: {} of {} values are no numbers, such as {}",
            kind.label(),
            format::count(others),
            format::count(evidence.values()),
            quoted(&text(first.text)),
        ),
        remedy: Some(Remedy::ReadAs(Kind::Float)),
    })
}

fn odd_numbers(entries: &[Entry<'_>], evidence: &Evidence) -> Option<Note> {
    let is_odd = |entry: &&Entry<'_>| {
        entry.number().is_some_and(|n| n.as_whole().is_none()) || entry.text.starts_with(b"0")
    };
    let first = entries.iter().find(is_odd)?;
    Some(Note {
        event: Event::NumberKeptAsIdentifier,
        first_row: Some(first.first_row),
        rows: evidence.leading_zeros + evidence.huge,
        message: format!(
            "Kept as they stand, as identifiers: whole numbers such as {}",
            text(first.text)
        ),
        remedy: Some(Remedy::ReadAs(Kind::Float)),
    })
}
