//! A Report that was computed again, held against its record.

mod fields;

use report::{InOrder, Input, Report, Side, format};

use crate::ExportError;
use fields::Differing;

/// Fields that differ that are told.
const MOST_FIELDS: usize = 20;

/// Where a Report differs from its record: other files and another version in words, then the fields, settings first;
/// nothing where both are the same, byte for byte. Of other files everything may differ, so that of the fields only
/// the settings are told.
///
/// # Errors
/// Only if a Report cannot be written at all, see [`Report::to_json`].
pub fn differences(record: &Report, again: &Report) -> Result<Vec<String>, ExportError> {
    let mut lines = other_files(record, again);
    let is_of_its_files = lines.is_empty();
    if record.driftglass_version != again.driftglass_version {
        lines.push(format!(
            "Another version: Driftglass {} wrote the report, this is {}.",
            record.driftglass_version, again.driftglass_version
        ));
    }
    let mut differing = fields::differing(&record.to_value()?, &again.to_value()?);
    differing.retain(|field| !field.is_of("driftglass_version"));
    differing.put_in_order_of(|field| !field.is_of("settings"));
    let is_told = |field: &&Differing| is_of_its_files || field.is_of("settings");
    let told = differing.iter().filter(is_told).take(MOST_FIELDS).map(ToString::to_string);
    let told: Vec<String> = told.collect();
    let left = differing.len() - told.len();
    lines.extend(told);
    if left > 0 {
        let fields = format::plural(left as u64, "field", "fields");
        let more =
            if is_of_its_files { "and {} more" } else { "{} of the report differ with that." };
        lines.push(more.replace("{}", &fields));
    }
    Ok(lines)
}

/// Files that are not those of the record, as sentences.
fn other_files(record: &Report, again: &Report) -> Vec<String> {
    let sides = Side::BOTH.map(|side| {
        let name = side.label().to_lowercase();
        other_file(&name, Some(record.inputs.get(side)), Some(again.inputs.get(side)))
    });
    let labels = [record, again].map(|report| report.labels.as_ref().map(|labels| &labels.input));
    sides.into_iter().chain([other_file("labels", labels[0], labels[1])]).flatten().collect()
}

fn other_file(what: &str, before: Option<&Input>, after: Option<&Input>) -> Option<String> {
    let told = |input: &Input| {
        let rows = format::plural(input.rows, "row", "rows");
        format!("{} with {rows}", format::short(&input.file))
    };
    match (before, after) {
        (Some(before), Some(after)) => match (&before.sha256, &after.sha256) {
            (Some(recorded), Some(computed)) if recorded != computed => Some(format!(
                "Another {what} file: {} (SHA-256 {computed}) in place of {} ({recorded}).",
                told(after),
                told(before)
            )),
            (None, Some(_)) => {
                Some(format!("The record has no hash of the {what} file {}.", told(before)))
            }
            _ => None,
        },
        (Some(before), None) => Some(format!("Without the {what} file, {}.", told(before))),
        (None, Some(after)) => {
            Some(format!("With a {what} file that the record has not, {}.", told(after)))
        }
        (None, None) => None,
    }
}
