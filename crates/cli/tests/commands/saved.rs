//! Saved reports: opened, written in other forms, computed again.

use super::{driftglass, fixture, folder, text};

/// A report of the car loans in a folder, as JSON and as HTML.
fn saved(name: &str, more: &[&str]) -> (String, String) {
    let folder = folder(name);
    let path = |name: &str| folder.join(name).display().to_string();
    let (json, html) = (path("report.json"), path("report.html"));
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    let arguments = ["compare", &a, &b, "--json", &json, "--html", &html, "-q"];
    let output = driftglass(&[&arguments[..], more].concat());
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{}", text(&output.stderr));
    (json, html)
}

#[test]
fn a_saved_report_is_written_in_every_form_as_if_it_were_new() {
    let (json, html) = saved("forms", &[]);
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    for form in ["--json", "--html", "--markdown"] {
        let new = driftglass(&["compare", &a, &b, form, "-"]);
        for saved in [&json, &html] {
            let again = driftglass(&["report", saved, form, "-"]);
            assert_eq!(again.stdout, new.stdout, "{form} of {saved}");
            assert_eq!(again.status.code(), new.status.code());
        }
    }
    // What stays on the desk has more digits than what leaves it.
    let [said, new] = [driftglass(&["report", &html]), driftglass(&["compare", &a, &b])];
    let first =
        |output: &std::process::Output| text(&output.stdout).lines().next().map(str::to_owned);
    assert_eq!(first(&said), first(&new));
}

#[test]
fn a_report_is_verified_byte_for_byte_whatever_its_files_are_called_now() {
    let targets = fixture("carloan/targets.csv");
    let (_, html) = saved("verified", &["--labels", &targets]);
    let copy = folder("verified").join("renamed.data");
    std::fs::copy(fixture("carloan/production.csv"), &copy).unwrap();
    let copy = copy.display().to_string();
    let reference = fixture("carloan/reference.csv");
    let files = ["verify", &html, "--reference", &reference, "--production", &copy];
    let output = driftglass(&[&files[..], &["--labels", &targets]].concat());
    assert_eq!(text(&output.stdout), "The same, byte for byte.\n", "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
    let without = driftglass(&files);
    assert_eq!(without.status.code(), Some(2));
    assert!(
        text(&without.stderr).contains("Give them, too: --labels"),
        "{}",
        text(&without.stderr)
    );
}

#[test]
fn other_files_are_told_in_words() {
    let (json, _) = saved("differs", &[]);
    let changed = folder("differs").join("production.csv");
    let rows = std::fs::read_to_string(fixture("carloan/production.csv")).unwrap();
    let rows: String = rows.lines().take(4_001).map(|line| format!("{line}\n")).collect();
    std::fs::write(&changed, rows).unwrap();
    let reference = fixture("carloan/reference.csv");
    let changed = changed.display().to_string();
    let output =
        driftglass(&["verify", &json, "--reference", &reference, "--production", &changed]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "Not the same.");
    assert!(lines[1].starts_with("Another production file: "), "{said}");
    assert!(
        lines[1].contains("with 4,000 rows (SHA-256 ") && lines[1].contains(" in place of "),
        "{said}"
    );
    assert!(lines.len() == 3 && lines[2].ends_with("of the report differ with that."), "{said}");
    let one = driftglass(&["verify", &json, "--reference", &reference]);
    assert!(text(&one.stderr).contains("--production FILE"));
}

#[test]
fn a_tampered_number_is_found() {
    let (json, _) = saved("tampered", &[]);
    let text_of = std::fs::read_to_string(&json).unwrap();
    let report = report::Report::from_json(&text_of).unwrap();
    let mut tampered = report;
    tampered.overview.headline = "All is well.".to_owned();
    std::fs::write(&json, tampered.to_json().unwrap()).unwrap();
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    let output = driftglass(&["verify", &json, "--reference", &a, "--production", &b]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains("overview.headline: recorded \"All is well.\""), "{said}");
}

#[test]
fn a_file_that_shows_something_else_than_its_record_is_found() {
    let (_, html) = saved("forged", &[]);
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    let verify = || driftglass(&["verify", &html, "--reference", &a, "--production", &b]);
    assert_eq!(verify().status.code(), Some(0));
    let text_of = std::fs::read_to_string(&html).unwrap();
    std::fs::write(&html, text_of.replacen("<h1>", "<h1>No drift. ", 1)).unwrap();
    let output = verify();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("What the file shows is not what its record says"));
}

#[test]
fn a_split_file_is_verified_by_itself() {
    let folder = folder("split_again");
    let rows: String = (0..400).map(|n| format!("{},{}\n", ["a", "b"][n % 2], n % 7)).collect();
    let path = folder.join("one.csv").display().to_string();
    std::fs::write(&path, format!("arm,n\n{rows}")).unwrap();
    let json = folder.join("report.json").display().to_string();
    driftglass(&["compare", &path, "--split", "arm=a", "--json", &json, "-q"]);
    let output = driftglass(&["verify", &json, "--reference", &path]);
    assert_eq!(text(&output.stdout), "The same, byte for byte.\n", "{}", text(&output.stderr));
}

