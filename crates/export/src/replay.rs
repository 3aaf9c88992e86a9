//! A Report that was computed again, held against its record.

mod fields;

use report::{InOrder, Report, format};

use crate::ExportError;

/// Fields that differ that are told.
const MOST_FIELDS: usize = 20;

/// Where a Report differs from its record, in the order of the fields; nothing where both are the same,
/// byte for byte.
///
/// # Errors
/// Only if a Report cannot be written at all, see [`Report::to_json`].
pub fn differences(record: &Report, again: &Report) -> Result<Vec<String>, ExportError> {
    let (before, after) = (record.to_value()?, again.to_value()?);
    let mut differing = fields::differing(&before, &after);
    // Other files, and other settings, are why anything else differs.
    differing.put_in_order_of(|field| !field.is_of("inputs") && !field.is_of("settings"));
    let mut lines: Vec<String> =
        differing.iter().take(MOST_FIELDS).map(ToString::to_string).collect();
    if let Some(more) = differing.len().checked_sub(MOST_FIELDS).filter(|more| *more > 0) {
        lines.push(format!("and {} more", format::plural(more as u64, "field", "fields")));
    }
    Ok(lines)
}
