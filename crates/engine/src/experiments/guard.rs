//! Whether a guardrail stays within its margin.

use report::{Estimate, GuardVerdict, Guarded, format};
use stats::experiment::{Arm, Margin, non_inferiority, share_non_inferiority};

use super::effect::Subject;
use super::sample::Sample;
use super::wanted::Limit;

/// One-sided p-value under which a loss of the margin is ruled out, or sure: what a 95% interval says.
const SURE: f64 = 0.025;

/// The guardrail of the treatment at this place; `arms` are control and treatment.
pub fn guarded(
    subject: &Subject<'_>,
    at: usize,
    arms: Option<(Arm, Arm)>,
    difference: Option<&Estimate>,
) -> Guarded {
    let settings = &subject.study.settings.experiments;
    let limit = subject.limit.unwrap_or(if subject.is_share() {
        Limit::Absolute(settings.guardrail_margin_share)
    } else {
        Limit::Relative(settings.guardrail_margin)
    });
    let (margin, is_relative, of_stats) = match limit {
        Limit::Relative(size) => (size, true, Margin::Relative(size)),
        Limit::Absolute(size) => (size, false, Margin::Absolute(size)),
    };
    let direction = subject.direction();
    let p_value = match (&subject.samples[0], &subject.samples[at]) {
        (Sample::Share(c), Sample::Share(t)) => share_non_inferiority(*c, *t, of_stats, direction),
        _ => arms.and_then(|(control, treatment)| {
            non_inferiority(&control, &treatment, of_stats, direction).map(|test| test.p_value)
        }),
    };
    // Without an error, as of quantiles and arms that do not vary, the interval's worse end says it.
    let by_interval = || {
        let control = subject.samples[0].estimate()?.value;
        let allowed = if is_relative { margin * control.abs() } else { margin };
        let (low, high) = difference?.interval_95?;
        let (worst, best) = if subject.is_more_better { (-low, -high) } else { (high, low) };
        Some((worst < allowed, best > allowed))
    };
    let (is_kept, is_broken) = match p_value {
        Some(p) => (p < SURE, p > 1.0 - SURE),
        None => by_interval().unwrap_or((false, false)),
    };
    let verdict = match (is_kept, is_broken) {
        (true, _) => GuardVerdict::Kept,
        (_, true) => GuardVerdict::Broken,
        _ => GuardVerdict::Unclear,
    };
    let worse = if subject.is_more_better { "lower" } else { "higher" };
    let shown = match limit {
        Limit::Relative(size) => format::percent(size),
        Limit::Absolute(size) if subject.is_share() => {
            format::points(size).trim_start_matches('+').to_owned()
        }
        Limit::Absolute(size) => format::exact(size),
    };
    // A p-value of the margin, not of a difference.
    let p = p_value.map_or_else(String::new, |p| format!(" ({} if it were)", format::p_equals(p)));
    let name = subject.name;
    let says = match verdict {
        GuardVerdict::Kept => format!("{name} is surely not {worse} by {shown} or more{p}."),
        GuardVerdict::Broken => {
            format!("{name} is surely {worse} by more than {shown}, which it may not be.")
        }
        GuardVerdict::Unclear => {
            format!("Whether {name} is {worse} by {shown} or more is not sure yet{p}.")
        }
    };
    Guarded { margin, is_relative, p_value, verdict, says }
}
