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
    /// By time where every window begins after the one before, else by number; none without windows.
    pub fn of(windows: &[TimeWindow]) -> Option<Self> {
        if windows.is_empty() {
            return None;
        }
        let starts: Option<Vec<f64>> =
            windows.iter().map(|window| window.start_ms.map(|start| start as f64)).collect();
        let starts = starts
            .filter(|starts| starts.len() > 1 && starts.windows(2).all(|pair| pair[0] < pair[1]));
        let (starts, unit, what) = match starts {
            Some(starts) => (starts, Unit::Time, "time"),
            None => {
                let numbers = (0..windows.len()).map(|at| at as f64 + 0.5).collect();
                (numbers, Unit::Number, "window by number")
            }
        };
        let usual = usual_length(&starts);
        let end = |(at, start): (usize, &f64)| {
            let next = starts.get(at + 1).copied().filter(|next| next - start < PAUSE * usual);
            (*start, next.unwrap_or(start + usual))
        };
        let ends: Vec<(f64, f64)> = starts.iter().enumerate().map(end).collect();
        let to = ends.last().map_or(0.0, |(_, to)| *to);
        Some(Self { axis: Axis { from: starts[0], to, unit }, ends, what })
    }

    /// The middle of a window.
    pub fn middle(&self, window: usize) -> f64 {
        let (from, to) = self.ends[window];
        from + (to - from) / 2.0
    }
}

/// The middle of the lengths from window to window; 1 for a single one.
fn usual_length(starts: &[f64]) -> f64 {
    let mut lengths: Vec<f64> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
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
}
