//! The distance window by window in a table row: geometry for SVG paths, colours from the style sheet.

use report::{ColumnTimeline, Side, TimeWindow, TimelineCell, Verdict, format};

use crate::path::path;
use crate::rect::Point;
use crate::strip::root;

/// Where the axis is, and where the largest distance ends.
const BASE: f64 = 24.0;
const TOP: f64 = 4.0;
/// The scale ends at least here, so that noise stays low.
const LEAST_TOP: f64 = 0.2;

/// The distance of a column over the windows in 96 by 28 pixels, on a square-root scale.
///
/// Draw `reference` with class `l-ref fine`, `production` with `l-prod thin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The reference's windows, as a line.
    pub reference: String,
    /// Production's windows, as a line.
    pub production: String,
    /// The drawing in words, for its `title`.
    pub description: String,
}

/// The distance of a window that is judged.
fn judged(cell: &TimelineCell) -> Option<f64> {
    cell.psi.filter(|_| cell.verdict != Verdict::NotEnoughData)
}

impl Course {
    /// Width in CSS pixels.
    pub const WIDTH: u32 = 96;
    /// Height in CSS pixels.
    pub const HEIGHT: u32 = 28;

    /// The course of a column over the windows that are judged; nothing without one.
    #[must_use]
    pub fn of(windows: &[TimeWindow], column: &ColumnTimeline) -> Option<Self> {
        let largest = column.cells.iter().filter_map(judged).reduce(f64::max)?;
        let top = root(largest.max(LEAST_TOP));
        let pitch = f64::from(Self::WIDTH) / windows.len().max(1) as f64;
        let line = |side: Side| {
            let cells = windows.iter().zip(&column.cells).enumerate();
            let points: Vec<Point> = cells
                .filter(|(_, (window, _))| window.side == side)
                .filter_map(|(i, (_, cell))| {
                    let y = BASE - root(judged(cell)?) / top * (BASE - TOP);
                    Some(((i as f64 + 0.5) * pitch, y))
                })
                .collect();
            if points.is_empty() { String::new() } else { path(&points) }
        };
        Some(Self {
            reference: line(Side::Reference),
            production: line(Side::Production),
            description: format!(
                "PSI over {}, up to {}",
                format::plural(windows.len() as u64, "window", "windows"),
                format::distance(largest)
            ),
        })
    }
}
