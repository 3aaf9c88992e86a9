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

/// Many more rows for long weigh more than a day without any, but are less grave.
#[test]
fn a_day_without_rows_is_told_before_busy_weeks() {
    let reference = table(&days(0, 42, 1, |_, usual| usual));
    let production = days(42, 40, 2, |day, usual| match day {
        45..62 => usual * 3 / 2,
        74 => 0,
        _ => usual,
    });
    let report = compare(&reference, &table(&production));
    let [(title, severity)] = told(&report).try_into().unwrap();
    assert_eq!((title.as_str(), severity), ("No rows arrived on 16 May", Severity::High));
    let remark = report.data.remarks.iter().find(|remark| remark.about == About::Volume).unwrap();
    assert!(
        remark.detail.contains("327 rows for 3 days from 23 April, where 201 are expected"),
        "{}",
        remark.detail
    );
}

/// A sample, or a feed that brings half of all from its first day on: known, and no alarm.
#[test]
fn an_even_share_of_the_rows_is_told_as_one() {
    let reference = table(&days(0, 42, 1, |_, usual| usual));
    let half = compare(&reference, &table(&days(42, 30, 2, |_, usual| usual / 2)));
    let check = half.data.volume.as_ref().unwrap();
    assert!(check.steady_share.is_some_and(|share| (share - 0.5).abs() < 0.03), "{check:?}");
    let [(title, severity)] = told(&half).try_into().unwrap();
    assert!(title.starts_with("Every day of production has about 48% of"), "{title}");
    assert_eq!(severity, Severity::Low);
    let gap = |day: i64, usual: u64| if day == 60 { 0 } else { usual / 2 };
    let gap = compare(&reference, &table(&days(42, 30, 2, gap)));
    assert_eq!(told(&gap)[0], ("No rows arrived on 2 May".to_owned(), Severity::High));
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
