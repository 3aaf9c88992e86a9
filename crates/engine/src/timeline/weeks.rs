//! Whole weeks along the axis, and whether a column differs by weekday in the reference's.
//!
//! A column that does is searched for changes week by week: between any other two moments the days of
//! the week before and after would differ, and with them the values.

use std::ops::Range;

use report::Side;
use stats::{CountSeries, Season};

use super::bin::Bin;
use crate::Study;
use crate::calendar::{DAY_MS, WEEK_MS};

/// Days of a week.
pub const DAYS: usize = 7;
/// Whole weeks of the reference from which a season can be told: three Mondays.
const FEWEST_OF_THE_REFERENCE: usize = 3;
/// Over this p-value weekdays differ by chance.
const BY_CHANCE: f64 = 0.01;
/// Exchanges of days within their week.
const DRAWS: u32 = 199;

/// Seven days that rows reach over, from any weekday.
#[derive(Clone, Debug)]
pub struct Week {
    /// The bin that each day begins with, and the one after the last.
    days: [usize; DAYS + 1],
    /// The weekday of its first day, counted from any one.
    first_weekday: usize,
    side: Side,
}

impl Week {
    /// Its bins.
    pub const fn bins(&self) -> Range<usize> {
        self.days[0]..self.days[DAYS]
    }

    /// Its days: the weekday of each, and its bins.
    pub fn days(&self) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let of =
            |(day, bins): (usize, &[usize])| ((self.first_weekday + day) % DAYS, bins[0]..bins[1]);
        self.days.windows(2).enumerate().map(of)
    }
}

/// The whole weeks of the bins of both sides, in order; none without times. Both sides are one run of weeks where
/// production begins within a day of the reference's end, else each has its own.
pub fn of(bins: &[Bin], reference_bins: usize, is_one: bool) -> Vec<Week> {
    let (reference, production) = bins.split_at(reference_bins);
    let (Some(last), Some(next)) = (reference.last(), production.first()) else {
        return of_run(bins, 0);
    };
    let pause = next.start_ms.zip(last.start_ms).map(|(next, last)| next.saturating_sub(last));
    match pause {
        Some(pause) if is_one && pause <= DAY_MS => of_run(bins, 0),
        _ => [of_run(reference, 0), of_run(production, reference_bins)].concat(),
    }
}

/// The weeks of bins that follow each other.
fn of_run(bins: &[Bin], offset: usize) -> Vec<Week> {
    let times: Option<Vec<i64>> = bins.iter().map(|bin| bin.start_ms).collect();
    let Some(times) = times.filter(|times| !times.is_empty()) else { return Vec::new() };
    let first_ms = times[0].div_euclid(DAY_MS).saturating_mul(DAY_MS);
    let last_day_ms = times[times.len() - 1].div_euclid(DAY_MS).saturating_mul(DAY_MS);
    let length_ms = last_day_ms.saturating_sub(first_ms).saturating_add(DAY_MS);
    let week = |week: i64| {
        let day = |day: usize| {
            let at = first_ms.saturating_add(week * WEEK_MS + day as i64 * DAY_MS);
            times.partition_point(|time| *time < at)
        };
        let days = std::array::from_fn(day);
        let side = bins.get(days[DAYS].saturating_sub(1)).map_or(Side::Production, |bin| bin.side);
        let first_weekday = first_ms.div_euclid(DAY_MS).rem_euclid(DAYS as i64) as usize;
        Week { days: days.map(|day| day + offset), first_weekday, side }
    };
    let weeks = (0..(length_ms / WEEK_MS).min(times.len() as i64)).map(week);
    weeks.filter(|week| !week.bins().is_empty()).collect()
}

/// Whether a column's counts differ by weekday in the reference, by more than chance and the limit of a
/// moderate shift.
pub fn differ_by_day(study: &Study<'_>, weeks: &[Week], series: &CountSeries, floor: f64) -> bool {
    let reference = weeks.iter().filter(|week| week.side == Side::Reference);
    let days = reference.flat_map(Week::days);
    let days: Vec<Vec<u64>> = days.map(|(_, bins)| series.counts(bins).collect()).collect();
    if days.len() < FEWEST_OF_THE_REFERENCE * DAYS {
        return false;
    }
    Season::of(&days, DAYS, floor).is_some_and(|season| {
        season.psi >= study.settings.drift.psi_moderate
            && season.p_value(DRAWS, study.settings.seed) < BY_CHANCE
    })
}
