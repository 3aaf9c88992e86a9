//! Indicators: numbers that a service or a business is watched by, judged alike wherever they come from.
//!
//! Production less reference, with an interval and a p-value that is adjusted over the indicators of a chapter;
//! how large that is relative to the reference makes the verdict, with the limits of a metric of a model. Windows of
//! production are held against the whole reference ([`crate::worse`]), their errors widened by as much as the
//! reference's own windows vary more than chance gives.

use report::{Estimate, Indicator, Pair, Side, Since, Verdict, format};
use stats::estimation::{Direction, overdispersion};
use stats::performance::{p_value_of_zero, weighted_sum};
use stats::{Measured, benjamini_hochberg};

use crate::performance::{as_measured, as_reported};
use crate::timeline::Axis;
use crate::worse::measured;
use crate::{Study, worse};

/// What is measured of an indicator.
pub struct Parts {
    pub name: String,
    pub column: Option<String>,
    pub unit: String,
    /// Whether findings are told of it.
    pub is_leading: bool,
    /// What it rests on, on each side.
    pub n: Pair<u64>,
    /// Its value on each side, or why there is none.
    pub value: Pair<Result<Estimate, String>>,
    /// The sum over all rows, where that has a meaning.
    pub total: Pair<Option<f64>>,
    /// Production less reference, where that is better known than from both intervals.
    pub change: Option<Estimate>,
    pub direction: Direction,
    /// One for each window of the axis; empty without an axis.
    pub windows: Vec<Option<Estimate>>,
}

/// The values of rows by the window that they lie in; nothing without an axis.
pub fn by_window<T: Copy>(axis: Option<&Axis>, rows: &Pair<Vec<T>>) -> Vec<Vec<T>> {
    let Some(axis) = axis else { return Vec::new() };
    let window = |at: usize| {
        let rows = rows.get(axis.windows[at].side);
        axis.rows[at].iter().filter_map(|row| rows.get(*row as usize).copied()).collect()
    };
    (0..axis.windows.len()).map(window).collect()
}

/// Judges the indicators of a chapter together.
pub fn judged(study: &Study<'_>, axis: Option<&Axis>, all: Vec<Parts>) -> Vec<Indicator> {
    let changes: Vec<Option<Estimate>> = all.iter().map(change).collect();
    let p = |change: &Option<Estimate>| p_value_of_zero(as_measured((*change)?));
    let p_values: Vec<Option<f64>> = changes.iter().map(p).collect();
    let known: Vec<f64> = p_values.iter().copied().flatten().collect();
    let mut adjusted = benjamini_hochberg(&known).into_iter();
    let of = |((parts, change), p): ((Parts, _), Option<f64>)| {
        let p_adjusted = p.and_then(|_| adjusted.next());
        indicator(study, axis, parts, change, p_adjusted)
    };
    all.into_iter().zip(changes).zip(p_values).map(of).collect()
}

fn change(parts: &Parts) -> Option<Estimate> {
    parts.change.or_else(|| {
        let sides = parts.value.as_ref().map(|side| side.as_ref().ok().copied()).both()?;
        let sides = sides.map(as_measured);
        as_reported(weighted_sum(&[(1.0, sides.production), (-1.0, sides.reference)]))
    })
}

fn indicator(
    study: &Study<'_>,
    axis: Option<&Axis>,
    parts: Parts,
    change: Option<Estimate>,
    p_adjusted: Option<f64>,
) -> Indicator {
    let since = axis.and_then(|axis| since(study, axis, &parts));
    let value = parts.value.as_ref().map(|side| side.as_ref().ok().copied());
    let reference = value.reference.map(|reference| reference.value.abs());
    let relative_change = change.zip(reference.filter(|size| *size > f64::MIN_POSITIVE));
    let relative_change = relative_change.map(|(change, size)| change.value / size);
    let worse = if parts.direction == Direction::LargerIsBetter { -1.0 } else { 1.0 };
    let verdict = change.map(|change| match (p_adjusted, relative_change) {
        (None, _) => Verdict::NotEnoughData,
        (Some(_), _) if worse * change.value <= 0.0 => Verdict::Stable,
        (Some(p), Some(relative)) => worse::verdict(study, worse * relative, p),
        // From nothing to something has no size relative to the reference.
        (Some(p), None) => worse::verdict(study, f64::MAX, p),
    });
    let mut told = Indicator {
        name: parts.name,
        column: parts.column,
        is_leading: parts.is_leading,
        unit: parts.unit,
        n: parts.n,
        value,
        lacks: parts.value.map(|side| side.err().unwrap_or_default()),
        total: parts.total,
        change,
        relative_change: relative_change.filter(|relative| relative.is_finite()),
        p_adjusted,
        verdict,
        says: String::new(),
        windows: parts.windows,
        since,
    };
    told.says = says(&told);
    told
}

