//! The rows of one side in order of time, or of the file where there is no time.

use report::{TimeRange, Windows};
use table::{Column, Table};

/// The rows of one side in order.
pub struct Order {
    /// Rows by their place in the order; none where it is that of the file.
    rows: Option<Vec<u32>>,
    /// The time at each place, in milliseconds; none where there is no time.
    pub times_ms: Option<Vec<i64>>,
    /// Rows that have a place.
    pub len: usize,
    /// Rows without a time, which have none.
    pub without_time: usize,
}

impl Order {
    /// The order of a table by its time column, where it has one with times.
    pub fn of(table: &Table, time_column: Option<&str>) -> Self {
        let times =
            time_column.and_then(|name| table.column(name)).filter(|c| c.times_ms().is_some());
        match times.and_then(Column::numbers_by_row) {
            Some(times) => Self::by_time(&times),
            None => Self { rows: None, times_ms: None, len: table.rows(), without_time: 0 },
        }
    }

    fn by_time(times: &[f64]) -> Self {
        let is_in_order = times.windows(2).all(|pair| pair[0] <= pair[1]);
        if is_in_order && times.first().is_none_or(|time| !time.is_nan()) {
            let times_ms: Vec<i64> = times.iter().map(|time| *time as i64).collect();
            return Self {
                rows: None,
                len: times.len(),
                times_ms: Some(times_ms),
                without_time: 0,
            };
        }
        let timed = times.iter().zip(0_u32..).filter(|(time, _)| !time.is_nan());
        let mut timed: Vec<(i64, u32)> = timed.map(|(time, row)| (*time as i64, row)).collect();
        timed.sort_unstable();
        let (times_ms, rows): (Vec<i64>, Vec<u32>) = timed.into_iter().unzip();
        Self {
            len: rows.len(),
            without_time: times.len() - rows.len(),
            rows: Some(rows),
            times_ms: Some(times_ms),
        }
    }

    /// The row at a place.
    pub fn row(&self, place: usize) -> usize {
        self.rows.as_ref().map_or(place, |rows| rows[place] as usize)
    }

    /// The time at a place, in milliseconds.
    pub fn time_ms(&self, place: usize) -> Option<i64> {
        self.times_ms.as_ref()?.get(place).copied()
    }

    /// The times of the rows from a place up to another.
    pub fn span(&self, from: usize, to: usize) -> Option<TimeRange> {
        let (first_ms, last_ms) = (self.time_ms(from)?, self.time_ms(to.checked_sub(1)?)?);
        Some(TimeRange { first_ms, last_ms })
    }

    /// Times of the first row and of the last.
    pub fn range_ms(&self) -> Option<(i64, i64)> {
        let times = self.times_ms.as_ref()?;
        Some((*times.first()?, *times.last()?))
    }

    /// The first place at or after a time.
    pub fn place_of(&self, time_ms: i64) -> usize {
        self.times_ms.as_ref().map_or(0, |times| times.partition_point(|time| *time < time_ms))
    }

    /// The longest time without a row.
    pub fn longest_gap_ms(&self) -> i64 {
        let times = self.times_ms.as_deref().unwrap_or_default();
        times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max().unwrap_or(0)
    }
}

/// Whether windows are periods of the calendar.
pub const fn is_period(windows: Windows) -> bool {
    matches!(windows, Windows::Hour | Windows::Day | Windows::Week | Windows::Month | Windows::Year)
}
