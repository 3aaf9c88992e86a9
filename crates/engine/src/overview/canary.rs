//! What a canary comes to, as a finding: that it must be taken back, or may answer all rows.

use report::{CanaryDecision, Chapter, Experiments, Finding, Severity, format};

use super::changes::{Basis, Change};

/// What is to be done now; a canary that goes on is no finding.
pub fn change(experiments: &Experiments) -> Option<Change> {
    let canary = experiments.canary.as_ref()?;
    let name = format::short(&canary.canary);
    let (severity, title) = match canary.decision {
        CanaryDecision::RollBack => (Severity::High, format!("version {name} must be rolled back")),
        CanaryDecision::Promote => (Severity::Good, format!("version {name} may be promoted")),
        CanaryDecision::KeepGoing => return None,
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Experiments,
        about: "canary".to_owned(),
        column: Some(canary.column.clone()),
        title,
        detail: canary.says.clone(),
        size: None,
        rows: canary.canary_rows,
        began: None,
    };
    let step = canary.says.clone();
    Some(Change { finding, size: 1.0, step, basis: Basis::Remark, is_told: false })
}
