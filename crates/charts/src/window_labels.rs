//! Names of windows along an axis: as far apart as they have room, evenly, and with the year where the
//! windows span more than one.

use report::{TimeWindow, format};

use crate::Sheet;

/// A year without its last day.
const YEAR_MS: i64 = 365 * 86_400_000;

/// The windows that are named, by position, with their names; `pitch` apart, with `gap` between names.
pub fn window_labels(
    sheet: &Sheet<'_>,
    windows: &[TimeWindow],
    pitch: f64,
    gap: f64,
) -> impl Iterator<Item = (usize, String)> {
    let names = names(windows);
    let widest = names.iter().map(|name| sheet.text_width(name, false)).fold(0.0, f64::max);
    let step = libm::ceil((widest + gap) / pitch.max(f64::MIN_POSITIVE)).max(1.0) as usize;
    names.into_iter().enumerate().step_by(step)
}

fn names(windows: &[TimeWindow]) -> Vec<String> {
    let starts = || windows.iter().filter_map(|window| window.start_ms);
    let span = starts().max().zip(starts().min()).map(|(last, first)| last.saturating_sub(first));
    let has_years = span.is_some_and(|span| span >= YEAR_MS);
    let are_months = starts().all(|start| format::civil(start).2 == 1);
    let are_years = are_months && starts().all(|start| format::civil(start).1 == 1);
    let name = |(i, window): (usize, &TimeWindow)| match window.start_ms {
        None => format::count(i as u64 + 1),
        Some(ms) => {
            let ((year, _, day), month) = (format::civil(ms), format::month_short(ms));
            match has_years {
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
        let window = |day: &i64| TimeWindow {
            side: Side::Reference,
            label: String::new(),
            start_ms: Some(day * 86_400_000),
            rows: 1,
            is_partial: false,
        };
        days.iter().map(window).collect()
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
