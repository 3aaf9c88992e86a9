//! The least ratio of a value between any two groups, with an interval that holds for all pairs at once.
//!
//! `min / max`, as fairlearn's `demographic_parity_ratio` of the shares that are selected, which the four-fifths rule
//! holds against 0.8 (Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D). Each pair's ratio has the
//! interval of Donner and Zou (2012), put together from both groups' own at the width of [`Simultaneous`]: the ratios R
//! at which Newcombe's interval of `a - R b` holds 0. It is sound where no one of a group is selected; where the
//! divisor may be 0 it has no upper end. The least true ratio is at most the least of their upper ends and at least
//! the least of their lower ends. Of several families it is the least of all. Without a unit, from 0 to 1.
//!
//! The p-value is of the hypothesis that every ratio is at least the limit. Values must not be under 0. `None` with
//! fewer than two groups, and where the largest value of a family is 0.

use super::widest_difference::Range;
use super::{Gap, GroupValue, Simultaneous};
use crate::performance::{Estimate, Interval};
use crate::special::Z_95;

/// The least ratio over all families, each a value of each group; `limit` is the ratio that is allowed.
#[must_use]
pub fn smallest_ratio(families: &[&[GroupValue]], limit: f64) -> Option<Gap> {
    let simultaneous = Simultaneous::of(families);
    let z = simultaneous.z_95();
    let ranges: Option<Vec<Range>> = families.iter().map(|family| Range::of(family)).collect();
    let mut least: Option<Gap> = None;
    let mut interval = Interval { low: 1.0, high: 1.0 };
    for (family, (range, groups)) in ranges?.into_iter().zip(families).enumerate() {
        let Range { highest, lowest, .. } = range;
        let [high, low] = [highest, lowest].map(|at| groups[at].value());
        let value = low / high;
        if low < 0.0 || !value.is_finite() {
            return None;
        }
        let own = ends(groups, z);
        interval = Interval { low: interval.low.min(own.low), high: interval.high.min(own.high) };
        if least.is_none_or(|least| value < least.value) {
            least = Some(Gap { value, interval, family, highest, lowest, p_value: 1.0 });
        }
    }
    let is_under = |z: f64| families.iter().any(|groups| is_any_under(groups, limit, z));
    let p_value = simultaneous.p_value_of_limit(is_under);
    least.map(|least| Gap { interval, p_value, ..least })
}

/// A group's value over another's, with its 95% interval; no interval where the divisor may be 0.
#[must_use]
pub fn ratio(of: GroupValue, over: GroupValue) -> Option<Estimate> {
    let value = of.value() / over.value();
    let Interval { low, high } = interval(parts(&of, Z_95), parts(&over, Z_95));
    let is_known = low.is_finite() && high.is_finite();
    let interval = is_known.then_some(Interval { low, high });
    (value.is_finite() && of.value() >= 0.0).then_some(Estimate { value, interval })
}

fn parts(group: &GroupValue, z: f64) -> (f64, Interval) {
    let Interval { low, high } = group.interval(z);
    (group.value(), Interval { low: low.max(0.0), high })
}

/// The interval of the first over the second.
fn interval((a, of_a): (f64, Interval), (b, of_b): (f64, Interval)) -> Interval {
    let product = a * b;
    let [a_low, a_high] = [of_a.low, of_a.high].map(|end| end * (2.0 * a - end));
    let [b_low, b_high] = [of_b.low, of_b.high].map(|end| end * (2.0 * b - end));
    let root = |a: f64, b: f64| (product * product - a * b).max(0.0).sqrt();
    let low = a_low / (product + root(a_low, b_high));
    let high = (product + root(a_high, b_low)) / b_low;
    Interval {
        // Nothing over something is nothing; something over what may be nothing has no end.
        low: if of_a.low > 0.0 { low } else { 0.0 },
        high: if of_b.low > 0.0 && b_low > 0.0 { high } else { f64::INFINITY },
    }
}

