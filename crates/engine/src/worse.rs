//! How much worse a number became, and since when: for metrics of models and for indicators alike; and since
//! when a number is another one.

use report::{ChangedSince, Estimate, Side, Since, Verdict};
use stats::estimation::{Direction, WorseSince, overdispersion, relative_drop, worse_since};
use stats::{Measured, special::Z_95};

use crate::Study;
use crate::timeline::Axis;

/// A value with the standard error that its interval stands for: half its length over 1.96.
pub fn measured(estimate: Estimate) -> Option<Measured> {
    let (low, high) = estimate.interval_95?;
    let standard_error = (high - low) / (2.0 * Z_95);
    (standard_error > 0.0).then_some(Measured { value: estimate.value, standard_error })
}

fn estimate(measured: Measured) -> Estimate {
    let interval = measured.interval_95();
    Estimate { value: measured.value, interval_95: Some((interval.low, interval.high)) }
}

/// The drop from a baseline relative to it, and its p-value.
pub fn drop(
    study: &Study<'_>,
    baseline: Measured,
    now: Measured,
    direction: Direction,
) -> Option<(f64, f64)> {
    let limit = study.settings.performance.drop_moderate;
    let drop = relative_drop(baseline, now, limit, direction)?;
    Some((drop.drop, drop.p_value_of_none))
}

/// What a relative drop with this p-value comes to.
pub fn verdict(study: &Study<'_>, drop: f64, p: f64) -> Verdict {
    let settings = &study.settings;
    match drop {
        _ if p >= settings.drift.false_discovery_rate => Verdict::Stable,
        drop if drop >= settings.performance.drop_significant => Verdict::Significant,
        drop if drop >= settings.performance.drop_moderate => Verdict::Moderate,
        _ => Verdict::Negligible,
    }
}

/// Whether production's windows have what the reference's have, each in its turn: the course that it had before is no
/// change.
pub fn is_reference_again(axis: &Axis, windows: &[Option<Estimate>]) -> bool {
    let of = |side: Side| {
        axis.windows_of(side).map(|at| windows.get(at).copied().flatten().map(|own| own.value))
    };
    of(Side::Reference).eq(of(Side::Production))
}

/// Since when production is worse than the baseline, where that is sure. `windows` are those of production
/// that have a value, each with its place along the axis; `from` is the number over all rows from a window on,
/// where it is known: the mean of windows by inverse variance is told otherwise.
pub fn since(
    study: &Study<'_>,
    axis: &Axis,
    baseline: Measured,
    windows: impl Iterator<Item = (usize, Measured)>,
    direction: Direction,
    from: impl Fn(usize) -> Option<Estimate>,
) -> Option<Since> {
    let (places, row): (Vec<usize>, Vec<Measured>) = windows.unzip();
    let since = worse_since(baseline, &row, direction)?;
    if since.p_value >= study.settings.drift.false_discovery_rate {
        return None;
    }
    let window = places[since.position];
    let told =
        |value: Estimate| Some((value, drop(study, baseline, measured(value)?, direction)?.0));
    let over_rows = from(window).and_then(told).filter(|(_, drop)| *drop > 0.0);
    let (value, relative_drop) = over_rows.or_else(|| told(estimate(since.after)))?;
    if relative_drop <= 0.0 {
        return None;
    }
    Some(Since {
        window: window as u32,
        label: axis.windows[window].label.clone(),
        when: axis.begins(window),
        value,
        relative_drop,
        p_value: since.p_value,
        verdict: verdict(study, relative_drop, since.p_value),
    })
}

/// From when on production is another one than the baseline in either direction, where that is sure: the
/// clearest step, whose p-value counts twice; before it, by how much the errors of windows are widened. That is by how
/// much more than chance gives windows vary: those of the reference, and of production before and after the step, each
/// about their own mean. `from` is as for [`since`].
pub fn changed_since(
    study: &Study<'_>,
    axis: &Axis,
    baseline: Measured,
    of_reference: &[Measured],
    windows: impl Iterator<Item = (usize, Measured)>,
    from: impl Fn(usize) -> Option<Estimate>,
) -> (f64, Option<ChangedSince>) {
    let (places, row): (Vec<usize>, Vec<Measured>) = windows.unzip();
    let first = overdispersion(&[of_reference]).sqrt();
    if row == of_reference {
        return (first, None);
    }
    let Some(step) = clearest_step(baseline, &row, first) else { return (first, None) };
    let (before, after) = row.split_at(step.position);
    let spread = overdispersion(&[of_reference, before, after]).sqrt();
    let told = || {
        let step = clearest_step(baseline, &row, spread)?;
        let p_value = (2.0 * step.p_value).min(1.0);
        let window = places[step.position];
        (p_value < study.settings.drift.false_discovery_rate).then(|| ChangedSince {
            window: window as u32,
            label: axis.windows[window].label.clone(),
            when: axis.begins(window),
            value: from(window).unwrap_or_else(|| estimate(step.after)),
            p_value,
        })
    };
    (spread, told())
}

/// The same of windows of either side, each with its value, beside that of the whole reference.
pub fn changed_between(
    study: &Study<'_>,
    axis: &Axis,
    reference: Option<Estimate>,
    value: impl Fn(usize) -> Option<Estimate>,
) -> (f64, Option<ChangedSince>) {
    let Some(reference) = reference.and_then(measured) else { return (1.0, None) };
    let of = |at: usize| Some((at, measured(value(at)?)?));
    let own: Vec<Measured> =
        axis.windows_of(Side::Reference).filter_map(of).map(|(_, own)| own).collect();
    let production = axis.windows_of(Side::Production).filter_map(of);
    changed_since(study, axis, reference, &own, production, |_| None)
}

/// The clearest step in either direction, with the errors of windows so many times as large.
fn clearest_step(baseline: Measured, row: &[Measured], spread: f64) -> Option<WorseSince> {
    let widened =
        |told: &Measured| Measured { standard_error: told.standard_error * spread, ..*told };
    let row: Vec<Measured> = row.iter().map(widened).collect();
    let steps = [Direction::LargerIsBetter, Direction::SmallerIsBetter];
    let steps = steps.into_iter().filter_map(|way| worse_since(baseline, &row, way));
    steps.reduce(|a, b| if b.p_value < a.p_value { b } else { a })
}
