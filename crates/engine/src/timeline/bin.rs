//! Rows that lie together within a window: what change points are looked for between.

use report::Side;

/// Rows that lie together within a window.
#[derive(Clone, Copy, Debug)]
pub struct Bin {
    /// Its window, by position.
    pub window: usize,
    /// Where it begins along the windows.
    pub at: f64,
    /// Where it begins in time, in milliseconds; none without a time.
    pub start_ms: Option<i64>,
    /// Its first row in the order of its side.
    pub place: usize,
    /// Its side.
    pub side: Side,
}
