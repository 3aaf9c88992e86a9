//! One column over the axis: what is counted once, whatever it is compared with.

use report::{ColumnDrift, Pair, Role, Side};
use stats::Cells;

use super::axis::Axis;
use super::changes::{self, Searched};
use super::codes;
use super::counts::Counts;
use crate::Study;
use crate::drift::psi_floor;

/// A column counted over the axis, with its changes.
pub struct Column {
    pub name: String,
    /// What it is used for.
    pub role: Role,
    /// The cells in words.
    pub rule: String,
    /// Names of the cells; none for numbers.
    pub names: Vec<String>,
    pub counts: Counts,
    /// Shares of the cells over all windows.
    pub shares: Vec<f64>,
    /// Shares under this are raised to it in PSI.
    pub floor: f64,
    /// Where it changed, before p-values are adjusted.
    pub changes: Searched,
}

impl Column {
    /// Counts a compared column; none where its values cannot be compared.
    pub fn of(study: &Study<'_>, axis: &Axis, drift: &ColumnDrift) -> Option<Self> {
        let codes = codes::of(study, drift, middle_window_rows(axis))?;
        let counts = Counts::of(axis, &codes);
        let cells = Pair::from_fn(|side| counts.sum(axis.windows_of(side)));
        let cells = Cells { reference: cells.reference, production: cells.production };
        let floor = psi_floor(&cells, study.settings.drift.psi_floor);
        let pooled = counts.sum(0..axis.windows.len());
        let all = pooled.iter().sum::<u64>().max(1) as f64;
        let changes = changes::find(study, axis, &counts, &codes.names, floor);
        Some(Self {
            name: drift.column.clone(),
            role: drift.role,
            rule: codes.rule,
            names: codes.names,
            counts,
            shares: pooled.into_iter().map(|count| count as f64 / all).collect(),
            floor,
            changes,
        })
    }

    /// The missing share of the whole reference.
    pub fn missing_before(&self, axis: &Axis) -> f64 {
        let of = |window: usize| (self.counts.missing[window], axis.windows[window].rows);
        let windows = axis.windows_of(Side::Reference);
        let (missing, rows) = windows.map(of).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        missing as f64 / rows.max(1) as f64
    }
}

/// Rows of the window in the middle, by size, of those that have any.
fn middle_window_rows(axis: &Axis) -> u64 {
    let rows = axis.windows.iter().map(|window| window.rows).filter(|rows| *rows > 0);
    let mut rows: Vec<u64> = rows.collect();
    rows.sort_unstable();
    rows.get(rows.len() / 2).copied().unwrap_or(0)
}
