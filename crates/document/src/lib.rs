//! Chapters of the Report as plain blocks: headings, sentences, tables and drawings.
//!
//! A chapter is written once, by a function from the [`report::Report`] to a [`Document`], and every
//! view shows its blocks: the page with one renderer, so that it does not grow with the chapters. Like
//! every view, a document computes no statistic.

mod across;
mod block;
mod calibration;
mod card;
mod chapters;
mod data;
mod difference;
mod drawing;
mod drift;
mod experiments;
mod fairness;
mod indicators;
mod overview;
mod performance;
mod segments;
mod shared;
mod table;
mod timeline;
mod windows;

pub use across::Across;
pub use block::{Block, Chip, Download, Grade, Section, Slider};
pub use card::{Notes, card};
pub use chapters::chapters;
pub use data::Data;
pub use difference::difference;
pub use drawing::{Axis, Drawing, Height, Key, Layer, Paint, Point, ReadAt, Unit};
pub use drift::{COLUMNS, by_verdict, conventions};
pub use overview::findings;
pub use table::{Cell, Column, Table};

use report::Report;
use serde::{Deserialize, Serialize};

/// A chapter as it is read from the top.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The chapter's name.
    pub eyebrow: String,
    /// Its finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// What proves the headline beside how far columns moved: what the treatments of an experiment do, or the course
/// of what a model lost most; none where there is neither.
#[must_use]
pub fn lead(report: &Report) -> Option<Drawing> {
    experiments::lead(report).or_else(|| performance::lead(report))
}

impl Document {
    /// The document in the binary form of `postcard`.
    ///
    /// # Errors
    /// Only if a list had no length, which no list of a document lacks.
    pub fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    /// Reads what [`Document::to_bytes`] wrote.
    ///
    /// # Errors
    /// When this is no document of this version.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}

/// Every chapter that is shown as a document, and parts of others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Documents {
    /// Tables of the data chapter.
    pub data: Data,
    /// Where the windows of the timeline lie across its drawings.
    pub across: Across,
    /// What the drift chapter tells of columns taken together.
    pub together: Vec<Block>,
    /// What proves the headline beside how far columns moved; none where no model became worse.
    pub lead: Option<Drawing>,
    /// What the timeline chapter tells below its drawings.
    pub events: Vec<Block>,
    /// How good the model is.
    pub performance: Document,
    /// Whether its probabilities can be believed.
    pub calibration: Document,
    /// Where a model is worse than on the whole.
    pub segments: Document,
    /// Whether groups that must be treated fairly are.
    pub fairness: Document,
    /// What an experiment says of its arms.
    pub experiments: Document,
}

impl Documents {
    /// The documents of a Report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            data: Data::of(report),
            across: Across::of(&report.timeline.windows),
            together: drift::together(report),
            lead: lead(report),
            events: timeline::events(&report.timeline),
            performance: performance::document(report),
            calibration: calibration::document(report),
            segments: segments::document(report),
            fairness: fairness::document(report),
            experiments: experiments::document(report),
        }
    }

    /// The documents in the binary form of `postcard`.
    ///
    /// # Errors
    /// Only if a list had no length, which no list of a document lacks.
    pub fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    /// Reads what [`Documents::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these are no documents of this version.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}
