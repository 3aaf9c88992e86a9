//! Production held against what the settings ask of it.

use report::{Estimate, Indicator, Objective, Severity, Verdict, format};

use super::since::Since;
use crate::indicators::{in_unit, with_interval};
use crate::{Study, sure};

/// Fewer times as much are no multiple.
const LEAST_TIMES: f64 = 2.0;

/// What production is held to, and how it stands to that.
pub struct Limit {
    /// As it is written: "200 ms".
    pub text: String,
    /// Stable where it is kept, significant where it is missed beyond chance, not enough data where it is
    /// missed and that could be chance.
    pub verdict: Verdict,
    /// What is to be said of the interval; may be empty.
    pub remark: String,
    /// How a value misses it: "over", "under".
    pub missed: &'static str,
    /// Whether the reference misses it, too.
    pub was_missed: bool,
    /// Since when it is missed.
    pub since: Option<Since>,
}

/// The objective of an indicator.
pub fn objective(study: &Study<'_>, limit: Limit, own: &Indicator) -> Objective {
    let Limit { text, verdict, remark, missed, was_missed, since } = limit;
    let since = since.filter(|_| verdict == Verdict::Significant);
    let whole = own.value.production;
    // From there on, not over the whole period, of which quiet days before are part.
    let from_there = since.as_ref().and_then(|since| Some((since, since.value?)));
    let came = from_there.map(|(_, value)| value).or(whole);
    let remark = from_there.map_or(remark, |(since, _)| since.remark.clone());
    let value = |of: Estimate| in_unit(&own.unit, of.value, of.interval_95);
    let when = since.as_ref().map(|since| format!(" since {}", since.when)).unwrap_or_default();
    let told = match verdict {
        Verdict::Significant => format!("{missed} its objective of {text}{when}"),
        Verdict::NotEnoughData => {
            format!("{missed} its objective of {text}, but that could be chance")
        }
        _ => format!("within its objective of {text}"),
    };
    let over_all =
        from_there.and(whole).map(|whole| format!("; {} over the whole period", value(whole)));
    let before = own.value.reference.map(|before| {
        let too = if was_missed { ", which misses it as well" } else { "" };
        let too = if verdict == Verdict::Stable { "" } else { too };
        format!("; {} in the reference{}{too}", value(before), times(came, before))
    });
    let is_lately = from_there.is_some();
    Objective {
        title: format!("{}: {text}", own.name),
        column: own.column.clone(),
        value: came.map(value).unwrap_or_default(),
        says: format!(
            "{} is {}{remark}, {told}{}{}.",
            own.name,
            came.map(|came| with_interval(&own.unit, came)).unwrap_or_default(),
            over_all.unwrap_or_default(),
            before.unwrap_or_default()
        ),
        limit: text,
        verdict,
        severity: severity(study, verdict, was_missed && !is_lately, own),
        window: since.as_ref().and_then(|since| since.window).map(|at| at as u32),
        since: since.map(|since| since.when),
    }
}

/// " (65 times as much now)", where it is a multiple.
fn times(came: Option<Estimate>, before: Estimate) -> String {
    let times = came.map_or(0.0, |came| came.value / before.value);
    if !times.is_finite() || times < LEAST_TIMES {
        return String::new();
    }
    format!(" ({} times as much now)", format::number(times, 2))
}

/// High where the reference kept it, or production is worse beyond chance; low where the reference misses it
/// just as well, or where it could be chance.
fn severity(study: &Study<'_>, verdict: Verdict, was_missed: bool, own: &Indicator) -> Severity {
    let is_sure = own.p_adjusted.is_some_and(|p| sure::is_sure(study, p));
    let is_worse = own.verdict.is_some_and(|verdict| verdict != Verdict::Stable) && is_sure;
    match verdict {
        Verdict::Significant if was_missed && !is_worse => Severity::Low,
        Verdict::Significant => Severity::High,
        Verdict::NotEnoughData => Severity::Low,
        _ => Severity::Information,
    }
}
