//! The widest difference of a value between any two groups, with an interval that holds for all pairs at once.
//!
//! `max - min`, as fairlearn's `demographic_parity_difference` of the shares that are selected. Each pair's difference
//! has Newcombe's interval (1998), put together from both groups' own at the width of [`Simultaneous`]; the widest
//! true difference is at least the largest of their lower ends, and at most the largest of their upper ends. Of several
//! families (true and false positive rates) it is the widest of all, as fairlearn's `equalized_odds_difference`, or the
//! mean of each family's widest (`agg="mean"`). In the unit of the values.
//!
//! The p-value is of the hypothesis that no pair is more than the limit apart. `None` with fewer than two groups, of
//! several families where one has fewer.

use super::{Gap, GroupValue, Simultaneous};
use crate::performance::{Estimate, Interval};

/// The widest difference over all families, each a value of each group; `limit` is the difference that is allowed.
#[must_use]
pub fn widest_difference(families: &[&[GroupValue]], limit: f64) -> Option<Gap> {
    let simultaneous = Simultaneous::of(families);
    let z = simultaneous.z_95();
    let ranges: Option<Vec<Range>> = families.iter().map(|family| Range::of(family)).collect();
    let ranges = ranges?;
    let widest = (0..ranges.len()).reduce(|a, b| if ranges[b].gap > ranges[a].gap { b } else { a });
    let family = widest?;
    let Range { gap: value, highest, lowest } = ranges[family];
    let all = families.iter().map(|family| ends(family, z));
    let interval = all.fold(Interval { low: 0.0, high: 0.0 }, |all, own| Interval {
        low: all.low.max(own.low),
        high: all.high.max(own.high),
    });
    let limit = limit.max(0.0);
    let is_beyond = |z: f64| families.iter().any(|family| ends(family, z).low > limit);
    let p_value = simultaneous.p_value_of_limit(is_beyond);
    let is_known = value.is_finite() && interval.low.is_finite() && interval.high.is_finite();
    is_known.then_some(Gap { value, interval, family, highest, lowest, p_value })
}

/// The mean of each family's widest difference.
#[must_use]
pub fn mean_of_widest(families: &[&[GroupValue]]) -> Option<Estimate> {
    let z = Simultaneous::of(families).z_95();
    let ranges: Option<Vec<f64>> =
        families.iter().map(|family| Range::of(family).map(|range| range.gap)).collect();
    let ends: Vec<Interval> = families.iter().map(|family| ends(family, z)).collect();
    let mean = |of: Vec<f64>| of.iter().sum::<f64>() / of.len().max(1) as f64;
    let interval = Interval {
        low: mean(ends.iter().map(|own| own.low).collect()),
        high: mean(ends.iter().map(|own| own.high).collect()),
    };
    let value = mean(ranges.filter(|ranges| !ranges.is_empty())?);
    let is_known = value.is_finite() && interval.low.is_finite() && interval.high.is_finite();
    is_known.then_some(Estimate { value, interval: Some(interval) })
}

/// The groups that are farthest apart.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) gap: f64,
    pub(super) highest: usize,
    pub(super) lowest: usize,
}

impl Range {
    /// Of two groups at least; the first one of equals.
    pub(super) fn of(groups: &[GroupValue]) -> Option<Self> {
        if groups.len() < 2 {
            return None;
        }
        let value = |at: usize| groups[at].value();
        let all = || 0..groups.len();
        let highest = all().reduce(|a, b| if value(b) > value(a) { b } else { a })?;
        let lowest = all().reduce(|a, b| if value(b) < value(a) { b } else { a })?;
        Some(Self { gap: value(highest) - value(lowest), highest, lowest })
    }
}

/// The largest lower end of any pair's difference, and the largest upper end; 0 where that is larger.
fn ends(groups: &[GroupValue], z: f64) -> Interval {
    let parts: Vec<(f64, Interval)> =
        groups.iter().map(|group| (group.value(), group.interval(z))).collect();
    let mut widest = Interval { low: 0.0, high: 0.0 };
    for (high, of_high) in &parts {
        for (low, of_low) in &parts {
            let difference = high - low;
            let down = libm::hypot(high - of_high.low, of_low.high - low);
            let up = libm::hypot(of_high.high - high, low - of_low.low);
            widest.low = widest.low.max(difference - down);
            widest.high = widest.high.max(difference + up);
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::{mean_of_widest, widest_difference};
    use crate::experiment::{ShareInterval, Trials, share_difference};
    use crate::fairness::GroupValue;
    use crate::testing::assert_close;

    fn shares(of: &[(u64, u64)]) -> Vec<GroupValue> {
        of.iter().map(|&(successes, n)| GroupValue::share(successes, n).unwrap()).collect()
    }

    #[test]
    fn of_two_groups_is_newcombes() {
        let gap = widest_difference(&[&shares(&[(120, 1000), (150, 1010)])], 0.0).unwrap();
        let trials = |successes, n| Trials { successes, n };
        let want = share_difference(trials(120, 1000), trials(150, 1010), ShareInterval::Newcombe);
        assert_close(gap.value, want.unwrap().value);
        assert_close(gap.interval.high, want.unwrap().interval.unwrap().high);
        assert_eq!((gap.interval.low, gap.highest, gap.lowest), (0.0, 1, 0));
    }

    // Expected: the ends of all pairs' Newcombe intervals in numpy 2.4.6 with Wilson's at
    // scipy.stats.studentized_range.ppf(0.95, 4, inf) / sqrt(2), the largest of each:
    // tests/goldens/fairness.py.
    #[test]
    fn of_four_groups_equals_numpy() {
        let four = shares(&[(334, 5871), (234, 3287), (163, 1367), (152, 2515)]);
        let gap = widest_difference(&[&four], 0.03).unwrap();
        assert_close(gap.value, 0.06234941263998698);
        assert!((gap.interval.low - FOUR.0).abs() < 1e-8, "{gap:?}");
        assert!((gap.interval.high - FOUR.1).abs() < 1e-8, "{gap:?}");
        assert!((gap.p_value - FOUR.2).abs() < 1e-8, "{gap:?}");
        assert_eq!((gap.highest, gap.lowest), (2, 0));
    }
    const FOUR: (f64, f64, f64) =
        (0.040_048_734_497_132_935, 0.087_781_126_999_298, 0.000_687_308_026_814_381_6);

    #[test]
    fn odds_are_the_worst_of_both() {
        let (found, wrongly) = (shares(&[(30, 100), (50, 100)]), shares(&[(5, 100), (6, 100)]));
        let both = widest_difference(&[&found, &wrongly], 0.1).unwrap();
        let alone = widest_difference(&[&found], 0.1).unwrap();
        assert_eq!((both.family, both.value), (0, alone.value));
        assert!(both.interval.low < alone.interval.low && both.p_value > alone.p_value);
        let mean = mean_of_widest(&[&found, &wrongly]).unwrap();
        assert_close(mean.value, 0.105);
        assert_eq!(widest_difference(&[&found, &wrongly[..1]], 0.1), None);
        assert_eq!(mean_of_widest(&[]), None);
    }

    #[test]
    fn no_one_in_a_group_is_no_certainty() {
        let gap = widest_difference(&[&shares(&[(0, 3), (3, 3)])], 0.1).unwrap();
        assert!(gap.value == 1.0 && gap.interval.low < 0.5 && gap.p_value > 0.001);
        let same = widest_difference(&[&shares(&[(1, 3), (1, 3)])], 0.1).unwrap();
        assert_eq!((same.value, same.interval.low, same.p_value), (0.0, 0.0, 1.0));
    }
}
