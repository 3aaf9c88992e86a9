//! How often groups are called unfair that are not, and how often intervals of gaps hold: at the limit, where every
//! doubt counts.
//!
//! `cargo test -p stats --test fairness_level -- --nocapture` draws few files, with wide limits; with
//! `-- --ignored --nocapture` it draws more.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::fairness::{Gap, GroupValue, smallest_ratio, widest_difference};

const FEW: u32 = 300;
const MANY: u32 = 5_000;

/// Groups with so many rows and such a true rate.
type Groups<'a> = &'a [(u64, f64)];

fn drawn(random: &mut Pcg32, groups: Groups<'_>) -> Vec<GroupValue> {
    let group = |&(n, rate): &(u64, f64)| {
        let successes = (0..n).filter(|_| random.random::<f64>() < rate).count() as u64;
        GroupValue::share(successes, n).unwrap()
    };
    groups.iter().map(group).collect()
}

/// Shares of draws in which a limit is called broken at 5%, and in which the interval leaves out the truth.
fn rates(
    draws: u32,
    groups: Groups<'_>,
    truth: f64,
    gap: impl Fn(&[GroupValue]) -> Gap,
) -> [f64; 2] {
    let mut random = Pcg32::seed_from_u64(7);
    let (mut broken, mut missed) = (0_u32, 0_u32);
    for _ in 0..draws {
        let found = gap(&drawn(&mut random, groups));
        broken += u32::from(found.p_value < 0.05);
        // The truth is at a limit; ends that touch it hold it.
        let holds = found.interval.low <= truth + 1e-12 && found.interval.high >= truth - 1e-12;
        missed += u32::from(!holds);
    }
    [broken, missed].map(|count| f64::from(count) / f64::from(draws))
}

fn check(draws: u32) {
    let ten = |rate: f64| vec![(200, rate); 10];
    let mut one_high = ten(0.3);
    one_high[3].1 = 0.4;
    let cases: [(&str, Vec<(u64, f64)>); 6] = [
        ("two groups, 0.1 apart", vec![(1_000, 0.3), (400, 0.4)]),
        ("two small rates, 0.01 and 0.11", vec![(500, 0.01), (150, 0.11)]),
        ("ten groups alike", ten(0.3)),
        ("ten groups, one 0.1 higher", one_high),
        ("four groups of unlike size", vec![(5_000, 0.2), (150, 0.3), (1_000, 0.25), (120, 0.2)]),
        ("half and half", (0..8).map(|at| (300, if at < 4 { 0.3 } else { 0.4 })).collect()),
    ];
    for (name, groups) in cases {
        let truth = groups.iter().map(|g| g.1).fold(0.0, f64::max)
            - groups.iter().map(|g| g.1).fold(1.0, f64::min);
        let gap = |values: &[GroupValue]| widest_difference(&[values], truth).unwrap();
        let [broken, missed] = rates(draws, &groups, truth, gap);
        println!("difference, {name}: broken in {broken:.4}, truth left out in {missed:.4}");
        let most = 0.05 + 4.0 * (0.05 * 0.95 / f64::from(draws)).sqrt();
        assert!(broken <= most && missed <= most, "{name}: {broken}, {missed}");
        let ratio = groups.iter().map(|g| g.1).fold(1.0, f64::min)
            / groups.iter().map(|g| g.1).fold(0.0, f64::max);
        let gap = |values: &[GroupValue]| smallest_ratio(&[values], ratio).unwrap();
        let [broken, missed] = rates(draws, &groups, ratio, gap);
        println!("ratio, {name}: broken in {broken:.4}, truth left out in {missed:.4}");
        assert!(broken <= most && missed <= most, "{name}: {broken}, {missed}");
    }
}

#[test]
fn limits_are_rarely_called_broken_that_are_not() {
    check(FEW);
}

#[test]
#[ignore = "slow; for the figures"]
fn at_length() {
    check(MANY);
}

#[test]
fn what_is_unfair_is_found() {
    let groups = [(1_000, 0.3), (1_000, 0.5)];
    let mut random = Pcg32::seed_from_u64(7);
    let found = (0..100)
        .filter(|_| {
            let values = drawn(&mut random, &groups);
            widest_difference(&[&values], 0.1).unwrap().p_value < 0.05
        })
        .count();
    assert!(found > 90, "{found}");
}
