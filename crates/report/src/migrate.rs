//! Reports of earlier versions, lifted to the shape of today.
//!
//! When the shape changes after a version was released, [`SCHEMA_VERSION`] grows, a step is added here, and
//! a report of the old version joins `tests/fixtures/reports`.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Problem, Report, SCHEMA_VERSION};

/// What takes a report from a version to the next.
type Step = fn(&mut Value);

/// The steps, the first from version 1 to version 2.
const STEPS: [Step; SCHEMA_VERSION as usize - 1] = [name_findings];

/// What can be read of a report of any version.
#[derive(Deserialize)]
struct Head {
    schema_version: u32,
    #[serde(default)]
    driftglass_version: String,
}

/// Reads a report of this version or of an earlier one.
///
/// # Errors
/// When the text is no report, or one of a newer Driftglass.
pub fn read(text: &str) -> Result<Report, Problem> {
    let head: Head = serde_json::from_str(text).map_err(|error| unreadable(error))?;
    match head.schema_version {
        SCHEMA_VERSION => serde_json::from_str(text),
        version @ 1..SCHEMA_VERSION => {
            let mut report: Value =
                serde_json::from_str(text).map_err(|error| unreadable(error))?;
            STEPS[version as usize - 1..].iter().for_each(|step| step(&mut report));
            if let Some(version) = report.pointer_mut("/schema_version") {
                *version = json!(SCHEMA_VERSION);
            }
            serde_json::from_value(report)
        }
        0 => return Err(unreadable("there never was a version 0 of reports")),
        _ => return Err(newer(&head)),
    }
    .map_err(|error| unreadable(error))
}

fn unreadable(error: impl std::fmt::Display) -> Problem {
    let what = format!("This is no report that can be opened: {error}");
    Problem::new(what, "Open a report that was saved by Driftglass, as HTML or as JSON")
}

fn newer(head: &Head) -> Problem {
    let what = format!(
        "This report was written by a newer Driftglass: {}, with version {} of reports, where this one reads up to version {SCHEMA_VERSION}",
        head.driftglass_version, head.schema_version
    );
    Problem::new(what, "Update Driftglass, or open the report where it was made")
}

/// Version 2: findings say what they are about. What older ones are about is not known.
fn name_findings(report: &mut Value) {
    let findings = report.pointer_mut("/overview/findings").and_then(Value::as_array_mut);
    for finding in findings.into_iter().flatten().filter_map(Value::as_object_mut) {
        finding.insert("about".to_owned(), json!(""));
    }
}
