//! What a window is compared with. A window is never part of its own baseline.

use report::{Baseline, Offer, Side, TimeWindow, Windows, format};

use super::axis::Axis;
use crate::calendar::{DAY_MS, hour_of_day, weekday};

/// Windows of the reference that tell how far its own windows are from each other.
pub const FEWEST_OF_A_SPREAD: usize = 3;

/// The windows that a window is compared with, together; none where there is no such thing.
pub fn of_window(axis: &Axis, baseline: Baseline, window: usize) -> Vec<usize> {
    if baseline == Baseline::Previous {
        return previous(axis, window).into_iter().collect();
    }
    let others = axis.windows_of(Side::Reference).filter(|other| *other != window);
    match baseline {
        Baseline::Reference | Baseline::Spread | Baseline::Previous => others.collect(),
        _ => {
            let own = key(axis, baseline, window);
            others.filter(|other| own.is_some() && key(axis, baseline, *other) == own).collect()
        }
    }
}

/// The last whole window before that holds rows.
fn previous(axis: &Axis, window: usize) -> Option<usize> {
    let own = &axis.windows[window];
    (0..window).rev().find(|&before| {
        let other = &axis.windows[before];
        other.rows > 0 && !other.is_partial && (axis.is_one || other.side == own.side)
    })
}

/// What windows of one baseline share.
fn key(axis: &Axis, baseline: Baseline, window: usize) -> Option<u32> {
    let TimeWindow { start_ms, side, is_partial, .. } = axis.windows[window];
    let start = start_ms?;
    // A few days of a week may lie in another month than its middle.
    let is_in_no_month = axis.kind == Windows::Week && is_partial && side == Side::Reference;
    match baseline {
        Baseline::Weekday => Some(weekday(start)),
        Baseline::Hour => Some(hour_of_day(start)),
        Baseline::Month => Some(month(axis, start)).filter(|_| !is_in_no_month),
        Baseline::Reference | Baseline::Previous | Baseline::Spread => None,
    }
}

/// The month that most of a window lies in.
fn month(axis: &Axis, start_ms: i64) -> u32 {
    let thursday = if axis.kind == Windows::Week { 3 * DAY_MS } else { 0 };
    format::civil(start_ms.saturating_add(thursday)).1
}

/// What can be chosen, and why the rest cannot.
pub fn offers(axis: &Axis) -> Vec<Offer<Baseline>> {
    let all = [
        (Baseline::Reference, "Whole reference"),
        (Baseline::Weekday, "Same weekday"),
        (Baseline::Hour, "Same hour"),
        (Baseline::Month, "Same month"),
        (Baseline::Previous, "Window before"),
        (Baseline::Spread, "Reference’s own windows"),
    ];
    let offer = |(choice, label): (Baseline, &str)| Offer {
        choice,
        label: label.to_owned(),
        is_on: false,
        lacks: lacks(axis, choice),
    };
    all.map(offer).to_vec()
}

/// Why a baseline does not exist.
pub fn lacks(axis: &Axis, baseline: Baseline) -> Option<String> {
    let has_day = matches!(axis.kind, Windows::Hour | Windows::Day);
    let has_month = has_day || matches!(axis.kind, Windows::Week | Windows::Month);
    let why = match baseline {
        Baseline::Reference if axis.windows_of(Side::Reference).next().is_none() => {
            "The reference has no window"
        }
        Baseline::Weekday if !has_day => "Needs windows of a day or an hour",
        Baseline::Hour if axis.kind != Windows::Hour => "Needs windows of an hour",
        Baseline::Month if !has_month => "Needs windows of a month or less",
        Baseline::Previous if axis.windows.len() < 2 => "There is one window",
        Baseline::Spread if whole_reference_windows(axis) < FEWEST_OF_A_SPREAD => {
            "Needs three whole windows of the reference"
        }
        Baseline::Weekday | Baseline::Hour | Baseline::Month => {
            return without_any(axis, baseline);
        }
        _ => return None,
    };
    Some(why.to_owned())
}

fn whole_reference_windows(axis: &Axis) -> usize {
    axis.windows_of(Side::Reference)
        .filter(|&i| !axis.windows[i].is_partial && axis.windows[i].rows > 0)
        .count()
}

/// That the reference has no window of the same kind for most windows of production.
fn without_any(axis: &Axis, baseline: Baseline) -> Option<String> {
    let has_one = |window: &usize| {
        of_window(axis, baseline, *window).iter().any(|&other| axis.windows[other].rows > 0)
    };
    let production = axis.windows_of(Side::Production).filter(|&i| axis.windows[i].rows > 0);
    let (with, without): (Vec<usize>, Vec<usize>) = production.partition(has_one);
    if with.len() >= without.len() {
        return None;
    }
    Some(match baseline {
        Baseline::Month => format!("The reference has no {}", months(axis, &without)),
        Baseline::Hour => "The reference has none of these hours".to_owned(),
        _ => "The reference has none of these weekdays".to_owned(),
    })
}

/// The months of some windows: "July to December".
fn months(axis: &Axis, windows: &[usize]) -> String {
    let start = |window: &usize| axis.windows[*window].start_ms;
    let thursday = if axis.kind == Windows::Week { 3 * DAY_MS } else { 0 };
    let name = |start: i64| {
        let text = format::month(start.saturating_add(thursday));
        text.split(' ').next().unwrap_or_default().to_owned()
    };
    match (windows.first().and_then(start).map(name), windows.last().and_then(start).map(name)) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only,
        _ => "such month".to_owned(),
    }
}
