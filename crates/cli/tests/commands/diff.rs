//! Report against report.

use std::path::Path;

use super::{driftglass, folder, text};

/// A reference, and logs of weeks whose column b has moved by so much: 600 rows a week from a day of June 2025.
fn week(folder: &Path, name: &str, first_day: usize, moved: usize, more: &str) -> String {
    let row = |i: usize| {
        let day = first_day + i / 100 % 7;
        let b = i * 53 % 97 + moved;
        let extra = if more.is_empty() { String::new() } else { format!(",{}", i % 5) };
        format!("2025-06-{day:02},{},{b}{extra}\n", i * 37 % 101)
    };
    let rows = (0..700).map(row).collect::<String>();
    let path = folder.join(name);
    std::fs::write(&path, format!("at,a,b{more}\n{rows}")).unwrap();
    path.display().to_string()
}

fn report(folder: &Path, reference: &str, production: &str) -> String {
    let path = Path::new(production).with_extension("json").display().to_string();
    let output = driftglass(&["compare", reference, production, "--json", &path, "-q"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", text(&output.stderr));
    assert!(folder.exists());
    path
}

/// The reference and the reports of three weeks: calm, moved, moved far.
fn weeks(name: &str) -> [String; 3] {
    let folder = folder(name);
    let reference = week(&folder, "reference.csv", 1, 0, "");
    [("calm", 8, 0), ("moved", 15, 25), ("far", 22, 60)].map(|(name, day, moved)| {
        let production = week(&folder, &format!("{name}.csv"), day, moved, "");
        report(&folder, &reference, &production)
    })
}

#[test]
fn what_is_new_worse_and_gone_is_told_whatever_the_order_of_the_files() {
    let [calm, moved, far] = weeks("told");
    let says = |files: &[&str]| {
        let output = driftglass(&[&["diff"], files].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let new = says(&[&calm, &moved]);
    assert!(new.starts_with("Since 8 Jun – 14 Jun 2025: "), "{new}");
    assert!(new.lines().next().unwrap().contains(" new finding"), "{new}");
    assert!(new.contains("\nnew              b is "), "{new}");
    assert_eq!(new, says(&[&moved, &calm]), "the order is that of the periods");
    let worse = says(&[&moved, &far]);
    assert!(worse.contains("\nworse            b is "), "{worse}");
    assert!(worse.contains("Farther from the reference"), "{worse}");
    let same = says(&[&moved, &moved]);
    assert!(same.contains("nothing new"), "{same}");
    assert!(same.contains("Both reports are of the same production file."), "{same}");
}

#[test]
fn new_findings_fail_by_their_severity() {
    let [calm, moved, far] = weeks("fail");
    let code = |files: [&str; 2], severity: &str| {
        let output = driftglass(&["diff", files[0], files[1], "--fail-on", severity, "-q"]);
        assert!(output.stdout.is_empty());
        output.status.code()
    };
    assert_eq!(code([&calm, &moved], "low"), Some(1));
    assert_eq!(code([&calm, &moved], "critical"), Some(0));
    assert_eq!(code([&calm, &moved], "never"), Some(0));
    assert_eq!(code([&moved, &moved], "low"), Some(0), "what was there is not new");
    assert_eq!(code([&moved, &far], "high"), Some(0), "what is worse was as grave before");
    let one = driftglass(&["diff", &far]);
    assert_eq!(one.status.code(), Some(2));
}

#[test]
fn another_reference_is_told_and_nothing_is_judged_by_it() {
    let folder = folder("other_reference");
    let (first, second) = (week(&folder, "r1.csv", 1, 0, ""), week(&folder, "r2.csv", 1, 10, ",c"));
    let before = report(&folder, &first, &week(&folder, "p1.csv", 8, 25, ""));
    let after = report(&folder, &second, &week(&folder, "p2.csv", 15, 60, ",c"));
    let json = driftglass(&["diff", &before, &after, "--json", "-"]);
    let told: report::Difference = serde_json::from_slice(&json.stdout).unwrap();
    assert!(told.not_comparable[0].starts_with("Another reference: r1.csv"), "{told:?}");
    assert!(told.not_comparable.iter().any(|says| {
        says.contains("1 column of production that the report before does not have: c")
    }));
    let b = told.columns.iter().find(|column| column.column == "b").unwrap();
    assert_eq!((b.became, b.p_adjusted), (report::Became::NotComparable, None));
    let c = told.columns.iter().find(|column| column.column == "c").unwrap();
    assert_eq!(c.became, report::Became::New);
    assert!(
        told.findings.iter().all(|finding| !matches!(
            finding.became,
            report::Became::Worse | report::Became::Better
        ))
    );
}

#[test]
fn other_settings_are_listed() {
    let folder = folder("other_settings");
    let reference = week(&folder, "reference.csv", 1, 0, "");
    let production = week(&folder, "production.csv", 8, 25, "");
    let before = report(&folder, &reference, &production);
    let settings = folder.join("settings.json");
    std::fs::write(&settings, r#"{"drift":{"psi_bins":6}}"#).unwrap();
    let after = folder.join("after.json").display().to_string();
    let settings = settings.display().to_string();
    driftglass(&[
        "compare",
        &reference,
        &production,
        "--settings",
        &settings,
        "--json",
        &after,
        "-q",
    ]);
    let said = text(&driftglass(&["diff", &before, &after]).stdout);
    assert!(said.contains("Other settings: drift.psi_bins its default → 6."), "{said}");
    assert!(said.contains("not comparable   b is "), "{said}");
}

#[test]
fn drift_from_another_reference_is_neither_new_nor_gone() {
    let folder = folder("other_reference");
    let calm = week(&folder, "reference.csv", 1, 0, "");
    let production = week(&folder, "production.csv", 8, 25, "");
    let before = report(&folder, &calm, &production);
    let kept = folder.join("before.json").display().to_string();
    std::fs::rename(before, &kept).unwrap();
    let other = week(&folder, "other.csv", 1, 25, "");
    let after = report(&folder, &other, &production);
    let output = driftglass(&["diff", &kept, &after, "--fail-on", "low"]);
    let said = text(&output.stdout);
    assert!(said.contains("Another reference"), "{said}");
    assert!(said.contains("not comparable   b is "), "{said}");
    // Whether it is new is not known.
    let headline = said.lines().next().unwrap();
    assert!(headline.contains("not comparable") && !headline.contains("new"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn three_reports_are_a_series_in_every_form() {
    let weeks = weeks("series");
    let folder = folder("series");
    let path = |name: &str| folder.join(name).display().to_string();
    let (html, markdown) = (path("diff.html"), path("diff.md"));
    let mut arguments = vec!["diff"];
    arguments.extend(weeks.iter().map(String::as_str));
    arguments.extend(["--html", &html, "--markdown", &markdown, "--json", "-"]);
    let output = driftglass(&arguments);
    let told: report::Difference = serde_json::from_slice(&output.stdout).unwrap();
    let series = told.series.unwrap();
    let b = series.columns.iter().find(|column| column.column == "b").unwrap();
    let psi: Vec<f64> = b.psi.iter().flatten().copied().collect();
    assert!(psi.len() == 3 && psi.is_sorted(), "{psi:?}");
    assert!(series.findings.iter().all(|finding| finding.severity.len() == 3));
    let html = std::fs::read_to_string(html).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("Content-Security-Policy"));
    assert!(html.contains("Over all reports") && html.contains("<svg"));
    let fetches = ["src=", "href=", "url(", "@import"];
    assert!(fetches.iter().all(|word| !html.contains(word)), "nothing is fetched");
    let markdown = std::fs::read_to_string(markdown).unwrap();
    assert!(markdown.starts_with("# Since ") && markdown.contains("## Over all reports"));
}

#[test]
fn a_report_of_version_1_is_held_against_itself() {
    let old = super::fixture("reports/version_1.json");
    let output = driftglass(&["diff", &old, &old]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("nothing new; "), "{said}");
}

/// What a difference says in its first line, what it is and the exit code.
fn difference(before: &str, after: &str) -> (String, report::Difference, Option<i32>) {
    let told = driftglass(&["diff", before, after, "--json", "-"]);
    let difference = serde_json::from_slice(&told.stdout).unwrap();
    let said = driftglass(&["diff", before, after, "--fail-on", "low"]);
    let headline = text(&said.stdout).lines().next().unwrap().to_owned();
    (headline, difference, said.status.code())
}

fn assert_other_data(before: &str, after: &str, why: &str) {
    let (headline, told, code) = difference(before, after);
    let expected = format!(
        "The reports are of different data: {why}. Their findings cannot be held against each other."
    );
    assert_eq!((headline, code), (expected, Some(3)));
    let is = |finding: &report::FindingChange| finding.became == report::Became::NotComparable;
    assert!(!told.findings.is_empty() && told.findings.iter().all(is), "{told:?}");
    assert!(told.is_of_other_data && told.columns.is_empty() && told.metrics.is_empty());
}

/// The report of a reference and a week that moved, and the folder of both.
fn moved(name: &str) -> (std::path::PathBuf, [String; 3]) {
    let folder = folder(name);
    let reference = week(&folder, "reference.csv", 1, 0, "");
    let production = week(&folder, "production.csv", 8, 25, "");
    let report = report(&folder, &reference, &production);
    (folder, [reference, production, report])
}

/// The same files with these settings.
fn with(folder: &Path, files: &[&str], settings: &str) -> String {
    let chosen = folder.join("settings.json");
    std::fs::write(&chosen, settings).unwrap();
    let path = folder.join("other.json").display().to_string();
    let chosen = chosen.display().to_string();
    let more = ["--settings", &chosen, "--json", &path, "-q"];
    let output = driftglass(&[&["compare"], files, &more].concat());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", text(&output.stderr));
    path
}

#[test]
fn reports_of_different_data_are_not_held_against_each_other() {
    let (folder, [reference, production, before]) = moved("other_data");
    let renamed = |path: &str, name: &str| {
        let rows = std::fs::read_to_string(path).unwrap().replace("at,a,b", "day,x,y");
        let path = folder.join(name);
        std::fs::write(&path, rows).unwrap();
        path.display().to_string()
    };
    let (first, second) = (renamed(&reference, "r2.csv"), renamed(&production, "p2.csv"));
    let after = report(&folder, &first, &second);
    assert_other_data(&before, &after, "they have no column in common");
    let roles = r#"{"roles":{"at":"ignore","a":"value","b":"cost"}}"#;
    let after = with(&folder, &[&reference, &production], roles);
    assert_other_data(&before, &after, "every column that they have in common has another role");
    let arms = r#"{"experiments":{"files_are_arms":true,"metrics":"a"}}"#;
    let after = with(&folder, &[&reference, &production], arms);
    let why = "one is of the arms of an experiment, and the other of a reference and production";
    assert_other_data(&before, &after, why);
}

#[test]
fn findings_of_numbered_columns_are_neither_new_nor_gone() {
    let (folder, [reference, production, named]) = moved("numbered");
    let mask = r#"{"report":{"mask_names":true}}"#;
    let numbered = with(&folder, &[&reference, &production], mask);
    for [before, after] in [[&named, &numbered], [&numbered, &named]] {
        let (headline, told, code) = difference(before, after);
        let start = "One report numbers its columns and the other names them";
        assert!(headline.starts_with(start) && headline.contains("save both the same way"));
        assert!(headline.ends_with(" findings are not comparable."), "{headline}");
        assert_eq!(code, Some(0), "{headline}");
        let is = |finding: &report::FindingChange| {
            // What is of the rows, and of no column, is matched.
            let became = if finding.about == "shared_rows" {
                report::Became::Same
            } else {
                report::Became::NotComparable
            };
            finding.became == became
        };
        assert!(told.findings.len() > 1 && told.findings.iter().all(is), "{told:?}");
        assert!(told.not_comparable[0].contains("report.mask_names"), "{told:?}");
        assert!(!told.is_of_other_data);
    }
    // Two that number them are held against each other.
    let (headline, _, _) = difference(&numbered, &numbered);
    assert!(headline.contains("nothing new; "), "{headline}");
}
