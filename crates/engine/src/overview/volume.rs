//! Rows over time, from the time column.

use report::{
    Input, Pair, Role, RoleChoice, Side, TimeRange, Volume, VolumeBucket, VolumeUnit, format,
};

use crate::calendar::{DAY_MS, starts};
use crate::{Study, roles};

/// A strip with more buckets than this is too fine to see.
const MOST_BUCKETS: usize = 60;
/// A time range that even years cannot bring under this is an error of the data.
const MOST_YEARS: usize = 400;
/// Days that stand for no time: the first of January of the years 1, 1900 and 1970, and the last of
/// December 9999.
const STAND_INS_MS: [i64; 4] = [-62_135_596_800_000, -2_208_988_800_000, 0, 253_402_214_400_000];

/// Counts rows of both sides in buckets of the calendar, without gaps.
pub fn over_time(study: &Study<'_>, roles: &[RoleChoice], inputs: &Pair<Input>) -> Option<Volume> {
    let column = roles::column_with(roles, Role::Timestamp)?;
    let (range, remark) = drawn_range(study, column, whole_range(inputs)?)?;
    let (unit, starts) = buckets(range)?;
    let mut buckets: Vec<VolumeBucket> = starts
        .iter()
        .map(|&start_ms| VolumeBucket { start_ms, reference: 0, production: 0 })
        .collect();
    for side in Side::BOTH {
        let table = study.tables.get(side);
        for ms in table.column(column).and_then(table::Column::times_ms).unwrap_or_default() {
            if !(range.first_ms..=range.last_ms).contains(&ms) {
                continue;
            }
            let place = starts.partition_point(|start| *start <= ms).checked_sub(1);
            let Some(bucket) = place.and_then(|place| buckets.get_mut(place)) else { continue };
            match side {
                Side::Reference => bucket.reference += 1,
                Side::Production => bucket.production += 1,
            }
        }
    }
    Some(Volume { unit, range, remark, buckets })
}

/// The range without the few rows that lie far apart from all others, where these would leave nothing of
/// the others to see; with what is said of them.
fn drawn_range(
    study: &Study<'_>,
    column: &str,
    whole: TimeRange,
) -> Option<(TimeRange, Option<String>)> {
    let unit = buckets(whole).map(|(unit, _)| unit);
    if unit.is_some_and(|unit| unit != VolumeUnit::Year) {
        return Some((whole, None));
    }
    let times = |side| study.tables.get(side).column(column).and_then(table::Column::times_ms);
    let times: Vec<i64> = Side::BOTH.into_iter().filter_map(times).flatten().collect();
    let inner = without_far_ones(&times).filter(|&inner| {
        let finer = buckets(inner).map(|(unit, _)| unit);
        finer.is_some() && finer != unit
    });
    let Some(inner) = inner else { return unit.map(|_| (whole, None)) };
    let is_apart = |ms: &&i64| !(inner.first_ms..=inner.last_ms).contains(*ms);
    let apart: Vec<i64> = times.iter().filter(is_apart).copied().collect();
    let (first, last) = (apart.iter().min()?, apart.iter().max()?);
    let when = format::day_range(*first, *last);
    let rows = format::plural(apart.len() as u64, "row lies", "rows lie");
    Some((inner, Some(format!("{rows} far apart from all others, not drawn: {when}."))))
}

/// The range of the times that are neither a usual stand-in for no time nor far from the middle 99%:
/// further than that is long.
fn without_far_ones(times: &[i64]) -> Option<TimeRange> {
    let is_stand_in = |ms: &i64| STAND_INS_MS.contains(&(ms.div_euclid(DAY_MS) * DAY_MS));
    let mut times: Vec<i64> = times.iter().filter(|ms| !is_stand_in(ms)).copied().collect();
    let last = times.len().checked_sub(1)?;
    let tail = times.len() / 200;
    let low = *times.select_nth_unstable(tail).1;
    let high = *times.select_nth_unstable(last - tail).1;
    let reach = high.saturating_sub(low);
    let near = low.saturating_sub(reach)..=high.saturating_add(reach);
    let kept = || times.iter().filter(|ms| near.contains(ms));
    Some(TimeRange { first_ms: *kept().min()?, last_ms: *kept().max()? })
}

fn whole_range(inputs: &Pair<Input>) -> Option<TimeRange> {
    let ranges = [inputs.reference.time_range, inputs.production.time_range];
    ranges.into_iter().flatten().reduce(|a, b| TimeRange {
        first_ms: a.first_ms.min(b.first_ms),
        last_ms: a.last_ms.max(b.last_ms),
    })
}

/// The shortest unit that keeps the strip readable, with the beginnings of its buckets.
fn buckets(range: TimeRange) -> Option<(VolumeUnit, Vec<i64>)> {
    let units = [
        (VolumeUnit::Hour, MOST_BUCKETS),
        (VolumeUnit::Day, MOST_BUCKETS),
        (VolumeUnit::Week, MOST_BUCKETS),
        (VolumeUnit::Month, MOST_BUCKETS),
        (VolumeUnit::Year, MOST_YEARS),
    ];
    units.into_iter().find_map(|(unit, most)| Some((unit, starts(unit, range, most)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{DAY_MS, WEEK_MS};

    fn over(first_ms: i64, last_ms: i64) -> Option<(VolumeUnit, Vec<i64>)> {
        buckets(TimeRange { first_ms, last_ms })
    }

    #[test]
    fn the_unit_grows_with_the_range() {
        let unit = |days: i64| over(0, days * DAY_MS).map(|(unit, _)| unit);
        assert_eq!(unit(1), Some(VolumeUnit::Hour));
        assert_eq!(unit(30), Some(VolumeUnit::Day));
        assert_eq!(unit(300), Some(VolumeUnit::Week));
        assert_eq!(unit(1_200), Some(VolumeUnit::Month));
        assert_eq!(unit(9_000), Some(VolumeUnit::Year));
        assert_eq!(unit(4_000_000), None);
        assert_eq!(over(i64::MIN, i64::MAX), None);
    }

    // Expected: pandas.date_range("2018-01-01", "2019-08-01", freq="MS") has 20 entries, from
    // 1514764800000 to 1564617600000; pandas.Timestamp("2025-03-01").to_period("W-SUN") begins on
    // 24 February 2025, 1740355200000.
    #[test]
    fn buckets_are_those_of_the_calendar() {
        let (unit, months) = over(1_514_764_800_000, 1_566_000_000_000).unwrap();
        assert_eq!((unit, months.len()), (VolumeUnit::Month, 20));
        assert_eq!((months[0], months[19]), (1_514_764_800_000, 1_564_617_600_000));
        let first_of_march = 1_740_787_200_000;
        let (unit, weeks) = over(first_of_march, first_of_march + 62 * DAY_MS).unwrap();
        assert_eq!((unit, weeks[0]), (VolumeUnit::Week, 1_740_355_200_000));
        assert!(weeks.windows(2).all(|w| w[1] - w[0] == WEEK_MS));
        let (unit, years) = over(1_514_764_800_000, 1_514_764_800_000 + 9_000 * DAY_MS).unwrap();
        assert_eq!((unit, years[2]), (VolumeUnit::Year, 1_577_836_800_000));
    }
}
