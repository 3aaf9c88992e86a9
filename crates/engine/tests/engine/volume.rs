//! Rows over time, held against the reference's own windows.

use report::{About, Report, Severity, VolumeUnit};

use crate::support::{compare, table};

const DAY_MS: i64 = 86_400_000;
/// Monday, 3 March 2025.
const START_MS: i64 = 1_740_960_000_000;

/// A file with so many rows on each day from a day on; fewer at weekends, spread as the seed has it.
fn days(from: i64, count: i64, seed: u64, rows: impl Fn(i64, u64) -> u64) -> String {
    let mut text = "at,x\n".to_owned();
    let mut state = seed;
    for day in from..from + count {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let usual = if day % 7 >= 5 { 20 } else { 60 };
        let rows = rows(day, usual + (state >> 60));
        for row in 0..rows {
            let ms = START_MS + day * DAY_MS + row as i64 * DAY_MS / rows as i64;
            let (_, month, date) = report::format::civil(ms);
            let minute = ms % DAY_MS / 60_000;
            text.push_str(&format!(
                "2025-{month:02}-{date:02}T{:02}:{:02},{}\n",
                minute / 60,
                minute % 60,
                row * 37 % 101
            ));
        }
    }
    text
}

fn told(report: &Report) -> Vec<(String, Severity)> {
    let of_volume = report.data.remarks.iter().filter(|remark| remark.about == About::Volume);
    of_volume.map(|remark| (remark.title.clone(), remark.severity)).collect()
}

#[test]
fn weekends_are_no_alarm_and_a_day_without_rows_is() {
    let reference = table(&days(0, 42, 1, |_, usual| usual));
    let same = compare(&reference, &table(&days(42, 30, 2, |_, usual| usual)));
    let check = same.data.volume.as_ref().unwrap();
    assert_eq!((check.unit, check.by_season), (VolumeUnit::Day, true));
    assert_eq!((check.reference, check.judged), (40, 28));
    assert_eq!(told(&same), []);
    let gap = compare(
        &reference,
        &table(&days(42, 30, 2, |day, usual| if (50..53).contains(&day) { 0 } else { usual })),
    );
    assert_eq!(
        told(&gap),
        [("No rows arrived for 3 days from 22 April".to_owned(), Severity::High)]
    );
    let spike = compare(
        &reference,
        &table(&days(42, 30, 2, |day, usual| if day == 60 { 5 * usual } else { usual })),
    );
    assert_eq!(told(&spike).len(), 1);
    assert_eq!(told(&spike)[0].1, Severity::Medium);
}

#[test]
fn a_short_reference_or_none_judges_nothing() {
    let reference = table(&days(0, 2, 1, |_, usual| usual));
    assert_eq!(
        compare(&reference, &reference).data.volume.map(|check| check.unit),
        Some(VolumeUnit::Hour)
    );
    let no_time = table("a,b\n1,2\n2,3\n");
    assert_eq!(compare(&no_time, &no_time).data.volume, None);
}
