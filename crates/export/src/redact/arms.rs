//! Arms and versions that few rows fell to: nothing is told of these rows but how many they are.

use report::{ArmEffect, Canary, CanaryGuardrail, ExperimentMetric, Experiments, format};

use super::sentences::Sentence;

/// Empties what rests on few rows of an arm; gives the sentences that told it.
pub fn redact(experiments: &mut Experiments, fewest_rows: u64) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for metric in &mut experiments.metrics {
        of_metric(metric, fewest_rows, &mut sentences);
    }
    sentences.extend(experiments.canary.as_mut().and_then(|own| of_canary(own, fewest_rows)));
    sentences
}

fn of_metric(metric: &mut ExperimentMetric, fewest_rows: u64, sentences: &mut Vec<Sentence>) {
    let lacks = format!("fewer than {}", format::plural(fewest_rows, "row", "rows"));
    let few: Vec<String> =
        (metric.arms.iter().filter(|arm| arm.n < fewest_rows)).map(|arm| arm.arm.clone()).collect();
    let is_control = metric.arms.first().is_some_and(|arm| few.contains(&arm.arm));
    for arm in metric.arms.iter_mut().filter(|arm| few.contains(&arm.arm) && arm.value.is_some()) {
        (arm.value, arm.successes, arm.deviation) = (None, None, None);
        arm.lacks.clone_from(&lacks);
    }
    let effects = metric.effects.iter_mut().filter(|own| is_control || few.contains(&own.arm));
    for effect in effects.filter(|effect| effect.lacks.is_empty()) {
        let says = format!("{} is not told of {}: {lacks}.", metric.name, effect.arm);
        sentences.extend(Sentence::whole(&effect.says, &says));
        *effect = ArmEffect {
            arm: effect.arm.clone(),
            difference: None,
            lift: None,
            test: String::new(),
            p_value: None,
            p_adjusted: None,
            size: None,
            cuped: None,
            chances: None,
            always_valid: None,
            unsettled: String::new(),
            guarded: None,
            plan: None,
            further: Vec::new(),
            over_time: None,
            segments: Vec::new(),
            says,
            lacks: lacks.clone(),
        };
    }
}

fn of_canary(canary: &mut Canary, fewest_rows: u64) -> Option<Sentence> {
    let is_told = |own: &CanaryGuardrail| own.control_n.min(own.canary_n) >= fewest_rows;
    if canary.guardrails.iter().all(is_told) {
        return None;
    }
    canary.guardrails.retain(is_told);
    let kept = format!(
        "The canary answered {}; what rests on fewer than {} of a version is not told.",
        format::plural(canary.canary_rows, "row", "rows"),
        fewest_rows
    );
    let from = std::mem::replace(&mut canary.says, kept.clone());
    Sentence::whole(&from, &kept)
}
