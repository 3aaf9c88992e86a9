//! What the worker can be asked to do next.

use std::sync::Arc;

use protocol::{Opened, Request, Slot};
use report::{Reading, Settings};

use super::session::Origin;
use crate::model::files::Files;

/// A table as it is wanted, or as the worker holds it.
#[derive(Clone, PartialEq)]
pub struct Table {
    /// Where its bytes come from.
    pub origin: Origin,
    /// Overrides of what is guessed.
    pub reading: Reading,
}

/// A table that the worker holds, and what it said of it.
#[derive(Clone)]
pub struct Held {
    /// The table.
    pub table: Table,
    /// What was read.
    pub opened: Arc<Opened>,
}

/// Something to ask of the worker.
#[derive(Clone, PartialEq)]
pub enum Step {
    /// Read a file.
    Open(Slot, Table),
    /// Do without late labels.
    ForgetLabels,
    /// Exchange the reference and production.
    Swap,
    /// Give columns that a record numbers their names.
    Name(Files<Table>, Box<Settings>),
    /// Compare the files.
    Analyse(Files<Table>, Box<Settings>),
}

impl Step {
    /// What the worker is asked, and the origin of the file that it takes.
    pub fn request(&self) -> (Request, Option<&Origin>) {
        match self {
            Self::Open(slot, Table { origin, reading }) => {
                let (source, reading) = (origin.source.clone(), reading.clone());
                (Request::Open { slot: *slot, source, reading }, Some(origin))
            }
            Self::ForgetLabels => (Request::ForgetLabels, None),
            Self::Swap => (Request::Swap, None),
            Self::Name(_, settings) => (Request::Name { settings: settings.clone() }, None),
            Self::Analyse(_, settings) => (Request::Analyse { settings: settings.clone() }, None),
        }
    }

    /// What is done, as a clause.
    pub fn title(&self) -> String {
        match self {
            Self::Open(_, table) => format!("Reading {}", table.origin.name),
            Self::ForgetLabels => "Leaving the labels out".to_owned(),
            Self::Swap => "Swapping the two files".to_owned(),
            Self::Name(..) | Self::Analyse(..) => "Comparing the two files".to_owned(),
        }
    }
}

/// Whether the worker holds the two files the other way round.
pub fn is_reversed(wanted: &Files<Table>, held: &Files<Table>) -> bool {
    let (wanted, is_pair, held) = (&wanted.sides, held.is_pair(), &held.sides);
    is_pair
        && held != wanted
        && held.reference == wanted.production
        && held.production == wanted.reference
}
