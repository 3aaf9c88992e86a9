//! Production held against what the settings ask of it.

use report::{Indicator, Objective, Severity, Verdict};

use crate::indicators::{in_unit, with_interval};
use crate::{Study, sure};

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
    pub since: Option<String>,
}

/// The objective of an indicator.
pub fn objective(study: &Study<'_>, limit: Limit, own: &Indicator) -> Objective {
    let Limit { text, verdict, remark, missed, was_missed, since } = limit;
    let since = since.filter(|_| verdict == Verdict::Significant);
    let told = match verdict {
        Verdict::Significant => {
            let since = since.as_ref().map(|since| format!(" since {since}"));
            format!("{missed} its objective of {text}{}", since.unwrap_or_default())
        }
        Verdict::NotEnoughData => {
            format!("{missed} its objective of {text}, but that could be chance")
        }
        _ => format!("within its objective of {text}"),
    };
    let came = own.value.production.map(|came| with_interval(&own.unit, came));
    let before = own.value.reference.map(|before| {
        let value = in_unit(&own.unit, before.value, before.interval_95);
        let too = if was_missed { ", which misses it as well" } else { "" };
        format!("; {value} in the reference{}", if verdict == Verdict::Stable { "" } else { too })
    });
    let value = own.value.production.map(|came| in_unit(&own.unit, came.value, came.interval_95));
    Objective {
        title: format!("{}: {text}", own.name),
        column: own.column.clone(),
        value: value.unwrap_or_default(),
        says: format!(
            "{} is {}{remark}, {told}{}.",
            own.name,
            came.unwrap_or_default(),
            before.unwrap_or_default()
        ),
        limit: text,
        verdict,
        severity: severity(study, verdict, was_missed, own),
        since,
    }
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
