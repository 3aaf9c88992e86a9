//! Every drawing as a text that must stay as it is.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p charts` writes the files anew; look at them before you commit.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a drawing that cannot be made fails")]

mod common;

use std::path::PathBuf;

use charts::{
    Chart, Course, Distances, Distribution, Ecdf, HeatMap, OverTime, Palette, Scale, Subject,
    to_svg,
};
use common::{bars, distribution, histogram, hump, log_logistic};
use document::{Across, Axis, Drawing, Height, Key, Layer, Paint};
use report::{Centre, ColumnDrift, Measure, MeasureName, Pair, Shape, Timeline, Verdict};

fn check(name: &str, chart: &dyn Chart, width: u32) {
    check_in(name, chart, (width, chart.height(width)), &Palette::LIGHT);
}

fn check_in(name: &str, chart: &dyn Chart, (width, height): (u32, u32), palette: &Palette) {
    let svg = to_svg(chart, width, height, palette).unwrap();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, svg).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; set UPDATE_SNAPSHOTS=1", path.display()));
    assert!(
        svg == expected,
        "{name}.svg changed; set UPDATE_SNAPSHOTS=1 and look at the difference"
    );
}

#[test]
fn a_number_that_moved() {
    let column = log_logistic();
    let chart = Distribution::of(&column).unwrap();
    check("histogram", &chart, 610);
    check_in("histogram_dark", &chart, (610, 228), &Palette::DARK);
    check_in("histogram_narrow", &chart, (320, 228), &Palette::LIGHT);
    check_in("histogram_least", &chart, (160, 96), &Palette::LIGHT);
}

#[test]
fn numbers_that_did_not_move() {
    let shape = histogram(0.0, 36.0, &hump(36, 50_000, 0.3), &hump(36, 24_000, 0.3));
    check("histogram_same", &distribution(&shape, [10.8, 10.8]), 610);
    let shape = histogram(0.0, 1.0, &[1000; 36], &[505; 36]);
    check("histogram_flat", &distribution(&shape, [0.5, 0.5]), 610);
}

#[test]
fn a_skewed_number_with_values_outside() {
    let mut reference = vec![90_000, 4_000, 900, 300, 120, 60, 40, 20, 10, 5];
    reference.resize(36, 1);
    let mut production = vec![800, 90, 30, 20, 12, 8, 6, 5, 4, 4];
    production.resize(36, 0);
    let mut shape = histogram(0.0, 72_000.0, &reference, &production);
    if let Shape::Histogram { below, above, .. } = &mut shape {
        *below = Pair::new(0, 3);
        *above = Pair::new(12, 40);
    }
    check("histogram_skewed", &distribution(&shape, [812.0, 1_020.0]), 610);
}

#[test]
fn one_value() {
    let shape = Shape::Histogram {
        edges: vec![7.0, 7.0],
        counts: Pair::new(vec![500], vec![20]),
        below: Pair::default(),
        above: Pair::default(),
    };
    check("histogram_one_value", &distribution(&shape, [7.0, 7.0]), 610);
    let shape = histogram(6.5, 7.5, &[500], &[20]);
    check("histogram_one_cell", &distribution(&shape, [7.0, 7.0]), 610);
}

#[test]
fn a_side_without_values() {
    let shape = histogram(0.0, 10.0, &hump(36, 1000, 0.3), &[0; 36]);
    check("histogram_empty_side", &distribution(&shape, [3.0, 0.0]), 610);
    let shape = histogram(0.0, 10.0, &[], &[]);
    check("histogram_empty", &distribution(&shape, [0.0, 0.0]), 610);
}

#[test]
fn numbers_of_any_size() {
    let (reference, production) = (hump(36, 9_000, 0.3), hump(36, 2_000, 0.4));
    for (name, low, high, medians) in [
        ("histogram_huge", 0.0, 4e12, [1.1e12, 1.4e12]),
        ("histogram_tiny", 0.0, 5e-9, [1.4e-9, 1.9e-9]),
        ("histogram_negative", -300.0, -20.0, [-210.0, -180.0]),
        ("histogram_narrow_range", 999_999.5, 1_000_001.5, [1_000_000.1, 1_000_000.3]),
    ] {
        let shape = histogram(low, high, &reference, &production);
        check(name, &distribution(&shape, medians), 610);
    }
}

