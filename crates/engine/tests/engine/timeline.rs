//! Drift over time: on series whose truth is known, and on the larger files.

use report::{Baseline, ChangeKind, Report, Role, Settings, Severity, Side, Verdict, Windows};
use stats::{Sorted, quantile};
use table::Table;

use crate::series::{days, over_time, spread, with};
use crate::support::{column, compare, json, larger_data, read, table};

#[test]
fn a_step_is_dated_with_its_interval() {
    let reference = days(0..60, 100, |_| 0.0, |_| 0.01);
    let step = |at: f64| f64::from(u8::from(at >= 75.0)) * 0.4;
    let lost = |at: f64| if at >= 82.0 { 0.2 } else { 0.01 };
    let report = compare(&reference, &days(60..100, 100, step, lost));
    let timeline = &report.timeline;
    let x = over_time(timeline, "x");
    // 1 January and 75 days are 16 March, 0:00.
    assert_eq!(x.began.as_deref(), Some("16 March"), "{:#?}", x.changes);
    assert_eq!(x.changes[0].interval, "15 to 16 March");
    let [change] = x.changes.as_slice() else { panic!("{:#?}", x.changes) };
    assert_eq!((change.kind, change.severity), (ChangeKind::Step, Severity::High));
    assert_eq!(over_time(timeline, "word").changes, []);
    let missing = &over_time(timeline, "y").changes;
    assert_eq!(missing[0].when, "23 March", "{missing:#?}");
    assert_eq!((missing.len(), missing[0].kind), (1, ChangeKind::Missing));
    let when: Vec<&str> = timeline.events.iter().map(|event| event.when.as_str()).collect();
    assert_eq!(when, ["16 March", "23 March"]);
    assert!(timeline.headline.starts_with("It began on 16 March in x;"), "{}", timeline.headline);
    let finding = report.overview.findings.iter().find(|f| f.column.as_deref() == Some("x"));
    assert_eq!(finding.unwrap().began.as_deref(), Some("16 March"));
}

/// A change under the limits is no event, and the headline does not deny it: the drawing of its column shows it.
#[test]
fn a_change_under_the_limits_is_named_as_one() {
    let reference = days(0..60, 200, |_| 0.0, |_| 0.01);
    let step = |at: f64| f64::from(u8::from(at >= 75.0)) * 0.08;
    let timeline = compare(&reference, &days(60..100, 200, step, |_| 0.01)).timeline;
    let changes = &over_time(&timeline, "x").changes;
    assert!(matches!(changes.as_slice(), [only] if only.severity == Severity::Low), "{changes:#?}");
    assert_eq!(timeline.events, []);
    let told = format!(" since production began (under them: x, on {})", changes[0].when);
    assert!(timeline.headline.contains(&told), "{}", timeline.headline);
}

/// A column that is never missing but for one stretch, in which it always is.
#[test]
fn an_outage_is_dated_from_its_begin_to_its_end() {
    let reference = days(0..60, 100, |_| 0.0, |_| 0.0);
    let lost = |at: f64| f64::from(u8::from((68.0..73.0).contains(&at)));
    let report = compare(&reference, &days(60..100, 100, |_| 0.0, lost));
    let changes = &over_time(&report.timeline, "y").changes;
    let missing = changes.iter().filter(|change| change.kind == ChangeKind::Missing);
    let when: Vec<&str> = missing.map(|change| change.when.as_str()).collect();
    // 1 January and 68 days are 9 March.
    assert_eq!(when, ["9 March", "14 March"], "{changes:#?}");
}

/// A step that is taken back is told with its end, and once; its rows are those in between.
#[test]
fn what_ended_is_told_with_its_end() {
    let reference = days(0..60, 100, |_| 0.0, |_| 0.0);
    let shifted = |at: f64| if (68.0..78.0).contains(&at) { 0.9 } else { 0.0 };
    let report = compare(&reference, &days(60..100, 100, shifted, |_| 0.0));
    let timeline = &report.timeline;
    // 1 January and 68 days are 9 March.
    let [event] = timeline.events.as_slice() else { panic!("{:#?}", timeline.events) };
    assert_eq!((event.lasted.as_deref(), event.rows), (Some("9 to 19 March"), 1_000));
    assert_eq!(timeline.headline, "It lasted from 9 to 19 March in x.");
    let returns: Vec<bool> = over_time(timeline, "x").changes.iter().map(|c| c.is_return).collect();
    assert_eq!(returns, [false, true]);
    let since = report.overview.says.iter().find(|saying| saying.topic == report::Topic::SinceWhen);
    assert_eq!(since.unwrap().lead, "From 9 to 19 March");
}

