//! Whether what a record says can be shown as it says it: what views rely upon and the types alone do not hold.
//!
//! Not every field is looked at: only places in lists, lists that belong together, and numbers that mean nothing outside
//! of their range. What else was altered is found by computing the record again.

mod places;
mod ranges;

use serde_json::Value;

use crate::plain::FieldError;
use crate::{Problem, Report};

/// Whether a Report, read off plain JSON, can be shown.
///
/// # Errors
/// The first thing that cannot: what and where in the record.
pub fn check(report: &Report, value: &Value) -> Result<(), Problem> {
    ranges::check(value).and_then(|()| places::check(report)).map_err(|wrong| unsound(&wrong))
}

fn unsound(wrong: &FieldError) -> Problem {
    let what = format!("This report cannot be shown, as parts of it do not fit together. {wrong}");
    Problem::new(what, "Take the file as it was saved, or compare its files again")
}
