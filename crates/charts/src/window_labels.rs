//! Names of windows along an axis, where they begin: as far apart as they have room, evenly, and with the
//! year where the windows span more than one.

use report::{TimeWindow, format};

use crate::rect::Rect;
use crate::sheet::{Anchor, Look};
use crate::{DrawError, Sheet};

/// Least pixels between two names.
const GAP: f64 = 20.0;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// A year without its last day.
const YEAR_MS: i64 = 365 * DAY_MS;
/// Over a longer time hours have no names of their own.
const MOST_HOURS_MS: i64 = 3 * DAY_MS;

/// Ticks with names under windows of one width: where a period begins, or under the middle of a window
/// that is known by its number. What lies between two ticks, as a change, lies between their dates.
pub fn window_axis(
    sheet: &Sheet<'_>,
    windows: &[TimeWindow],
    place: &Rect,
) -> Result<(), DrawError> {
    let palette = sheet.palette;
    let pitch = place.width() / windows.len().max(1) as f64;
    let names = names(windows);
    let widest = names.iter().map(|name| sheet.text_width(name, false)).fold(0.0, f64::max);
    let named: Vec<(usize, String)> =
        names.into_iter().enumerate().filter(|(_, name)| !name.is_empty()).collect();
    let between = named.windows(2).map(|two| two[1].0 - two[0].0).min().unwrap_or(1) as f64;
    let step = libm::ceil((widest + GAP) / (pitch * between).max(f64::MIN_POSITIVE)).max(1.0);
    for (i, name) in named.into_iter().step_by(step as usize) {
        let at = if windows[i].start_ms.is_some() { i as f64 } else { i as f64 + 0.5 };
        let (x, half) = (place.x0 + pitch * at, sheet.text_width(&name, false) / 2.0);
        if x - half >= 0.0 && x + half <= sheet.width() {
            sheet.post(x, place.y1, place.y1 + 4.0, palette.edge)?;
            let look = Look::plain(palette.ink_3);
            sheet.write(&name, (x, place.y1 + 12.0), Anchor::Middle, look)?;
        }
    }
    Ok(())
}

/// The name of each window, no two alike: of hours over several days only midnight has one.
fn names(windows: &[TimeWindow]) -> Vec<String> {
    let starts = || windows.iter().filter_map(|window| window.start_ms);
    let span = starts().max().zip(starts().min()).map(|(last, first)| last.saturating_sub(first));
    let has_years = span.is_some_and(|span| span >= YEAR_MS);
    let are_months = starts().all(|start| format::civil(start).2 == 1);
    let are_years = are_months && starts().all(|start| format::civil(start).1 == 1);
    let has_many_days = span.is_some_and(|span| span > MOST_HOURS_MS);
    let name = |(i, window): (usize, &TimeWindow)| match window.start_ms {
        None => format::count(i as u64 + 1),
        Some(ms) => {
            let ((year, _, day), month) = (format::civil(ms), format::month_short(ms));
            let hour = ms.rem_euclid(DAY_MS) / HOUR_MS;
            match has_years {
                _ if hour > 0 && has_many_days => String::new(),
                _ if hour > 0 => format!("{day} {month} {hour:02}:00"),
                true if are_years => year.to_string(),
                true if are_months => format!("{month} {year}"),
                true => format!("{day} {month} {year}"),
                false => format!("{day} {month}"),
            }
        }
    };
    windows.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use report::{Side, TimeWindow};

    use super::names;

    fn windows(days: &[i64]) -> Vec<TimeWindow> {
        hours(&days.iter().map(|day| 24 * day).collect::<Vec<i64>>())
    }

    fn hours(hours: &[i64]) -> Vec<TimeWindow> {
        let window = |hour: &i64| TimeWindow {
            side: Side::Reference,
            label: String::new(),
            start_ms: Some(hour * super::HOUR_MS),
            rows: 1,
            is_partial: false,
        };
        hours.iter().map(window).collect()
    }

    #[test]
    fn hours_of_one_day_have_no_name_twice() {
        assert_eq!(names(&hours(&[0, 6, 24])), ["1 Jan", "1 Jan 06:00", "2 Jan"]);
        assert_eq!(names(&hours(&[0, 6, 24, 96])), ["1 Jan", "", "2 Jan", "5 Jan"]);
    }

    #[test]
    fn the_year_is_told_where_there_are_several() {
        assert_eq!(names(&windows(&[0, 31])), ["1 Jan", "1 Feb"]);
        assert_eq!(names(&windows(&[0, 31, 365])), ["Jan 1970", "Feb 1970", "Jan 1971"]);
        assert_eq!(names(&windows(&[0, 365])), ["1970", "1971"]);
        assert_eq!(names(&windows(&[4, 372])), ["5 Jan 1970", "8 Jan 1971"]);
        assert!(names(&[]).is_empty());
    }
}
