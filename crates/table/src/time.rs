//! Reads dates and times in the layouts of ISO 8601 that files use, and writes them back.
//!
//! The day of a date follows Hinnant, chrono-compatible low-level date algorithms, 2013, as does its
//! inverse in [`report::format::civil`].

use report::format::civil;

/// Microseconds in a millisecond.
pub const MS_US: i64 = 1000;
/// Microseconds in a second.
const SECOND_US: i64 = 1_000_000;
/// Microseconds in a minute.
const MINUTE_US: i64 = 60 * SECOND_US;
/// Microseconds in a day.
const DAY_US: i64 = 24 * 60 * MINUTE_US;
/// Digits of a second's fraction that are kept.
const FRACTION_DIGITS: u8 = 6;

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Between year, month and day.
    pub date_mark: u8,
    /// The time of day, where there is one.
    pub clock: Option<Clock>,
}

/// Every part that a time can have.
pub const FULL: Layout = Layout {
    date_mark: b'-',
    clock: Some(Clock { mark: b'T', second_decimals: Some(FRACTION_DIGITS), zone: Zone::None }),
};

/// How a time of day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Between the date and the time of day.
    pub mark: u8,
    /// Digits of the second's fraction, none where there is no second.
    pub second_decimals: Option<u8>,
    /// The zone.
    pub zone: Zone,
}

/// How a zone is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Not at all.
    None,
    /// Z
    Utc,
    /// +01:00
    Colon {
        /// Ahead of UTC.
        minutes: i16,
    },
    /// +0100
    Compact {
        /// Ahead of UTC.
        minutes: i16,
    },
    /// +01
    Hours {
        /// Ahead of UTC.
        minutes: i16,
    },
}

impl Zone {
    const fn minutes(self) -> i64 {
        match self {
            Self::None | Self::Utc => 0,
            Self::Colon { minutes } | Self::Compact { minutes } | Self::Hours { minutes } => {
                minutes as i64
            }
        }
    }
}

/// A time as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Microseconds since 1970-01-01T00:00:00, rounded down.
    pub us: i64,
    /// How it is written; none where writing it would not give the same text again.
    pub layout: Option<Layout>,
}

/// Reads a date, or a date and a time of day.
#[must_use]
pub fn read(text: &[u8]) -> Option<Time> {
    let mut cursor = Cursor { rest: text };
    let year = cursor.digits(4)?;
    let date_mark = cursor.one_of(b"-/")?;
    let month = cursor.digits(2)?;
    cursor.one_of(&[date_mark])?;
    let day = cursor.digits(2)?;
    let date_us = day_number(year, month, day)? * DAY_US;
    let Some(mark) = cursor.one_of(b"T ") else {
        let layout = Some(Layout { date_mark, clock: None });
        return cursor.rest.is_empty().then_some(Time { us: date_us, layout });
    };
    let hours_minutes = cursor.hours_and_minutes()?;
    let mut second_us = 0;
    let mut second_decimals = None;
    if cursor.one_of(b":").is_some() {
        second_us = cursor.digits(2).filter(|&second| second < 60)? * SECOND_US;
        let (fraction_us, decimals) = cursor.fraction()?;
        second_us += fraction_us;
        second_decimals = Some(decimals);
    }
    let zone = cursor.zone()?;
    let us = date_us + hours_minutes * MINUTE_US + second_us - zone.minutes() * MINUTE_US;
    let is_kept = second_decimals.is_none_or(|decimals| decimals <= FRACTION_DIGITS);
    let layout = Layout { date_mark, clock: Some(Clock { mark, second_decimals, zone }) };
    Some(Time { us, layout: is_kept.then_some(layout) })
}

