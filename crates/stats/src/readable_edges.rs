//! Edges between groups of numbers that people can read and remember.
//!
//! What it makes: lower edges of groups of about equally many values, each the roundest number near a quantile;
//! groups are `[edge, next edge)`, the first without a lower end, the last without an upper one.
//!
//! How: for g groups, the k-th edge may lie between the quantiles of (k − 0.3)/g and (k + 0.3)/g. Of the numbers
//! there the one is taken that is a multiple of the largest step 5, 2 or 1 × 10^p, the nearest to the quantile of
//! k/g where there are several; 0 is the roundest of all. So a group holds 0.4/g to 1.6/g of the values. A value
//! that fills a group by itself, as the 0 of amounts often does, has a group of its own.
//!
//! Ties: a value is in one group. Missing values are the caller's. Errors: none; an empty sample and one of a
//! single value have no edges. Source: ours; steps of 1, 2 and 5 are those of axes (Wilkinson, The Grammar of
//! Graphics, 2005, 6.3).

use crate::{Sorted, quantile};

/// How far from its quantile an edge may lie, in groups.
const REACH: f64 = 0.3;
/// Powers of ten under the largest number that are tried before a number is taken as it is.
const POWERS: i32 = 17;

/// Lower edges of about `groups` groups, but for the first; ascending, all different. `are_whole` says that all
/// values are whole numbers, so that edges are, too.
#[must_use]
pub fn readable_edges(values: &Sorted, groups: usize, are_whole: bool) -> Vec<f64> {
    let (Some(least), Some(largest)) = (values.min(), values.max()) else { return Vec::new() };
    let groups_f = groups.max(1) as f64;
    let at = |place: f64| quantile(values, place / groups_f);
    let near_quantile = |k: usize| {
        let k = k as f64;
        let (low, high) = (at(k - REACH)?, at(k + REACH)?);
        Some(roundest(low, high, at(k)?, are_whole))
    };
    let mut edges: Vec<f64> = (1..groups).filter_map(near_quantile).collect();
    let fills_a_group = |count: u64| count as f64 * groups_f >= values.len() as f64;
    for (value, _) in values.runs().filter(|(_, count)| fills_a_group(*count)) {
        let next = after(value, are_whole);
        // An edge just behind would part nothing from the next one.
        edges.retain(|edge| *edge != next);
        edges.extend([value, next]);
    }
    edges.sort_unstable_by(f64::total_cmp);
    edges.dedup();
    edges.retain(|edge| *edge > least && *edge <= largest);
    edges
}

/// The next number that a column can hold.
fn after(value: f64, are_whole: bool) -> f64 {
    if are_whole && value + 1.0 > value { value + 1.0 } else { value.next_up() }
}

/// The roundest number from `low` to `high`, of equally round ones the nearest to `near`.
fn roundest(low: f64, high: f64, near: f64, are_whole: bool) -> f64 {
    let (low, high) = if are_whole { (libm::ceil(low), libm::floor(high)) } else { (low, high) };
    if low > high {
        return libm::ceil(near);
    }
    if low <= 0.0 && high >= 0.0 {
        return 0.0;
    }
    let most = libm::floor(libm::log10(low.abs().max(high.abs()))) as i32 + 1;
    let steps = (most - POWERS..=most).rev().flat_map(|power| [5.0, 2.0, 1.0].map(|s| (s, power)));
    let found = steps.filter_map(|(step, power)| multiple(step, power, (low, high), near)).next();
    found.unwrap_or(near.clamp(low, high))
}

