//! Every study saved, opened again, and computed again.

use std::collections::BTreeMap;

use report::{Report, Role};
use serde_json::json;

use super::studies::{Study, fixtures, larger, larger_data, stories};
use super::{driftglass, folder, text};

/// Saves a report as JSON and as HTML. Each opens and gives both again, as they were saved; the HTML is
/// computed again from the files, byte for byte.
fn round_trip(study: &Study) {
    let name = &study.name;
    let folder = folder("round_trip");
    let path = |ending: &str| folder.join(format!("{name}.{ending}")).display().to_string();
    let saved = ["json", "html"].map(path);
    let outputs = ["--json", &saved[0], "--html", &saved[1]];
    let output = driftglass(&[study.compare(), outputs.to_vec()].concat());
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{name}: {}", text(&output.stderr));
    let bytes = saved.each_ref().map(|path| std::fs::read(path).unwrap());
    for from in &saved {
        for (form, expected) in ["--json", "--html"].into_iter().zip(&bytes) {
            let again = driftglass(&["report", from, form, "-"]);
            assert!(again.stdout == *expected, "{name}: {form} of {from} is another");
            assert_eq!(again.status.code(), output.status.code(), "{name}");
        }
    }
    let again = driftglass(&study.verify(&saved[1]));
    let told = text(&again.stdout) + &text(&again.stderr);
    assert_eq!(told, "The same, byte for byte.\n", "{name}");
}

/// Saves a report in which columns are numbered, made by settings that name every column, and computes it again from
/// the files, which have names.
fn masked_round_trip(study: &Study) {
    let name = &study.name;
    let folder = folder("masked_round_trip");
    let path = |ending: &str| folder.join(format!("{name}.{ending}")).display().to_string();
    let (settings, saved) = (path("settings.json"), path("html"));
    let named = driftglass(&[study.compare(), vec!["--json", "-"]].concat());
    let named = Report::from_json(&text(&named.stdout)).unwrap();
    let column = &named.roles[0].column;
    let roles: BTreeMap<&str, Role> =
        named.roles.iter().map(|choice| (choice.column.as_str(), choice.role)).collect();
    let chosen = json!({
        "roles": roles,
        "data": {"expectations": format!("share missing of \"{column}\" < 50%")},
        "report": {"mask_names": true},
    });
    std::fs::write(&settings, chosen.to_string()).unwrap();
    let chosen = ["--settings", &settings, "--html", &saved];
    let output = driftglass(&[study.compare(), chosen.to_vec()].concat());
    assert!(output.stderr.is_empty(), "{name}: {}", text(&output.stderr));
    let masked = export::read_record(&std::fs::read(&saved).unwrap()).unwrap();
    assert!(masked.settings.roles.keys().all(|key| key.starts_with("column ")), "{name}");
    assert_eq!(masked.settings.roles.len(), roles.len(), "{name}");
    let again = driftglass(&study.verify(&saved));
    let told = text(&again.stdout) + &text(&again.stderr);
    assert_eq!(told, "The same, byte for byte.\n", "{name}");
}

#[test]
fn the_fixtures_and_the_stories() {
    fixtures().iter().chain(&stories()).for_each(round_trip);
}

#[test]
fn the_fixtures_and_the_stories_with_numbered_columns() {
    fixtures().iter().chain(&stories()).for_each(masked_round_trip);
}

#[test]
fn the_larger_data() {
    if let Some(data) = larger_data() {
        larger(&data).iter().for_each(round_trip);
    }
}

#[test]
fn the_larger_data_with_numbered_columns() {
    if let Some(data) = larger_data() {
        larger(&data).iter().for_each(masked_round_trip);
    }
}

#[test]
fn a_masked_report_says_which_file_is_another() {
    let study = &fixtures()[0];
    let folder = folder("masked_other");
    let path = |name: &str| folder.join(name).display().to_string();
    let (settings, saved, other) = (path("settings.json"), path("r.html"), path("production.csv"));
    std::fs::write(&settings, r#"{"report": {"mask_names": true}}"#).unwrap();
    driftglass(&[study.compare(), vec!["--settings", &settings, "--html", &saved]].concat());
    let rows = std::fs::read_to_string(study.production.as_ref().unwrap()).unwrap();
    let last = rows.trim_end().rfind('\n').unwrap();
    std::fs::write(&other, &rows[..=last]).unwrap();
    let again =
        driftglass(&["verify", &saved, "--reference", &study.reference, "--production", &other]);
    let told = text(&again.stdout);
    assert!(told.starts_with("Not the same.\nAnother production file: "), "{told}");
    assert!(told.contains(" fields of the report differ with that."), "{told}");
    assert!(!told.contains("settings."), "{told}");
}
