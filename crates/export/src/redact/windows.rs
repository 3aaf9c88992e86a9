//! Windows of the timeline without values of a few rows.

use report::Timeline;

/// Quartiles stay where as many rows as may be told lie beyond each, and the share of a category where it is one of as
/// many.
pub fn redact(timeline: &mut Timeline, fewest_rows: u64) {
    let columns = timeline.columns.iter_mut();
    for cell in columns.flat_map(|column| &mut column.cells) {
        if cell.n < 4 * fewest_rows {
            cell.quartiles = None;
        }
        if cell.n < fewest_rows {
            cell.most_changed = None;
        }
    }
}
