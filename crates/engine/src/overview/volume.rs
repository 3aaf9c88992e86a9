//! Rows over time, from the time column.

use report::{Input, Pair, Role, RoleChoice, Side, TimeRange, Volume, VolumeBucket, VolumeUnit};

use crate::calendar::starts;
use crate::{Study, roles};

/// A strip with more buckets than this is too fine to see.
const MOST_BUCKETS: usize = 60;
/// A time range that even years cannot bring under this is an error of the data.
const MOST_YEARS: usize = 400;

/// Counts rows of both sides in buckets of the calendar, without gaps.
pub fn over_time(study: &Study<'_>, roles: &[RoleChoice], inputs: &Pair<Input>) -> Option<Volume> {
    let column = roles::column_with(roles, Role::Timestamp)?;
    let range = whole_range(inputs)?;
    let (unit, starts) = buckets(range)?;
    let mut buckets: Vec<VolumeBucket> = starts
        .iter()
        .map(|&start_ms| VolumeBucket { start_ms, reference: 0, production: 0 })
        .collect();
    for side in Side::BOTH {
        let table = study.tables.get(side);
        for ms in table.column(column).and_then(table::Column::times_ms).unwrap_or_default() {
            let place = starts.partition_point(|start| *start <= ms).checked_sub(1);
            let Some(bucket) = place.and_then(|place| buckets.get_mut(place)) else { continue };
            match side {
                Side::Reference => bucket.reference += 1,
                Side::Production => bucket.production += 1,
            }
        }
    }
    Some(Volume { unit, range, buckets })
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