/// Writes a time in the layout that it was read in.
#[must_use]
pub fn write(us: i64, layout: Layout) -> String {
    let zone = layout.clock.map_or(Zone::None, |clock| clock.zone);
    let local_us = us + zone.minutes() * MINUTE_US;
    let (year, month, day) = civil(local_us.div_euclid(MS_US));
    let mark = char::from(layout.date_mark);
    let mut text = format!("{year:04}{mark}{month:02}{mark}{day:02}");
    let Some(clock) = layout.clock else { return text };
    let of_day_us = local_us.rem_euclid(DAY_US);
    let minutes = of_day_us / MINUTE_US;
    text.push(char::from(clock.mark));
    text.push_str(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
    if let Some(decimals) = clock.second_decimals {
        text.push_str(&format!(":{:02}", of_day_us / SECOND_US % 60));
        if decimals > 0 {
            let fraction =
                of_day_us % SECOND_US / 10_i64.pow(u32::from(FRACTION_DIGITS - decimals));
            text.push_str(&format!(".{fraction:0width$}", width = usize::from(decimals)));
        }
    }
    text.push_str(&write_zone(zone));
    text
}

fn write_zone(zone: Zone) -> String {
    let sign = if zone.minutes() < 0 { '-' } else { '+' };
    let (hours, minutes) = (zone.minutes().abs() / 60, zone.minutes().abs() % 60);
    match zone {
        Zone::None => String::new(),
        Zone::Utc => "Z".to_owned(),
        Zone::Colon { .. } => format!("{sign}{hours:02}:{minutes:02}"),
        Zone::Compact { .. } => format!("{sign}{hours:02}{minutes:02}"),
        Zone::Hours { .. } => format!("{sign}{hours:02}"),
    }
}

/// What of a text is not read yet.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    /// A number of so many digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        digits.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit().then(|| 10 * number + i64::from(byte - b'0'))
        })
    }

    /// One of some bytes, if it comes next.
    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        bytes.contains(&first).then(|| {
            self.rest = rest;
            first
        })
    }

    fn hours_and_minutes(&mut self) -> Option<i64> {
        let hours = self.digits(2).filter(|&hours| hours < 24)?;
        self.one_of(b":")?;
        let minutes = self.digits(2).filter(|&minutes| minutes < 60)?;
        Some(60 * hours + minutes)
    }

    /// The fraction of a second in microseconds, and its digits.
    fn fraction(&mut self) -> Option<(i64, u8)> {
        if self.one_of(b".").is_none() {
            return Some((0, 0));
        }
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        let kept = digits.iter().copied().chain(std::iter::repeat(b'0'));
        let us = kept
            .take(usize::from(FRACTION_DIGITS))
            .fold(0, |us, digit| 10 * us + i64::from(digit - b'0'));
        (1..=9).contains(&count).then_some((us, count as u8))
    }

    /// The zone, which must be the rest of the text.
    fn zone(&mut self) -> Option<Zone> {
        if self.rest.is_empty() {
            return Some(Zone::None);
        }
        if self.rest == b"Z" {
            return Some(Zone::Utc);
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2).filter(|&hours| hours < 24)?;
        let has_colon = self.one_of(b":").is_some();
        let has_minutes = !self.rest.is_empty();
        let minutes =
            if has_minutes { self.digits(2).filter(|&minutes| minutes < 60)? } else { 0 };
        let minutes = (sign * (60 * hours + minutes)) as i16;
        if !self.rest.is_empty() || (sign < 0 && minutes == 0) {
            return None;
        }
        match (has_colon, has_minutes) {
            (true, true) => Some(Zone::Colon { minutes }),
            (false, true) => Some(Zone::Compact { minutes }),
            (false, false) => Some(Zone::Hours { minutes }),
            (true, false) => None,
        }
    }
}

/// Days from 1970-01-01 to a date; none if there is no such date.
#[must_use]
pub fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_in_month = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=days_in_month).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// A point in time in milliseconds since 1970, from its text in a layout of ISO 8601.
#[must_use]
pub fn time_ms(text: &str) -> Option<i64> {
    read(text.trim().as_bytes()).map(|time| time.us.div_euclid(MS_US))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_times() {
        // date -u -d TEXT +%s
        for (text, second) in [
            ("1970-01-01", 0),
            ("2024-02-29", 1_709_164_800),
            ("1969-12-31T23:59:59Z", -1),
            ("2018-10-30 18:08:43", 1_540_922_923),
            ("2013/01/01 06:00", 1_357_020_000),
            ("2024-05-01T00:00:00+02:00", 1_714_514_400),
            ("2024-05-01T00:00:00-0530", 1_714_541_400),
            ("0001-01-01", -62_135_596_800),
            ("9999-12-31", 253_402_214_400),
        ] {
            assert_eq!(read(text.as_bytes()).unwrap().us, second * SECOND_US, "{text}");
        }
    }

    #[test]
    fn fractions_of_a_second() {
        assert_eq!(read(b"1970-01-01T00:00:00.152").unwrap().us, 152_000);
        let nanoseconds = read(b"1970-01-01T00:00:00.123456789").unwrap();
        assert_eq!(nanoseconds, Time { us: 123_456, layout: None });
    }

    #[test]
    fn texts_that_are_no_times() {
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2023-02-29",
            "2024-1-1",
            "2024-01-01T",
            "2024-01-01T24:00",
            "2024-01-01 10",
            "2024-01-01T10:00:60",
            "2024-01-01T10:00:00.",
            "2024-01/01",
            "2024-01-01T10:00+1",
            "2024-01-01T10:00+01:",
            "2024-01-01 ",
            "2024-01-01T10:00ZZ",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn times_are_written_as_they_were_read(
            text in "(0[0-9]{3}|[12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|\\+0[0-9]:[0-5][0-9]|-1[0-9][0-5][0-9]|\\+05)?)?"
        ) {
            let time = read(text.as_bytes()).unwrap();
            prop_assert_eq!(write(time.us, time.layout.unwrap()), text);
        }
    }
}