/// Labels come late: that the newest rows have none is told, and is no alarm.
#[test]
fn late_labels_are_no_event() {
    let lost = |at: f64| f64::from(u8::from(at >= 80.0));
    let (reference, production) =
        (days(0..60, 100, |_| 0.0, |_| 0.0), days(60..100, 100, |_| 0.0, lost));
    let mut settings = Settings::default();
    settings.roles.insert("y".to_owned(), Role::Label);
    let report = engine::analyze(&reference, &production, &settings);
    let y = over_time(&report.timeline, "y");
    let missing: Vec<Severity> = y
        .changes
        .iter()
        .filter(|change| change.kind == ChangeKind::Missing)
        .map(|change| change.severity)
        .collect();
    assert_eq!(missing, [Severity::Information], "{:#?}", y.changes);
    assert_eq!((y.began.as_deref(), report.timeline.events.len()), (None, 0));
    assert!(report.overview.says.iter().all(|saying| saying.topic != report::Topic::SinceWhen));
}

/// Levels that wander slowly from day to day: that neighbours are alike is told.
#[test]
fn days_that_are_alike_are_told() {
    let level = |at: f64| {
        let near = |i: u64| (0..12).map(|back| spread(7_000 + i - back)).sum::<f64>() / 12.0;
        2.0 * near(at as u64 + 20)
    };
    let (reference, production) =
        (days(0..60, 100, level, |_| 0.0), days(60..120, 100, level, |_| 0.0));
    let timeline = compare(&reference, &production).timeline;
    let told = "Values of neighbouring stretches of time are alike in x (";
    assert!(timeline.notes.iter().any(|note| note.starts_with(told)), "{:?}", timeline.notes);
}

#[test]
fn a_slope_is_gradual() {
    let reference = days(0..40, 100, |_| 0.0, |_| 0.0);
    let slope = |at: f64| ((at - 50.0) / 30.0).clamp(0.0, 1.0) * 0.8;
    let report = compare(&reference, &days(40..100, 100, slope, |_| 0.0));
    let x = over_time(&report.timeline, "x");
    assert!(x.changes.iter().any(|c| c.kind == ChangeKind::Gradual), "{:#?}", x.changes);
    assert!(
        report.timeline.headline.starts_with("It came gradually"),
        "{}",
        report.timeline.headline
    );
}

#[test]
fn without_drift_the_map_is_quiet() {
    let report =
        compare(&days(0..60, 100, |_| 0.0, |_| 0.02), &days(60..120, 100, |_| 0.0, |_| 0.02));
    let timeline = &report.timeline;
    assert_eq!(timeline.events, []);
    assert_eq!(timeline.season, "");
    let cells = timeline.columns.iter().flat_map(|column| &column.cells);
    let alarms = cells.filter(|c| c.verdict > Verdict::NotEnoughData).count();
    assert!(alarms <= 1, "{alarms} alarms");
    assert!(report.overview.says.iter().all(|saying| saying.topic != report::Topic::SinceWhen));
}

/// One window that holds all of production is the comparison of the whole files.
#[test]
fn one_window_is_the_whole_comparison() {
    let step = |at: f64| f64::from(u8::from(at >= 75.0)) * 0.4;
    let (reference, production) =
        (days(0..60, 50, |_| 0.0, |_| 0.0), days(60..100, 50, step, |_| 0.1));
    let mut settings = with(Windows::Rows, Baseline::Reference);
    settings.timeline.window_rows = 3_000;
    let report = engine::analyze(&reference, &production, &settings);
    assert_eq!(report.timeline.windows.len(), 2);
    for name in ["x", "word"] {
        let (whole, cells) = (column(&report, name), &over_time(&report.timeline, name).cells);
        assert_eq!(cells[1].psi, whole.leading_measure().unwrap().value, "{name}");
        assert_eq!((cells[1].n, cells[0].n), (whole.n.production, whole.n.reference));
    }
    assert_eq!(
        over_time(&report.timeline, "y").cells[1].missing,
        column(&report, "y").missing.production
    );
}

