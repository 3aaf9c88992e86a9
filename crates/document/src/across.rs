//! Where windows lie across a drawing: where time puts them, or one after the other.

mod names;

use report::TimeWindow;
use serde::{Deserialize, Serialize};

use crate::{Axis, Unit};

/// A window is drawn at least so long, in usual lengths, and at most so long: it can be read, and leaves room.
const SHORTEST: f64 = 1.0 / 3.0;
const LONGEST: f64 = 3.0;
/// Time between windows takes at most this share of what they take.
const MOST_GAPS: f64 = 1.0 / 3.0;

/// What runs across where nothing is to be said of it.
const TIME: &str = "time";

/// Where windows lie across a drawing, those of production after those of the reference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Across {
    /// Where each window begins and ends.
    pub ends: Vec<(f64, f64)>,
    /// The axis.
    pub axis: Axis,
    /// What runs across, for the caption.
    pub what: String,
}

impl Across {
    /// A caption of a drawing: what runs across, unless dates under the axis say it, and the rest.
    #[must_use]
    pub fn caption(&self, rest: &str) -> String {
        match self.what.as_str() {
            TIME => rest.to_owned(),
            what => format!("across: {what}; {rest}"),
        }
    }

    /// By time, in usual lengths of a window, else by number.
    #[must_use]
    pub fn of(windows: &[TimeWindow]) -> Self {
        let span = |window: &TimeWindow| {
            window.span.map(|span| (span.first_ms as f64, span.last_ms as f64))
        };
        let spans: Option<Vec<(f64, f64)>> = windows.iter().map(span).collect();
        let timed = spans.and_then(|spans| by_time(&spans));
        let what = match &timed {
            Some((_, true)) => "time, pauses shortened",
            Some(_) => TIME,
            None => "windows in order",
        };
        let in_order = || (0..windows.len()).map(|at| (at as f64, at as f64 + 1.0)).collect();
        let ends: Vec<(f64, f64)> = timed.map_or_else(in_order, |(ends, _)| ends);
        let places = ends.iter().zip(names::of(windows)).zip(windows);
        // What has no time is named under its middle.
        let place = |((&(from, to), name), window): ((&(f64, f64), String), &TimeWindow)| {
            let at = if window.start_ms.is_some() { from } else { from.midpoint(to) };
            (!name.is_empty()).then_some((at, name))
        };
        let unit = Unit::Places(places.filter_map(place).collect());
        let to = ends.last().map_or(1.0, |(_, to)| *to);
        Self { axis: Axis { from: 0.0, to, unit }, ends, what: what.to_owned() }
    }

    /// The middle of a window.
    #[must_use]
    pub fn middle(&self, window: usize) -> f64 {
        self.at(window as f64 + 0.5)
    }

    /// A place along the windows, where 2.5 is the middle of the third.
    #[must_use]
    pub fn at(&self, along: f64) -> f64 {
        let window = (along.max(0.0) as usize).min(self.ends.len().saturating_sub(1));
        let (from, to) = self.ends.get(window).copied().unwrap_or_default();
        from + (to - from) * (along - window as f64).clamp(0.0, 1.0)
    }
}

/// Windows where time puts them, and whether the time between them had to be shortened; none where they
/// take no time. A window that begins before the one in front of it ends, as the first one of production may,
/// follows it.
fn by_time(spans: &[(f64, f64)]) -> Option<(Vec<(f64, f64)>, bool)> {
    let usual = usual_length(spans)?;
    let length = |(from, to): &(f64, f64)| ((to - from) / usual).clamp(SHORTEST, LONGEST);
    let gap = |two: &[(f64, f64)]| ((two[1].0 - two[0].1) / usual).max(0.0);
    let gaps: f64 = spans.windows(2).map(gap).sum();
    let most = MOST_GAPS * spans.iter().map(length).sum::<f64>();
    let shrink = if gaps > most { most / gaps } else { 1.0 };
    let mut ends: Vec<(f64, f64)> = Vec::with_capacity(spans.len());
    for (at, span) in spans.iter().enumerate() {
        let before = ends.last().map_or(0.0, |(_, to)| to + shrink * gap(&spans[at - 1..=at]));
        ends.push((before, before + length(span)));
    }
    Some((ends, shrink < 1.0))
}

/// The middle one of the lengths; none where that is none.
fn usual_length(spans: &[(f64, f64)]) -> Option<f64> {
    let mut lengths: Vec<f64> = spans.iter().map(|(from, to)| to - from).collect();
    lengths.sort_unstable_by(f64::total_cmp);
    lengths.get(lengths.len() / 2).copied().filter(|length| *length > 0.0)
}

#[cfg(test)]
mod tests {
    use report::{Side, TimeRange};

    use super::*;

    fn window((first_ms, last_ms): (i64, i64)) -> TimeWindow {
        TimeWindow {
            label: String::new(),
            side: Side::Reference,
            start_ms: Some(first_ms),
            span: Some(TimeRange { first_ms, last_ms }),
            rows: 1,
            is_partial: false,
        }
    }

    #[test]
    fn windows_are_as_long_as_their_time_and_pauses_are_seen() {
        let spans = [(0, 10), (10, 20), (20, 45), (50, 60), (60, 70), (70, 80)];
        let across = Across::of(&spans.map(window));
        let expected = [(0.0, 1.0), (1.0, 2.0), (2.0, 4.5), (5.0, 6.0), (6.0, 7.0), (7.0, 8.0)];
        assert_eq!(across.ends, expected);
        assert_eq!((across.what.as_str(), across.axis.to), ("time", 8.0));
        assert_eq!((across.middle(2), across.at(3.0), across.at(99.0)), (3.25, 5.0, 8.0));
    }

    #[test]
    fn a_long_pause_leaves_room_for_the_windows() {
        let across = Across::of(&[(0, 10), (10, 20), (1_020, 1_030)].map(window));
        assert_eq!(across.ends, [(0.0, 1.0), (1.0, 2.0), (3.0, 4.0)]);
        assert_eq!(across.what, "time, pauses shortened");
    }

    #[test]
    fn sides_that_overlap_follow_each_other() {
        let across = Across::of(&[(0, 10), (10, 20), (0, 10), (10, 12)].map(window));
        assert_eq!(across.ends[1..3], [(1.0, 2.0), (2.0, 3.0)]);
        assert!((across.axis.to - (3.0 + SHORTEST)).abs() < 1e-12);
    }

    #[test]
    fn without_time_windows_stand_in_order() {
        let mut windows = [(0, 10), (10, 20)].map(window);
        (windows[1].span, windows[1].start_ms) = (None, None);
        let across = Across::of(&windows);
        assert_eq!((across.ends[1], across.what.as_str()), ((1.0, 2.0), "windows in order"));
        assert_eq!(Across::of(&[(5, 5), (5, 5)].map(window)).what, "windows in order");
        assert_eq!(Across::of(&[]).at(0.0), 0.0);
    }
}