#[test]
fn points_in_time() {
    let day = |days: f64| 1_514_764_800_000.0 + days * 86_400_000.0;
    let shape = histogram(day(0.0), day(360.0), &hump(36, 9_000, 0.3), &hump(36, 2_000, 0.6));
    let subject = Subject {
        column: "signed_up".to_owned(),
        n: Pair::new(9_000, 2_000),
        centre: Some(Centre::Median(Pair::new(day(110.0), day(201.0)))),
        scale: Scale::Time,
        ..Subject::default()
    };
    check("histogram_time", &Distribution::new(&shape, subject), 610);
}

#[test]
fn short_categories_stand() {
    let shape =
        bars(&[("dealer", 21_000, 7_700), ("broker", 18_100, 6_500), ("web", 9_400, 5_100)]);
    check("bars", &distribution(&shape, [0.0; 2]), 440);
}

#[test]
fn long_categories_lie() {
    let mut shape = bars(&[
        ("a very long name of a category that nobody can fit under a bar, ever", 900, 300),
        ("東京都千代田区丸の内一丁目九番一号グラントウキョウノースタワー", 700, 650),
        ("<b>&\"quoted\"</b>", 400, 20),
        ("=cmd()", 30, 0),
        ("", 10, 11),
    ]);
    if let Shape::Bars { other, other_labels, .. } = &mut shape {
        (*other, *other_labels) = (Pair::new(25, 90), 1_204);
    }
    check("bars_long", &distribution(&shape, [0.0; 2]), 440);
    let mut shape = bars(&[("N723MQ", 60, 20), ("N725MQ", 40, 20), ("N722MQ", 40, 20)]);
    if let Shape::Bars { other, other_labels, .. } = &mut shape {
        (*other, *other_labels) = (Pair::new(19_000, 19_500), 3_544);
    }
    check("bars_large_rest", &distribution(&shape, [0.0; 2]), 440);
    check("bars_one", &distribution(&bars(&[("only", 4, 9)]), [0.0; 2]), 440);
}

/// The distance that the table tells, and the chart with it.
fn set_ks(column: &mut ColumnDrift, value: f64) {
    let is_ks = |measure: &&mut Measure| measure.measure == MeasureName::KolmogorovSmirnov;
    column.measures.iter_mut().filter(is_ks).for_each(|measure| measure.value = Some(value));
}

#[test]
fn cumulative_shares() {
    check("ecdf", &Ecdf::of(&log_logistic()).unwrap(), 440);
    let mut column = log_logistic();
    if let Some(cdf) = &mut column.cdf {
        cdf.share.production = cdf.share.reference.clone();
        cdf.gap_share.production = cdf.gap_share.reference + 0.001;
    }
    set_ks(&mut column, 0.001);
    check("ecdf_same", &Ecdf::of(&column).unwrap(), 440);
    column.shape = None;
    if let Some(cdf) = &mut column.cdf {
        (cdf.at, cdf.is_stepped) = (vec![0.0, 1.0, 2.0, 3.0], true);
        cdf.share = Pair::new(vec![0.4, 0.7, 0.9, 1.0], vec![0.1, 0.3, 0.8, 1.0]);
        (cdf.gap_at, cdf.gap_share) = (1.0, Pair::new(0.7, 0.3));
    }
    set_ks(&mut column, 0.4);
    check("ecdf_steps", &Ecdf::of(&column).unwrap(), 440);
}

