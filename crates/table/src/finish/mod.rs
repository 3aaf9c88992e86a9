//! From a column while it grows to a typed column, and what the ledger says of it.

mod alike;
mod evidence;
mod finisher;
mod note;
mod numbers;
mod remarks;
mod specials;
mod texts;

pub use note::Note;

use report::{Event, Kind};

use crate::builder::{Builder, Store, mark};
use crate::cell::CellReader;
use crate::column::{Column, Values};

/// A typed column and what the ledger says of it.
#[derive(Debug)]
pub struct Finished {
    /// The column.
    pub column: Column,
    /// Things to say, in no order.
    pub notes: Vec<Note>,
}

/// Decides what a column is.
#[must_use]
pub fn finish(mut builder: Builder, name: String, cells: &CellReader) -> Finished {
    if !stays_what_it_is(&builder, cells) {
        builder.turn_to_texts(cells);
    }
    let examples = std::mem::take(&mut builder.examples);
    let typed = match builder.store {
        Store::Texts(texts) => texts::finish(texts, builder.fixed, cells),
        _ => numbers::finish(builder, cells),
    };
    let Typed { kind, missing, values, mut notes } = typed;
    if kind == Kind::Empty && values.len() > 0 {
        notes.push(Note {
            event: Event::AllMissing,
            first_row: None,
            rows: values.len() as u64,
            message: "Every value is missing".to_owned(),
            remedy: None,
        });
    }
    Finished { column: Column { name, kind, missing, examples, values }, notes }
}

/// A column without its name.
struct Typed {
    kind: Kind,
    missing: report::Missing,
    values: Values,
    notes: Vec<Note>,
}

/// Whether a column that was read as numbers or times is one, or one of texts is already that.
fn stays_what_it_is(builder: &Builder, cells: &CellReader) -> bool {
    let kind_fits = match (builder.fixed, &builder.store) {
        (_, Store::Texts(_)) | (Some(Kind::Integer | Kind::Float), _) => return true,
        (Some(Kind::DateTime), store) => matches!(store, Store::Times(_)),
        (_, store) => !matches!(store, Store::Undecided),
    };
    if builder.is_complete || !kind_fits {
        return kind_fits;
    }
    let is_missing = |mark: u8| match mark {
        mark::EMPTY => true,
        mark::FIRST_WORD.. => cells.stands_for_missing(mark - mark::FIRST_WORD),
        _ => false,
    };
    let total = builder.marks.iter().filter(|&&mark| !is_missing(mark)).count();
    builder.misfits.are_tolerable(total as u64)
}
