//! A metric in a segment beside the same in all other rows.

use std::cmp::Ordering;

use report::{MetricName, SegmentContrast};
use stats::performance::{CellSums, UnitRows, p_value_of_zero, weighted_sum};

use crate::performance::{as_measured, as_reported};

/// Of the rows of a segment, and of all rows, each of which says as much as one of independent rows by the design
/// effect. `None` where either part has none.
pub fn contrast(
    metric: MetricName,
    inside: CellSums,
    all: CellSums,
    design_effect: f64,
) -> Option<SegmentContrast> {
    let others = all.without(inside);
    let estimate =
        |part: CellSums| part.estimate_of_units(metric == MetricName::Accuracy, design_effect);
    let (a, b) = (estimate(inside)?, estimate(others)?);
    let worse = worse(metric);
    Some(SegmentContrast {
        n: inside.rows,
        units: None,
        share: inside.rows as f64 / all.rows as f64,
        inside: as_reported(a)?,
        others: as_reported(b)?,
        gap: as_reported(weighted_sum(&[(worse, a), (-worse, b)]))?,
    })
}

/// The same of rows that come in units, with errors between these.
pub fn contrast_of_units(metric: MetricName, rows: &UnitRows) -> Option<SegmentContrast> {
    let told = rows.contrast(metric == MetricName::Accuracy)?;
    Some(SegmentContrast {
        n: rows.rows_inside(),
        units: Some(told.units),
        share: rows.rows_inside() as f64 / rows.rows() as f64,
        inside: as_reported(told.inside)?,
        others: as_reported(told.others)?,
        gap: as_reported(weighted_sum(&[(worse(metric), told.difference)]))?,
    })
}

const fn worse(metric: MetricName) -> f64 {
    if metric.is_loss() { 1.0 } else { -1.0 }
}

/// How likely such a gap is by chance, in either direction; 1 where that cannot be told.
pub fn p_value(contrast: &SegmentContrast) -> f64 {
    p_value_of_zero(as_measured(contrast.gap)).unwrap_or(1.0)
}

/// The order of segments: those that are sure first, then by harm, then by the gap.
pub fn worst_first(a: (bool, &SegmentContrast), b: (bool, &SegmentContrast)) -> Ordering {
    (b.0.cmp(&a.0))
        .then(harm(b.1).total_cmp(&harm(a.1)))
        .then(b.1.gap.value.total_cmp(&a.1.gap.value))
}

/// What the metric of the whole would gain, at the least, if the segment were like the others: the end of the gap's
/// interval that is nearer to 0, times the share of rows.
pub fn harm(contrast: &SegmentContrast) -> f64 {
    let sure = contrast.gap.interval_95.map_or(0.0, |(low, _)| low.max(0.0));
    sure * contrast.share
}
