//! Files of many columns.

use std::fmt::Write;

use report::{Convention, Report};

use super::{driftglass, folder, text};

/// Columns of the files, and those that are kept in full.
const COLUMNS: usize = 40;
const IN_FULL: usize = 10;

/// Numbers of 200 rows; every eighth column has moved, the later the farther.
fn file(shift: u32) -> String {
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    let mut csv = names.join(",");
    for row in 0..200_u32 {
        csv.push('\n');
        for column in 0..COLUMNS as u32 {
            let state = (row * 131 + column + shift * 7_919).wrapping_mul(2_654_435_761);
            let drawn = (state ^ (state >> 15)).wrapping_mul(2_246_822_519) >> 8;
            let moved = if column % 8 == 0 { f64::from(shift * (column + 8)) / 20.0 } else { 0.0 };
            let comma = if column == 0 { "" } else { "," };
            write!(csv, "{comma}{:.4}", f64::from(drawn) / f64::from(1 << 24) + moved).unwrap();
        }
    }
    csv
}

#[test]
fn the_gravest_columns_are_kept_in_full_and_of_others_what_the_verdict_rests_on() {
    let folder = folder("wide");
    let path = |name: &str| folder.join(name).display().to_string();
    let files = [("a.csv", 0), ("b.csv", 1)].map(|(name, shift)| {
        std::fs::write(path(name), file(shift)).unwrap();
        path(name)
    });
    let (settings, json, html) = (path("settings.json"), path("r.json"), path("r.html"));
    let compare = |in_full: usize, redact: bool| {
        let chosen = format!(r#"{{"report":{{"columns_in_full":{in_full},"redact":{redact}}}}}"#);
        std::fs::write(&settings, chosen).unwrap();
        let outputs = ["--settings", &settings, "--json", &json, "--html", &html, "-q"];
        let output = driftglass(&[&["compare", &files[0], &files[1]], &outputs[..]].concat());
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
        Report::from_json(&std::fs::read_to_string(&json).unwrap()).unwrap()
    };
    for redact in [true, false] {
        let whole = compare(COLUMNS, redact);
        let report = compare(IN_FULL, redact);
        let is_full = |column: &&report::ColumnDrift| column.cdf.is_some();
        assert_eq!(report.drift.columns.iter().filter(is_full).count(), IN_FULL);
        let columns = report.drift.columns.iter().zip(&whole.drift.columns);
        for (own, whole) in columns {
            let is_moved = whole.verdict.is_drift();
            assert!(own.cdf.is_some() || !is_moved, "{} moved and is short", own.column);
            assert_eq!(own.leading_measure(), whole.leading_measure(), "{}", own.column);
            assert_eq!(own.test_measure(), whole.test_measure(), "{}", own.column);
            assert_eq!((&own.bins, &own.shape), (&whole.bins, &whole.shape));
            let is_own = |of: &&report::Measure| of.convention == Convention::Driftglass;
            let kept = |of: &report::ColumnDrift| of.measures.iter().filter(is_own).count();
            assert_eq!(kept(own), kept(whole), "{}", own.column);
            assert_eq!(own.notes.len(), whole.notes.len() + usize::from(own.cdf.is_none()));
        }
        let says = "Of 30 columns the report keeps only what their verdict rests on: it keeps 10 in full, the gravest first.";
        assert_eq!(report.drift.whole.says.last().unwrap(), says);
        assert!(!whole.drift.whole.says.iter().any(|other| other.contains("in full")));
        for (saved, form) in [(&json, "--json"), (&html, "--html")] {
            let verified =
                driftglass(&["verify", saved, "--reference", &files[0], "--production", &files[1]]);
            assert_eq!(text(&verified.stdout), "The same, byte for byte.\n");
            let again = driftglass(&["report", saved, form, "-"]);
            assert!(again.stdout == std::fs::read(saved).unwrap(), "{form} is another");
        }
    }
}
