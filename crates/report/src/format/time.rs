//! Points in time, in milliseconds since 1970-01-01T00:00:00.

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year, month from 1 and day of a point in time.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
#[must_use]
pub const fn civil(ms: i64) -> (i64, u32, u32) {
    let days = ms.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

/// The first moment of the month that a point in time lies in.
#[must_use]
pub const fn start_of_month(ms: i64) -> i64 {
    let (_, _, day) = civil(ms);
    ms.div_euclid(DAY_MS).saturating_sub(day as i64 - 1).saturating_mul(DAY_MS)
}

/// The first moment of the year that a point in time lies in.
#[must_use]
pub const fn start_of_year(ms: i64) -> i64 {
    let mut start = start_of_month(ms);
    let mut months = civil(ms).1 - 1;
    while months > 0 {
        start = start_of_month(start.saturating_sub(1));
        months -= 1;
    }
    start
}

/// How finely a point in time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// "1 Jan 2018"
    Day,
    /// "1 Jan 2018 14:05"
    Minute,
    /// "1 Jan 2018 14:05:09"
    Second,
    /// "1 Jan 2018 14:05:09.125"
    Millisecond,
}

impl Precision {
    /// From coarse to fine.
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Minute, Self::Second, Self::Millisecond];
}

/// A point in time.
pub(super) fn moment(ms: i64, precision: Precision) -> String {
    let day = day_range(ms, ms);
    let of_day = ms.rem_euclid(86_400_000);
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, fraction) = (of_day / 1000 % 60, of_day % 1000);
    match precision {
        Precision::Day => day,
        Precision::Minute => format!("{day} {hours:02}:{minutes:02}"),
        Precision::Second => format!("{day} {hours:02}:{minutes:02}:{seconds:02}"),
        Precision::Millisecond => {
            format!("{day} {hours:02}:{minutes:02}:{seconds:02}.{fraction:03}")
        }
    }
}

/// A day as people say it: "23 July".
#[must_use]
pub fn day(ms: i64) -> String {
    let (_, month, day) = civil(ms);
    format!("{day} {}", MONTHS[month as usize - 1])
}

/// A short month name: "Jul".
#[must_use]
pub fn month_short(ms: i64) -> &'static str {
    &MONTHS[civil(ms).1 as usize - 1][..3]
}

/// A month as people say it: "July 2025".
#[must_use]
pub fn month(ms: i64) -> String {
    let (year, month, _) = civil(ms);
    format!("{} {year}", MONTHS[month as usize - 1])
}

/// Two days as people say them: "6 Jan – 29 Jun 2025".
#[must_use]
pub fn day_range(first_ms: i64, last_ms: i64) -> String {
    let (first_year, _, first_day) = civil(first_ms);
    let (last_year, _, last_day) = civil(last_ms);
    let (first_month, last_month) = (month_short(first_ms), month_short(last_ms));
    if civil(first_ms) == civil(last_ms) {
        format!("{last_day} {last_month} {last_year}")
    } else if first_year == last_year {
        format!("{first_day} {first_month} – {last_day} {last_month} {last_year}")
    } else {
        format!("{first_day} {first_month} {first_year} – {last_day} {last_month} {last_year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(951_782_400_000), (2000, 2, 29));
        assert_eq!(civil(-86_400_000), (1969, 12, 31));
        assert_eq!(day_range(1_514_764_800_000, 1_540_922_400_000), "1 Jan – 30 Oct 2018");
    }

    // Expected: datetime(2024, 2, 29, 13).replace(day=1, hour=0).timestamp() * 1000 in UTC, and with
    // month=1; Python.
    #[test]
    fn months_and_years_begin_on_the_calendar() {
        let noon = 1_709_211_600_000;
        assert_eq!(start_of_month(noon), 1_706_745_600_000);
        assert_eq!(start_of_year(noon), 1_704_067_200_000);
        assert_eq!(month(noon), "February 2024");
        assert_eq!(start_of_year(-1), -365 * DAY_MS);
        assert_eq!(start_of_year(start_of_year(noon)), start_of_year(noon));
    }

    #[test]
    fn moments_are_as_fine_as_asked() {
        let texts = Precision::ALL.map(|precision| moment(-1, precision));
        let expected = [
            "31 Dec 1969",
            "31 Dec 1969 23:59",
            "31 Dec 1969 23:59:59",
            "31 Dec 1969 23:59:59.999",
        ];
        assert_eq!(texts, expected);
    }
}