#[test]
fn quartiles_of_a_window_are_those_of_its_values() {
    let (reference, production) =
        (days(0..14, 90, |_| 0.0, |_| 0.0), days(14..28, 90, |_| 0.1, |_| 0.3));
    let report = engine::analyze(&reference, &production, &with(Windows::Day, Baseline::Reference));
    for name in ["x", "y"] {
        let numbers = production.column(name).unwrap().numbers_by_row().unwrap();
        let cells = &over_time(&report.timeline, name).cells;
        for day in 0..14 {
            let of_day = numbers[day * 90..(day + 1) * 90].iter().copied();
            let sorted = Sorted::new(of_day.filter(|value| !value.is_nan()).collect()).unwrap();
            let expected = [0.25, 0.5, 0.75].map(|p| quantile(&sorted, p).unwrap());
            assert_eq!(cells[14 + day].quartiles, Some(expected), "{name}, day {day}");
        }
    }
}

#[test]
fn without_times_windows_are_rows_if_chosen() {
    let text = |step: f64| {
        (0..600).fold("x\n".to_owned(), |text, i| {
            let moved = if i >= 300 { step } else { 0.0 };
            format!("{text}{:.9}\n", spread(i) + spread(i + 9_000) + moved)
        })
    };
    let (reference, production) = (table(&text(0.0)), table(&text(1.0)));
    let timeline = compare(&reference, &production).timeline;
    assert!(timeline.lacks.unwrap().starts_with("There is no time column"));
    assert!(timeline.windows.is_empty() && timeline.columns.is_empty());
    let settings = with(Windows::Rows, Baseline::Reference);
    let timeline = engine::analyze(&reference, &production, &settings).timeline;
    assert_eq!((timeline.lacks.as_ref(), timeline.windows.len()), (None, 20));
    let began = over_time(&timeline, "x").began.clone().unwrap();
    let row: u64 = began
        .strip_prefix("row ")
        .and_then(|text| text.strip_suffix(" of production"))
        .and_then(|text| text.parse().ok())
        .unwrap();
    assert!((295..=310).contains(&row), "{began}");
}

#[test]
fn a_partial_window_is_not_judged_and_a_gap_is_shown() {
    let reference = days(0..28, 100, |_| 0.0, |_| 0.0);
    let mut production = days(28..38, 100, |_| 0.0, |_| 0.0);
    // 1 January 2024 is a Monday: day 38 is the fourth of its week, and day 60 comes after two gaps.
    let settings = with(Windows::Week, Baseline::Reference);
    let timeline = engine::analyze(&reference, &production, &settings).timeline;
    let partial: Vec<bool> = timeline.windows.iter().map(|window| window.is_partial).collect();
    assert_eq!(partial, [false, false, false, false, false, true]);
    assert_eq!(over_time(&timeline, "x").cells[5].verdict, Verdict::NotEnoughData);
    production = days(56..63, 100, |_| 0.0, |_| 0.0);
    let settings = with(Windows::Day, Baseline::Reference);
    let timeline = engine::analyze(&reference, &production, &settings).timeline;
    let production: Vec<_> =
        timeline.windows.iter().filter(|w| w.side == Side::Production).collect();
    assert_eq!(production.len(), 7);
    assert!(production.iter().all(|window| window.rows == 100 && !window.is_partial));
}

