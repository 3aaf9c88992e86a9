//! Reports that were written by other versions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use report::{Report, SCHEMA_VERSION};
use serde_json::{Map, Value};

/// `driftglass compare semicolon_decimal_comma.csv semicolon.csv --json version_1.json` in
/// tests/fixtures/nasty, by a Driftglass that wrote version 1.
const VERSION_1: &str = include_str!("../../../tests/fixtures/reports/version_1.json");

#[test]
fn a_report_of_version_1_opens() {
    assert!(VERSION_1.contains("\"schema_version\": 1") && !VERSION_1.contains("sha256"));
    let report = Report::from_json(VERSION_1).unwrap_or_else(|problem| {
        panic!("a field that is new needs a step in migrate.rs, or a default: {problem}")
    });
    assert_eq!(report.schema_version, SCHEMA_VERSION);
    assert_eq!(report.inputs.production.file, "semicolon.csv");
    assert_eq!(report.inputs.production.sha256, None);
    assert!(!report.overview.findings.is_empty());
    assert!(report.overview.findings.iter().all(|finding| finding.about.is_empty()));
    // Older reports have all digits of a number.
    let again = report.to_json().unwrap();
    assert_eq!(Report::from_json(&again).unwrap().to_json().unwrap(), again);
}

#[test]
fn what_every_version_has_survives_the_lift() {
    let old: Value = serde_json::from_str(VERSION_1).unwrap();
    let lifted = Report::from_json(VERSION_1).unwrap().to_json().unwrap();
    let lifted: Value = serde_json::from_str(&lifted).unwrap();
    for chapter in ["data", "drift", "timeline", "calibration", "causes", "roles"] {
        assert!(is_alike(&old[chapter], &lifted[chapter]), "{chapter}");
    }
    assert!(!is_alike(&old["data"], &lifted["drift"]));
}

/// Whether two values are the same but for the eleventh digit of numbers, and fields that hold nothing.
fn is_alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let is_there = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| is_alike(a, b));
            let held = |of: &Map<String, Value>| of.values().filter(|own| !own.is_null()).count();
            held(a) == held(b) && a.iter().filter(|(_, own)| !own.is_null()).all(is_there)
        }
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs(),
            _ => a == b,
        },
        (a, b) => a == b,
    }
}

#[test]
fn a_newer_report_is_refused_with_a_sentence() {
    let newer = r#"{"schema_version":9001,"driftglass_version":"7.1.0","anything":[1,2]}"#;
    let problem = Report::from_json(newer).unwrap_err();
    let said = problem.to_string();
    assert!(said.starts_with("This report was written by a newer Driftglass: 7.1.0"), "{said}");
    assert!(said.contains("Update Driftglass"), "{said}");
    for nothing in ["{}", "[]", "{\"schema_version\":0}", "{\"schema_version\":-1}", "nonsense"] {
        let said = Report::from_json(nothing).unwrap_err().to_string();
        assert!(!said.contains("newer"), "{nothing}: {said}");
    }
}
