//! Rows over time in the filter bar: geometry for SVG paths, colours from the style sheet.

use report::{Volume, VolumeBucket, VolumeUnit, format};

use crate::chart::{Mark, Reading, ReadingRow};
use crate::path::{Path, tenths};
use crate::rect::Rect;

/// Where the axis is; the labels stand below.
const BASE: f64 = 22.0;
/// Where the highest bucket ends.
const TOP: f64 = 3.0;
/// Least pixels between the beginnings of two labels.
const LABEL_PITCH: f64 = 56.0;

/// Rows over time in 372 by 36 pixels.
///
/// Draw in this order: `reference_fill` with class `f-ref`, `production_fill` with `f-prod`,
/// `reference_line` with `l-ref`, `production_line` with `l-prod thin`, labels as text at y 32.5.
#[derive(Clone, Debug, PartialEq)]
pub struct VolumeStrip {
    /// The areas of the reference.
    pub reference_fill: String,
    /// The upper edges of the reference.
    pub reference_line: String,
    /// The areas of production, in buckets that hold no rows of the reference.
    pub production_fill: String,
    /// The upper edges of production.
    pub production_line: String,
    /// Left and text of the labels.
    pub labels: Vec<(f64, String)>,
    /// One a bucket, for hover and brush.
    pub marks: Vec<Mark>,
    /// The drawing in words, for its `title`.
    pub description: String,
}

impl VolumeStrip {
    /// Width in CSS pixels.
    pub const WIDTH: u32 = 372;
    /// Height in CSS pixels.
    pub const HEIGHT: u32 = 36;

    /// The strip of the Report's volume; nothing without buckets.
    #[must_use]
    pub fn new(volume: &Volume) -> Option<Self> {
        let most = volume.buckets.iter().map(|b| b.reference.max(b.production)).max()?.max(1);
        let pitch = f64::from(Self::WIDTH) / volume.buckets.len() as f64;
        let mut buckets = Buckets::default();
        let mut marks = Vec::with_capacity(volume.buckets.len());
        for (i, bucket) in volume.buckets.iter().enumerate() {
            buckets.push(bucket, (i as f64 * pitch, pitch), most);
            let place = Rect::new(i as f64 * pitch, 0.0, (i + 1) as f64 * pitch, BASE);
            marks.push(Mark { place, reading: reading(bucket, volume.unit) });
        }
        Some(Self {
            reference_fill: buckets.reference_fill.data(),
            reference_line: buckets.reference_line.data(),
            production_fill: buckets.production_fill.data(),
            production_line: buckets.production_line.data(),
            labels: labels(volume, pitch),
            marks,
            description: format!(
                "Rows a {}, {}",
                volume.unit.label(),
                format::day_range(volume.range.first_ms, volume.range.last_ms)
            ),
        })
    }
}

/// The paths of a strip in the making.
#[derive(Default)]
struct Buckets {
    reference_fill: Path,
    reference_line: Path,
    production_fill: Path,
    production_line: Path,
}

impl Buckets {
    fn push(&mut self, bucket: &VolumeBucket, (left, pitch): (f64, f64), most: u64) {
        let gap = (pitch * 0.15).min(1.5);
        let (x0, x1) = (left + gap / 2.0, left + pitch - gap / 2.0);
        let y = |rows: u64| BASE - rows as f64 / most as f64 * (BASE - TOP);
        let area = |y: f64| [(x0, BASE), (x0, y), (x1, y), (x1, BASE)];
        if bucket.reference > 0 {
            let y = y(bucket.reference);
            self.reference_fill.area(&area(y));
            self.reference_line.line(&[(x0, y), (x1, y)]);
        }
        if bucket.production > 0 {
            let y = y(bucket.production);
            if bucket.reference == 0 {
                self.production_fill.area(&area(y));
            }
            self.production_line.line(&[(x0, y), (x1, y)]);
        }
    }
}

fn reading(bucket: &VolumeBucket, unit: VolumeUnit) -> Reading {
    let rows = vec![
        ReadingRow::new("Reference", format::count(bucket.reference), "rows"),
        ReadingRow::new("Production", format::count(bucket.production), "rows"),
    ];
    Reading { title: unit.name_of(bucket.start_ms), rows }
}

/// What a label says: it stands where this changes.
fn period(ms: i64, unit: VolumeUnit) -> String {
    let (year, _, _) = format::civil(ms);
    match unit {
        VolumeUnit::Hour => format::day(ms),
        VolumeUnit::Day | VolumeUnit::Week => format::month_short(ms).to_owned(),
        VolumeUnit::Month | VolumeUnit::Year => year.to_string(),
    }
}

