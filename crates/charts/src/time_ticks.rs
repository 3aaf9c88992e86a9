//! Round points in time along an axis.

use std::ops::Range;

use report::format;

use crate::ticks::Tick;

pub const HOUR_MS: f64 = 3_600_000.0;
pub const DAY_MS: f64 = 86_400_000.0;
/// Steps of less than a month, in hours.
const HOURS: [u32; 8] = [1, 3, 6, 12, 24, 48, 168, 336];
/// Steps from a month, in months.
const MONTHS: [i64; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 600];
/// Months that are walked through at most: 500 years.
const MOST_MONTHS: usize = 6_000;
const HOURS_OF_A_WEEK: u32 = 168;
/// Weeks begin on Monday, as 5 January 1970 was.
const MONDAY_MS: f64 = 4.0 * DAY_MS;

/// Points in time that `range` (milliseconds since 1970) holds: multiples of hours, days, months or
/// years, as many as fit without passing `most`. Nothing for ranges of more than 500 years.
pub fn time_ticks(range: &Range<f64>, most: usize) -> Vec<Tick> {
    let by_hours = HOURS.into_iter().map(|hours| hour_ticks(range, hours, most));
    let months = month_starts(range);
    let by_months = MONTHS.iter().map(|step| month_ticks(&months, *step));
    by_hours.flatten().chain(by_months).find(|ticks| ticks.len() <= most).unwrap_or_default()
}

/// Multiples of a number of hours; nothing when there are more than `most`.
fn hour_ticks(range: &Range<f64>, hours: u32, most: usize) -> Option<Vec<Tick>> {
    let step = f64::from(hours) * HOUR_MS;
    let offset = if hours.is_multiple_of(HOURS_OF_A_WEEK) { MONDAY_MS } else { 0.0 };
    let first = libm::ceil((range.start - offset) / step);
    let last = libm::floor((range.end - offset) / step);
    if last - first >= most as f64 {
        return None;
    }
    let tick = |i: i64| {
        let at = (first + i as f64) * step + offset;
        let (_, _, day) = format::civil(at as i64);
        let label = if hours < 24 && at.rem_euclid(DAY_MS) > 0.0 {
            format!("{:02}:00", (at.rem_euclid(DAY_MS) / HOUR_MS) as u32)
        } else {
            format!("{day} {}", format::month_short(at as i64))
        };
        Tick { at, label }
    };
    Some((0..=(last - first) as i64).map(tick).collect())
}

/// The beginning of every month in a range, with its number since year 0.
fn month_starts(range: &Range<f64>) -> Vec<(f64, i64)> {
    let start_of = |ms: f64| {
        let (_, _, day) = format::civil(ms as i64);
        libm::floor(ms / DAY_MS) * DAY_MS - f64::from(day - 1) * DAY_MS
    };
    let first = start_of(range.start);
    let starts = std::iter::successors(Some(first), |start| Some(start_of(start + 32.0 * DAY_MS)));
    starts
        .take(MOST_MONTHS)
        .take_while(|start| *start <= range.end)
        .filter(|start| *start >= range.start)
        .map(|start| {
            let (year, month, _) = format::civil(start as i64);
            (start, year * 12 + i64::from(month) - 1)
        })
        .collect()
}

fn month_ticks(months: &[(f64, i64)], step: i64) -> Vec<Tick> {
    let tick = |&(at, number): &(f64, i64)| {
        let year = number.div_euclid(12);
        let label = if step < 12 {
            format!("{} {year}", format::month_short(at as i64))
        } else {
            year.to_string()
        };
        Tick { at, label }
    };
    months.iter().filter(|(_, number)| number.rem_euclid(step) == 0).map(tick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 January 2025.
    const NEW_YEAR: f64 = 1_735_689_600_000.0;

    fn labels(days: f64) -> Vec<String> {
        let range = NEW_YEAR..NEW_YEAR + days * DAY_MS;
        time_ticks(&range, 5).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_fall_on_the_calendar() {
        assert_eq!(labels(1.0), ["1 Jan", "06:00", "12:00", "18:00", "2 Jan"]);
        assert_eq!(labels(4.0), ["1 Jan", "2 Jan", "3 Jan", "4 Jan", "5 Jan"]);
        // 6 January 2025 was a Monday.
        assert_eq!(labels(30.0), ["6 Jan", "13 Jan", "20 Jan", "27 Jan"]);
        assert_eq!(labels(130.0), ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025"]);
        assert_eq!(labels(1_000.0), ["2025", "2026", "2027"]);
    }

    #[test]
    fn endless_ranges_have_few_ticks_or_none() {
        assert!(time_ticks(&(-1e15..1e15), 5).len() <= 5);
        assert!(time_ticks(&(0.0..f64::INFINITY), 5).len() <= 5);
    }
}
