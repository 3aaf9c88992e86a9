//! Where windows lie across a drawing: by time, or one after the other.

use report::TimeWindow;

use crate::{Axis, Unit};

/// Where each window begins and ends, and the axis.
pub struct Across {
    /// The ends of each window.
    pub ends: Vec<(f64, f64)>,
    /// The axis.
    pub axis: Axis,
    /// What runs across, for the caption.
    pub what: &'static str,
}

/// A window whose next one begins so many usual lengths later is followed by a pause.
const PAUSE: f64 = 1.5;

impl Across {
    /// By time where the windows of each side follow each other, also where the sides overlap, else by
    /// number; none without windows.
    pub fn of(windows: &[TimeWindow]) -> Option<Self> {
        if windows.is_empty() {
            return None;
        }
        let starts: Option<Vec<f64>> =
            windows.iter().map(|window| window.start_ms.map(|start| start as f64)).collect();
        let is_next = |at: usize| windows[at].side == windows[at - 1].side;
        let rise = |starts: &Vec<f64>| {
            (1..starts.len()).all(|at| !is_next(at) || starts[at - 1] < starts[at])
        };
        let starts = starts.filter(|starts| starts.len() > 1 && rise(starts));
        let (starts, unit, what) = match starts {
            Some(starts) => (starts, Unit::Time, "time"),
            None => {
                let numbers = (0..windows.len()).map(|at| at as f64 + 0.5).collect();
                (numbers, Unit::Number, "window by number")
            }
        };
        let to_next = |at: usize| (at < starts.len() && is_next(at)).then(|| starts[at]);
        let usual = usual_length(&starts, is_next);
        let end = |(at, start): (usize, &f64)| {
            let next = to_next(at + 1).filter(|next| next - start < PAUSE * usual);
            (*start, next.unwrap_or(start + usual))
        };
        let ends: Vec<(f64, f64)> = starts.iter().enumerate().map(end).collect();
        let from = starts.iter().copied().fold(f64::INFINITY, f64::min);
        let to = ends.iter().fold(from, |last, (_, to)| last.max(*to));
        Some(Self { axis: Axis { from, to, unit }, ends, what })
    }

    /// The middle of a window.
    pub fn middle(&self, window: usize) -> f64 {
        let (from, to) = self.ends[window];
        from + (to - from) / 2.0
    }
}

/// The middle of the lengths from window to window of a side, or where no side has two, from one side to
/// the other; 1 where that is no length either.
fn usual_length(starts: &[f64], is_next: impl Fn(usize) -> bool) -> f64 {
    let length = |at: usize| (starts[at] - starts[at - 1]).abs();
    let mut lengths: Vec<f64> = (1..starts.len()).filter(|&at| is_next(at)).map(length).collect();
    if lengths.is_empty() {
        lengths = (1..starts.len()).map(length).filter(|length| *length > 0.0).collect();
    }
    lengths.sort_unstable_by(f64::total_cmp);
    lengths.get(lengths.len() / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use report::Side;

    use super::*;

    fn window(start_ms: i64) -> TimeWindow {
        TimeWindow {
            label: String::new(),
            side: Side::Reference,
            start_ms: Some(start_ms),
            rows: 1,
            is_partial: false,
        }
    }

    #[test]
    fn a_pause_is_no_part_of_a_window() {
        let across = Across::of(&[0, 10, 20, 100, 110].map(window)).unwrap();
        assert_eq!(across.ends[1..4], [(10.0, 20.0), (20.0, 30.0), (100.0, 110.0)]);
        assert_eq!((across.axis.from, across.axis.to), (0.0, 120.0));
    }

    #[test]
    fn sides_that_overlap_stand_by_time() {
        let mut windows = [10, 20, 30, 0, 10, 20].map(window);
        windows[3..].iter_mut().for_each(|window| window.side = Side::Production);
        let across = Across::of(&windows).unwrap();
        assert_eq!((across.what, across.axis.from, across.axis.to), ("time", 0.0, 40.0));
        assert_eq!(across.ends[2..4], [(30.0, 40.0), (0.0, 10.0)]);
        windows.swap(0, 1);
        assert_eq!(Across::of(&windows).unwrap().what, "window by number");
    }
}
