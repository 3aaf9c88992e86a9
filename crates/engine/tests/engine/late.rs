//! Changes that come late in production are not diluted by the time before them.

use crate::support::{column, compare, table};
use report::{Report, Severity, Topic, Verdict};
use table::Table;

/// 6,000 rows over 60 days from a day on; from row `late` on, x and z are higher by `shift`.
fn days(first_day: usize, late: usize, shift: f64) -> Table {
    let mut text = "day,x,z,score,calm\n".to_owned();
    for i in 0..6_000 {
        let day = first_day + i / 100;
        let (month, day) = (1 + day / 28, 1 + day % 28);
        let random = |times: usize| ((i * times + 11) % 5_003) as f64 / 5_003.0;
        let more = if i >= late { shift } else { 0.0 };
        let (x, z) = (random(1_237) + more, random(2_741) + more);
        let (score, calm) = (random(3_559) * (1.0 - more), random(4_021));
        text.push_str(&format!("2024-{month:02}-{day:02},{x},{z},{score},{calm}\n"));
    }
    table(&text)
}

fn said(report: &Report, topic: Topic) -> String {
    let of_topic = report.overview.says.iter().filter(|says| says.topic == topic);
    of_topic.map(|says| format!("{}{}", says.lead, says.rest)).collect()
}

#[test]
fn a_late_change_is_told_with_its_day_and_every_column() {
    let report = compare(&days(0, 6_000, 0.0), &days(60, 5_000, 0.3));
    for name in ["x", "z"] {
        let column = column(&report, name);
        assert_eq!(column.verdict, Verdict::Negligible, "{name}");
        assert!(column.reason.contains("since 27 April"), "{}", column.reason);
        let finding = report.overview.findings.iter().find(|finding| {
            finding.column.as_deref() == Some(name) && finding.title.starts_with("Since")
        });
        assert_eq!(finding.unwrap().severity, Severity::High);
    }
    assert_eq!(
        report.drift.headline,
        "None of 4 compared columns drifted over the whole period, but 3 did in a part of it."
    );
    let next = said(&report, Topic::DoNext);
    assert!(next.contains("x") && next.contains("z") && next.contains("27 April"), "{next}");
    assert!(!next.contains("calm"), "{next}");
    let told = said(&report, Topic::WhatChanged);
    assert!(told.contains("3 did since 27 April: "), "{told}");
    let told = said(&report, Topic::Where);
    assert!(told.contains("over the whole period, and significant since 27 April"), "{told}");
}

#[test]
fn without_a_late_change_none_is_told() {
    let report = compare(&days(0, 6_000, 0.0), &days(60, 6_000, 0.0));
    let told = said(&report, Topic::WhatChanged);
    assert!(!told.contains("whole period") && !told.contains(" did "), "{told}");
    assert!(report.overview.findings.iter().all(|finding| !finding.title.starts_with("Since")));
}
