//! CellReader of a column that hold no value: how many, and what the ledger says of them.

use report::{Event, Kind, Missing, Remedy};

use super::note::Note;
use crate::builder::misfits::is_damaged;
use crate::column::Values;
use crate::text::{quoted, text};
use crate::words::Meaning;

/// Different texts that one message names.
const NAMED: usize = 3;

/// Why a text is no value of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a word with a meaning.
    Word(Meaning),
    /// It does not fit the column's kind.
    Unreadable,
}

/// A text that is no value of its column.
#[derive(Clone, Debug)]
pub struct Special {
    /// The text.
    pub text: Vec<u8>,
    /// Why it is none.
    pub why: Why,
    /// The first row.
    pub first_row: usize,
    /// In how many rows.
    pub rows: u64,
}

/// Counts cells without a value.
#[must_use]
pub fn missing(empty: u64, specials: &[Special]) -> Missing {
    let rows = |why| total(specials.iter().filter(move |special| special.why == why));
    Missing {
        empty,
        marker: rows(Why::Word(Meaning::Marker)),
        nan: rows(Why::Word(Meaning::Nan)),
        infinite: rows(Why::Word(Meaning::Infinite)),
        unreadable: rows(Why::Unreadable),
        unmatched: 0,
    }
}

/// What the ledger says of cells without a value in a column of a kind.
#[must_use]
pub fn notes(specials: &[Special], kind: Kind, values: &Values) -> Vec<Note> {
    let of = |why: &[Why]| -> Vec<&Special> {
        specials.iter().filter(|special| why.contains(&special.why)).collect()
    };
    let markers = of(&[Why::Word(Meaning::Marker), Why::Word(Meaning::Nan)]);
    // Among numbers NaN is missing whatever the markers are.
    let are_numbers = matches!(values, Values::Integers(_) | Values::Floats(_) | Values::Times(_));
    let can_be_kept = !are_numbers || !of(&[Why::Word(Meaning::Marker)]).is_empty();
    let keep = can_be_kept.then_some(Remedy::KeepMarkers);
    let infinite = of(&[Why::Word(Meaning::Infinite)]);
    let unreadable = of(&[Why::Unreadable]);
    let damaged: Vec<&Special> =
        unreadable.iter().copied().filter(|special| is_damaged(&special.text)).collect();
    [
        note(&markers, Event::MarkerReadAsMissing, "Read as missing", keep),
        note(&infinite, Event::InfiniteValue, "Left out of every statistic", None),
        note(&damaged, Event::NulByte, "Left out, a NUL byte inside", None),
        note(
            &unreadable,
            Event::UnreadableValue,
            &format!("Left out, not a {}", kind.label()),
            Some(Remedy::ReadAs(Kind::Category)),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn note(specials: &[&Special], event: Event, lead: &str, remedy: Option<Remedy>) -> Option<Note> {
    let first_row = specials.iter().map(|special| special.first_row).min()?;
    let mut in_order = specials.to_vec();
    in_order.sort_by_key(|special| special.first_row);
    let message = format!("{lead}: {}", names(in_order.iter().map(|special| text(&special.text))));
    let rows = total(specials.iter().copied());
    Some(Note { event, first_row: Some(first_row), rows, message, remedy })
}

/// Texts as a message names them: "NA", "null" and 3 others.
pub fn names(texts: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = texts.map(|text| quoted(&text)).collect();
    let (named, others) = all.split_at(all.len().min(NAMED));
    match (named, others) {
        (named, [_, ..]) => format!("{} and {} more", named.join(", "), others.len()),
        ([first @ .., last], []) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (named, []) => named.concat(),
    }
}

fn total<'a>(specials: impl Iterator<Item = &'a Special>) -> u64 {
    specials.map(|special| special.rows).sum()
}