/// The car loans drift from row 25,000 of production on, on 31 March 2019 at 3:00: NannyML's chunk of
/// 5,000 rows that begins there is the first in which all its methods alert.
#[test]
fn the_car_loans_begin_to_drift_where_nannyml_says() {
    let Some(data) = larger_data() else { return };
    let file = |side| read(&data.join(format!("a_carloan/{side}.csv")));
    let (reference, production) = (file("reference"), file("production"));
    let mut settings = with(Windows::Rows, Baseline::Reference);
    settings.timeline.window_rows = 5_000;
    let timeline = engine::analyze(&reference, &production, &settings).timeline;
    let golden = json(&data.join("golden/a_carloan/nannyml.json"));
    let chunks = golden["chunk=chunk_size=5000"]["univariate"].as_array().unwrap();
    assert_eq!(timeline.windows.len(), chunks.len());
    for (window, chunk) in timeline.windows.iter().zip(chunks) {
        let bounds =
            ["chunk_start_index", "chunk_end_index"].map(|key| chunk[key].as_u64().unwrap());
        assert_eq!(window.rows, bounds[1] - bounds[0] + 1);
    }
    for name in ["car_value", "loan_length", "salary_range", "repaid_loan_on_prev_car"] {
        let column = over_time(&timeline, name);
        for (cell, chunk) in column.cells.iter().zip(chunks).skip(15) {
            assert_eq!(chunk[format!("{name}_jensen_shannon_alert")], true);
            assert!(cell.verdict.is_drift(), "{name}");
        }
        assert!(column.cells[..15].iter().all(|cell| !cell.verdict.is_drift()), "{name}");
        let [change] = column.changes.as_slice() else { panic!("{:#?}", column.changes) };
        assert!((change.from_to[0]..=change.from_to[1]).contains(&15.0), "{change:#?}");
        assert!(change.from_to[1] - change.from_to[0] < 0.3, "{change:#?}");
    }
    let debt = over_time(&timeline, "debt_to_income_ratio");
    assert_eq!((debt.began.as_ref(), debt.changes.len()), (None, 0));
    let [event] = timeline.events.as_slice() else { panic!("{:#?}", timeline.events) };
    assert_eq!((event.columns.len(), event.kind), (5, ChangeKind::Step));
}

