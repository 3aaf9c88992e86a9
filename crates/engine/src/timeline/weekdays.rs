//! The day of a change that was found between whole weeks.
//!
//! Each day is held against the same weekday of the weeks before the change and of those after it: the
//! change begins with the day that makes all days likeliest. The 95% interval is that of
//! [`stats::change_point`]: the days whose likelihood ratio is within 7.352 of the largest, times the
//! scatter, and one day more on each side.

use std::ops::Range;

use stats::{CHANGE_EXCESS_95, CountSeries};

use super::weeks::{DAYS, Week};

/// A count of a cell that nothing was counted in.
const ADDED: f64 = 0.5;

/// The bins of the axis that a change begins with.
pub struct Place {
    pub bin: usize,
    /// The first that it may begin with, and the one that it has begun by.
    pub first: usize,
    pub last: usize,
}

/// Places a change that begins in one of the weeks `within`; none where no week is left on a side.
pub fn place(
    series: &CountSeries,
    weeks: &[&Week],
    within: Range<usize>,
    scatter: f64,
) -> Option<Place> {
    // A side needs a week, though the change may begin in it.
    let within = within.start.max(1)..within.end.min(weeks.len().checked_sub(1)?);
    if within.is_empty() {
        return None;
    }
    let before = Weekdays::of(series, &weeks[..within.start]);
    let after = Weekdays::of(series, &weeks[within.end..]);
    let days: Vec<(usize, Range<usize>)> =
        weeks[within].iter().flat_map(|week| week.days()).collect();
    // Up to each day, how much likelier the days are as days before the change.
    let mut sum = 0.0;
    let mut likelihood = vec![0.0];
    for (weekday, bins) in &days {
        let counts = || series.counts(bins.clone());
        sum += before.likelihood(*weekday, counts()) - after.likelihood(*weekday, counts());
        likelihood.push(sum);
    }
    let most =
        (0..likelihood.len()).reduce(|a, b| if likelihood[b] > likelihood[a] { b } else { a })?;
    let limit = likelihood[most] - CHANGE_EXCESS_95 * scatter / 2.0;
    let is_near = |day: &usize| likelihood[*day] >= limit;
    let low = (0..=most).find(is_near)?;
    let high = (most..likelihood.len()).rev().find(is_near)?;
    let end = days.last().map_or(0, |(_, bins)| bins.end);
    let bin = |day: usize| days.get(day).map_or(end, |(_, bins)| bins.start);
    Some(Place { bin: bin(most), first: bin(low.saturating_sub(1)), last: bin(high + 1) })
}

/// Shares of the cells on each weekday, as logarithms.
struct Weekdays(Vec<Vec<f64>>);

impl Weekdays {
    fn of(series: &CountSeries, weeks: &[&Week]) -> Self {
        let mut counts = vec![vec![0_u64; series.cells()]; DAYS];
        for (weekday, bins) in weeks.iter().flat_map(|week| week.days()) {
            counts[weekday].iter_mut().zip(series.counts(bins)).for_each(|(sum, n)| *sum += n);
        }
        let logarithms = |counts: Vec<u64>| {
            let all = counts.iter().sum::<u64>() as f64 + ADDED * counts.len() as f64;
            counts.into_iter().map(|count| libm::log((count as f64 + ADDED) / all)).collect()
        };
        Self(counts.into_iter().map(logarithms).collect())
    }

    fn likelihood(&self, weekday: usize, counts: impl Iterator<Item = u64>) -> f64 {
        self.0[weekday].iter().zip(counts).map(|(share, count)| share * count as f64).sum()
    }
}
