//! A Report that was computed again, held against its record.

mod fields;

use report::{Report, format};
use serde_json::Value;

use crate::ExportError;

/// Fields that differ that are told.
const MOST_FIELDS: usize = 20;

/// Where a Report differs from its record, in the order of the fields; nothing where both are the same,
/// byte for byte.
///
/// # Errors
/// Only if a Report cannot be written at all, see [`Report::to_json`].
pub fn differences(record: &Report, again: &Report) -> Result<Vec<String>, ExportError> {
    let json = |error: serde_json::Error| ExportError::Json(error.to_string());
    let (before, after) =
        (record.to_compact_json().map_err(json)?, again.to_compact_json().map_err(json)?);
    if before == after {
        return Ok(Vec::new());
    }
    let value = |text: &str| serde_json::from_str::<Value>(text).map_err(json);
    let mut differing = fields::differing(&value(&before)?, &value(&after)?);
    // Other files, and other settings, are why anything else differs.
    differing.sort_by_key(|field| !field.is_of("inputs") && !field.is_of("settings"));
    let mut lines: Vec<String> =
        differing.iter().take(MOST_FIELDS).map(ToString::to_string).collect();
    if let Some(more) = differing.len().checked_sub(MOST_FIELDS).filter(|more| *more > 0) {
        lines.push(format!("and {} more", format::plural(more as u64, "field", "fields")));
    }
    Ok(lines)
}
