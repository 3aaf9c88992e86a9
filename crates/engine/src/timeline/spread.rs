//! How far the reference's own windows are from the rest of the reference, and whether production's are
//! farther: what is left to say where a season has no baseline.

use report::{Side, Spread, TimelineCell};
use stats::{NextValue, Sorted, benjamini_hochberg, quantile};

use super::axis::Axis;

/// Under this adjusted p-value a window of production is not like those of the reference.
const UNLIKE: f64 = 0.05;

/// Distances of the reference's whole windows, each with its position.
pub fn whole(axis: &Axis, distances: &[Option<f64>]) -> Vec<(usize, f64)> {
    let reference = axis.windows_of(Side::Reference).filter(|&i| !axis.windows[i].is_partial);
    reference.filter_map(|window| Some((window, distances[window]?))).collect()
}

/// The spread of the reference's own windows.
pub fn of(axis: &Axis, cells: &[TimelineCell]) -> Option<Spread> {
    let distances = of_side(axis, cells, Side::Reference);
    let limit = NextValue::after(&distances)?.limit(0.05);
    let sorted = Sorted::new(distances).ok()?;
    Some(Spread {
        windows: sorted.len() as u32,
        median: quantile(&sorted, 0.5)?,
        largest: sorted.max()?,
        limit,
    })
}

/// Whether some window of production differs more from the reference than its own do, adjusted over the
/// windows; none where the reference has too few to tell.
pub fn is_exceeded(axis: &Axis, cells: &[TimelineCell]) -> Option<bool> {
    let [reference, production] = Side::BOTH.map(|side| of_side(axis, cells, side));
    let next = NextValue::after(&reference)?;
    let p_values: Vec<f64> = production.iter().map(|distance| next.p_value(*distance)).collect();
    Some(benjamini_hochberg(&p_values).iter().any(|p| *p < UNLIKE))
}

/// The greatest distance of production's windows.
pub fn largest_of_production(axis: &Axis, cells: &[TimelineCell]) -> Option<f64> {
    of_side(axis, cells, Side::Production).into_iter().reduce(f64::max)
}

/// Distances of whole windows with enough values.
fn of_side(axis: &Axis, cells: &[TimelineCell], side: Side) -> Vec<f64> {
    let windows = axis.windows_of(side).filter(|&i| !axis.windows[i].is_partial);
    windows.filter_map(|i| cells[i].psi.filter(|_| cells[i].noise.is_some())).collect()
}
