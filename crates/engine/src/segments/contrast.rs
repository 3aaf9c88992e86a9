//! A metric in a segment beside the same in all other rows.

use report::{MetricName, SegmentContrast};
use stats::performance::{CellSums, p_value_of_zero, weighted_sum};

use crate::performance::{as_measured, as_reported};

/// Of the rows of a segment, and of all rows. `None` where either part has none.
pub fn contrast(metric: MetricName, inside: CellSums, all: CellSums) -> Option<SegmentContrast> {
    let others = all.without(inside);
    let are_shares = metric == MetricName::Accuracy;
    let (a, b) = (inside.estimate(are_shares)?, others.estimate(are_shares)?);
    let worse = if metric.is_loss() { 1.0 } else { -1.0 };
    Some(SegmentContrast {
        n: inside.rows,
        share: inside.rows as f64 / all.rows as f64,
        inside: as_reported(a)?,
        others: as_reported(b)?,
        gap: as_reported(weighted_sum(&[(worse, a), (-worse, b)]))?,
    })
}

/// How likely such a gap is by chance, in either direction; 1 where that cannot be told.
pub fn p_value(contrast: &SegmentContrast) -> f64 {
    p_value_of_zero(as_measured(contrast.gap)).unwrap_or(1.0)
}

/// What the metric of the whole would gain, at the least, if the segment were like the others: the end of the gap's
/// interval that is nearer to 0, times the share of rows.
pub fn harm(contrast: &SegmentContrast) -> f64 {
    let sure = contrast.gap.interval_95.map_or(0.0, |(low, _)| low.max(0.0));
    sure * contrast.share
}
