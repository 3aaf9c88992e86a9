//! Records in which something was altered: refused with a sentence that says where, or shown; never a panic.

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use document::{Documents, Notes, card};
use report::Report;
use serde_json::{Value, json};

use super::{driftglass, fixture, folder, text};

/// Alterations that stand in a record at once, where each by itself can be shown.
const AT_ONCE: usize = 100;

/// Records that have every chapter between them: one of an earlier version, and one over time with late labels.
fn records() -> [Value; 2] {
    let old = std::fs::read(fixture("reports/version_1.html")).unwrap();
    let old = export::read_record(&old).unwrap().to_value().unwrap();
    let files = ["reference", "production", "targets"];
    let [a, b, labels] = files.map(|name| fixture(&format!("carloan/{name}.csv")));
    let new = driftglass(&["compare", &a, &b, "--labels", &labels, "--json", "-"]);
    [old, serde_json::from_slice(&new.stdout).unwrap()]
}

fn altered(record: &Value, pointer: &str, other: &Value) -> Value {
    let mut record = record.clone();
    record.pointer_mut(pointer).expect(pointer).clone_from(other);
    record
}

/// Every place of a record by its name, positions in lists left out: where its first is.
fn places(value: &Value, name: &str, pointer: &str, found: &mut BTreeMap<String, String>) {
    found.entry(name.to_owned()).or_insert_with(|| pointer.to_owned());
    match value {
        Value::Object(fields) => {
            for (field, value) in fields.iter().filter(|(field, _)| *field != "settings") {
                places(value, &format!("{name}.{field}"), &format!("{pointer}/{field}"), found);
            }
        }
        Value::Array(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                places(entry, &format!("{name}[]"), &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

/// The first place of a name, by the names of [`places`], and the record that has it.
fn first<'a>(records: &'a [Value], name: &str) -> (&'a Value, String) {
    let in_record = |record: &'a Value| {
        let mut found = BTreeMap::new();
        places(record, "", "", &mut found);
        Some((record, found.remove(name)?))
    };
    records.iter().find_map(in_record).expect(name)
}

/// Without its last entry.
fn shorter(list: &Value) -> Value {
    let list = list.as_array().unwrap();
    json!(list[..list.len() - 1])
}

#[test]
fn what_cannot_be_shown_as_it_is_said_is_refused_with_its_place() {
    let records = records();
    for (name, other) in [
        (".drift.columns[].leading", json!(99)),
        (".drift.columns[].test", json!(4_000_000_000_u32)),
        (".drift.outputs.derived[].drift.leading", json!(99)),
        (".calibration.models[].classes[].worst.bin", json!(99)),
        (".timeline.events", json!([change(99.0, [0.0, 1.0])])),
        (".timeline.events", json!([change(1.0, [1.0, 0.0])])),
        (".drift.columns[].bins.cells[].share.reference", json!(1.5)),
        (".drift.columns[].p_adjusted", json!(-0.1)),
        (".performance.models[].p_adjusted", json!(2)),
        (".segments.models[].ranking.looked_at", json!(0)),
        (".segments.models[].ranking.listed[].gap.share", json!(7)),
        (".drift.columns[].n.reference", json!(u64::MAX)),
        (".inputs.reference.time_range.last_ms", json!(-1)),
    ] {
        let (record, pointer) = first(&records, name);
        refused(record, &pointer, &other);
    }
    for name in [
        ".drift.columns[].cdf.at",
        ".drift.columns[].cdf.share.production",
        ".drift.columns[].shape.histogram.edges",
        ".drift.columns[].shape.histogram.counts.reference",
        ".drift.columns[].shape.bars.labels",
        ".timeline.columns[].cells",
        ".performance.models[].sides.production.confusion",
        ".performance.models[].sides.production.confusion[]",
        ".performance.over_time.models[].metrics[].windows",
        ".performance.over_time.models[].labels",
        ".performance.over_time.models[].calibration[].windows",
        ".segments.models[].grid.cells",
        ".segments.models[].grid.cells[]",
        ".segments.models[].grid.columns",
    ] {
        let (record, pointer) = first(&records, name);
        refused(record, &pointer, &shorter(record.pointer(&pointer).unwrap()));
    }
}

/// A change along the windows of the timeline.
fn change(at: f64, from_to: [f64; 2]) -> Value {
    json!({
        "kind": "step", "severity": "low", "when": "23 July", "interval": "22 to 24 July", "is_return": false,
        "what": "n steps", "columns": ["n"], "at": at, "from_to": from_to, "size": 0.3, "p_adjusted": 0.01, "rows": 9
    })
}

#[test]
fn a_row_of_windows_begins_at_one_of_the_timeline() {
    let records = records();
    let (record, pointer) = first(&records, ".performance.over_time.models[].metrics[]");
    let mut metric = record.pointer(&pointer).unwrap().clone();
    for (window, fits) in [(1, true), (99, false)] {
        metric["streak"] = json!({"window": window, "label": "", "windows": 3, "lasts": true});
        let is_read = Report::from_value(altered(record, &pointer, &metric)).is_ok();
        assert_eq!(is_read, fits, "{window}");
    }
    refused(record, &pointer, &metric);
}

fn refused(record: &Value, pointer: &str, other: &Value) {
    let told = Report::from_value(altered(record, pointer, other)).unwrap_err().to_string();
    assert!(told.contains("parts of it do not fit together. "), "{pointer}: {told}");
    let field = pointer.split('/').rfind(|name| name.parse::<u32>().is_err()).unwrap();
    let list = if told.contains(field) { field } else { pointer.split('/').nth(1).unwrap() };
    assert!(told.contains(list), "{pointer}: {told}");
    assert!(told.ends_with("Take the file as it was saved, or compare its files again."), "{told}");
    assert!(told.len() < 400, "{told}");
}

/// What views make of a record.
fn view(report: &Report) {
    let pages = [export::html(report).unwrap(), export::markdown(report)];
    assert!(pages.iter().all(|page| !page.is_empty()));
    assert!(!export::tables(report).is_empty());
    let documents = [export::outgoing(report), card(report, &Notes::default())];
    assert!(documents.iter().all(|document| !document.blocks.is_empty()));
    assert!(Documents::of(report).to_bytes().is_ok());
}

#[test]
fn whatever_else_is_altered_is_shown_or_refused() {
    records().iter().for_each(shown_or_refused);
}

fn shown_or_refused(record: &Value) {
    let mut found = BTreeMap::new();
    places(record, "", "", &mut found);
    let mut alterations: Vec<(&String, Value)> = Vec::new();
    for pointer in found.values() {
        let others = match record.pointer(pointer).unwrap() {
            Value::Number(_) => vec![json!(0), json!(99), json!(-1)],
            Value::Array(list) if !list.is_empty() => {
                vec![json!([]), json!(list[1..]), json!([&list[..], &list[..1]].concat())]
            }
            Value::String(_) => vec![json!("")],
            _ => Vec::new(),
        };
        alterations.extend(others.into_iter().map(|other| (pointer, other)));
    }
    assert!(alterations.len() > 2_000, "{}", alterations.len());
    let opens = |record: &Value| Report::from_value(record.clone()).is_ok();
    alterations.retain(|(pointer, other)| opens(&altered(record, pointer, other)));
    let mut panics = 0;
    let rounds = alterations.len().div_ceil(AT_ONCE);
    for round in 0..rounds {
        let mut several = record.clone();
        for (pointer, other) in alterations.iter().skip(round).step_by(rounds) {
            let mut more = several.clone();
            let Some(place) = more.pointer_mut(pointer) else { continue };
            place.clone_from(other);
            if opens(&more) {
                several = more;
            }
        }
        let report = Report::from_value(several).unwrap();
        panics += u32::from(catch_unwind(|| view(&report)).is_err());
    }
    assert_eq!(panics, 0, "rounds with a panic, of {rounds}");
}

#[test]
fn every_command_says_what_is_wrong_with_a_record() {
    let [record, _] = records();
    let (_, pointer) = first(std::slice::from_ref(&record), ".drift.columns[].leading");
    let path = |name: &str| folder("altered").join(name).display().to_string();
    let [good, bad] = [path("good.json"), path("bad.json")];
    std::fs::write(&good, record.to_string()).unwrap();
    std::fs::write(&bad, altered(&record, &pointer, &json!(99)).to_string()).unwrap();
    assert!(driftglass(&["report", &good, "-q"]).stderr.is_empty());
    let reference = fixture("carloan/reference.csv");
    for arguments in [
        &["report", &bad][..],
        &["diff", &good, &bad],
        &["card", &bad],
        &["verify", &bad, "--reference", &reference, "--production", &reference],
    ] {
        let output = driftglass(arguments);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(".leading: there is no place 99 in measures"), "{told}");
        assert!(told.contains("bad.json"), "{told}");
    }
}

#[test]
fn a_record_without_settings_says_what_to_do_and_long_values_are_cut() {
    let [record, _] = records();
    for (settings, says) in [
        (Value::Null, "the settings that it was made by are not in it"),
        (json!([]), "The settings are no list of names with values"),
        (json!({"seed": "7".repeat(1_250)}), "The setting seed cannot be \"777"),
        (json!({"7".repeat(1_250): 1}), "There is no setting 777"),
        (json!({"drift": {"psi_bins": 1e300}}), "The setting drift.psi_bins"),
    ] {
        let told = Report::from_value(altered(&record, "/settings", &settings)).unwrap_err();
        let told = told.to_string();
        assert!(told.contains(says), "{told}");
        assert!(told.len() < 300, "{told}");
        assert!(told.contains("ake the file as it was saved"), "{told}");
    }
    let mut without = record.clone();
    without.as_object_mut().unwrap().remove("settings");
    assert!(Report::from_value(without).unwrap_err().what.contains("are not in it"));
    for (pointer, other) in [
        ("/overview/verdict", json!("x".repeat(1_250))),
        ("/roles", json!("x".repeat(1_250))),
        ("/overview", json!({"x".repeat(1_250): 1})),
    ] {
        let told = Report::from_value(altered(&record, pointer, &other)).unwrap_err().to_string();
        assert!(told.len() < 450, "{told}");
    }
}
