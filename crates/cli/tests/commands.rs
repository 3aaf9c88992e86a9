//! The command line as a script meets it: exit codes, outputs, and sentences on problems.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixture(path: &str) -> String {
    repository().join("tests/fixtures").join(path).display().to_string()
}

fn driftglass(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_driftglass")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder for one test's files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_same_file_twice_exits_with_0() {
    let file = fixture("carloan/reference.csv");
    let output = driftglass(&["compare", &file, &file]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("No drift: the two files hold the same values"));
    assert!(output.stderr.is_empty(), "progress belongs on a terminal only");
}

#[test]
fn drift_exits_with_1_and_writes_the_report() {
    let folder = folder("drift");
    let samples = driftglass(&["sample", "credit", &folder.display().to_string()]);
    let paths = text(&samples.stdout);
    let paths: Vec<&str> = paths.lines().collect();
    let json = folder.join("report.json").display().to_string();
    let output = driftglass(&["compare", paths[0], paths[1], "--json", &json]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let written = std::fs::read_to_string(&json).unwrap();
    assert_eq!(report::Report::from_json(&written).unwrap().to_json().unwrap(), written);
    let printed = driftglass(&["compare", paths[0], paths[1], "--json", "-"]);
    assert_eq!(text(&printed.stdout), written);
}

#[test]
fn too_little_data_exits_with_3() {
    let file = fixture("nasty/header_only.csv");
    assert_eq!(driftglass(&["compare", &file, &file]).status.code(), Some(3));
}

#[test]
fn a_problem_says_what_where_and_what_to_do() {
    let good = fixture("carloan/reference.csv");
    let output = driftglass(&["compare", &good, "nowhere.csv"]);
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(message.contains("nowhere.csv") && message.contains("Check the path"), "{message}");
    let empty = driftglass(&["compare", &good, &fixture("nasty/empty.csv")]);
    assert_eq!(empty.status.code(), Some(2));
    assert!(text(&empty.stderr).contains("The file is empty"), "{}", text(&empty.stderr));
}

#[test]
fn settings_with_an_unknown_field_are_refused_by_line() {
    let path = folder("settings").join("settings.json");
    std::fs::write(&path, "{\n  \"drift\": { \"psi_modrate\": 0.3 }\n}").unwrap();
    let file = fixture("carloan/reference.csv");
    let output = driftglass(&["compare", &file, &file, "--settings", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(message.contains("psi_modrate") && message.contains("line 2"), "{message}");
}

#[test]
fn the_documented_schema_is_the_one_of_the_code() {
    let documented = std::fs::read_to_string(repository().join("docs/report.schema.json")).unwrap();
    let schema = text(&driftglass(&["schema"]).stdout);
    assert_eq!(schema, documented, "run: driftglass schema > docs/report.schema.json");
}

#[test]
fn a_reader_that_is_gone_is_no_problem() {
    let folder = folder("pipe").display().to_string();
    for arguments in [&["schema"][..], &["sample", "ab", &folder]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_driftglass"));
        let output = command.args(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
}
