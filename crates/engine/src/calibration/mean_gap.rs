//! The gap of mean probability and what came true, as the Report has it.

use report::{Estimate, MeanGap};
use stats::calibration::MeanGap as Gap;

/// `None` beyond what can be written.
pub fn mean_gap(gap: Gap) -> Option<MeanGap> {
    let ends = (gap.interval.low, gap.interval.high);
    [gap.gap, ends.0, ends.1].iter().all(|end| end.is_finite()).then_some(MeanGap {
        n: gap.rows,
        promised: gap.mean_score,
        happened: gap.share,
        gap: Estimate { value: gap.gap, interval_95: Some(ends) },
        p_value: gap.p_value,
    })
}
