//! How many rows of each window have a label, and how late it came.

use report::{Side, WindowLabels};
use stats::{Sorted, quantile};

use crate::Study;
use crate::outcomes::{ModelRows, Rows};
use crate::timeline::Axis;

/// Rows and labels of each window.
pub fn by_window(study: &Study<'_>, rows: &ModelRows, axis: &Axis) -> Vec<WindowLabels> {
    let mut windows = vec![WindowLabels::default(); axis.windows.len()];
    for side in Side::BOTH {
        let own = rows.sides.get(side);
        for at in axis.windows_of(side) {
            windows[at] = of_window(study, side, own, &axis.rows[at]);
        }
    }
    windows
}

fn of_window(study: &Study<'_>, side: Side, own: &Rows, rows: &[u32]) -> WindowLabels {
    let has_output = |row: &&u32| own.has_output(**row as usize);
    let with_output = rows.iter().filter(has_output);
    let labelled = with_output.clone().filter(|row| own.has_label(**row as usize));
    let lags = study.labels.filter(|_| side == Side::Production);
    let lags = lags.and_then(|joined| joined.lags_ms.as_deref()).unwrap_or_default();
    let known = rows.iter().filter_map(|&row| lags.get(row as usize)).copied();
    let known = Sorted::new(known.filter(|lag| lag.is_finite()).collect()).ok();
    WindowLabels {
        rows: with_output.count() as u64,
        labelled: labelled.count() as u64,
        lag_median_ms: known.and_then(|lags| quantile(&lags, 0.5)),
    }
}
