//! One bad column never costs the others, and each gets a sentence.

use crate::support::{column, compare, table};
use report::{Role, SchemaChangeKind, Settings, Severity, StudyVerdict, Verdict};

fn rows(header: &str, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    for i in 0..600 {
        text.push_str(&row(i));
        text.push('\n');
    }
    text
}

#[test]
fn no_common_column_is_said_in_words() {
    let report = compare(
        &table(&rows("a,b", |i| format!("{},{}", i % 7, i % 3))),
        &table(&rows("c,d", |i| format!("{},{}", i % 7, i % 3))),
    );
    assert_eq!(report.overview.verdict, StudyVerdict::NotComparable);
    assert!(report.overview.says[0].rest.contains("The reference has a and b"));
}

#[test]
fn a_column_that_is_all_missing_spares_the_others() {
    let reference = table(&rows("void,x", |i| format!(",{}", i * 37 % 101)));
    let production = table(&rows("void,x", |i| format!("{},{}", i % 9, i * 53 % 101)));
    let report = compare(&reference, &production);
    let void = column(&report, "void");
    assert_eq!(void.verdict, Verdict::NotEnoughData);
    assert!(void.reason.contains("every value is missing in the reference"), "{}", void.reason);
    assert_eq!(column(&report, "x").verdict, Verdict::Stable);
}

#[test]
fn numbers_against_words_are_not_called_drift() {
    let reference = table(&rows("x,y", |i| format!("{},{}", i % 40, i % 50)));
    let production = table(&rows("x,y", |i| format!("w{},{}", i % 4, i % 50)));
    let report = compare(&reference, &production);
    assert_eq!(column(&report, "x").verdict, Verdict::NotEnoughData);
    assert!(column(&report, "x").reason.contains("choose one kind"));
    assert_eq!(report.overview.verdict, StudyVerdict::Changed);
    let text = format!("{:?}", report.overview);
    assert!(!text.contains("too thin") && !text.contains("too few"), "{text}");
    let finding = &report.overview.findings[0];
    assert_eq!(finding.title, "x changed from whole number to category");
    assert_eq!(finding.severity, Severity::High);
    assert!(matches!(report.data.schema[0].change, SchemaChangeKind::Retyped(_)));
}

#[test]
fn missing_added_and_renamed_columns_are_told() {
    let reference = table(&rows("gone,car_value,x", |i| format!("{},{},{}", i % 5, i % 9, i % 7)));
    let production = table(&rows("Car Value,new,x", |i| format!("{},{},{}", i % 9, i % 5, i % 7)));
    let changes = compare(&reference, &production).data.schema;
    let kinds: Vec<&SchemaChangeKind> = changes.iter().map(|change| &change.change).collect();
    let renamed = SchemaChangeKind::RenamedLooking { production: "Car Value".to_owned() };
    assert_eq!(kinds, [&SchemaChangeKind::Missing, &renamed, &SchemaChangeKind::Added]);
}

#[test]
fn a_header_alone_is_too_little_to_judge() {
    let report = compare(&table("x,y\n"), &table(&rows("x,y", |i| format!("{i},{}", i % 3))));
    assert_eq!(report.overview.verdict, StudyVerdict::NotEnoughData);
    report.to_json().unwrap();
}

#[test]
fn one_row_on_each_side_is_too_little_to_judge() {
    let report = compare(&table("x,y\n1,a\n"), &table("x,y\n2,b\n"));
    assert!(report.drift.columns.iter().all(|c| c.verdict == Verdict::NotEnoughData));
}

#[test]
fn a_constant_column_is_stable() {
    let text = rows("k,x", |i| format!("same,{}", i * 31 % 97));
    let report = compare(&table(&text), &table(&text));
    assert_eq!(column(&report, "k").verdict, Verdict::Stable);
}

#[test]
fn a_feed_that_stops_is_told_as_missing_values() {
    let reference = table(&rows("x", |i| format!("{}", i * 37 % 101)));
    let production = table(&rows("x,y", |i| {
        if i % 3 == 0 { ",1".to_owned() } else { format!("{},1", i * 37 % 101) }
    }));
    let report = compare(&reference, &production);
    let profile = report.data.columns.iter().find(|c| c.column == "x").unwrap();
    assert_eq!(profile.missing_change.as_ref().unwrap().verdict, Verdict::Significant);
    assert!(report.overview.findings.iter().any(|f| f.title.contains("x stopped arriving")));
}

#[test]
fn a_chosen_role_wins_over_the_guess() {
    let text = rows("score,x", |i| format!("{},{}", i % 50, i % 40));
    let mut settings = Settings::default();
    settings.roles.insert("score".to_owned(), Role::Ignore);
    settings.roles.insert("nowhere".to_owned(), Role::Label);
    let report = engine::analyze(&table(&text), &table(&text), &settings);
    assert_eq!(report.drift.columns.len(), 1);
    assert!(!report.roles[0].guessed);
    assert!(report.data.ledger.iter().any(|e| e.column.as_deref() == Some("nowhere")));
}

#[test]
fn five_thousand_columns_are_compared() {
    let header: Vec<String> = (0..5_000).map(|i| format!("c{i}")).collect();
    let mut text = header.join(",");
    for row in 0..60_usize {
        let values: Vec<String> =
            (0..5_000_usize).map(|i| ((row * 7919 + i * 31) % 1009).to_string()).collect();
        text.push('\n');
        text.push_str(&values.join(","));
    }
    let table = table(&text);
    let report = compare(&table, &table);
    assert_eq!(report.drift.columns.len(), 5_000);
    assert_eq!(report.overview.verdict, StudyVerdict::NotEnoughData);
}
