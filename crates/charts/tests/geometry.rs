//! Where the marks are and what they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a drawing that cannot be made fails")]

mod common;

use charts::{
    Chart, Distances, Distribution, Ecdf, Frame, Geometry, HeatMap, OverTime, Palette, paint,
};
use common::{bars, distribution, histogram, hump, log_logistic};
use document::Across;
use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};
use report::{Pair, Side, Timeline, Verdict};

/// A backend that draws nothing.
struct Blind;

impl DrawingBackend for Blind {
    type ErrorType = std::convert::Infallible;

    fn get_size(&self) -> (u32, u32) {
        (610, 228)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        _: BackendCoord,
        _: BackendColor,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }

    fn draw_text<S: plotters_backend::BackendTextStyle>(
        &mut self,
        _: &str,
        _: &S,
        _: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        Ok(())
    }
}

/// A page's measuring: half an em a character.
fn half_ems(text: &str, size_px: f64, _: bool) -> f64 {
    text.chars().count() as f64 * size_px / 2.0
}

fn geometry(chart: &dyn Chart) -> Geometry {
    let frame = Frame { width: 610, height: 228, scale: 1.0, has_caption: true };
    paint(chart, &mut Blind, frame, &Palette::LIGHT, &half_ems).unwrap()
}

fn map_of(timeline: &Timeline) -> HeatMap {
    HeatMap::of(timeline, &Across::of(&timeline.windows))
}

fn over_time(timeline: &Timeline, column: &str) -> OverTime {
    OverTime::of(timeline, &Across::of(&timeline.windows), column).unwrap()
}

#[test]
fn histogram_shares_and_what_lies_outside_sum_to_one() {
    let chart = Distribution::of(&log_logistic()).unwrap();
    let Distribution::Histogram(histogram) = &chart else { panic!("not a histogram") };
    for (side, n) in [(Side::Reference, 50_000.0), (Side::Production, 24_000.0)] {
        let inside: f64 = histogram.shares(side).iter().sum();
        let rows = chart.table().rows;
        let charts::Cell::Share(above) =
            rows.last().unwrap()[2 + usize::from(side == Side::Production)]
        else {
            panic!("not a share")
        };
        assert!((inside + above - 1.0).abs() < 1e-9, "{side:?} of {n}");
        assert!(above > 0.01);
    }
}

#[test]
fn the_cell_under_the_pointer_is_read() {
    let chart = distribution(&histogram(0.0, 36.0, &hump(36, 1000, 0.3), &[0; 36]), [9.0, 0.0]);
    let geometry = geometry(&chart);
    assert_eq!(geometry.marks.len(), 36);
    for (i, mark) in geometry.marks.iter().enumerate() {
        let middle = (mark.place.x0 + mark.place.x1) / 2.0;
        assert_eq!(geometry.nearest(middle, 100.0), Some(i));
        assert_eq!(geometry.nearest(middle, -50.0), Some(i));
    }
    assert_eq!(geometry.nearest(-100.0, 100.0), Some(0));
    assert_eq!(geometry.nearest(1e6, 100.0), Some(35));
    assert_eq!(geometry.marks[3].reading.title, "3 to 4");
}

#[test]
fn readings_give_share_and_n_of_all() {
    let chart = distribution(&bars(&[("a", 30, 5), ("b", 10, 15)]), [0.0; 2]);
    let reading = geometry(&chart).marks[1].reading.clone();
    assert_eq!(reading.title, "b");
    let texts: Vec<_> =
        reading.rows.iter().map(|r| [r.label.as_str(), &r.value, &r.beside]).collect();
    assert_eq!(texts, [["Reference", "25%", "10 of 40"], ["Production", "75%", "15 of 20"]]);
}

#[test]
fn lying_bars_and_distances_are_found_by_their_height() {
    let long = "a label that cannot stand under a bar of any chart on any page, as long as it is";
    let chart = distribution(&bars(&[(long, 3, 1), ("b", 1, 3), ("c", 1, 1)]), [0.0; 2]);
    let columns = ["x", "y", "z"].map(|name| common::column(name, Verdict::Stable, 0.1, 0.2));
    let distances = Distances::new(&columns, [0.1, 0.2]);
    for chart in [&chart as &dyn Chart, &distances] {
        let geometry = geometry(chart);
        assert_eq!(geometry.marks.len(), 3);
        for (i, mark) in geometry.marks.iter().enumerate() {
            let middle = (mark.place.y0 + mark.place.y1) / 2.0;
            assert_eq!(geometry.nearest(0.0, middle), Some(i));
            assert_eq!(geometry.nearest(500.0, middle), Some(i));
        }
    }
}

#[test]
fn the_gravest_column_comes_first() {
    let columns = [
        common::column("stable", Verdict::Stable, 9.0, 10.0),
        common::column("moderate", Verdict::Moderate, 0.15, 0.001),
        common::column("significant", Verdict::Significant, 0.3, 0.001),
        common::column("graver", Verdict::Significant, 0.4, 0.001),
    ];
    let chart = Distances::new(&columns, [0.1, 0.2]);
    let titles: Vec<_> = geometry(&chart).marks.into_iter().map(|m| m.reading.title).collect();
    assert_eq!(titles, ["graver", "significant", "moderate", "stable"]);
    assert_eq!(chart.title(), "3 of 4 columns drifted");
    assert_eq!(
        chart.summary(),
        "3 of 4 columns drifted. The gravest is graver: PSI 0.400, where chance alone gives up to \
         0.001."
    );
}

#[test]
fn one_column_is_not_none_of_one() {
    let title =
        |verdict| Distances::new(&[common::column("x", verdict, 0.3, 0.1)], [0.1, 0.2]).title();
    assert_eq!(title(Verdict::Stable), "The one column did not drift");
    assert_eq!(title(Verdict::Significant), "The one column drifted");
    assert_eq!(title(Verdict::NotEnoughData), "No column could be judged");
}