/// The least lower and the least upper end of any pair's ratio; 1 at most, which is that of a group to itself.
fn ends(groups: &[GroupValue], z: f64) -> Interval {
    let parts: Vec<(f64, Interval)> = groups.iter().map(|group| parts(group, z)).collect();
    let mut least = Interval { low: 1.0, high: 1.0 };
    for (at, own) in parts.iter().enumerate() {
        for (_, other) in parts.iter().enumerate().filter(|(other, _)| *other != at) {
            let pair = interval(*own, *other);
            least = Interval { low: least.low.min(pair.low), high: least.high.min(pair.high) };
        }
    }
    least
}

/// Whether a group's value is surely under its part of another's.
fn is_any_under(groups: &[GroupValue], limit: f64, z: f64) -> bool {
    let parts: Vec<(f64, Interval)> = groups.iter().map(|group| parts(group, z)).collect();
    parts.iter().any(|(a, of_a)| {
        parts.iter().any(|(b, of_b)| {
            let up = libm::hypot(of_a.high - a, limit * (b - of_b.low));
            a - limit * b + up < 0.0
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{ratio, smallest_ratio};
    use crate::fairness::GroupValue;
    use crate::testing::assert_close;

    fn shares(of: &[(u64, u64)]) -> Vec<GroupValue> {
        of.iter().map(|&(successes, n)| GroupValue::share(successes, n).unwrap()).collect()
    }

    // Expected: the roots in R of a - R b -+ sqrt(.. + R² ..) = 0 by scipy.optimize.brentq with Wilson's ends of
    // statsmodels.stats.proportion.proportion_confint: tests/goldens/fairness.py.
    #[test]
    fn equals_the_roots_of_newcombes_difference() {
        let [a, b] = [GroupValue::share(12, 150).unwrap(), GroupValue::share(40, 210).unwrap()];
        let found = ratio(a, b).unwrap();
        assert_close(found.value, 0.42);
        assert_close(found.interval.unwrap().low, TWO.0);
        assert_close(found.interval.unwrap().high, TWO.1);
    }
    const TWO: (f64, f64) = (0.229_787_670_916_876_35, 0.763_977_070_582_413_4);

    // Expected: tests/goldens/fairness.py.
    #[test]
    fn of_four_groups_equals_numpy() {
        let four = shares(&[(334, 5871), (234, 3287), (163, 1367), (152, 2515)]);
        let gap = smallest_ratio(&[&four], 0.8).unwrap();
        assert_close(gap.value, 0.4771064596388822);
        assert!((gap.interval.low - FOUR.0).abs() < 1e-8, "{gap:?}");
        assert!((gap.interval.high - FOUR.1).abs() < 1e-8, "{gap:?}");
        assert!((gap.p_value / FOUR.2 - 1.0).abs() < 1e-6, "{gap:?}");
        assert_eq!((gap.highest, gap.lowest), (2, 0));
    }
    const FOUR: (f64, f64, f64) =
        (0.378_554_662_830_034_64, 0.602_695_286_219_947_5, 7.389_820_655_401_28e-8);

    #[test]
    fn none_selected_is_no_certainty_and_none_at_all_no_ratio() {
        let gap = smallest_ratio(&[&shares(&[(0, 10), (3, 10)])], 0.8).unwrap();
        assert_eq!((gap.value, gap.interval.low), (0.0, 0.0));
        assert!(gap.interval.high == 1.0 && gap.p_value > 0.05);
        assert_eq!(smallest_ratio(&[&shares(&[(0, 10), (0, 20)])], 0.8), None);
        assert_eq!(ratio(shares(&[(1, 10)])[0], shares(&[(0, 10)])[0]), None);
        let sure = smallest_ratio(&[&shares(&[(0, 1000), (300, 1000)])], 0.8).unwrap();
        assert!(sure.p_value < 1e-6 && sure.interval.high < 0.1);
    }
}
