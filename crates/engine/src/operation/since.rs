//! Since when an objective is missed.

use report::{Estimate, Side};

use crate::timeline::Axis;

/// From which window of production on every window that has a value misses it; none where the last one
/// keeps it, or where there are no two windows to tell apart. Windows that the data begin or end in do not count.
pub fn of(
    axis: Option<&Axis>,
    windows: &[Option<Estimate>],
    is_missed: impl Fn(f64) -> bool,
) -> Option<String> {
    let axis = axis?;
    let known = |at: usize| Some((at, (*windows.get(at)?)?.value));
    let whole = axis.windows_of(Side::Production).filter(|&at| !axis.windows[at].is_partial);
    let known: Vec<(usize, f64)> = whole.filter_map(known).collect();
    let missed = known.iter().rev().take_while(|(_, value)| is_missed(*value)).count();
    match known.len() - missed {
        _ if missed == 0 || known.len() < 2 => None,
        0 => Some("the first window".to_owned()),
        kept => Some(axis.begins(known[kept].0)),
    }
}