#[test]
fn many_columns_are_cut_and_counted() {
    let columns: Vec<_> =
        (0..40).map(|i| common::column(&format!("c{i}"), Verdict::Stable, 0.1, 0.2)).collect();
    let chart = Distances::new(&columns, [0.1, 0.2]);
    assert_eq!(geometry(&chart).marks.len(), 12);
    assert_eq!(chart.table().rows.len(), 40);
    assert!(chart.caption().ends_with("12 of 40 columns"));
}

#[test]
fn cumulative_shares_say_where_the_gap_is() {
    let chart = Ecdf::of(&log_logistic()).unwrap();
    assert_eq!(chart.title(), "Furthest apart at 14.4");
    assert!(chart.summary().contains("KS distance 0.191; chance alone gives up to 0.011"));
    let geometry = geometry(&chart);
    assert_eq!(geometry.marks.len(), 51);
    assert_eq!(geometry.marks[12].reading.title, "At or below 14.4");
    assert_eq!(geometry.marks[12].reading.rows[2].value, "−19.1 points");
}

#[test]
fn words_say_what_the_picture_leaves_out() {
    let chart = Distribution::of(&log_logistic()).unwrap();
    assert_eq!(chart.title(), "Median 10.4 to 15");
    assert_eq!(
        chart.summary(),
        "Distribution of distance_from_office. Reference: median 10.4, n 50,000. Production: \
         median 15, n 24,000. Outside the picture: 2.1% of reference above 60, 6.7% of production \
         above 60."
    );
}

#[test]
fn a_frame_without_room_is_refused() {
    let chart = distribution(&bars(&[("a", 1, 1)]), [0.0; 2]);
    let frame = Frame { width: 100, height: 228, scale: 1.0, has_caption: true };
    let error = paint(&chart, &mut Blind, frame, &Palette::LIGHT, &half_ems).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a chart of 100 by 228 pixels has no room for its axes; give it at least 160 by 96"
    );
}

#[test]
fn counts_without_cells_are_left_out() {
    let mut shape = bars(&[("a", 1, 1), ("b", 1, 1)]);
    if let report::Shape::Bars { counts, .. } = &mut shape {
        *counts = Pair::new(vec![1, 1, 7], vec![1]);
    }
    assert_eq!(geometry(&distribution(&shape, [0.0; 2])).marks.len(), 2);
}

#[test]
fn a_map_without_a_judged_cell_says_so() {
    let mut timeline = common::timeline();
    timeline.windows.iter_mut().skip(1).for_each(|window| window.is_partial = true);
    timeline.windows[0].is_partial = false;
    let cells = timeline.columns.iter_mut().flat_map(|column| &mut column.cells);
    cells.for_each(|cell| cell.verdict = Verdict::NotEnoughData);
    assert_eq!(
        map_of(&timeline).title(),
        "Nothing was judged: too few whole windows with enough values (1 of 6 is whole)"
    );
}

#[test]
fn kinds_of_characters_are_shares_of_all_characters() {
    let mut column = common::column("comment", Verdict::Stable, 0.0, 0.1);
    column.treatment = report::Treatment::Text;
    column.centre = None;
    // 10 texts with 40 characters each on one side, 5 with 20 on the other.
    column.n = Pair::new(10, 5);
    column.shape = Some(bars(&[("letters", 300, 80), ("spaces", 100, 20)]));
    let chart = Distribution::of(&column).unwrap();
    assert_eq!(chart.caption(), "comment; share of characters");
    let geometry = geometry(&chart);
    let shares = |mark: usize| -> Vec<&str> {
        geometry.marks[mark].reading.rows.iter().map(|row| row.value.as_str()).collect()
    };
    assert_eq!(shares(0), ["75%", "80%"]);
    assert_eq!(shares(1), ["25%", "20%"]);
}

#[test]
fn a_column_over_the_map_stands_over_its_cells() {
    let timeline = common::timeline();
    let map = geometry(&map_of(&timeline));
    let chart = over_time(&timeline, "distance");
    assert!(chart.is_drawn());
    let over = geometry(&chart.over_map(&timeline));
    for (cell, window) in map.marks.iter().zip(&over.marks) {
        assert!((cell.place.x0 - window.place.x0).abs() < 1e-9);
    }
    let unjudged = over_time(&timeline, "guarantor_income");
    assert!(!unjudged.is_drawn());
    assert!(unjudged.caption().ends_with("hatched: not judged"));
}

#[test]
fn a_narrow_map_has_its_whole_key() {
    let map = map_of(&common::timeline());
    assert!(map.height(360) > map.height(1_100));
    for width in [200, 360, 1_100] {
        let palette = Palette::LIGHT;
        let svg = charts::to_svg(&map, width, map.height(width), &palette).unwrap();
        for name in ["noise", "over 0.6", "not judged", "missing values"] {
            assert!(svg.contains(name), "{name} at {width}");
        }
    }
}

#[test]
fn every_cell_of_the_map_can_be_read() {
    let geometry = geometry(&map_of(&common::timeline()));
    assert_eq!(geometry.marks.len(), 18);
    let marks = &geometry.marks;
    assert!(marks[..6].windows(2).all(|pair| pair[0].place.x1 <= pair[1].place.x0));
    let last = &marks[5].reading;
    assert_eq!(last.title, "distance, week 5");
    assert_eq!((last.rows[0].label.as_str(), last.rows[0].value.as_str()), ("PSI", "0.700"));
    assert!(last.rows.iter().any(|row| row.value == "significant"));
    assert!(marks[0].reading.rows.iter().any(|row| row.value.starts_with("partial window")));
}
