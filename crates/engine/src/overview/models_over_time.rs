//! Models over time, as findings: bad windows in a row, and what is expected where production has no labels.

use report::{
    Chapter, Finding, MetricOverTime, ModelOverTime, Performance, Severity, Since, Size, Timeline,
    Verdict, format,
};

use super::changes::{Basis, Change};
use super::findings::shift_severity;
use crate::{Study, sure};

/// The findings of all models.
pub fn changes(study: &Study<'_>, performance: &Performance, timeline: &Timeline) -> Vec<Change> {
    let of_model = |model: &ModelOverTime| {
        let metric = model.metrics.iter().find(|metric| metric.name == model.leading);
        let whole = performance.models.iter().find(|whole| whole.name == model.name);
        let is_told = whole.is_some_and(|whole| whole.verdict.is_drift());
        let is_part = model.labelled.as_ref().is_some_and(|part| part.differs);
        let streak =
            metric.filter(|_| !is_part).and_then(|metric| streak(model, metric, timeline, is_told));
        let expected = metric.and_then(|metric| expected(study, model, metric));
        let column = whole.and_then(|whole| whole.scores.first().cloned());
        [streak, expected].map(|change| {
            let change = change?;
            let finding = Finding { column: column.clone(), ..change.finding };
            Some(Change { finding, ..change })
        })
    };
    performance.over_time.models.iter().flat_map(of_model).flatten().collect()
}

/// Bad windows in a row; the whole comparison may tell the fall already.
fn streak(
    model: &ModelOverTime,
    metric: &MetricOverTime,
    timeline: &Timeline,
    is_told: bool,
) -> Option<Change> {
    let streak = metric.streak.as_ref()?;
    let (name, label) = (format::short(&model.name), metric.name.label());
    let first = streak.window as usize;
    let windows = model.labels.get(first..)?.iter().take(streak.windows as usize);
    let finding = Finding {
        severity: if streak.lasts { Severity::High } else { Severity::Medium },
        chapter: Chapter::Performance,
        about: format!("bad_windows of {}", model.name),
        column: None,
        title: format!("{name} is worse in {} windows in a row", streak.windows),
        detail: format!(
            "{label}, from {} on{}",
            streak.label,
            if streak.lasts { ", to the last window" } else { "" }
        ),
        size: metric.since.as_ref().map(|since| size(metric, since)),
        rows: windows.map(|labels| labels.labelled).sum(),
        began: timeline.windows.get(first).map(|window| window.label.clone()),
    };
    let step = format!(
        "Retrain {name} on recent rows, or find what broke it: windows in a row are no accident."
    );
    Some(Change { finding, size: 0.0, step, basis: Basis::Remark, is_told })
}

/// A fall that is expected where no label can tell it.
fn expected(study: &Study<'_>, model: &ModelOverTime, metric: &MetricOverTime) -> Option<Change> {
    if metric.realised.production.is_some() {
        return None;
    }
    let since = metric.expected_since.as_ref()?;
    let severity = shift_severity(since.verdict)?.min(Severity::Medium);
    let (name, label) = (format::short(&model.name), metric.name.label());
    let method = &model.estimation.method;
    let finding = Finding {
        severity: sure::severity(study, severity, since.p_value),
        chapter: Chapter::Performance,
        about: format!("expected_performance of {}", model.name),
        column: None,
        title: format!("{name} is expected to be {}", worse(since.verdict)),
        detail: format!(
            "{method} expects {label} to fall by {} of itself since {}; {}; labels cannot tell yet",
            format::percent(since.relative_drop),
            since.when,
            format::p_equals(since.p_value)
        ),
        size: Some(size(metric, since)),
        rows: model.labels.iter().skip(since.window as usize).map(|labels| labels.rows).sum(),
        began: Some(since.when.clone()),
    };
    let step = format!("Get labels for some rows of {name} since {}, and look.", since.when);
    let basis = Basis::Test(Some(since.p_value));
    Some(Change { finding, size: since.relative_drop, step, basis, is_told: false })
}

fn size(metric: &MetricOverTime, since: &Since) -> Size {
    let reference = metric.realised.reference.map_or_else(String::new, |reference| {
        format!("{} in the reference", format::number(reference.value, 3))
    });
    let now = format::number(since.value.value, 3);
    Size { text: format!("{} {now}", metric.name.label()), beside: reference }
}

const fn worse(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Negligible => "a little worse",
        _ => "worse",
    }
}
