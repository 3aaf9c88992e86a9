//! Which changes beside the values of columns are sure enough to count for the verdict.
//!
//! Each family of tests (missing values, new values, relations, rows, all columns together, what is
//! derived from the model's outputs, changes over time) is adjusted by itself and would raise a false
//! alarm in 5% of studies; all of them, beside the columns' own 5%, in over a tenth. So what they find
//! is told at 5%, but counts as moderate or significant, and so for the exit code, only under a limit of
//! its own, by default 0.2%: together they add about one point to the 5%.

use report::{Severity, Verdict};

use crate::Study;

/// Whether a change with this adjusted p-value counts for the verdict.
pub fn is_sure(study: &Study<'_>, p_adjusted: f64) -> bool {
    p_adjusted < study.settings.data.sure_change_p
}

/// The verdict, negligible at most where the change is not sure.
pub fn verdict(study: &Study<'_>, verdict: Verdict, p_adjusted: f64) -> Verdict {
    if verdict.is_drift() && !is_sure(study, p_adjusted) { Verdict::Negligible } else { verdict }
}

/// The severity, low at most where the change is not sure.
pub fn severity(study: &Study<'_>, severity: Severity, p_adjusted: f64) -> Severity {
    if is_sure(study, p_adjusted) { severity } else { severity.min(Severity::Low) }
}
