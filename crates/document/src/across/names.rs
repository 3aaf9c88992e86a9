//! Names of windows where they begin, with the year where they span more than one.

use report::{TimeWindow, format};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// A year without its last day.
const YEAR_MS: i64 = 365 * DAY_MS;
/// Over a longer time hours are not named.
const MOST_HOURS_MS: i64 = 3 * DAY_MS;

/// The name of each window; empty where it begins as the one in front of it, or before its data do.
pub fn of(windows: &[TimeWindow]) -> Vec<String> {
    let starts = || windows.iter().filter_map(|window| window.start_ms);
    let span =
        starts().max().zip(starts().min()).map_or(0, |(last, first)| last.saturating_sub(first));
    let are_months = starts().all(|start| format::civil(start).2 == 1 && ms_of_day(start) == 0);
    let are_years = are_months && starts().all(|start| format::civil(start).1 == 1);
    let name = |ms: i64| {
        let ((year, _, day), month) = (format::civil(ms), format::month_short(ms));
        match ms_of_day(ms) {
            of_day if of_day > 0 && span <= MOST_HOURS_MS => {
                let (hour, minute) = (of_day / HOUR_MS, of_day % HOUR_MS / MINUTE_MS);
                format!("{day} {month} {hour:02}:{minute:02}")
            }
            _ if span < YEAR_MS => format!("{day} {month}"),
            _ if are_years => year.to_string(),
            _ if are_months => format!("{month} {year}"),
            _ => format!("{day} {month} {year}"),
        }
    };
    let mut before = String::new();
    let of_window = |(i, window): (usize, &TimeWindow)| {
        let Some(start) = window.start_ms else { return format::count(i as u64 + 1) };
        let is_cut = window.span.is_some_and(|span| span.first_ms > start);
        let name = if is_cut { String::new() } else { name(start) };
        if name == before {
            return String::new();
        }
        before.clone_from(&name);
        name
    };
    windows.iter().enumerate().map(of_window).collect()
}

/// What has gone of the day.
const fn ms_of_day(ms: i64) -> i64 {
    ms.rem_euclid(DAY_MS)
}

#[cfg(test)]
mod tests {
    use report::{Side, TimeRange};

    use super::*;

    fn windows(hours: &[i64]) -> Vec<TimeWindow> {
        let window = |hour: &i64| TimeWindow {
            side: Side::Reference,
            label: String::new(),
            start_ms: Some(hour * HOUR_MS),
            span: None,
            rows: 1,
            is_partial: false,
        };
        hours.iter().map(window).collect()
    }

    fn days(days: &[i64]) -> Vec<String> {
        of(&windows(&days.iter().map(|day| 24 * day).collect::<Vec<i64>>()))
    }

    #[test]
    fn neighbours_have_no_name_twice() {
        assert_eq!(of(&windows(&[0, 6, 24])), ["1 Jan", "1 Jan 06:00", "2 Jan"]);
        assert_eq!(of(&windows(&[7, 9, 30, 96])), ["1 Jan", "", "2 Jan", "5 Jan"]);
    }

    #[test]
    fn the_year_is_told_where_there_are_several() {
        assert_eq!(days(&[0, 31]), ["1 Jan", "1 Feb"]);
        assert_eq!(days(&[0, 31, 365]), ["Jan 1970", "Feb 1970", "Jan 1971"]);
        assert_eq!(days(&[0, 365]), ["1970", "1971"]);
        assert_eq!(days(&[4, 372]), ["5 Jan 1970", "8 Jan 1971"]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_window_whose_data_begin_later_has_no_name() {
        let mut cut = windows(&[0, 24]);
        cut[0].span = Some(TimeRange { first_ms: 9 * HOUR_MS, last_ms: DAY_MS });
        assert_eq!(of(&cut), ["", "2 Jan"]);
        cut[1].start_ms = None;
        assert_eq!(of(&cut), ["", "2"]);
    }
}
