//! How large a saved report is.

use std::fmt::Write;

use super::studies::{larger, larger_data};
use super::{driftglass, folder, text};

/// The bytes of the HTML that a command writes.
fn html_bytes(name: &str, compare: &[&str]) -> u64 {
    let path = folder("sizes").join(format!("{name}.html")).display().to_string();
    let output = driftglass(&[compare, &["--html", &path]].concat());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", text(&output.stderr));
    std::fs::metadata(path).unwrap().len()
}

#[test]
fn reports_of_ten_columns_of_a_labelled_model_and_of_two_models_have_their_size() {
    let Some(data) = larger_data() else { return };
    for study in larger(&data) {
        let most = match study.name.as_str() {
            "a_carloan" => 120_000,
            "a_carloan-labels" => 150_000,
            _ => 310_000,
        };
        let bytes = html_bytes(&study.name, &study.compare());
        assert!(bytes <= most, "{} takes {bytes} bytes", study.name);
    }
}

/// 93 numbers and four categories of 2,000 rows over four months, a score and a label; every third number has moved.
fn hundred_columns(side: &str, shift: u32) -> String {
    let mut csv = "day,score,label".to_owned();
    (0..97).for_each(|column| write!(csv, ",column_{column}").unwrap());
    csv.push('\n');
    for row in 0..2_000_u32 {
        // Numbers that look drawn, the same at each run.
        let drawn = |of: u32| {
            let state = (row * 131 + of + shift * 7_919).wrapping_mul(2_654_435_761);
            f64::from((state ^ (state >> 15)).wrapping_mul(2_246_822_519) >> 8) / f64::from(1 << 24)
        };
        let score = drawn(997);
        let label = u8::from(drawn(998) < score);
        let month = 1 + 4 * (shift.min(1)) + row / 500;
        write!(csv, "2025-{month:02}-{:02},{score:.4},{label}", 1 + row % 28).unwrap();
        for column in 0..97 {
            match column % 25 {
                7 => write!(csv, ",kind {}", (drawn(column) * 9.0).floor()),
                _ => {
                    let moved = if column % 3 == 0 { f64::from(shift) * 0.4 } else { 0.0 };
                    write!(csv, ",{:.4}", drawn(column) + moved)
                }
            }
            .unwrap();
        }
        csv.push('\n');
    }
    assert!(csv.lines().count() == 2_001, "{side}");
    csv
}

#[test]
fn a_report_of_a_hundred_columns_with_a_model_takes_a_megabyte() {
    let folder = folder("hundred_columns");
    let paths = [("reference", 0), ("production", 1)].map(|(side, shift)| {
        let path = folder.join(format!("{side}.csv"));
        std::fs::write(&path, hundred_columns(side, shift)).unwrap();
        path.display().to_string()
    });
    let json = folder.join("report.json").display().to_string();
    let compare = ["compare", &paths[0], &paths[1], "-q", "--json", &json];
    let bytes = html_bytes("hundred", &compare);
    let saved = std::fs::read_to_string(&json).unwrap();
    let report = report::Report::from_json(&saved).unwrap();
    assert!(!report.performance.models.is_empty(), "there is no model");
    assert!(report.drift.columns.len() > 95, "{} columns", report.drift.columns.len());
    assert!((200_000..=1_000_000).contains(&bytes), "{bytes} bytes");
}