/// The multiple of a step of `step` × 10^`power` in a range that is nearest to a number.
fn multiple(step: f64, power: i32, (low, high): (f64, f64), near: f64) -> Option<f64> {
    // 10 to a whole power is exact as long as it is multiplied, and 3 / 10 is the number that is written 0.3.
    let scale = libm::pow(10.0, f64::from(power.abs()));
    let in_steps = |value: f64| if power < 0 { value * scale / step } else { value / scale / step };
    let value = |steps: f64| if power < 0 { steps * step / scale } else { steps * step * scale };
    let (least, most) = (libm::ceil(in_steps(low)), libm::floor(in_steps(high)));
    let inside = |steps: f64| Some(value(steps)).filter(|value| (low..=high).contains(value));
    (least <= most).then(|| inside(libm::round(in_steps(near)).clamp(least, most))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sorted;

    #[test]
    fn ages_are_cut_at_fives_and_tens() {
        // Ages from 18 to 77, fewer of the old.
        let ages: Vec<f64> = (0..4_000)
            .map(|i| 18.0 + libm::floor(60.0 * libm::pow(f64::from(i) / 4e3, 1.6)))
            .collect();
        assert_eq!(readable_edges(&sorted(&ages), 6, true), [20.0, 30.0, 40.0, 50.0, 60.0]);
        let fine = readable_edges(&sorted(&ages), 10, true);
        assert!(fine.iter().all(|edge| *edge == libm::round(*edge)), "{fine:?}");
    }

    #[test]
    fn amounts_are_cut_at_round_numbers() {
        let amounts: Vec<f64> = (1..3_000).map(|i| libm::exp(f64::from(i) / 400.0)).collect();
        assert_eq!(readable_edges(&sorted(&amounts), 5, false), [5.0, 20.0, 100.0, 500.0]);
        let shares: Vec<f64> = (0..1_000).map(|i| f64::from(i) / 1_000.0).collect();
        assert_eq!(readable_edges(&sorted(&shares), 10, false).len(), 9);
        assert_eq!(readable_edges(&sorted(&shares), 3, false), [0.4, 0.6]);
        let below: Vec<f64> = shares.iter().map(|share| share - 0.52).collect();
        assert_eq!(readable_edges(&sorted(&below), 2, false), [0.0]);
    }

    #[test]
    fn a_value_that_fills_a_group_has_its_own() {
        let mut values = vec![0.0; 600];
        values.extend((1..=400).map(f64::from));
        let edges = readable_edges(&sorted(&values), 5, true);
        assert_eq!(edges[0], 1.0);
        assert!(edges.len() > 1 && edges.windows(2).all(|pair| pair[0] < pair[1]), "{edges:?}");
        let fractions: Vec<f64> = values.iter().map(|value| value / 7.0).collect();
        assert_eq!(readable_edges(&sorted(&fractions), 5, false)[0], 0.0_f64.next_up());
    }

    #[test]
    fn what_cannot_be_parted_has_no_edges() {
        assert!(readable_edges(&Sorted::default(), 5, false).is_empty());
        assert!(readable_edges(&sorted(&[3.0; 9]), 5, true).is_empty());
        assert!(readable_edges(&sorted(&[1.0, 2.0, 3.0]), 0, true).is_empty());
    }

    #[test]
    fn groups_are_about_even_at_any_size() {
        for scale in [1e-300, 3e-9, 0.7, 1.0, 47.0, 1e12, 1e300] {
            for shift in [0.0, 0.5, -3.0] {
                let at = |i: u32| (f64::from(i * 7_919 % 2_003) / 2_003.0 + shift) * scale;
                let values = sorted(&(0..2_003).map(at).collect::<Vec<f64>>());
                let edges = readable_edges(&values, 8, false);
                assert_eq!(edges.len(), 7, "{scale} {shift}: {edges:?}");
                let below = |edge: &f64| values.values().partition_point(|value| value < edge);
                let mut places: Vec<usize> = edges.iter().map(below).collect();
                places.push(2_003);
                let mut from = 0;
                for to in places {
                    let share = (to - from) as f64 * 8.0 / 2_003.0;
                    assert!((0.39..1.61).contains(&share), "{scale} {shift}: {share}");
                    from = to;
                }
            }
        }
    }
}
