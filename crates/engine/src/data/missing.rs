//! How the share of missing values changed.
//!
//! Two-proportion z-tests over all columns that both files have, adjusted together
//! (Benjamini-Hochberg); the verdict asks for a change that is not chance and large enough.

use report::{ColumnProfile, MissingChange, Pair, Role, Verdict};
use stats::{benjamini_hochberg, two_proportion_z};

use crate::{Study, sure};

/// Adds the change of the missing share to every column that both files have.
pub fn judge(study: &Study<'_>, columns: &mut [ColumnProfile]) {
    let rows = Pair::new(study.tables.reference.rows(), study.tables.production.rows());
    let rows = rows.map(|rows| rows as u64);
    if rows.reference == 0 || rows.production == 0 {
        return;
    }
    for column in columns.iter_mut() {
        let missing = column.missing.both();
        column.missing_change =
            missing.map(|missing| change(missing.map(|missing| missing.total()), rows));
    }
    adjust(columns);
    for column in columns {
        // Labels come late, and are caught up with: neither is an alarm.
        let is_label = column.role == Role::Label;
        let Some(change) = &mut column.missing_change else { continue };
        change.verdict = match verdict(study, change) {
            found if is_label && found.is_drift() => Verdict::Negligible,
            found => found,
        };
    }
}

/// Whether a column is a label that production has in fewer rows: labels come late, which is no alarm.
pub fn is_late_label(column: &ColumnProfile) -> bool {
    let change = column.missing_change.as_ref();
    let is_rarer = change.is_some_and(|change| change.share.production > change.share.reference);
    column.role == Role::Label && is_rarer
}

fn change(missing: Pair<u64>, rows: Pair<u64>) -> MissingChange {
    let share = Pair::new(
        missing.reference as f64 / rows.reference as f64,
        missing.production as f64 / rows.production as f64,
    );
    let test =
        two_proportion_z(missing.reference, rows.reference, missing.production, rows.production);
    MissingChange {
        share,
        z: test.as_ref().map(|test| test.z),
        p_value: test.as_ref().map(|test| test.p_value),
        p_adjusted: None,
        verdict: Verdict::Stable,
    }
}

fn adjust(columns: &mut [ColumnProfile]) {
    let p_values: Vec<f64> =
        columns.iter().filter_map(|c| c.missing_change.as_ref()?.p_value).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    for change in columns.iter_mut().filter_map(|column| column.missing_change.as_mut()) {
        if change.p_value.is_some() {
            change.p_adjusted = adjusted.next();
        }
    }
}

fn verdict(study: &Study<'_>, change: &MissingChange) -> Verdict {
    let limits = &study.settings.data;
    let is_chance =
        change.p_adjusted.is_none_or(|p| p >= study.settings.drift.false_discovery_rate);
    let size = (change.share.production - change.share.reference).abs();
    let by_size = if is_chance {
        Verdict::Stable
    } else if size >= limits.missing_share_significant {
        Verdict::Significant
    } else if size >= limits.missing_share_moderate {
        Verdict::Moderate
    } else {
        Verdict::Negligible
    };
    sure::verdict(study, by_size, change.p_adjusted.unwrap_or(1.0))
}
