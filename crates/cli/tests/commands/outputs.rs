//! The forms of a report, its exit codes, and what the shell is told.

use std::collections::BTreeSet;
use std::path::Path;

use super::{driftglass, fixture, folder, repository, text, written};

/// Names that would leave a folder, name a device, or be too long for a file.
const HOSTILE: [&str; 6] =
    ["../../outside", "/etc/passwd", "a\u{202e}b/..", "CON", "\u{4f4d}\u{7f6e}", "-rf"];

#[test]
fn files_are_safe_whatever_columns_are_called() {
    let folder = folder("hostile");
    let long = "long ".repeat(80);
    let names = HOSTILE.iter().copied().chain([long.as_str()]);
    let header = names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
    let rows = |shift: usize| {
        move |i: usize| {
            (0..7).map(|c| (i * (c + 3) % 101 + shift).to_string()).collect::<Vec<_>>().join(",")
        }
    };
    let (a, b) =
        (written(&folder, "a.csv", &header, rows(0)), written(&folder, "b.csv", &header, rows(60)));
    let inner = folder.join("deep/er");
    let (tables, charts) = (inner.join("tables"), inner.join("charts"));
    let archive = folder.join("all.zip");
    let output = driftglass(&[
        "compare",
        &a,
        &b,
        "--tables",
        &tables.display().to_string(),
        "--charts",
        &charts.display().to_string(),
        "--archive",
        &archive.display().to_string(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!printed.contains(steers), "{printed:?}");
    for (folder, ending) in [(&tables, ".csv"), (&charts, ".svg")] {
        let names = listed(folder);
        assert!(names.len() > 7, "{names:?}");
        for name in names {
            let stem = name.strip_suffix(ending).unwrap_or_else(|| panic!("{name}"));
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(stem.chars().all(is_plain) && name.len() < 128, "{name}");
        }
    }
    // Nothing was written beside the folders.
    assert_eq!(listed(&inner), BTreeSet::from(["charts".to_owned(), "tables".to_owned()]));
    assert!(std::fs::read(&archive).unwrap().starts_with(b"PK"));
}

fn listed(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_nasty_file_is_compared_or_refused_with_a_sentence() {
    let good = fixture("carloan/reference.csv");
    let good = &good;
    for entry in std::fs::read_dir(fixture("nasty")).unwrap() {
        let path = entry.unwrap().path().display().to_string();
        if !path.ends_with(".csv") {
            continue;
        }
        for files in [[&path, &path], [good, &path]] {
            let output = driftglass(&["compare", files[0], files[1], "--markdown", "-"]);
            let told = text(&output.stderr);
            assert!(matches!(output.status.code(), Some(0..=4)), "{path}: {told}");
            assert!(!told.contains("panicked"), "{path}: {told}");
            if output.status.code() == Some(2) {
                assert!(told.starts_with("driftglass: "), "{path}: {told}");
            }
        }
    }
}

#[test]
fn two_forms_do_not_go_to_one_place() {
    let file = fixture("carloan/reference.csv");
    for place in ["-", "same.out"] {
        let output = driftglass(&["compare", &file, &file, "--json", place, "--markdown", place]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("Two forms would be written to one place"));
    }
    assert!(!Path::new("same.out").exists());
}

#[test]
fn a_table_is_not_written_over_what_it_is_made_from() {
    let folder = folder("over_tables");
    let input = written(&folder, "drift-columns.csv", "x", |i| (i % 31).to_string());
    let here = folder.display().to_string();
    let output = driftglass(&["compare", &input, &input, "--tables", &here, "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(std::fs::read_to_string(&input).unwrap().starts_with("x\n0\n"));
}

#[test]
fn the_severity_to_fail_on_is_the_users() {
    let folder = folder("severity");
    let row = |gap: usize| {
        move |i: usize| if i < gap { ",1".to_owned() } else { format!("{},1", i % 31) }
    };
    let reference = written(&folder, "r.csv", "a,b", row(0));
    let gone = written(&folder, "gone.csv", "a,b", row(300));
    let code = |production: &str, severity: &str| {
        let arguments = ["compare", &reference, production, "-q", "--fail-on", severity];
        driftglass(&arguments).status.code()
    };
    let codes = ["critical", "high", "medium", "low", "never"].map(|of| code(&gone, of));
    assert_eq!(codes, [0, 1, 1, 1, 0].map(Some));
    assert_eq!(code(&reference, "low"), Some(0));
    let thin = fixture("nasty/header_only.csv");
    let never = driftglass(&["compare", &thin, &thin, "-q", "--fail-on", "never"]);
    assert_eq!(never.status.code(), Some(3), "that nothing could be told is no finding");
    let unknown = driftglass(&["compare", &thin, &thin, "--fail-on", "awful"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn exit_codes_are_told_alike_in_help_manual_and_readme() {
    let pages = folder("pages");
    let written = driftglass(&["man", &pages.display().to_string()]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let manual = std::fs::read_to_string(pages.join("driftglass.1")).unwrap();
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let help = text(&driftglass(&["--help"]).stdout);
    let codes = help.split_once("Exit codes:\n").unwrap().1;
    let lines: Vec<&str> = codes.lines().collect();
    assert_eq!(lines.len(), 5);
    for (code, line) in lines.iter().enumerate() {
        let (number, meaning) = line.trim().split_once("  ").unwrap();
        assert_eq!(number, code.to_string());
        let row = format!("| {code} | {meaning}");
        assert!(readme.contains(&row), "the README lacks: {row}");
        assert!(manual.replace("\\-", "-").contains(meaning), "the manual lacks: {meaning}");
    }
    for command in ["compare", "report", "verify", "diff"] {
        let help = text(&driftglass(&[command, "--help"]).stdout);
        assert!(help.ends_with(codes), "{command}");
        assert!(pages.join(format!("driftglass-{command}.1")).exists());
    }
}

#[test]
fn shells_get_completions() {
    for (shell, word) in [("bash", "complete -F"), ("zsh", "#compdef"), ("fish", "complete -c")] {
        let output = driftglass(&["completions", shell]);
        let script = text(&output.stdout);
        assert!(script.contains(word) && script.contains("fail-on"), "{shell}");
    }
}
