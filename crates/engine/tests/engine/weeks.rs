//! Changes of columns that differ by weekday.

use report::{Baseline, Windows};

use crate::series::{days, over_time, with};

/// Weekends differ in both files: no change is told, and the same weekday tells why windows differ.
#[test]
fn a_weekly_season_is_no_change() {
    // 1 January 2024 is a Monday.
    let weekly = |at: f64| if at as u32 % 7 > 4 { 0.9 } else { 0.0 };
    let analyse = |shift: &dyn Fn(f64) -> f64, baseline| {
        let reference = days(0..28, 100, weekly, |_| 0.0);
        let production = days(28..49, 100, |at| weekly(at) + shift(at), |_| 0.0);
        engine::analyze(&reference, &production, &with(Windows::Day, baseline)).timeline
    };
    let timeline = analyse(&|_| 0.0, Baseline::Reference);
    assert_eq!(over_time(&timeline, "x").changes, []);
    let note = timeline.notes.iter().find(|note| note.starts_with("x differs by weekday"));
    assert!(note.is_some(), "{:?}", timeline.notes);
    let season = &timeline.season;
    assert!(season.starts_with("Compared with the same weekday, no window of x"), "{season}");
    // A step on top of it is found, and day by day against the same weekday.
    let step = |at: f64| if at >= 42.0 { 0.9 } else { 0.0 };
    let timeline = analyse(&step, Baseline::Weekday);
    let x = over_time(&timeline, "x");
    let [change] = x.changes.as_slice() else { panic!("{:#?}", x.changes) };
    assert!((change.from_to[0]..=change.from_to[1]).contains(&42.0), "{change:#?}");
    assert!(x.cells[42..].iter().all(|cell| cell.verdict.is_drift()));
    assert!(x.cells[28..42].iter().all(|cell| !cell.verdict.is_drift()));
}

/// Steps on all days of the week: each is one change, dated to the day.
#[test]
fn a_step_within_a_week_is_dated_to_its_day() {
    let weekly = |at: f64| if at as u32 % 7 > 4 { 0.9 } else { 0.0 };
    let (mut found, mut covered, mut to_the_day) = (0, 0, 0);
    let trials = 42;
    for trial in 0..trials {
        let first = trial * 98;
        let begins = f64::from(first + 63 + trial % 14);
        let reference = days(first..first + 42, 40, weekly, |_| 0.0);
        let step = |at: f64| weekly(at) + if at >= begins { 0.25 } else { 0.0 };
        let production = days(first + 42..first + 98, 40, step, |_| 0.0);
        let settings = with(Windows::Day, Baseline::Reference);
        let timeline = engine::analyze(&reference, &production, &settings).timeline;
        let x = over_time(&timeline, "x");
        let [change] = x.changes.as_slice() else { continue };
        let at = begins - f64::from(first);
        found += 1;
        covered += u32::from((change.from_to[0]..=change.from_to[1]).contains(&at));
        to_the_day += u32::from((change.at - at).abs() < 0.5);
    }
    println!(
        "of {trials} steps {found} are one change, {covered} in the interval, {to_the_day} to the day"
    );
    assert!(found * 10 >= trials * 9 && covered * 100 >= found * 90, "{found} {covered}");
}
