//! Intervals of gaps between groups.

use stats::fairness::{GroupValue, mean_of_widest, smallest_ratio, widest_difference};
use stats::performance::Interval;

use crate::DRAWS;
use crate::simulate::{Random, Row, coverage_of_each};

/// Rows and the true rate of each group.
type Groups = Vec<(u64, f64)>;

/// Every interval of this part.
pub fn all() -> Vec<Row> {
    let alike = vec![(300, 0.3); 10];
    let mut one_high = alike.clone();
    one_high[0].1 = 0.4;
    let samples: [(&str, Groups); 5] = [
        ("2 groups of 1,000 and 400, 30 and 40%", vec![(1_000, 0.3), (400, 0.4)]),
        ("2 groups of 500 and 150, 1 and 5%", vec![(500, 0.01), (150, 0.05)]),
        ("10 groups of 300, all 30%", alike),
        ("10 groups of 300, one 40%, the others 30%", one_high),
        (
            "4 groups of 120 to 5,000, 20 to 30%",
            vec![(5_000, 0.2), (150, 0.3), (1_000, 0.25), (120, 0.2)],
        ),
    ];
    samples.iter().flat_map(|(sample, groups)| of(sample, groups)).collect()
}

fn drawn(random: &mut Random, groups: &[(u64, f64)]) -> Option<Vec<GroupValue>> {
    let group = |&(n, rate): &(u64, f64)| {
        let successes = (0..n).filter(|_| random.uniform() < rate).count() as u64;
        GroupValue::share(successes, n)
    };
    groups.iter().map(group).collect()
}

fn of(sample: &str, groups: &[(u64, f64)]) -> Vec<Row> {
    let rates = || groups.iter().map(|(_, rate)| *rate);
    let (low, high) = (rates().fold(1.0, f64::min), rates().fold(0.0, f64::max));
    // The other rate, as of false positives, is half as large in every group.
    let halves: Groups = groups.iter().map(|(n, rate)| (*n, rate / 2.0)).collect();
    let row = |name, interval: fn(&[GroupValue], &[GroupValue]) -> Option<Interval>, truth: f64| {
        coverage_of_each(name, sample, DRAWS, |random| {
            let (first, second) = (drawn(random, groups)?, drawn(random, &halves)?);
            Some((interval(&first, &second)?, truth))
        })
    };
    vec![
        row(
            "widest difference (Newcombe, all pairs)",
            |first, _| Some(widest_difference(&[first], 0.0)?.interval),
            high - low,
        ),
        row(
            "least ratio (Donner and Zou, all pairs)",
            |first, _| Some(smallest_ratio(&[first], 0.8)?.interval),
            low / high,
        ),
        row(
            "equalised odds, difference (all pairs, both rates)",
            |first, second| Some(widest_difference(&[first, second], 0.0)?.interval),
            high - low,
        ),
        row(
            "equalised odds, mean (all pairs, both rates)",
            |first, second| mean_of_widest(&[first, second])?.interval,
            0.75 * (high - low),
        ),
    ]
}
