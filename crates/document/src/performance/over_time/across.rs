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
        let last = match starts.as_slice() {
            [.., before, last] => 2.0 * last - before,
            _ => starts[0] + 1.0,
        };
        let end = |at: usize| starts.get(at + 1).copied().unwrap_or(last);
        let ends: Vec<(f64, f64)> =
            starts.iter().enumerate().map(|(at, &start)| (start, end(at))).collect();
        Some(Self { axis: Axis { from: starts[0], to: last, unit }, ends, what })
    }

    /// The middle of a window.
    pub fn middle(&self, window: usize) -> f64 {
        let (from, to) = self.ends[window];
        from + (to - from) / 2.0
    }
}