/// Rows of both flights files of some days, by the number of the day in the month and by the month.
fn flights(data: &std::path::Path, keep: impl Fn(u32, u32) -> bool) -> Table {
    use std::io::Read;
    let mut text = String::new();
    for side in ["reference", "production"] {
        let bytes = std::fs::read(data.join(format!("b_flights/{side}.csv.gz"))).unwrap();
        let mut all = String::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut all).unwrap();
        for (i, line) in all.lines().enumerate() {
            let date = || line.split(',').nth(1)?.split('T').next()?.rsplit_once('-');
            let is_kept = if i == 0 {
                text.is_empty()
            } else {
                let (month, day) = date().unwrap();
                let month = month.rsplit_once('-').unwrap().1;
                keep(month.parse().unwrap(), day.parse().unwrap())
            };
            if is_kept {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    table(&text)
}

/// The reference has every month, by its odd days: what differs from the whole year in some month does
/// not differ from the same month.
#[test]
fn a_season_is_shown_as_one() {
    let Some(data) = larger_data() else { return };
    let reference = flights(&data, |_, day| day % 2 == 1);
    let production = flights(&data, |month, day| month > 6 && day % 2 == 0);
    let analyse =
        |baseline| engine::analyze(&reference, &production, &with(Windows::Month, baseline));
    let drifted = |report: &Report| {
        let columns = report.timeline.columns.iter();
        let with_drift =
            columns.filter(|c| c.cells[12..].iter().any(|cell| cell.verdict.is_drift()));
        with_drift.map(|column| column.column.clone()).collect::<Vec<_>>()
    };
    let whole = analyse(Baseline::Reference);
    assert_eq!(whole.timeline.windows.len(), 18);
    assert!(!drifted(&whole).is_empty());
    let month = analyse(Baseline::Month);
    println!("whole: {:?}; {}", drifted(&whole), whole.timeline.season);
    println!("month: {:?}", drifted(&month));
    assert_eq!(drifted(&month), Vec::<String>::new());
    assert!(whole.timeline.season.contains("a season, not drift"), "{}", whole.timeline.season);
}

/// January to June against July to December: the calendar cannot tell, the reference's own months say
/// how much a season may do.
#[test]
fn where_the_reference_lacks_the_season_it_is_said() {
    let Some(data) = larger_data() else { return };
    let file = |side| read(&data.join(format!("b_flights/{side}.csv.gz")));
    let settings = with(Windows::Month, Baseline::Month);
    let timeline = engine::analyze(&file("reference"), &file("production"), &settings).timeline;
    let month = timeline.baseline_offers.iter().find(|o| o.choice == Baseline::Month).unwrap();
    assert_eq!(month.lacks.as_deref(), Some("The reference has no July to December"));
    assert!(timeline.baseline_offers[0].is_on);
    assert!(
        timeline.season.contains("cannot be told apart by the calendar"),
        "{}",
        timeline.season
    );
    assert!(timeline.notes.iter().any(|note| note.contains("whole reference instead")));
    let delay = over_time(&timeline, "dep_delay");
    let spread = delay.spread.unwrap();
    assert_eq!(spread.windows, 6);
    assert!(spread.median <= spread.largest && spread.largest <= spread.limit);
    assert!(delay.season.as_ref().unwrap().contains("no farther than one more window of its own"));
}

/// What is kept of a comparison serves another choice of windows, and only that.
#[test]
fn another_choice_of_windows_is_answered_from_what_is_kept() {
    let step = |at: f64| f64::from(u8::from(at >= 40.0)) * 0.4;
    let (reference, production) =
        (days(0..28, 100, |_| 0.0, |_| 0.01), days(28..56, 100, step, |_| 0.02));
    let first = Settings::default();
    let study = engine::Study::new(&reference, &production, &first);
    let (_, kept) = engine::Analysis::new(study).finish_and_keep();
    let day = with(Windows::Day, Baseline::Weekday);
    let mut other = day.clone();
    other.drift.psi_bins = 7;
    for (settings, is_kept) in [(day, true), (other, false)] {
        let study = engine::Study::new(&reference, &production, &settings);
        let mut analysis = engine::Analysis::after(study, Some(kept.clone()));
        let mut seen = std::collections::BTreeSet::new();
        while let Some(step) = analysis.step() {
            seen.insert(step.stage);
        }
        assert_eq!(!seen.contains(&engine::Stage::Drift), is_kept, "{seen:?}");
        let fresh = engine::analyze(&reference, &production, &settings);
        assert_eq!(analysis.finish(), fresh);
    }
}

#[test]
fn nothing_to_put_into_windows_is_no_failure() {
    for text in ["at,x\n", "at,x\n2024-01-01,1\n", "at,x\n2024-01-01,\n2024-01-02,\n2024-01-03,\n"]
    {
        let (one, many) = (table(text), days(0..10, 60, |_| 0.0, |_| 0.0));
        for (reference, production) in [(&one, &one), (&one, &many), (&many, &one), (&many, &many)]
        {
            for windows in
                [Windows::Auto, Windows::Hour, Windows::Year, Windows::Rows, Windows::Event]
            {
                for baseline in
                    [Baseline::Reference, Baseline::Hour, Baseline::Previous, Baseline::Spread]
                {
                    let report = engine::analyze(reference, production, &with(windows, baseline));
                    assert!(report.to_json().is_ok());
                }
            }
        }
    }
}

/// Four weeks against the next four hold no season of the year, though a month may be in both.
#[test]
fn a_season_is_ruled_out_only_by_a_reference_that_holds_it() {
    let step = |at: f64| f64::from(u8::from(at >= 40.0)) * 0.4;
    let (reference, production) =
        (days(0..28, 100, |_| 0.0, |_| 0.01), days(28..56, 100, step, |_| 0.02));
    let season = |baseline| {
        let settings = with(Windows::Day, baseline);
        engine::analyze(&reference, &production, &settings).timeline.season
    };
    let whole = season(Baseline::Reference);
    assert!(whole.contains("cannot be told apart by the calendar"), "{whole}");
    let weekday = season(Baseline::Weekday);
    assert!(weekday.starts_with("Compared with the same weekday"), "{weekday}");
    assert!(weekday.contains("the day of the week does not explain it"), "{weekday}");
}

/// A file beside itself: the step that it has is the reference's own.
#[test]
fn the_same_file_twice_has_no_change() {
    let step = |at: f64| f64::from(u8::from(at >= 45.0)) * 0.4;
    let lost = |at: f64| if at >= 52.0 { 0.2 } else { 0.01 };
    let file = days(0..60, 100, step, lost);
    let report = compare(&file, &file);
    assert!(report.timeline.events.is_empty(), "{:?}", report.timeline.events);
    let grave = report.overview.findings.iter().find(|finding| finding.severity.matters());
    assert_eq!(grave, None);
}
