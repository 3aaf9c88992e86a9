//! What is kept of texts for which the dictionary has no room.
//!
//! The text itself is not kept, so it is read when it comes. A time's layout is known only when
//! the whole column is: it is kept as a [`Stamp`], which any layout can read.

use report::Kind;

use crate::booleans;
use crate::stamp::Stamp;

/// What each text without a number in the dictionary was read as, in the order of rows.
#[derive(Clone, Debug)]
pub enum Beyond {
    /// Nothing: the texts are names, and these are not told apart.
    Names,
    /// One of two words, or none.
    Booleans(Vec<Option<bool>>),
    /// A time, or none.
    Times(Vec<Option<Stamp>>),
    /// A time, and every other one is, too.
    OnlyTimes(Vec<Option<Stamp>>),
}

impl Beyond {
    /// What a column of a kind that the user chose, or of any kind, needs to keep.
    #[must_use]
    pub const fn new(fixed: Option<Kind>) -> Self {
        match fixed {
            Some(Kind::Boolean) => Self::Booleans(Vec::new()),
            Some(Kind::DateTime) => Self::Times(Vec::new()),
            None | Some(Kind::Empty) => Self::OnlyTimes(Vec::new()),
            Some(_) => Self::Names,
        }
    }

    /// Reads the next text.
    pub fn push(&mut self, text: &[u8]) {
        match self {
            Self::Names => {}
            Self::Booleans(values) => values.push(booleans::read(text)),
            Self::Times(stamps) => stamps.push(Stamp::read(text)),
            Self::OnlyTimes(stamps) => match Stamp::read(text) {
                Some(stamp) => stamps.push(Some(stamp)),
                None => *self = Self::Names,
            },
        }
    }

    /// The texts as words for false and true.
    #[must_use]
    pub fn booleans(&self) -> &[Option<bool>] {
        if let Self::Booleans(values) = self { values } else { &[] }
    }

    /// The texts as times.
    #[must_use]
    pub fn stamps(&self) -> &[Option<Stamp>] {
        if let Self::Times(stamps) | Self::OnlyTimes(stamps) = self { stamps } else { &[] }
    }
}
