//! Why something could not be done: what, where, and what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A failure in words that a user can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What happened, as a sentence without a full stop: "The file ends inside a quoted field".
    pub what: String,
    /// The file it happened in.
    pub file: Option<String>,
    /// Line of the file, counted from 1.
    pub line: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// What to do, as a sentence without a full stop.
    pub remedy: String,
}

impl Problem {
    /// A problem without a place.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), file: None, line: None, column: None, remedy: remedy.into() }
    }

    /// The same problem in a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same problem on a line.
    #[must_use]
    pub const fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The place as "file, line 7, column x"; empty where it has none.
    #[must_use]
    pub fn place(&self) -> String {
        let line = self.line.map(|line| format!("line {}", crate::format::count(line)));
        let column =
            self.column.as_ref().map(|column| format!("column {}", crate::format::short(column)));
        [self.file.clone(), line, column].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.what)?;
        let place = self.place();
        if !place.is_empty() {
            // A file keeps its name as it is.
            let place = if self.file.is_none() { place.replacen("line", "Line", 1) } else { place };
            write!(f, " {place}.")?;
        }
        if !self.remedy.is_empty() {
            write!(f, " {}.", self.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