#[test]
fn a_split_file_is_verified_by_itself_where_its_columns_are_numbered() {
    let folder = folder("masked_split");
    let rows: String = (0..400).map(|n| format!("{},{}\n", ["a", "b"][n % 2], n % 7)).collect();
    let path = |name: &str| folder.join(name).display().to_string();
    let [file, settings, json] = ["one.csv", "settings.json", "report.json"].map(path);
    std::fs::write(&file, format!("arm,n\n{rows}")).unwrap();
    let kinds = r#"{"kinds": {"n": "category"}}"#;
    let chosen = format!(
        r#"{{"reading": {{"reference": {kinds}, "production": {kinds}}}, "report": {{"mask_names": true}}}}"#
    );
    std::fs::write(&settings, chosen).unwrap();
    let split = ["compare", &file, "--split", "arm=a", "--settings", &settings];
    driftglass(&[&split[..], &["--json", &json, "-q"]].concat());
    let saved = report::Settings::from_json(&std::fs::read_to_string(&json).unwrap()).unwrap();
    let reading = saved.reading.production;
    assert_eq!(reading.part.unwrap().column, "column 1");
    assert!(reading.kinds.contains_key("column 2"));
    let output = driftglass(&["verify", &json, "--reference", &file]);
    assert_eq!(text(&output.stdout), "The same, byte for byte.\n", "{}", text(&output.stderr));
}

#[test]
fn older_reports_open_and_newer_ones_are_refused() {
    let old = driftglass(&["report", &fixture("reports/version_1.json")]);
    assert_eq!(old.status.code(), Some(1), "{}", text(&old.stderr));
    assert!(text(&old.stdout).contains("menge is missing in production"));
    // One with every chapter, and one command of each kind.
    let whole = fixture("reports/version_1.html");
    for arguments in [&["report", &whole][..], &["card", &whole], &["diff", &whole, &whole]] {
        let output = driftglass(arguments);
        assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{}", text(&output.stderr));
        assert!(!output.stdout.is_empty());
    }
    let newer = folder("newer").join("report.json");
    let old = std::fs::read_to_string(fixture("reports/version_1.json")).unwrap();
    std::fs::write(&newer, old.replace("\"schema_version\": 1", "\"schema_version\": 77")).unwrap();
    let output = driftglass(&["report", &newer.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("was written by a newer Driftglass") && said.contains("Update"),
        "{said}"
    );
    let none = driftglass(&["report", &fixture("carloan/reference.csv")]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("Open a report that was saved by Driftglass"));
}

#[test]
fn a_record_with_settings_that_are_none_says_which_and_what_they_can_be() {
    let (json, _) = saved("bad_settings", &[]);
    let (a, b) = (fixture("carloan/reference.csv"), fixture("carloan/production.csv"));
    let good = std::fs::read_to_string(&json).unwrap();
    assert!(good.contains("\"psi_bins\": 10"));
    for (was, is, says, what_to_do) in [
        (
            "\"psi_bins\": 10",
            "\"psi_bins\": 1",
            "The setting drift.psi_bins is 1",
            "Give a value from 2 to 1000",
        ),
        (
            "\"psi_bins\": 10",
            "\"psi_bins\": \"ten\"",
            "The setting drift.psi_bins cannot be \"ten\"",
            "Give a whole number from 2 to 1000",
        ),
        (
            "\"psi_bins\": 10",
            "\"psi_bins\": 10, \"psi_bons\": 3",
            "There is no setting drift.psi_bons",
            "Leave it out, or mend its name",
        ),
        (
            "\"psi_moderate\": 0.1",
            "\"psi_moderate\": 0.7",
            "The setting drift.psi_significant is 0.2, and drift.psi_moderate",
            "Give drift.psi_significant at least 0.7",
        ),
    ] {
        let wrong = good.replacen(was, is, 1);
        assert_ne!(wrong, good, "{was} is not there");
        let path = folder("bad_settings").join("wrong.json").display().to_string();
        std::fs::write(&path, wrong).unwrap();
        for arguments in [
            &["report", &path][..],
            &["verify", &path, "--reference", &a, "--production", &b],
            &["diff", &json, &path],
            &["card", &path],
        ] {
            let output = driftglass(arguments);
            let told = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
            assert!(
                told.contains("This report cannot be opened because of its settings. "),
                "{told}"
            );
            assert!(told.contains(says) && told.contains("wrong.json"), "{told}");
            assert!(told.contains(what_to_do), "{told}");
            assert!(told.contains(", or take the file as it was saved."), "{told}");
        }
    }
}
