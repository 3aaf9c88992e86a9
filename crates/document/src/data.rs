//! Chapter: the state of the data. Its files, roles and choices are the page's own; these are its tables.

mod files;
mod relations;
mod remarks;
mod schema;
mod values;

use report::Report;
use serde::{Deserialize, Serialize};

use crate::{Block, Document};

/// Tables of the data chapter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// What is to be looked at, and differences between the two lists of columns.
    pub first: Vec<Block>,
    /// What the values of each column look like, and which relations of columns changed.
    pub then: Vec<Block>,
}

impl Data {
    /// The tables of a Report.
    pub fn of(report: &Report) -> Self {
        let data = &report.data;
        Self {
            first: vec![remarks::section(&data.remarks), schema::section(&data.schema)],
            then: vec![values::section(&data.columns), relations::section(&data.relations)],
        }
    }
}

/// The chapter as it is written into files.
pub fn document(report: &Report) -> Document {
    let Data { first, then } = Data::of(report);
    let read = [files::files(report), files::ledger(report)];
    Document {
        eyebrow: "Data".to_owned(),
        headline: report.data.headline.clone(),
        lacks: None,
        blocks: first.into_iter().chain(read).chain(then).collect(),
    }
}
