//! Hours, days, weeks, months and years of the calendar, without a zone.

use report::{TimeRange, VolumeUnit, format};

pub const HOUR_MS: i64 = 3_600_000;
pub const DAY_MS: i64 = 24 * HOUR_MS;
pub const WEEK_MS: i64 = 7 * DAY_MS;
/// 5 January 1970 was a Monday.
pub const MONDAY_MS: i64 = 4 * DAY_MS;

/// The beginnings of all buckets that a range touches; none where they are more than `most`.
pub fn starts(unit: VolumeUnit, range: TimeRange, most: usize) -> Option<Vec<i64>> {
    let first = start_of(unit, range.first_ms);
    let next = |start: &i64| Some(start_of(unit, start.checked_add(longest_ms(unit))?));
    let starts = std::iter::successors(Some(first), next).take_while(|s| *s <= range.last_ms);
    let starts: Vec<i64> = starts.take(most + 1).collect();
    (starts.len() <= most).then_some(starts)
}

/// When the bucket begins that a point in time lies in.
pub fn start_of(unit: VolumeUnit, ms: i64) -> i64 {
    let multiple = |length_ms: i64| ms.div_euclid(length_ms).saturating_mul(length_ms);
    match unit {
        VolumeUnit::Hour => multiple(HOUR_MS),
        VolumeUnit::Day => multiple(DAY_MS),
        VolumeUnit::Week => {
            let since_monday = ms.saturating_sub(MONDAY_MS).rem_euclid(WEEK_MS);
            ms.saturating_sub(since_monday)
        }
        VolumeUnit::Month => format::start_of_month(ms),
        VolumeUnit::Year => format::start_of_year(ms),
    }
}

/// How long the longest bucket of a unit is: from a beginning it leads into the next bucket.
pub const fn longest_ms(unit: VolumeUnit) -> i64 {
    match unit {
        VolumeUnit::Hour => HOUR_MS,
        VolumeUnit::Day => DAY_MS,
        VolumeUnit::Week => WEEK_MS,
        VolumeUnit::Month => 31 * DAY_MS,
        VolumeUnit::Year => 366 * DAY_MS,
    }
}

/// More windows than these are not counted.
const MOST_WINDOWS: i64 = 1_000_000;

/// The number of the first whole window of a length, counted from 1970 on, and the rows of each until the last
/// whole one; none where there are none. The first and the last window that rows lie in may be cut.
pub fn whole_windows(times: &[i64], length_ms: i64) -> Option<(i64, Vec<u64>)> {
    let window = |ms: &i64| ms.div_euclid(length_ms);
    let first = window(times.iter().min()?) + 1;
    let last = window(times.iter().max()?) - 1;
    let whole = last.checked_sub(first)?.checked_add(1)?;
    if !(1..=MOST_WINDOWS).contains(&whole) {
        return None;
    }
    let mut rows = vec![0; whole as usize];
    for time in times {
        let place = usize::try_from(window(time) - first).ok();
        if let Some(rows) = place.and_then(|place| rows.get_mut(place)) {
            *rows += 1;
        }
    }
    Some((first, rows))
}

/// The day of the week that a point in time lies in: 0 is Monday.
pub const fn weekday(ms: i64) -> u32 {
    ms.saturating_sub(MONDAY_MS).div_euclid(DAY_MS).rem_euclid(7) as u32
}

/// The hour of the day that a point in time lies in.
pub const fn hour_of_day(ms: i64) -> u32 {
    (ms.rem_euclid(DAY_MS) / HOUR_MS) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_windows_count_and_gaps_are_windows_without_rows() {
        assert_eq!(whole_windows(&[5, 12, 13, 31, 44], 10), Some((1, vec![2, 0, 1])));
        assert_eq!(whole_windows(&[1, 2], 10), None);
        assert_eq!(whole_windows(&[], 10), None);
        assert_eq!(whole_windows(&[i64::MIN, i64::MAX], 1), None);
    }

    // Expected: datetime.fromtimestamp(1709211600, UTC) is Thursday, 29 February 2024, 13:00; Python.
    #[test]
    fn days_and_hours_have_their_numbers() {
        assert_eq!((weekday(1_709_211_600_000), hour_of_day(1_709_211_600_000)), (3, 13));
        assert_eq!((weekday(-1), hour_of_day(-1)), (2, 23));
        assert_eq!([0, 4 * DAY_MS].map(weekday), [3, 0]);
    }
}
