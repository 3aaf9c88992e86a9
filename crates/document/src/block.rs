//! What a document is made of.

use report::{Says, Severity, Verdict};
use serde::{Deserialize, Serialize};

use crate::{Drawing, Table};

/// One thing in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A part with a heading.
    Section(Section),
    /// A paragraph.
    Text(String),
    /// A paragraph in a lower voice: a note, a caveat.
    Soft(String),
    /// A table.
    Table(Table),
    /// A drawing.
    Drawing(Box<Drawing>),
    /// Columns side by side, beneath each other where the window is narrow.
    Columns(Vec<Vec<Block>>),
    /// What is folded away under a summary.
    Details(String, Vec<Block>),
    /// Rows of a table that one walks through with a slider.
    Slider(Slider),
    /// Files that can be saved, in one row.
    Downloads(Vec<Download>),
}

impl Block {
    /// A part with a heading and what stands beside it.
    pub fn section(title: impl Into<String>, remark: impl Into<String>, blocks: Vec<Self>) -> Self {
        let (title, remark) = (title.into(), remark.into());
        Self::Section(Section { title, remark, chip: None, blocks })
    }

    /// Columns side by side, without those that are empty; none where all are.
    #[must_use]
    pub fn columns(columns: Vec<Vec<Self>>) -> Option<Self> {
        let columns: Vec<Vec<Self>> = columns.into_iter().filter(|c| !c.is_empty()).collect();
        (!columns.is_empty()).then_some(Self::Columns(columns))
    }
}

/// A part with a heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading; no two of a document are the same.
    pub title: String,
    /// What stands beside it; may be empty.
    pub remark: String,
    /// How grave what it tells is.
    pub chip: Option<Chip>,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// How grave something is, with its word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    /// How grave.
    pub grade: Grade,
    /// The word.
    pub word: String,
}

/// How grave something is: a finding, what a comparison came to, or what a convention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// Of a finding.
    Severity(Severity),
    /// Of a comparison.
    Verdict(Verdict),
    /// Of a convention.
    Says(Says),
}

impl From<Severity> for Grade {
    fn from(severity: Severity) -> Self {
        Self::Severity(severity)
    }
}

impl From<Verdict> for Grade {
    fn from(verdict: Verdict) -> Self {
        Self::Verdict(verdict)
    }
}

impl From<Says> for Grade {
    fn from(says: Says) -> Self {
        Self::Says(says)
    }
}

impl Chip {
    /// How grave something is, with its word.
    pub fn new(grade: impl Into<Grade>, word: impl Into<String>) -> Self {
        Self { grade: grade.into(), word: word.into() }
    }
}

/// Rows of a table that one walks through with a slider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slider {
    /// What is chosen.
    pub label: String,
    /// The rows, in the order of the slider; the first cell says which it is.
    pub table: Table,
    /// The row that is shown at first.
    pub start: usize,
    /// Rows that have a name, which goes there.
    pub stops: Vec<(String, usize)>,
}

/// A file that can be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// What the button says.
    pub label: String,
    /// The name of the file.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// What it holds.
    pub text: String,
}
