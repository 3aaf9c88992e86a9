//! Windows of time with more or fewer rows than the reference's own windows have.
//!
//! Days where the reference spans three weeks or more, against the same weekday; else hours, against the
//! same hour where there are three days or more. The first and last window of a file may be cut, and are
//! not judged. What is told is told by Bonferroni over all judged windows.

use report::{
    About, Pair, Remark, Role, RoleChoice, Severity, Size, VolumeChange, VolumeCheck, VolumeUnit,
    format,
};
use stats::CountBaseline;

use crate::{Study, roles, sure};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Windows of each season that the reference needs: three Mondays.
const FEWEST_OF_SEASON: usize = 3;
/// Whole windows of the reference without which nothing is judged.
const FEWEST_WINDOWS: usize = 8;
/// More windows than this are not looked at.
const MOST_WINDOWS: i64 = 20_000;
/// A ratio to the expected rows from which too few or too many are to be looked at.
const FEW: f64 = 0.5;
const MANY: f64 = 2.0;

/// Judges production's windows; nothing where there is no time column or the reference is too short.
pub fn check(study: &Study<'_>, choices: &[RoleChoice]) -> Option<VolumeCheck> {
    let name = roles::column_with(choices, Role::Timestamp)?;
    let times = study.column(name).map(|column| column?.times_ms()).both()?;
    by(&times, VolumeUnit::Day, DAY_MS, 7, study)
        .or_else(|| by(&times, VolumeUnit::Hour, HOUR_MS, 24, study))
}

fn by(
    times: &Pair<Vec<i64>>,
    unit: VolumeUnit,
    length_ms: i64,
    season: usize,
    study: &Study<'_>,
) -> Option<VolumeCheck> {
    let Pair { reference, production } =
        times.as_ref().map(|times| whole_windows(times, length_ms)).both()?;
    let by_season = reference.1.len() >= season * FEWEST_OF_SEASON;
    if reference.1.len() < FEWEST_WINDOWS || (unit == VolumeUnit::Day && !by_season) {
        return None;
    }
    let groups = if by_season { season } else { 1 };
    let group = |window: i64| window.rem_euclid(groups as i64) as usize;
    let counted: Vec<(usize, u64)> =
        (reference.0..).zip(&reference.1).map(|(window, &rows)| (group(window), rows)).collect();
    let baseline = CountBaseline::of(&counted, groups)?;
    let judged = production.1.len() as u64;
    let false_alarms = study.settings.data.volume_false_alarms;
    let mut told: Vec<VolumeChange> = Vec::new();
    let mut last = None;
    for (window, &rows) in (production.0..).zip(&production.1) {
        let (expected_rows, p) = baseline.judge(group(window), rows)?;
        let p_adjusted = (p * judged as f64).min(1.0);
        if p_adjusted >= false_alarms {
            continue;
        }
        let is_less = (rows as f64) < expected_rows;
        let change = VolumeChange {
            start_ms: window * length_ms,
            windows: 1,
            rows,
            expected_rows,
            p_adjusted,
        };
        match told.last_mut() {
            Some(before) if last == Some((window - 1, is_less)) => {
                before.windows += 1;
                before.rows += rows;
                before.expected_rows += expected_rows;
                before.p_adjusted = before.p_adjusted.min(p_adjusted);
            }
            _ => told.push(change),
        }
        last = Some((window, is_less));
    }
    let (reference, dispersion) = (counted.len() as u64, baseline.dispersion);
    Some(VolumeCheck { unit, judged, reference, by_season, dispersion, false_alarms, told })
}

/// The first whole window, and the rows of each until the last whole one.
fn whole_windows(times: &Vec<i64>, length_ms: i64) -> Option<(i64, Vec<u64>)> {
    let (first, last) = (*times.iter().min()?, *times.iter().max()?);
    let window = |ms: i64| ms.div_euclid(length_ms);
    let (first, last) = (window(first) + 1, window(last) - 1);
    let count = last.checked_sub(first)?.checked_add(1)?;
    if !(1..=MOST_WINDOWS).contains(&count) {
        return None;
    }
    let mut rows = vec![0; count as usize];
    for &ms in times {
        let place = usize::try_from(window(ms) - first).ok();
        if let Some(rows) = place.and_then(|place| rows.get_mut(place)) {
            *rows += 1;
        }
    }
    Some((first, rows))
}

/// The gravest change, and how many others there are, as a remark.
pub fn remark(study: &Study<'_>, check: &VolumeCheck) -> Option<Remark> {
    let ratio = |change: &VolumeChange| change.rows as f64 / change.expected_rows;
    let far = |change: &VolumeChange| (change.rows as f64 - change.expected_rows).abs();
    let gravest = check.told.iter().reduce(|a, b| if far(b) > far(a) { b } else { a })?;
    let unit = check.unit.label();
    let severity = match ratio(gravest) {
        0.0 => Severity::High,
        ratio if !(FEW..MANY).contains(&ratio) => Severity::Medium,
        _ => Severity::Low,
    };
    let severity = sure::severity(study, severity, gravest.p_adjusted);
    let when = match (check.unit, gravest.windows) {
        (VolumeUnit::Day, 1) => format!("on {}", format::day(gravest.start_ms)),
        _ => format!(
            "for {} from {}",
            format::plural(gravest.windows, unit, &format!("{unit}s")),
            format::day(gravest.start_ms)
        ),
    };
    let expected = format::number(gravest.expected_rows, 3);
    let title = match gravest.rows {
        0 => format!("No rows arrived {when}"),
        n if ratio(gravest) < 1.0 => {
            format!("Only {} arrived {when}", format::plural(n, "row", "rows"))
        }
        n => format!("As many as {} arrived {when}", format::plural(n, "row", "rows")),
    };
    let others = match check.told.len() as u64 - 1 {
        0 => String::new(),
        n => format!("; {} beside it", format::plural(n, "other time", "other times")),
    };
    let season = if check.by_season {
        match check.unit {
            VolumeUnit::Hour => " of the same hour",
            _ => " of the same weekday",
        }
    } else {
        ""
    };
    let detail = format!(
        "The reference’s {unit}s{season} give {expected}; over {}, a false alarm has a chance of {} at most{others}",
        format::plural(check.judged, unit, &format!("{unit}s")),
        format::percent(check.false_alarms),
    );
    Some(Remark {
        about: About::Volume,
        severity,
        column: None,
        title,
        detail,
        size: Some(Size {
            text: format!("{} rows", format::count(gravest.rows)),
            beside: format!("expected {expected}"),
        }),
        rows: gravest.rows,
        weight: (1.0 - ratio(gravest)).abs().min(1.0),
        step: "Find out whether the feed stopped, or rows were delivered late or twice.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_last_window_are_left_out() {
        let times = vec![5, 12, 13, 31, 44];
        assert_eq!(whole_windows(&times, 10), Some((1, vec![2, 0, 1])));
        assert_eq!(whole_windows(&vec![1, 2], 10), None);
        assert_eq!(whole_windows(&Vec::new(), 10), None);
        assert_eq!(whole_windows(&vec![i64::MIN, i64::MAX], 1), None);
    }
}
