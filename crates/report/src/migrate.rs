//! Reports of earlier versions, lifted to the shape of today.
//!
//! When the shape changes after a version was released, [`SCHEMA_VERSION`] grows, a step is added here, and
//! a report of the old version joins `tests/fixtures/reports`.

use serde_json::{Value, json};

use crate::{Problem, Report, SCHEMA_VERSION, Settings, format, plain, sound};

/// What takes a report from a version to the next.
type Step = fn(&mut Value);

/// The steps, the first from version 1 to version 2.
const STEPS: [Step; SCHEMA_VERSION as usize - 1] = [to_version_2];

/// Reads a report of this version or of an earlier one.
///
/// # Errors
/// When it is no report, or one of a newer Driftglass.
pub fn read(mut report: Value) -> Result<Report, Problem> {
    let version = report.get("schema_version").and_then(Value::as_u64);
    let version = version.ok_or_else(|| unreadable("it does not say the version of its shape"))?;
    match u32::try_from(version) {
        Ok(0) => return Err(unreadable("there never was a version 0 of reports")),
        Ok(version @ 1..=SCHEMA_VERSION) => {
            STEPS[version as usize - 1..].iter().for_each(|step| step(&mut report));
            report["schema_version"] = json!(SCHEMA_VERSION);
        }
        _ => return Err(newer(&report)),
    }
    Settings::check_record(&report["settings"])?;
    let read = plain::from_value(&report).map_err(unreadable)?;
    sound::check(&read, &report).map(|()| read)
}

/// Says that a text or a value is no report.
pub fn unreadable(error: impl std::fmt::Display) -> Problem {
    let what = format!("This is no report that can be opened: {error}");
    Problem::new(what, "Open a report that was saved by Driftglass, as HTML or as JSON")
}

fn newer(report: &Value) -> Problem {
    let what = format!(
        "This report was written by a newer Driftglass: {}, with version {} of reports, where this one reads up to version {SCHEMA_VERSION}",
        format::short(report["driftglass_version"].as_str().unwrap_or("its version is not said")),
        report["schema_version"]
    );
    Problem::new(what, "Update Driftglass, or open the report where it was made")
}

/// Version 2: findings say what they are about, which is not known of older ones; two models beside each other may
/// come from two files; single days are told of a sample ratio; segments that are not ranked are listed; the worst gap of a model
/// is a sentence.
fn to_version_2(report: &mut Value) {
    fill(report, &["overview", "findings"], "about", &json!(""));
    fill(report, &["performance", "pairs"], "is_joined", &json!(false));
    fill(report, &["experiments", "sample_ratio"], "days_alone", &json!([]));
    fill(report, &["segments", "models", "ranking"], "others", &json!([]));
    fill(report, &["fairness", "models"], "worst", &json!(""));
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
