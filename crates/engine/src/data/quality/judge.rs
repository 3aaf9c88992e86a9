//! Whether what is new about a column's values is more than chance gives.
//!
//! One p-value for each thing that can be new, adjusted over all columns together
//! (Benjamini-Hochberg); then the share of rows over what chance gives decides.

use report::{ColumnProfile, NewValues, RangeChange, Role, Verdict};
use stats::benjamini_hochberg;

use crate::{Study, sure};

/// Judges what is new about every column's values.
pub fn judge(study: &Study<'_>, columns: &mut [ColumnProfile]) {
    let tests = || columns.iter().flat_map(|column| p_values(study, column));
    let p_values: Vec<f64> = tests().flatten().collect();
    let adjusted = benjamini_hochberg(&p_values);
    let is_tested: Vec<bool> = tests().map(|p| p.is_some()).collect();
    let mut adjusted = adjusted.into_iter();
    let mut is_tested = is_tested.into_iter();
    let rows = study.tables.production.rows() as u64;
    for column in columns {
        let missing = column.missing.production.map_or(0, |missing| missing.total());
        let n = rows.saturating_sub(missing);
        let mut next = || is_tested.next().unwrap_or(false).then(|| adjusted.next()).flatten();
        let [range, unseen, shapes] = [next(), next(), next()];
        if let Some(change) = &mut column.quality.range {
            let excess = (change.below + change.above) as f64 - change.expected_rows;
            (change.p_adjusted, change.verdict) = (range, verdict(study, range, excess, n));
        }
        let news = [(&mut column.quality.unseen, unseen), (&mut column.quality.new_shapes, shapes)];
        for (new, p) in news {
            let Some(new) = new else { continue };
            let excess = new.rows as f64 - new.expected_rows;
            (new.p_adjusted, new.verdict) = (p, verdict(study, p, excess, n));
        }
    }
}

/// The p-values of a column: range, values, shapes; none where they are not tested.
fn p_values(study: &Study<'_>, column: &ColumnProfile) -> [Option<f64>; 3] {
    let quality = &column.quality;
    let is_compared = column.role.is_compared();
    let is_number = quality.range.is_some();
    let few = u64::from(study.settings.drift.discrete_max_distinct);
    let has_few = column.distinct.reference.is_some_and(|distinct| distinct <= few);
    let of_new = |new: &Option<NewValues>| new.as_ref().and_then(|new| new.p_value);
    let of_range = |range: &RangeChange| range.p_value;
    [
        quality.range.as_ref().filter(|_| is_compared).and_then(of_range),
        of_new(&quality.unseen).filter(|_| is_compared && (!is_number || has_few)),
        of_new(&quality.new_shapes).filter(|_| is_compared || column.role == Role::Id),
    ]
}

/// By the adjusted p-value, and the rows over what chance gives.
fn verdict(study: &Study<'_>, p: Option<f64>, excess_rows: f64, n: u64) -> Option<Verdict> {
    let (p, limits) = (p?, &study.settings.data);
    let share = excess_rows / n.max(1) as f64;
    let thinnest = study.settings.drift.min_values;
    let rows = study.tables.reference.rows() as u64;
    let by_size = if rows < thinnest || n < thinnest {
        Verdict::NotEnoughData
    } else if p >= study.settings.drift.false_discovery_rate || share <= 0.0 {
        Verdict::Stable
    } else if share >= limits.new_share_significant {
        Verdict::Significant
    } else if share >= limits.new_share_moderate {
        Verdict::Moderate
    } else {
        Verdict::Negligible
    };
    Some(sure::verdict(study, by_size, p))
}