#[test]
fn distances_of_all_columns() {
    let columns = [
        common::column("channel", Verdict::Significant, 0.822, 0.0006),
        common::column("distance_from_office", Verdict::Significant, 0.233, 0.0011),
        common::column("salary_range", Verdict::Moderate, 0.149, 0.0006),
        common::column("car_value", Verdict::Negligible, 0.083, 0.001),
        common::column("guarantor_income", Verdict::NotEnoughData, 0.235, 0.535),
        common::column("applicant_age", Verdict::Stable, 0.0004, 0.001),
        common::column(
            "a_column_with_a_name_that_is_far_too_long_for_any_axis",
            Verdict::Stable,
            0.0021,
            0.001,
        ),
    ];
    check("distances", &Distances::new(&columns, [0.1, 0.2]), 440);
    check("distances_none", &Distances::new(&[], [0.1, 0.2]), 440);
}

#[test]
fn over_windows() {
    let timeline = common::timeline();
    let across = Across::of(&timeline.windows);
    check("heat_map", &HeatMap::of(&timeline, &across), 610);
    check("heat_map_none", &HeatMap::of(&Timeline::default(), &Across::default()), 610);
    check("over_time", &OverTime::of(&timeline, &across, "distance").unwrap(), 610);
    assert_eq!(OverTime::of(&timeline, &across, "nowhere"), None);
    let course = Course::of(&timeline.windows, &timeline.columns[0]).unwrap();
    assert_eq!(course.description, "PSI over 6 windows, up to 0.700");
    // Four windows and two, by their distances to each other.
    let [reference, production] = ["m8 22.5h16 16 16", "m72 14.7 16-10.7"];
    assert_eq!((course.reference.as_str(), course.production.as_str()), (reference, production));
}

#[test]
fn layers_of_documents() {
    let curve = |power: f64| -> Vec<(f64, f64)> {
        (0..=40).map(|i| f64::from(i) / 40.0).map(|x| (x, 1.0 - (1.0 - x).powf(power))).collect()
    };
    let key = |paint, is_area, name: &str| Key {
        paint,
        is_area,
        name: name.to_owned(),
        about: "n 50,000".to_owned(),
    };
    let mut under = curve(6.0);
    under.push((1.0, 0.0));
    let curves = Drawing {
        title: "Area under the ROC curve 0.857 → 0.75".to_owned(),
        caption: "across: false-positive rate; up: recall".to_owned(),
        across: Axis::shares(),
        up: Axis::shares(),
        layers: vec![
            Layer::Wash(under, Paint::Reference),
            Layer::Line(curve(6.0), Paint::Reference),
            Layer::Dashed(vec![(0.0, 0.0), (1.0, 1.0)], Paint::Quiet),
            Layer::Line(curve(3.0), Paint::Production),
            Layer::Dots(curve(3.0).into_iter().step_by(10).collect(), Paint::Production),
            Layer::Note((0.25, 0.58), "7 points less".to_owned(), Paint::Ink),
            Layer::Note((0.95, 0.2), "a limit".to_owned(), Paint::Severity),
        ],
        keys: vec![
            key(Paint::Reference, true, "Reference"),
            key(Paint::Production, false, "Production"),
        ],
        height: Height::Square,
        ..Drawing::default()
    };
    check("drawing", &curves, 420);
    let bar = |from: f64, to: f64, row: f64| {
        vec![(from, row + 0.2), (to, row + 0.2), (to, row + 0.8), (from, row + 0.8)]
    };
    let bars = Drawing {
        title: "Miscalibration is 0.017 of it".to_owned(),
        caption: "Brier score; lower is better".to_owned(),
        across: Axis::numbers(0.0, 0.25),
        up: Axis::names(vec!["Production".to_owned(), "Reference".to_owned()]),
        layers: vec![
            Layer::Fill(bar(0.0, 0.12, 1.0), Paint::Reference),
            Layer::Fill(bar(0.0, 0.173, 0.0), Paint::Production),
            Layer::Fill(bar(0.173, 0.19, 0.0), Paint::Severity),
        ],
        height: Height::Bars(2),
        ..Drawing::default()
    };
    check("drawing_bars", &bars, 420);
}