/// Labels where a new day, month or year begins, as many as have room. The label of the
/// first bucket, which often begins late in its period, gives way where the next one is near.
fn labels(volume: &Volume, pitch: f64) -> Vec<(f64, String)> {
    let mut labels: Vec<(f64, String)> = Vec::new();
    let mut before = None;
    for (i, bucket) in volume.buckets.iter().enumerate() {
        // The first bucket may begin before the data do.
        let text = period(bucket.start_ms.max(volume.range.first_ms), volume.unit);
        let x = tenths(i as f64 * pitch);
        let is_new = before.replace(text.clone()) != Some(text.clone());
        if is_new && labels.len() == 1 && x < LABEL_PITCH / 2.0 {
            labels.clear();
        }
        let has_room = labels.last().is_none_or(|(left, _)| x - left >= LABEL_PITCH)
            && x <= f64::from(VolumeStrip::WIDTH) - LABEL_PITCH / 2.0;
        if is_new && has_room {
            labels.push((x, text));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use report::TimeRange;

    use super::*;

    const WEEK_MS: i64 = 7 * 86_400_000;
    /// 6 January 2025.
    const START_MS: i64 = 1_736_121_600_000;

    fn volume() -> Volume {
        let bucket = |i: i64| VolumeBucket {
            start_ms: START_MS + i * WEEK_MS,
            reference: if i < 25 { 2000 } else { 0 },
            production: if i >= 24 { 1000 } else { 0 },
        };
        let buckets: Vec<VolumeBucket> = (0..37).map(bucket).collect();
        Volume { unit: VolumeUnit::Week, range: range(&buckets), remark: None, buckets }
    }

    fn range(buckets: &[VolumeBucket]) -> TimeRange {
        let (first, last) = (buckets[0], buckets[buckets.len() - 1]);
        TimeRange { first_ms: first.start_ms, last_ms: last.start_ms }
    }

    fn labels_of(unit: VolumeUnit, starts_ms: &[i64], first_ms: i64) -> Vec<String> {
        let bucket = |&start_ms: &i64| VolumeBucket { start_ms, reference: 1, production: 0 };
        let buckets: Vec<VolumeBucket> = starts_ms.iter().map(bucket).collect();
        let range = TimeRange { first_ms, ..range(&buckets) };
        let strip = VolumeStrip::new(&Volume { unit, range, remark: None, buckets }).unwrap();
        strip.labels.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn labels_lie_inside_the_data() {
        // Weeks from Monday, 24 February, of data from 1 March 2025 on.
        let weeks: Vec<i64> = (0..9).map(|i| 1_740_355_200_000 + i * WEEK_MS).collect();
        assert_eq!(labels_of(VolumeUnit::Week, &weeks, 1_740_787_200_000), ["Mar", "Apr"]);
    }

    #[test]
    fn a_label_without_room_gives_way_to_the_next_year() {
        // December 2017 to August 2019.
        let next = |start: &i64| Some(format::start_of_month(start + 31 * 86_400_000));
        let months = std::iter::successors(Some(1_512_086_400_000), next);
        let months: Vec<i64> = months.take(21).collect();
        let labels = labels_of(VolumeUnit::Month, &months, months[0]);
        assert_eq!(labels, ["2018", "2019"]);
    }

    #[test]
    fn months_are_named_where_there_is_room() {
        let strip = VolumeStrip::new(&volume()).unwrap();
        let texts: Vec<&str> = strip.labels.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Jan", "Mar", "May", "Jul", "Sep"]);
        assert_eq!(strip.description, "Rows a week, 6 Jan – 15 Sep 2025");
        assert_eq!(strip.marks[24].reading.title, "Week from 23 Jun 2025");
    }

    #[test]
    fn production_is_a_line_where_both_have_rows() {
        let strip = VolumeStrip::new(&volume()).unwrap();
        assert_eq!(strip.production_fill.matches('z').count(), 12);
        assert_eq!(strip.production_line.matches('m').count(), 13);
    }

    #[test]
    fn nothing_is_drawn_without_buckets() {
        let range = TimeRange { first_ms: 0, last_ms: 0 };
        let volume = Volume { unit: VolumeUnit::Day, range, remark: None, buckets: vec![] };
        assert_eq!(VolumeStrip::new(&volume), None);
    }
}
