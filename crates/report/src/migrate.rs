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
const STEPS: [Step; SCHEMA_VERSION as usize - 1] = [to_version_2];

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
    let head: Head = serde_json::from_str(text).map_err(unreadable)?;
    match head.schema_version {
        SCHEMA_VERSION => serde_json::from_str(text),
        version @ 1..SCHEMA_VERSION => {
            let mut report: Value = serde_json::from_str(text).map_err(unreadable)?;
            STEPS[version as usize - 1..].iter().for_each(|step| step(&mut report));
            if let Some(version) = report.pointer_mut("/schema_version") {
                *version = json!(SCHEMA_VERSION);
            }
            // As text: a second way to read every type would be a good part of the worker.
            serde_json::from_str(&report.to_string())
        }
        0 => return Err(unreadable("there never was a version 0 of reports")),
        _ => return Err(newer(&head)),
    }
    .map_err(unreadable)
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

/// Version 2: findings say what they are about, which is not known of older ones; two models beside each other may
/// come from two files; single days are told of a sample ratio; segments that are not ranked are listed.
fn to_version_2(report: &mut Value) {
    fill(report, &["overview", "findings"], "about", &json!(""));
    fill(report, &["performance", "pairs"], "is_joined", &json!(false));
    fill(report, &["experiments", "sample_ratio"], "days_alone", &json!([]));
    fill(report, &["segments", "models", "ranking"], "others", &json!([]));
}

/// Puts a value under a name into the object at a path, where it is not there; into each where the path leads
/// through a list.
fn fill(value: &mut Value, path: &[&str], name: &str, new: &Value) {
    match (value, path) {
        (Value::Array(all), path) => all.iter_mut().for_each(|own| fill(own, path, name, new)),
        (Value::Object(fields), []) => {
            fields.entry(name).or_insert_with(|| new.clone());
        }
        (Value::Object(fields), [first, rest @ ..]) => {
            if let Some(inner) = fields.get_mut(*first) {
                fill(inner, rest, name, new);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_filled_and_what_is_there_stays() {
        let mut report = json!({
            "overview": {"findings": [{"title": "a"}, {"title": "b", "about": "drift"}]},
            "performance": {"pairs": [{}]},
            "experiments": {"sample_ratio": {"place": []}},
            "segments": {"models": [{"ranking": {}}]},
        });
        to_version_2(&mut report);
        let expected = json!({
            "overview": {"findings": [{"title": "a", "about": ""}, {"title": "b", "about": "drift"}]},
            "performance": {"pairs": [{"is_joined": false}]},
            "experiments": {"sample_ratio": {"place": [], "days_alone": []}},
            "segments": {"models": [{"ranking": {"others": []}}]},
        });
        assert_eq!(report, expected);
        let mut bare = json!({"experiments": {"sample_ratio": null}});
        to_version_2(&mut bare);
        assert_eq!(bare, json!({"experiments": {"sample_ratio": null}}));
    }
}
