//! Texts that are times, whatever their layout: a column's texts together tell day from month.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Timestamp, fmt};

use crate::time::{self, MS_US, day_number};

const SECOND_MS: i64 = 1000;
const DAY_MS: i64 = 86_400 * SECOND_MS;
const MS_NS: i128 = 1_000_000;

/// How every text of a column is read as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Those of [`crate::time`].
    Iso,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// What else jiff knows of RFC 2822 and RFC 9557.
    Internet,
}

/// A text that is a time in some layout. All times are in milliseconds since 1970-01-01T00:00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// A time in a layout of [`crate::time`].
    Iso(i64),
    /// A time in a layout that only jiff knows.
    Internet(i64),
    /// A day or a month, the other one, a year, and perhaps a time of day.
    ThreeParts {
        /// The first number.
        first: u16,
        /// The second number.
        second: u16,
        /// The year.
        year: u16,
        /// What stands between the numbers.
        mark: u8,
        /// Milliseconds since midnight.
        clock_ms: u32,
    },
}

impl Stamp {
    /// Reads a text; none where it is no time in any layout.
    #[must_use]
    pub fn read(text: &[u8]) -> Option<Self> {
        if let Some(time) = time::read(text) {
            return Some(Self::Iso(time.us.div_euclid(MS_US)));
        }
        let text = std::str::from_utf8(text).ok()?.trim();
        three_parts(text).or_else(|| Some(Self::Internet(internet_ms(text)?)))
    }

    /// The time in a layout; none where it has another one.
    #[must_use]
    pub fn ms(self, layout: Layout) -> Option<i64> {
        match (self, layout) {
            (Self::Iso(ms), Layout::Iso | Layout::Internet)
            | (Self::Internet(ms), Layout::Internet) => Some(ms),
            (Self::ThreeParts { first, second, year, clock_ms, .. }, Layout::DayFirst) => {
                date_ms(year, second, first, clock_ms)
            }
            (Self::ThreeParts { first, second, year, clock_ms, .. }, Layout::MonthFirst) => {
                date_ms(year, first, second, clock_ms)
            }
            _ => None,
        }
    }
}

/// The layout in which all texts are times, if there is exactly one.
pub fn unanimous(stamps: impl Iterator<Item = Option<Stamp>>) -> Option<Layout> {
    let mut tally = Tally::default();
    for stamp in stamps {
        tally.add(stamp?);
    }
    let is_all = |count: usize| tally.texts > 0 && count == tally.texts;
    match (is_all(tally.day_first), is_all(tally.month_first)) {
        (true, false) => Some(Layout::DayFirst),
        (false, true) => Some(Layout::MonthFirst),
        // Dots stand between day and month only where the day comes first.
        (true, true) => is_all(tally.dotted).then_some(Layout::DayFirst),
        (false, false) if is_all(tally.iso) => Some(Layout::Iso),
        (false, false) => is_all(tally.internet).then_some(Layout::Internet),
    }
}

/// The layout in which most texts are times; of day and month, where that tells nothing, the day
/// comes first.
pub fn prevailing(stamps: impl Iterator<Item = Option<Stamp>>) -> Layout {
    let mut tally = Tally::default();
    stamps.flatten().for_each(|stamp| tally.add(stamp));
    [
        (tally.day_first, Layout::DayFirst),
        (tally.month_first, Layout::MonthFirst),
        (tally.iso, Layout::Iso),
        (tally.internet, Layout::Internet),
    ]
    .into_iter()
    // Of equal counts the first one stays.
    .reduce(|best, other| if other.0 > best.0 { other } else { best })
    .map_or(Layout::DayFirst, |(_, layout)| layout)
}

/// How many texts are times in each layout.
#[derive(Debug, Default)]
struct Tally {
    texts: usize,
    iso: usize,
    day_first: usize,
    month_first: usize,
    internet: usize,
    dotted: usize,
}

impl Tally {
    fn add(&mut self, stamp: Stamp) {
        let is = |layout| usize::from(stamp.ms(layout).is_some());
        self.texts += 1;
        self.iso += is(Layout::Iso);
        self.day_first += is(Layout::DayFirst);
        self.month_first += is(Layout::MonthFirst);
        self.internet += is(Layout::Internet);
        self.dotted += usize::from(matches!(stamp, Stamp::ThreeParts { mark: b'.', .. }));
    }
}

fn date_ms(year: u16, month: u16, day: u16, clock_ms: u32) -> Option<i64> {
    let days = day_number(i64::from(year), i64::from(month), i64::from(day))?;
    Some(days * DAY_MS + i64::from(clock_ms))
}

