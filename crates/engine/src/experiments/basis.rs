//! What a decision rests on: one look at an end that was planned, or an interval that holds whenever one looks.

use report::{ArmEffect, DecisionRule, ExperimentMetric, ExperimentSettings, format};

use super::words;

/// What has to be so for a decision by one look: " if this is the end …"; empty where it holds at any time, or where the
/// end that was planned is there.
pub fn condition(settings: &ExperimentSettings, effect: &ArmEffect) -> &'static str {
    let is_unplanned = settings.rule == DecisionRule::Fixed && settings.planned_rows == 0;
    let holds_at_any_time = effect.always_valid.as_ref().is_some_and(|always| always.may_stop);
    if is_unplanned && !holds_at_any_time {
        " if this is the end that was planned before the start"
    } else {
        ""
    }
}

/// What the always-valid interval says, as a clause behind it: "shows a gain already: +0.8 points (…)".
pub fn at_any_time(primary: &ExperimentMetric, effect: &ArmEffect) -> String {
    let Some(always) = &effect.always_valid else {
        return "cannot be made of these rows".to_owned();
    };
    let shown = words::difference(primary.is_share(), &always.difference);
    let is_gain = (always.difference.value > 0.0) == primary.is_more_better;
    let says = match (always.may_stop, is_gain) {
        (true, true) => "shows a gain already",
        (true, false) => "shows a loss already",
        (false, _) => "does not tell the difference from chance yet",
    };
    format!("{says}: {shown}, {}", format::p_equals(always.p_value))
}

/// That a decision by one look does not hold for who looked before, as a sentence.
pub fn doubt(
    settings: &ExperimentSettings,
    primary: &ExperimentMetric,
    effect: &ArmEffect,
) -> Option<String> {
    let is_called = effect.p_adjusted.is_some_and(|p| p < settings.error_rate);
    let is_of_one_look = settings.rule == DecisionRule::Fixed && is_called;
    is_of_one_look.then(|| {
        let before = "Whoever looks before the end that was planned decides by the always-valid interval, which holds at any time. It";
        format!("{before} {}.", at_any_time(primary, effect))
    })
}
