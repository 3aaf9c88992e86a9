//! Labels that came for other rows than those that wait, as findings.

use report::{Chapter, Finding, ModelPerformance, Severity, Size, Weighted, format};

use super::changes::{Basis, Change};
use super::performance::{metric, number, worse};
use crate::{Study, sure};

/// No change of the data, but a reason to doubt the metrics.
pub fn labelled(model: &ModelPerformance) -> Option<Change> {
    let part = model.labelled.as_ref()?;
    let name = format::short(&model.name);
    let finding = Finding {
        severity: Severity::Low,
        chapter: Chapter::Performance,
        about: format!("labelled_rows of {}", model.name),
        column: model.scores.first().cloned(),
        title: format!("Labels of {name} came for other rows than those that wait"),
        detail: format!(
            "a classifier tells them apart: AUC {}; {}",
            format::number(part.auc, 3),
            format::p_equals(part.p_value)
        ),
        size: None,
        rows: part.labelled,
        began: None,
    };
    let step = "Take metrics of production for those of its labelled part.".to_owned();
    let basis = Basis::Test(Some(part.p_value));
    part.differs.then_some(Change { finding, size: 0.0, step, basis, is_told: true })
}

/// A model that is worse where labelled rows are weighted to look like all of production.
pub fn weighted(
    study: &Study<'_>,
    model: &ModelPerformance,
    severity: Severity,
    weighted: &Weighted,
) -> Change {
    let name = format::short(&model.name);
    let reference = metric(model, weighted.metric).and_then(|metric| metric.value.reference);
    let before = reference.map_or_else(String::new, |r| number(weighted.metric, r.value));
    let now = number(weighted.metric, weighted.weighted.value);
    let label = weighted.metric.label();
    let finding = Finding {
        severity: sure::severity(study, severity, model.p_adjusted.unwrap_or(1.0)),
        chapter: Chapter::Performance,
        about: format!("performance of {}", model.name),
        column: model.scores.first().cloned(),
        title: format!("{name} is {} ({label} {before} → {now})", worse(model.verdict)),
        detail: format!(
            "labelled rows weighted to look like all of production; {}as sure as {} rows",
            model.p_adjusted.map_or_else(String::new, |p| format!("{}; ", format::p_equals(p))),
            format::count(weighted.effective_rows as u64)
        ),
        size: Some(Size { text: format!("{label} {now}"), beside: format!("{before} before") }),
        rows: weighted.rows,
        began: None,
    };
    let size = reference.map_or(0.0, |r| (weighted.weighted.value - r.value).abs());
    let step = format!("Get labels for rows of {name} that wait, drawn at random, and look.");
    let basis = Basis::Test(model.p_adjusted);
    Change { finding, size, step, basis, is_told: false }
}
