//! Probabilities that can be believed less than before, as findings.

use report::{
    Calibration, CalibrationChange, CalibrationOverTime, Chapter, ClassCalibration, Finding,
    ModelCalibration, PerformanceOverTime, Severity, Side, SideCalibration, Size, Verdict, format,
};

use super::changes::{Basis, Change};
use super::performance::labelled_of;
use crate::calibration::sentences::{best_repair, how, size, turned, unturn};
use crate::{Study, sure};

/// Significant digits of a Brier score.
const DIGITS: usize = 3;

/// Models whose probabilities are off in production.
pub fn changes(
    study: &Study<'_>,
    calibration: &Calibration,
    over_time: &PerformanceOverTime,
) -> impl Iterator<Item = Change> {
    calibration.models.iter().filter_map(|model| {
        let courses = over_time.models.iter().filter(|own| own.name == model.name);
        let courses: Vec<&CalibrationOverTime> = courses.flat_map(|own| &own.calibration).collect();
        worst(study, model, &courses)
    })
}

/// The gravest finding of a model's classes.
fn worst(
    study: &Study<'_>,
    model: &ModelCalibration,
    courses: &[&CalibrationOverTime],
) -> Option<Change> {
    let is_one_of_several = model.classes.len() > 1;
    let found = model.classes.iter().filter_map(|class| {
        let course = courses.iter().find(|course| course.class == class.class);
        let since = course.and_then(|course| course.since.as_ref());
        let mut change = change(study, class, is_one_of_several)?;
        change.finding.began = since.map(|since| since.when.clone());
        Some(change)
    });
    found.reduce(|a, b| if b.rank().gravest_first(a.rank()).is_lt() { b } else { a })
}

fn change(study: &Study<'_>, class: &ClassCalibration, is_one_of_several: bool) -> Option<Change> {
    let production = class.sides.production.as_ref()?;
    if !class.verdict.is_drift() {
        return None;
    }
    let error = production.equal_count.expected_error;
    let mut name = format::short(&class.score);
    if is_one_of_several {
        name.push_str(&format!(", for class {},", format::short(&class.class)));
    }
    let p_adjusted = class.change.map(|change| change.p_adjusted);
    let finding = Finding {
        severity: severity(study, class),
        chapter: Chapter::Calibration,
        about: "calibration".to_owned(),
        column: Some(class.score.clone()),
        title: format!(
            "{name} {} (off by {} on average)",
            how(&class.class, production),
            size(error)
        ),
        detail: detail(study, class, production),
        size: Some(Size {
            text: size(error),
            beside: production
                .equal_count
                .chance
                .map_or_else(String::new, |chance| format!("chance up to {}", size(chance.up_to))),
        }),
        rows: production.n,
        began: None,
    };
    let grown = class.change.map_or(error, |change| grown(class, change).max(0.0));
    let basis = Basis::Test(p_adjusted);
    Some(Change { finding, size: grown, step: step(class, production), basis, is_told: false })
}

/// By how much the error grew; where the mean is now off in the other direction, all of that gap is new.
fn grown(class: &ClassCalibration, change: CalibrationChange) -> f64 {
    let gaps = class.sides.as_ref().map(|side| Some(side.as_ref()?.mean_gap?.gap.value)).both();
    let turned = gaps.filter(|gap| gap.reference * gap.production < 0.0);
    turned.map_or(change.expected_error, |gap| change.expected_error.max(gap.production.abs()))
}

/// By how much the error grew. One that was there before, or of which that is not known, is no news.
fn severity(study: &Study<'_>, class: &ClassCalibration) -> Severity {
    let settings = &study.settings.calibration;
    let Some(change) = class.change else { return Severity::Low };
    let severity = match grown(class, change) {
        grown if grown >= settings.error_significant && class.verdict == Verdict::Significant => {
            Severity::High
        }
        grown if grown >= settings.error_moderate => Severity::Medium,
        _ => Severity::Low,
    };
    sure::severity(study, severity, change.p_adjusted)
}

fn detail(study: &Study<'_>, class: &ClassCalibration, production: &SideCalibration) -> String {
    let n = labelled_of(production.n, study.rows(Side::Production));
    match (&class.sides.reference, class.change) {
        (Some(reference), Some(change)) => format!(
            "{} off in the reference ({} for the change); n {n}",
            size(reference.equal_count.expected_error),
            format::p_equals(change.p_adjusted)
        ),
        _ => format!("Whether it was so before is not known: {}; n {n}", class.lacks.reference),
    }
}

/// "Recalibrate score: Platt scaling fitted on production takes the Brier score from 0.2 to 0.1."
fn step(class: &ClassCalibration, production: &SideCalibration) -> String {
    let name = format::short(&class.score);
    if turned(production).is_some() {
        return unturn(&class.class, &class.score);
    }
    match best_repair(&class.repairs, Side::Production) {
        Some((repair, effect)) => format!(
            "Recalibrate {name}: {} fitted on {} takes the Brier score from {} to {}.",
            repair.method.label(),
            repair.rows(),
            format::number(effect.brier_before, DIGITS),
            format::number(effect.brier_before + effect.brier_change.value, DIGITS)
        ),
        None => format!("Do not take {name} for a probability until it is known why it is off."),
    }
}
