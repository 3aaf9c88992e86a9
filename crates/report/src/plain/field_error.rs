//! Why a value is no plain JSON, or plain JSON is not the value that was asked for.

use std::fmt;

/// Characters of what is wrong that are told at most.
const MOST_CHARACTERS: usize = 240;

/// What is wrong, and the fields that lead to it. It is boxed, as it is handed on by the code of every field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError(Box<Wrong>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    path: String,
    what: String,
}

impl FieldError {
    /// What is wrong, in a field that is still to be told.
    pub(crate) fn of(what: &str) -> Self {
        serde::de::Error::custom(what)
    }

    /// What is wrong, as far as it is told: what is quoted of a file can be of any length.
    fn told(mut what: String) -> Self {
        if let Some((end, _)) = what.char_indices().nth(MOST_CHARACTERS) {
            what.replace_range(end.., "…");
        }
        Self(Box::new(Wrong { path: String::new(), what }))
    }

    /// The same error in a field.
    pub(crate) fn within(mut self, field: &str) -> Self {
        let path = &self.0.path;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        self.0.path = format!("{field}{dot}{path}");
        self
    }

    /// The same error in an entry of a list, counted from 0.
    pub(crate) fn within_entry(self, place: usize) -> Self {
        self.within(&format!("[{place}]"))
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Wrong { path, what } = &*self.0;
        if path.is_empty() { f.write_str(what) } else { write!(f, "{path}: {what}") }
    }
}

impl std::error::Error for FieldError {}

impl serde::ser::Error for FieldError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::told(message.to_string())
    }
}

impl serde::de::Error for FieldError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        serde::ser::Error::custom(message)
    }
}
