//! Numbers at the limits of what can be represented reach the Report finite or not at all.

use crate::support::{column, compare, table};
use report::{Kind, MeasureName, Report, Verdict};

/// A column of numbers around 0 on both sides, with these numbers on top of the first rows of the
/// reference.
fn with(extremes: &[f64], scale: f64) -> Report {
    let side = |extremes: &[f64], step: usize| {
        let mut text = "x,y\n".to_owned();
        for extreme in extremes {
            text.push_str(&format!("{extreme:e},1\n"));
        }
        for i in 0..400 {
            let value = ((i * step % 401) as f64 - 200.0) * scale;
            text.push_str(&format!("{value:e},{}\n", i % 3));
        }
        table(&text)
    };
    compare(&side(extremes, 37), &side(&[], 53))
}

/// A number that is not finite would be null where the Report wants a number, and be refused.
fn assert_readable(report: &Report) {
    let json = report.to_json().unwrap();
    assert_eq!(Report::from_json(&json).unwrap().to_json().unwrap(), json);
}

#[test]
fn the_largest_numbers_leave_the_report_readable() {
    for extremes in [&[f64::MAX; 2][..], &[f64::MAX, -f64::MAX], &[f64::MAX; 60], &[1e200, -1e160]]
    {
        let report = with(extremes, 1.0);
        assert_readable(&report);
        let x = column(&report, "x");
        let summary = x.summary.reference.unwrap();
        assert!(summary.excess_kurtosis.is_some() && summary.skewness.is_some());
        assert!(x.p_adjusted.is_some());
    }
}

// Expected: by hand, two of 402 values at the largest number and the others nothing beside it.
#[test]
fn the_mean_of_the_largest_numbers_is_theirs() {
    let report = with(&[f64::MAX; 2], 1.0);
    let mean = column(&report, "x").summary.reference.unwrap().mean;
    assert!((mean / f64::MAX * 402.0 / 2.0 - 1.0).abs() < 1e-12, "{mean:e}");
}

// Expected: the moments without a unit do not depend on the scale.
#[test]
fn the_smallest_numbers_have_all_moments() {
    let of = |scale| {
        let report = with(&[], scale);
        assert_readable(&report);
        column(&report, "x").summary.reference.unwrap()
    };
    let (one, small) = (of(1.0), of(1e-100));
    let [expected, found] = [one, small].map(|summary| summary.excess_kurtosis.unwrap());
    assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
}

#[test]
fn a_distance_beyond_the_largest_number_says_so() {
    let side = |value: f64| {
        let mut text = "x\n".to_owned();
        for i in 0..100 {
            text.push_str(&format!("{:e}\n", value * (1.0 - f64::from(i % 30) / 100.0)));
        }
        table(&text)
    };
    let report = compare(&side(-f64::MAX), &side(f64::MAX));
    assert_readable(&report);
    let measures = &column(&report, "x").measures;
    let wasserstein = measures.iter().find(|m| m.measure == MeasureName::Wasserstein).unwrap();
    assert_eq!(wasserstein.value, None);
    assert_eq!(wasserstein.not_computed.as_deref(), Some("beyond the largest number"));
}

/// A stand-in for no time, and a single time centuries away, once took the strip of rows away.
#[test]
fn a_far_date_is_set_apart_with_a_remark() {
    let file = |far: &str| {
        let mut text = format!("when,x\n{far},1\n");
        for i in 0..900 {
            text.push_str(&format!("2024-{:02}-{:02},{}\n", i % 12 + 1, i % 28 + 1, i % 7));
        }
        table(&text)
    };
    let plain = file("2024-05-05");
    for (far, day) in [("1900-01-01", "1 Jan 1900"), ("9999-12-31", "31 Dec 9999")] {
        let volume = compare(&plain, &file(far)).overview.volume.unwrap();
        assert_eq!(volume.unit, report::VolumeUnit::Week);
        let remark = format!("1 row lies far apart from all others, not drawn: {day}.");
        assert_eq!(volume.remark, Some(remark));
        let drawn: u64 = volume.buckets.iter().map(|b| b.reference + b.production).sum();
        assert_eq!(drawn, 1_801);
    }
    assert_eq!(compare(&plain, &plain).overview.volume.unwrap().remark, None);
}

#[test]
fn zeros_and_ones_are_compared_with_words_by_meaning() {
    let file = |no: &str, yes: &str| {
        let rows = (0..900).map(|i| if i % 3 == 0 { yes } else { no });
        table(&rows.fold("x,z\n".to_owned(), |text, x| format!("{text}{x},1\n")))
    };
    let report = compare(&file("0", "1"), &file("false", "true"));
    let x = column(&report, "x");
    assert_eq!((x.kind, x.verdict), (Kind::Boolean, Verdict::Stable));
    assert_eq!(x.leading_measure().unwrap().value, Some(0.0));
    let numbers = compare(&file("0", "2"), &file("false", "true"));
    assert_eq!(column(&numbers, "x").verdict, Verdict::NotEnoughData);
}

#[test]
fn curves_of_few_values_hold_every_value() {
    let file = |most: usize| {
        let rows = (0..900).fold("x\n".to_owned(), |text, i| format!("{text}{}\n", i * 37 % most));
        table(&rows)
    };
    let report = compare(&file(60), &file(50));
    let cdf = column(&report, "x").cdf.as_ref().unwrap();
    assert!(cdf.is_stepped && cdf.at.len() == 60);
    let report = compare(&file(300), &file(200));
    assert!(!column(&report, "x").cdf.as_ref().unwrap().is_stepped);
}
