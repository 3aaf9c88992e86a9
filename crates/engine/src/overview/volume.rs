//! Rows over time, from the time column.

use report::{Input, Pair, Role, RoleChoice, Side, TimeRange, Volume, VolumeBucket, VolumeUnit};

use crate::{Study, roles};

/// A strip with more buckets than this is too fine to see.
const MOST_BUCKETS: i64 = 60;
/// A time range that even years cannot bring under this is an error of the data.
const MOST_YEARS: i64 = 400;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The first day of the calendar's count, 1 January 1970, was a Thursday; weeks begin on Monday.
const MONDAY_OFFSET_MS: i64 = -3 * DAY_MS;

/// Counts rows of both sides in buckets of one length, without gaps.
pub fn over_time(study: &Study<'_>, roles: &[RoleChoice], inputs: &Pair<Input>) -> Option<Volume> {
    let column = roles::column_with(roles, Role::Timestamp)?;
    let range = whole_range(inputs)?;
    let (unit, length_ms, offset_ms) = unit_for(range)?;
    let start = |ms: i64| (ms - offset_ms).div_euclid(length_ms);
    let (first, last) = (start(range.first_ms), start(range.last_ms));
    let mut buckets: Vec<VolumeBucket> = (first..=last)
        .map(|i| VolumeBucket { start_ms: i * length_ms + offset_ms, reference: 0, production: 0 })
        .collect();
    for side in Side::BOTH {
        let table = study.tables.get(side);
        for ms in table.column(column).and_then(table::Column::times_ms).unwrap_or_default() {
            let Some(bucket) = buckets.get_mut((start(ms) - first) as usize) else { continue };
            match side {
                Side::Reference => bucket.reference += 1,
                Side::Production => bucket.production += 1,
            }
        }
    }
    Some(Volume { unit, buckets })
}

fn whole_range(inputs: &Pair<Input>) -> Option<TimeRange> {
    let ranges = [inputs.reference.time_range, inputs.production.time_range];
    ranges.into_iter().flatten().reduce(|a, b| TimeRange {
        first_ms: a.first_ms.min(b.first_ms),
        last_ms: a.last_ms.max(b.last_ms),
    })
}

/// The shortest unit that keeps the strip readable, with its length and where it starts.
fn unit_for(range: TimeRange) -> Option<(VolumeUnit, i64, i64)> {
    let units = [
        (VolumeUnit::Hour, HOUR_MS, 0),
        (VolumeUnit::Day, DAY_MS, 0),
        (VolumeUnit::Week, 7 * DAY_MS, MONDAY_OFFSET_MS),
        (VolumeUnit::Month, 30 * DAY_MS, 0),
        (VolumeUnit::Year, 365 * DAY_MS, 0),
    ];
    let span = range.last_ms.checked_sub(range.first_ms)?;
    let fits = |length_ms: i64| span / length_ms < MOST_BUCKETS;
    units
        .into_iter()
        .find(|(_, length_ms, _)| fits(*length_ms))
        .or_else(|| (span / (365 * DAY_MS) < MOST_YEARS).then_some(units[4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit_over_days(days: i64) -> Option<VolumeUnit> {
        unit_for(TimeRange { first_ms: 0, last_ms: days * DAY_MS }).map(|(unit, _, _)| unit)
    }

    #[test]
    fn the_unit_grows_with_the_range() {
        assert_eq!(unit_over_days(1), Some(VolumeUnit::Hour));
        assert_eq!(unit_over_days(30), Some(VolumeUnit::Day));
        assert_eq!(unit_over_days(300), Some(VolumeUnit::Week));
        assert_eq!(unit_over_days(1_200), Some(VolumeUnit::Month));
        assert_eq!(unit_over_days(9_000), Some(VolumeUnit::Year));
        assert_eq!(unit_over_days(4_000_000), None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        // 5 January 1970 was a Monday.
        assert_eq!((4 * DAY_MS - MONDAY_OFFSET_MS).rem_euclid(7 * DAY_MS), 0);
    }
}
