//! The command line as a script meets it: exit codes, outputs, and sentences on problems.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod altered;
mod automation;
mod card;
mod diff;
mod extremes;
mod forms;
mod outgoing;
mod outputs;
mod redaction;
mod round_trip;
mod saved;
mod sizes;
mod snapshots;
mod studies;
mod wide;

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
fn an_empty_file_is_told_by_its_name() {
    let folder = folder("empty");
    let path = |name: &str| folder.join(name).display().to_string();
    let full = fixture("carloan/reference.csv");
    let header = std::fs::read_to_string(&full).unwrap().lines().next().unwrap().to_owned();
    let (header_only, nothing) = (path("header_only.csv"), path("nothing.csv"));
    std::fs::write(&header_only, header).unwrap();
    std::fs::write(&nothing, "").unwrap();
    for (files, code, says) in [
        ([&full, &header_only], 3, "header_only.csv is empty: it holds no rows to compare."),
        ([&header_only, &full], 3, "header_only.csv is empty: it holds no rows to compare."),
        (
            [&header_only, &header_only],
            3,
            "header_only.csv and header_only.csv are empty: they hold no rows to compare.",
        ),
        ([&full, &nothing], 2, "driftglass: The file is empty. nothing.csv."),
    ] {
        let output = driftglass(&["compare", files[0], files[1]]);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.starts_with(says), "{told}");
    }
}

#[test]
fn what_new_users_mistake_is_answered_with_what_to_do() {
    let file = fixture("carloan/reference.csv");
    let page = folder("mistakes").join("report.html").display().to_string();
    driftglass(&["compare", &file, &file, "--html", &page, "-q"]);
    for (arguments, says) in [
        (vec!["compare", &file], "--split COLUMN[=VALUE], or --experiment COLUMN[=VALUE]"),
        (vec!["compare", &file], "nothing to compare it with. "),
        (vec!["compare", &file, &file, "--split", "repaid"], "Leave out this file, or the option"),
        (vec!["compare", &page, &file], "This is an HTML page, and no table"),
        (vec!["compare", &file, &page], "report.html"),
        (vec!["compare", &file, &file, "--labels", &page], "This is an HTML page, and no table"),
        (vec!["report", &file], "Open a report that was saved by Driftglass"),
    ] {
        let output = driftglass(&arguments);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(says), "{arguments:?}: {told}");
    }
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
fn a_whole_report_is_taken_for_its_settings() {
    let path = folder("whole").join("report.json").display().to_string();
    let file = fixture("carloan/reference.csv");
    let first = driftglass(&["compare", &file, &file, "--json", &path]);
    assert_eq!(first.status.code(), Some(0));
    let again = driftglass(&["compare", &file, &file, "--settings", &path, "--json", "-"]);
    assert_eq!(text(&again.stdout), std::fs::read_to_string(&path).unwrap());
}

/// Writes a table of 300 rows and gives its path.
fn written(folder: &Path, name: &str, header: &str, row: impl Fn(usize) -> String) -> String {
    let rows = (0..300).fold(format!("{header}\n"), |text, i| format!("{text}{}\n", row(i)));
    let path = folder.join(name);
    std::fs::write(&path, rows).unwrap();
    path.display().to_string()
}

#[test]
fn a_feed_that_stopped_exits_with_1_and_is_among_the_findings() {
    let folder = folder("stopped");
    let reference = written(&folder, "r.csv", "a,b", |i| format!("{},{}", i % 31, i % 7));
    let production = written(&folder, "p.csv", "a,b", |i| format!("{},", i % 31));
    let output = driftglass(&["compare", &reference, &production]);
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    assert!(printed.contains("high          b stopped arriving"), "{printed}");
}

#[test]
fn names_do_not_steer_the_terminal_and_the_gravest_column_comes_first() {
    let folder = folder("names");
    let header = "calm,\"a\u{1b}[31m\nb\"";
    let file = |name, shift: usize| {
        written(&folder, name, header, |i| format!("{},{}", i % 7, i * 37 % 101 + shift))
    };
    let output = driftglass(&["compare", &file("r.csv", 0), &file("p.csv", 90)]);
    let printed = text(&output.stdout);
    assert!(!printed.contains('\u{1b}'), "{printed:?}");
    let names = printed.lines().skip_while(|line| !line.starts_with("column")).skip(1);
    let names: Vec<&str> = names.map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(names, ["a [31m b", "calm"]);
}

#[test]
fn production_before_the_reference_is_told() {
    let folder = folder("reversed");
    let file = |name, year: u32| {
        let day = move |i: usize| format!("{year}-{:02}-{:02},{}", i % 12 + 1, i % 28 + 1, i % 7);
        written(&folder, name, "at,x", day)
    };
    let (early, late) = (file("early.csv", 2023), file("late.csv", 2024));
    let says = |a: &str, b: &str| text(&driftglass(&["compare", a, b]).stdout);
    assert!(says(&late, &early).contains("are they the wrong way round?"));
    assert!(!says(&early, &late).contains("are they the wrong way round?"));
}