/// Since when it is worse, where that is sure.
fn since(study: &Study<'_>, axis: &Axis, parts: &Parts) -> Option<Since> {
    if worse::is_reference_again(axis, &parts.windows) {
        return None;
    }
    let baseline = measured(*parts.value.reference.as_ref().ok()?)?;
    let of = |at: usize| measured((*parts.windows.get(at)?)?);
    let own: Vec<Measured> = axis.windows_of(Side::Reference).filter_map(of).collect();
    let spread = overdispersion(&[&own]).sqrt();
    let widened = |at: usize| {
        let window = of(at)?;
        Some((at, Measured { standard_error: window.standard_error * spread, ..window }))
    };
    let known = axis.windows_of(Side::Production).filter_map(widened);
    worse::since(study, axis, baseline, known, parts.direction, |_| None)
}

/// "Conversion by converted is 3.1% of rows in production (95% 2.8% to 3.4%), before 4.0%: worse; adjusted
/// p = 0.001; since 23 July."
fn says(told: &Indicator) -> String {
    let name = format::short(&told.name);
    let Some(production) = told.value.production else {
        return format!("{name} of production cannot be told: {}.", told.lacks.production);
    };
    let now = format!("{name} is {} in production", with_interval(&told.unit, production));
    let (Some(reference), Some(p)) = (told.value.reference, told.p_adjusted) else {
        let lacks = match told.lacks.reference.as_str() {
            "" => "it has no interval",
            lacks => lacks,
        };
        return format!("{now}; whether that is a change cannot be told: {lacks}.");
    };
    let before = in_unit(&told.unit, reference.value, reference.interval_95);
    let since =
        told.since.as_ref().map_or_else(String::new, |s| format!("; worse since {}", s.when));
    format!("{now}, before {before}: {}; {}{since}.", word(told), format::p_equals(p))
}

/// What became of it, in a word.
fn word(told: &Indicator) -> &'static str {
    match told.verdict {
        Some(Verdict::Significant) => "clearly worse",
        Some(Verdict::Moderate) => "worse",
        Some(Verdict::Negligible) => "a little worse",
        _ => "not worse",
    }
}

/// A value in its unit, with its interval.
pub fn with_interval(unit: &str, estimate: Estimate) -> String {
    let value = in_unit(unit, estimate.value, estimate.interval_95);
    let Some((low, high)) = estimate.interval_95 else { return value };
    let percent = if unit == Indicator::SHARE { "%" } else { "" };
    let scale = if unit == Indicator::SHARE { 100.0 } else { 1.0 };
    let interval = Some((scale * low, scale * high));
    let [low, high] = [low, high].map(|end| format::estimate_text(scale * end, interval));
    format!("{value} (95% {low}{percent} to {high}{percent})")
}

/// A value in its unit: shares as percentages.
pub fn in_unit(unit: &str, value: f64, interval: Option<(f64, f64)>) -> String {
    match unit {
        Indicator::SHARE => {
            let interval = interval.map(|(low, high)| (100.0 * low, 100.0 * high));
            format!("{}% {unit}", format::estimate_text(100.0 * value, interval))
        }
        "" => format::estimate_text(value, interval),
        unit => format!("{} {unit}", format::estimate_text(value, interval)),
    }
}
