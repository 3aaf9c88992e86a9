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

    // Expected: datetime.fromtimestamp(1709211600, UTC) is Thursday, 29 February 2024, 13:00; Python.
    #[test]
    fn days_and_hours_have_their_numbers() {
        assert_eq!((weekday(1_709_211_600_000), hour_of_day(1_709_211_600_000)), (3, 13));
        assert_eq!((weekday(-1), hour_of_day(-1)), (2, 23));
        assert_eq!([0, 4 * DAY_MS].map(weekday), [3, 0]);
    }
}