#[test]
fn a_folder_is_no_file_and_a_file_of_another_is_kept() {
    let folder = folder("kept");
    let path = folder.display().to_string();
    let output = driftglass(&["compare", &path, &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("Give a file, not a folder"), "{}", text(&output.stderr));
    let own = folder.join("checkout_treatment.csv");
    std::fs::write(&own, "mine").unwrap();
    let output = driftglass(&["sample", "ab", &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("checkout_treatment.csv"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&own).unwrap(), "mine");
}

#[test]
fn no_report_is_written_over_what_it_is_made_from() {
    let folder = folder("spared");
    let input = written(&folder, "input.csv", "x", |i| i.to_string());
    let output =
        driftglass(&["compare", &input, &fixture("carloan/reference.csv"), "--json", &input]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("over a file that it is made from"));
    assert!(std::fs::read_to_string(&input).unwrap().starts_with("x\n"));
}

#[test]
fn what_is_documented_is_what_the_code_says() {
    for (command, document) in [("schema", "report.schema.json"), ("settings", "settings.md")] {
        let documented = repository().join("docs").join(document);
        let documented = std::fs::read_to_string(documented).unwrap();
        let said = text(&driftglass(&[command]).stdout);
        assert_eq!(said, documented, "run: driftglass {command} > docs/{document}");
    }
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

#[test]
fn a_misread_file_exits_with_4() {
    let folder = folder("misread");
    let file = folder.join("ragged.csv");
    let row =
        |i: usize| if i.is_multiple_of(3) { "1,2,3\n".to_owned() } else { format!("{i},2\n") };
    let text = (0..300).fold("x,y\n".to_owned(), |text, i| text + &row(i));
    std::fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    assert_eq!(driftglass(&["compare", &file, &file]).status.code(), Some(4));
}

#[test]
fn one_file_is_split_into_two_sides() {
    let path = folder("split").join("one.csv").display().to_string();
    let rows: String = (0..400)
        .map(|n| format!("{},2024-05-{:02},{}\n", ["control", "b", "c"][n % 3], 1 + n % 28, n % 7))
        .collect();
    std::fs::write(&path, format!("arm,day,n\n{rows}")).unwrap();
    let read = |arguments: &[&str]| {
        let output = driftglass(&[&["compare", &path], arguments, &["--json", "-"]].concat());
        let report = report::Report::from_json(&text(&output.stdout));
        let report = report.unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
        (report.inputs.map(|input| (input.file, input.rows)), report.settings.roles)
    };
    let (inputs, roles) = read(&["--experiment", "arm"]);
    assert_eq!(inputs.reference, ("one.csv, arm is control".to_owned(), 134));
    assert_eq!(inputs.production, ("one.csv, arm is not control".to_owned(), 266));
    assert_eq!(roles.get("arm"), Some(&report::Role::Variant));
    let (inputs, roles) = read(&["--split", "arm=c"]);
    assert_eq!((inputs.reference.1, inputs.production.1), (133, 267));
    assert!(roles.is_empty());
    let (inputs, _) = read(&["--split", "day=2024-05-15"]);
    assert_eq!(inputs.production.0, "one.csv, day from 2024-05-15");
    let (inputs, _) = read(&["--split", "day"]);
    assert_eq!(inputs.reference.1 + inputs.production.1, 400);
    let missing = driftglass(&["compare", &path, "--split", "nowhere"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("no column nowhere"), "{}", text(&missing.stderr));
    assert_eq!(driftglass(&["compare", &path]).status.code(), Some(2));
}

#[test]
fn an_experiment_without_two_arms_is_refused_in_plain_words() {
    let folder = folder("arms");
    let one: String = (0..40).map(|i| format!("control,{i}\n")).collect();
    for (rows, arguments, says) in [
        (one.as_str(), "arm", "arm names one arm only, “control”: an experiment needs two"),
        (one.as_str(), "arm=control", "arm names one arm only, “control”: an experiment needs two"),
        ("control,1\n", "arm", "arm names one arm only, “control”"),
        ("", "arm", "arm holds no values, so there are no arms to compare"),
        ("a,1\nb,2\na,3\nb,1\n", "arm=c", "No row has “c” as arm"),
    ] {
        let path = folder.join("arms.csv");
        std::fs::write(&path, format!("arm,revenue\n{rows}")).unwrap();
        let path = path.display().to_string();
        let output = driftglass(&["compare", &path, "--experiment", arguments]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
}

#[test]
fn two_models_on_the_same_rows_are_joined_on_demand() {
    let folder = folder("shadow");
    let file = |name: &str, from: u32, score: &dyn Fn(u32) -> f64| {
        let row = |i: u32| {
            let label = u32::from(i * 37 % 101 + i % 40 > 70);
            format!("{i},{},{label}\n", score(i))
        };
        let rows: String = (from..from + 600).map(row).collect();
        let path = folder.join(name);
        std::fs::write(&path, format!("id,score,label\n{rows}")).unwrap();
        path.display().to_string()
    };
    let old = file("old.csv", 0, &|i| f64::from(i * 37 % 101) / 101.0);
    let new = file("new.csv", 300, &|i| f64::from(i * 7 % 97) / 97.0);
    let without = driftglass(&["compare", &old, &new]);
    assert!(!text(&without.stdout).contains("Same rows"), "{}", text(&without.stdout));
    let joined = driftglass(&["compare", &old, &new, "--shadow"]);
    let says = text(&joined.stdout);
    assert!(says.starts_with("Same rows, two models. score of new.csv is worse than"), "{says}");
    assert!(says.contains("hold the same 300 rows, joined by id"), "{says}");
}