fn internet_ms(text: &str) -> Option<i64> {
    let timestamp = fmt::rfc2822::parse(text).map(|zoned| zoned.timestamp());
    let timestamp = timestamp.or_else(|_| text.parse::<Timestamp>()).or_else(|_| {
        let local: DateTime = text.parse()?;
        Offset::UTC.to_timestamp(local)
    });
    // Rounded down as in every other layout, before 1970 too.
    Some(timestamp.ok()?.as_nanosecond().div_euclid(MS_NS) as i64)
}

/// A date of three numbers with the year last, and perhaps a time of day.
fn three_parts(text: &str) -> Option<Stamp> {
    let (date, clock) = text.split_once(' ').unwrap_or((text, ""));
    let mark = date.bytes().find(|byte| matches!(byte, b'/' | b'.' | b'-'))?;
    let mut parts = date.split(char::from(mark)).map(|part| number(part, 1..=4));
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day_or_month = |number| (1..=31).contains(&number);
    if parts.next().is_some() || year < 1000 || !is_day_or_month(first) || !is_day_or_month(second)
    {
        return None;
    }
    Some(Stamp::ThreeParts { first, second, year, mark, clock_ms: clock_ms(clock)? })
}

/// The time of day, nothing being midnight.
fn clock_ms(clock: &str) -> Option<u32> {
    if clock.is_empty() {
        return Some(0);
    }
    let (clock, noon) = match clock.trim_end_matches(|c: char| c.is_ascii_alphabetic()) {
        digits if digits.len() == clock.len() => (clock, None),
        digits => (digits.trim_end(), Some(clock[digits.len()..].to_ascii_lowercase())),
    };
    let mut parts = clock.split(':').map(|part| number(part, 1..=2).map(u32::from));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let hour = match noon.as_deref() {
        None => Some(hour),
        Some("am") if hour <= 12 => Some(hour % 12),
        Some("pm") if hour <= 12 => Some(hour % 12 + 12),
        Some(_) => None,
    }?;
    let is_time = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    is_time.then_some(((hour * 60 + minute) * 60 + second) * SECOND_MS as u32)
}

fn number(digits: &str, len: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let is_number = len.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<Layout> {
        unanimous(texts.iter().map(|text| Stamp::read(text.as_bytes())))
    }

    fn most(texts: &[&str]) -> Layout {
        prevailing(texts.iter().map(|text| Stamp::read(text.as_bytes())))
    }

    fn ms(text: &str, layout: Layout) -> Option<i64> {
        Stamp::read(text.as_bytes())?.ms(layout)
    }

    #[test]
    fn the_order_of_day_and_month_must_be_certain() {
        assert_eq!(of(&["03/04/2024", "13/04/2024"]), Some(Layout::DayFirst));
        assert_eq!(of(&["03/04/2024", "04/13/2024"]), Some(Layout::MonthFirst));
        assert_eq!(of(&["03/04/2024", "05/06/2024"]), None);
        assert_eq!(of(&["03.04.2024", "05.06.2024"]), Some(Layout::DayFirst));
        assert_eq!(of(&["13/04/2024", "04/13/2024"]), None);
        assert_eq!(of(&["2024-04-13", "20240413T153000Z"]), Some(Layout::Internet));
        assert_eq!(of(&["abc"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn one_text_does_not_turn_days_into_months() {
        assert_eq!(most(&["03/04/2024", "04/13/2024", "unknown"]), Layout::MonthFirst);
        assert_eq!(most(&["03/04/2024", "2024-04-13", "13/04/2024"]), Layout::DayFirst);
        assert_eq!(most(&["03/04/2024", "05/06/2024"]), Layout::DayFirst);
        assert_eq!(most(&["2024-04-13", "unknown"]), Layout::Iso);
    }

    #[test]
    fn known_times() {
        // date -u -d '2024-04-13 15:30:00' +%s
        const EXPECTED: Option<i64> = Some(1_713_022_200_000);
        assert_eq!(ms("13/04/2024 15:30", Layout::DayFirst), EXPECTED);
        assert_eq!(ms("4/13/2024 3:30:00 PM", Layout::MonthFirst), EXPECTED);
        assert_eq!(ms("Sat, 13 Apr 2024 15:30:00 +0000", Layout::Internet), EXPECTED);
        assert_eq!(ms("20240413T153000Z", Layout::Internet), EXPECTED);
        assert_eq!(ms("2024-04-13 15:30", Layout::Iso), EXPECTED);
        assert_eq!(ms("2024-04-13 15:30", Layout::DayFirst), None);
        assert_eq!(ms("4/13/2024", Layout::DayFirst), None);
    }

    #[test]
    fn times_before_1970_are_rounded_down_in_every_layout() {
        // date -u -d '1969-12-31T23:59:59.9995Z' +%s.%N: -0.000500000
        assert_eq!(ms("1969-12-31T23:59:59.9995Z", Layout::Iso), Some(-1));
        assert_eq!(ms("19691231T235959.9995Z", Layout::Internet), Some(-1));
    }
}
