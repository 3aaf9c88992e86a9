//! The columns taken together: the share that drifted, and many small shifts.

use crate::support::{compare, table};
use report::{Report, Says, Settings, Severity, StudyVerdict, Verdict};
use table::Table;

/// Columns of numbers that hang together and look random, in production a little higher.
fn columns(rows: u64, columns: u64, seed: u64, shift: f64) -> Table {
    let mut state = seed;
    let mut random = || {
        // Knuth's MMIX generator; its upper bits look random.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1_u64 << 24) as f64
    };
    let names: Vec<String> = (0..columns).map(|i| format!("x{i}")).collect();
    let mut text = format!("{}\n", names.join(","));
    for _ in 0..rows {
        let factor = random();
        let values: Vec<String> =
            (0..columns).map(|_| format!("{:.5}", factor + 3.0 * random() + shift)).collect();
        text.push_str(&values.join(","));
        text.push('\n');
    }
    table(&text)
}

fn lean(report: &Report) -> bool {
    report.overview.findings.iter().any(|finding| finding.title.contains("lean, and together"))
}

#[test]
fn many_small_shifts_are_told_where_no_column_drifted() {
    let reference = columns(700, 24, 1, 0.0);
    let is_stable = |report: &Report| {
        report.drift.columns.iter().all(|column| column.verdict == Verdict::Stable)
    };
    let reports = (2..30).map(|seed| compare(&reference, &columns(700, 24, seed, 0.07)));
    let report = reports.into_iter().find(|report| is_stable(report) && lean(report)).unwrap();
    let compound = report.drift.whole.compound.as_ref().unwrap();
    assert!(compound.is_beyond_chance && compound.leaning >= 3, "{compound:?}");
    assert_eq!((compound.columns, compound.rows.reference), (24, 700));
    let mut findings = report.overview.findings.iter();
    let finding = findings.find(|finding| finding.title.contains("lean, and together")).unwrap();
    assert_eq!(finding.severity, Severity::Low, "{finding:?}");
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    assert!(report.overview.headline.contains("lean, and together that is not chance"));
    let same = compare(&columns(700, 24, 1, 0.0), &columns(700, 24, 2, 0.0));
    assert!(!lean(&same) && !same.drift.whole.compound.unwrap().is_beyond_chance);
}

#[test]
fn it_is_not_told_where_a_column_drifted_by_itself() {
    let report = compare(&columns(700, 24, 1, 0.0), &columns(700, 24, 2, 1.0));
    assert!(report.drift.whole.compound.as_ref().unwrap().is_beyond_chance && !lean(&report));
    assert_eq!(report.drift.whole.by_share, Some(Says::Drift));
    assert!(report.drift.whole.says[0].contains("so the whole has drifted"));
    assert!(report.overview.says[0].rest.contains("so the whole has drifted"));
}

#[test]
fn the_sample_is_a_setting_and_is_said() {
    let mut settings = Settings::default();
    (settings.drift.compound_rows, settings.drift.compound_draws) = (150, 199);
    let (reference, production) = (columns(700, 3, 1, 0.0), columns(400, 3, 2, 0.0));
    let whole = engine::analyze(&reference, &production, &settings).drift.whole;
    let compound = whole.compound.unwrap();
    let seen = (compound.rows.reference, compound.rows.production, compound.draws);
    assert_eq!(seen, (150, 150, 199));
    assert!(whole.says[1].contains("on a sample of 150 and 150 rows"), "{}", whole.says[1]);
}

#[test]
fn too_little_is_said() {
    let whole = |rows| compare(&columns(rows, 3, 1, 0.0), &columns(rows, 3, 2, 0.0)).drift.whole;
    assert_eq!(whole(20).not_computed.as_deref(), Some("a side has under 50 rows"));
    let report = compare(&table("a\n1\n"), &table("b\n1\n"));
    assert_eq!((report.drift.whole.share, report.drift.whole.compound), (None, None));
    let constant = table(&format!("x,y\n{}", "1,a\n".repeat(90)));
    let whole = compare(&constant, &constant).drift.whole;
    assert_eq!(whole.not_computed.as_deref(), Some("no column has two different values"));
}
