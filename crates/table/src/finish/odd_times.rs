//! Dates and times in other layouts than those of [`crate::time`].

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Timestamp, fmt};

use crate::time::day_number;

const SECOND_MS: i64 = 1000;
const DAY_MS: i64 = 86_400 * SECOND_MS;

/// How every text of a column is read as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// What else jiff knows of RFC 2822 and RFC 9557.
    Internet,
}

/// The layout in which all texts are times, if there is exactly one.
pub fn detect<'a>(texts: impl Iterator<Item = &'a [u8]> + Clone) -> Option<Layout> {
    texts.clone().next()?;
    let is_all = |layout| texts.clone().all(|text| read_ms(text, layout).is_some());
    match (is_all(Layout::DayFirst), is_all(Layout::MonthFirst)) {
        (true, false) => Some(Layout::DayFirst),
        (false, true) => Some(Layout::MonthFirst),
        // Dots stand between day and month only where the day comes first.
        (true, true) => texts.clone().all(|text| text.contains(&b'.')).then_some(Layout::DayFirst),
        (false, false) => is_all(Layout::Internet).then_some(Layout::Internet),
    }
}

/// A time in milliseconds since 1970-01-01T00:00:00.
#[must_use]
pub fn read_ms(text: &[u8], layout: Layout) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if layout == Layout::Internet { internet_ms(text) } else { three_parts_ms(text, layout) }
}

fn internet_ms(text: &str) -> Option<i64> {
    if let Ok(zoned) = fmt::rfc2822::parse(text) {
        return Some(zoned.timestamp().as_millisecond());
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp.as_millisecond());
    }
    let local: DateTime = text.parse().ok()?;
    Some(Offset::UTC.to_timestamp(local).ok()?.as_millisecond())
}

/// A date of three numbers with the year last, and perhaps a time of day.
fn three_parts_ms(text: &str, layout: Layout) -> Option<i64> {
    let (date, clock) = text.split_once(' ').unwrap_or((text, ""));
    let mark = date.chars().find(|character| matches!(character, '/' | '.' | '-'))?;
    let mut parts = date.split(mark).map(|part| number(part, 1..=4));
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let (day, month) = if layout == Layout::DayFirst { (first, second) } else { (second, first) };
    Some(day_number(year, month, day)? * DAY_MS + clock_ms(clock)?)
}

/// The time of day, nothing being midnight.
fn clock_ms(clock: &str) -> Option<i64> {
    if clock.is_empty() {
        return Some(0);
    }
    let (clock, noon) = match clock.trim_end_matches(|c: char| c.is_ascii_alphabetic()) {
        digits if digits.len() == clock.len() => (clock, None),
        digits => (digits.trim_end(), Some(clock[digits.len()..].to_ascii_lowercase())),
    };
    let mut parts = clock.split(':').map(|part| number(part, 1..=2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let hour = match noon.as_deref() {
        None => Some(hour),
        Some("am") if hour <= 12 => Some(hour % 12),
        Some("pm") if hour <= 12 => Some(hour % 12 + 12),
        Some(_) => None,
    }?;
    let is_time = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    is_time.then_some(((hour * 60 + minute) * 60 + second) * SECOND_MS)
}

fn number(digits: &str, len: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let is_number = len.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<Layout> {
        detect(texts.iter().map(|text| text.as_bytes()))
    }

    #[test]
    fn the_order_of_day_and_month_must_be_certain() {
        assert_eq!(of(&["03/04/2024", "13/04/2024"]), Some(Layout::DayFirst));
        assert_eq!(of(&["03/04/2024", "04/13/2024"]), Some(Layout::MonthFirst));
        assert_eq!(of(&["03/04/2024", "05/06/2024"]), None);
        assert_eq!(of(&["03.04.2024", "05.06.2024"]), Some(Layout::DayFirst));
        assert_eq!(of(&["13/04/2024", "04/13/2024"]), None);
        assert_eq!(of(&["abc"]), None);
    }

    #[test]
    fn known_times() {
        // date -u -d '2024-04-13 15:30:00' +%s
        assert_eq!(read_ms(b"13/04/2024 15:30", Layout::DayFirst), Some(1_713_022_200_000));
        assert_eq!(read_ms(b"4/13/2024 3:30:00 PM", Layout::MonthFirst), Some(1_713_022_200_000));
        let mail = b"Sat, 13 Apr 2024 15:30:00 +0000";
        assert_eq!(read_ms(mail, Layout::Internet), Some(1_713_022_200_000));
        assert_eq!(read_ms(b"20240413T153000Z", Layout::Internet), Some(1_713_022_200_000));
    }
}
