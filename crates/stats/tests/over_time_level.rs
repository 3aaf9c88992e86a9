//! How often a model is called worse over time that is not: the band of the running mean, looked at after
//! every window, and the step to the worse. docs/methods.md states the shares that are printed here.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{
    Measured,
    estimation::{
        Direction, WorseSince, overdispersion, sequential_half_width_against, worse_since,
    },
    performance::{UnitRows, proportion},
    special::Z_95,
};

const STUDIES: u32 = 2_000;

/// Rows that the model gets right among so many, with a chance.
fn right(random: &mut Pcg32, rows: u32, chance: f64) -> u64 {
    (0..rows).filter(|_| random.random_range(0.0..1.0) < chance).count() as u64
}

/// Shares of studies that ever raise an alarm over 40 windows of 125 rows: the band, and an interval of one
/// look at every window's end. The reference has 2,000 rows.
fn alarms(chance: impl Fn(u32) -> f64) -> [f64; 2] {
    let mut random = Pcg32::seed_from_u64(7);
    let mut alarms = [0_u32; 2];
    for _ in 0..STUDIES {
        let baseline = right(&mut random, 2_000, chance(0)) as f64 / 2_000.0;
        let error = (baseline * (1.0 - baseline) / 2_000.0).sqrt();
        let (mut hits, mut rows) = (0, 0);
        let mut is_alarm = [false; 2];
        for window in 1..=40 {
            hits += right(&mut random, 125, chance(window));
            rows += 125;
            let mean = hits as f64 / rows as f64;
            let deviation = (mean * (1.0 - mean)).sqrt();
            let band = sequential_half_width_against(deviation, rows, 2_000, 0.05, error).unwrap();
            let naive = Z_95 * (deviation * deviation / rows as f64 + error * error).sqrt();
            is_alarm[0] |= mean + band < baseline;
            is_alarm[1] |= mean + naive < baseline;
        }
        alarms.iter_mut().zip(is_alarm).for_each(|(sum, is)| *sum += u32::from(is));
    }
    alarms.map(|alarms| f64::from(alarms) / f64::from(STUDIES))
}

#[test]
fn looking_after_every_window_raises_few_false_alarms() {
    let [band, naive] = alarms(|_| 0.9);
    println!(
        "without a change the band alarms in {band:.4} of studies, one look's interval in {naive:.4}"
    );
    assert!(band < 0.05, "{band}");
    assert!(naive > 2.0 * band.max(0.025), "{naive}");
    let [seen, _] = alarms(|window| if window > 20 { 0.82 } else { 0.9 });
    println!("a fall from 90% to 82% half-way is seen in {seen:.3}");
    assert!(seen > 0.8, "{seen}");
}

/// A share as the engine has it: with the standard error that Wilson's interval stands for.
fn share(hits: u64, rows: u64) -> Measured {
    let estimate = proportion(hits, rows).unwrap();
    let interval = estimate.interval.unwrap();
    let standard_error = (interval.high - interval.low) / (2.0 * Z_95);
    Measured { value: estimate.value, standard_error }
}

/// Share of studies with a step to the worse at 5%: ten windows of 500 rows of the reference and ten of
/// production, each window's chance moved by `wander` at random.
fn steps(wander: f64, chance: impl Fn(usize) -> f64) -> f64 {
    let mut random = Pcg32::seed_from_u64(11);
    let mut found = 0;
    for _ in 0..STUDIES {
        let mut window = |at: usize| {
            // A sum of uniform numbers is nearly normal.
            let draw: f64 = (0..12).map(|_| random.random_range(-0.5..0.5)).sum();
            right(&mut random, 500, chance(at) + wander * draw)
        };
        let hits: Vec<u64> = (0..20).map(&mut window).collect();
        let windows: Vec<Measured> = hits.iter().map(|&hits| share(hits, 500)).collect();
        let spread = overdispersion(&[&windows[..10]]).sqrt();
        let baseline = share(hits[..10].iter().sum(), 5_000);
        let widened =
            |of: &Measured| Measured { standard_error: of.standard_error * spread, ..*of };
        let production: Vec<Measured> = windows[10..].iter().map(widened).collect();
        let since = worse_since(baseline, &production, Direction::LargerIsBetter).unwrap();
        found += u32::from(since.p_value < 0.05);
    }
    f64::from(found) / f64::from(STUDIES)
}

#[test]
fn a_step_to_the_worse_is_rarely_seen_where_there_is_none() {
    let still = steps(0.0, |_| 0.9);
    let wandering = steps(0.013, |_| 0.9);
    println!(
        "a step without one: {still:.4}, where windows wander as much as chance {wandering:.4}"
    );
    assert!(still < 0.05, "{still}");
    assert!(wandering < 0.12, "{wandering}");
    let seen = steps(0.0, |at| if at >= 15 { 0.86 } else { 0.9 });
    println!("a fall from 90% to 86% for five windows is seen in {seen:.3}");
    assert!(seen > 0.8, "{seen}");
}

/// The clearest step in either direction, with errors as the reference's windows wander, then with those of both sides,
/// production's on either side of the step.
fn clearest_steps(
    baseline: Measured,
    reference: &[Measured],
    production: &[Measured],
) -> [WorseSince; 2] {
    let clearest = |spread: f64| {
        let widened =
            |of: &Measured| Measured { standard_error: of.standard_error * spread, ..*of };
        let production: Vec<Measured> = production.iter().map(widened).collect();
        let steps = [Direction::LargerIsBetter, Direction::SmallerIsBetter];
        let steps = steps.map(|way| worse_since(baseline, &production, way).unwrap());
        if steps[1].p_value < steps[0].p_value { steps[1] } else { steps[0] }
    };
    let first = clearest(overdispersion(&[reference]).sqrt());
    let (before, after) = production.split_at(first.position);
    [first, clearest(overdispersion(&[reference, before, after]).sqrt())]
}

/// Whether something begins to be otherwise at 5%.
fn begins(baseline: Measured, reference: &[Measured], production: &[Measured]) -> bool {
    2.0 * clearest_steps(baseline, reference, production)[1].p_value < 0.05
}

/// Shares of studies with a step in either direction at 5%, as two models on the same rows have it: ten windows of
/// the reference and ten of production whose chance moves at random by `wander` of each side. First with errors as
/// the reference's windows wander, then with those of both sides, production's on either side of the step.
fn changes(wander: [f64; 2], chance: impl Fn(usize) -> f64) -> [f64; 2] {
    let mut random = Pcg32::seed_from_u64(13);
    let mut found = [0_u32; 2];
    for _ in 0..STUDIES {
        let mut window = |at: usize| {
            let draw: f64 = (0..12).map(|_| random.random_range(-0.5..0.5)).sum();
            right(&mut random, 500, chance(at) + wander[at / 10] * draw)
        };
        let hits: Vec<u64> = (0..20).map(&mut window).collect();
        let windows: Vec<Measured> = hits.iter().map(|&hits| share(hits, 500)).collect();
        let (reference, production) = windows.split_at(10);
        let baseline = share(hits[..10].iter().sum(), 5_000);
        let [first, second] = clearest_steps(baseline, reference, production);
        for (sum, step) in found.iter_mut().zip([first, second]) {
            *sum += u32::from(2.0 * step.p_value < 0.05);
        }
    }
    found.map(|found| f64::from(found) / f64::from(STUDIES))
}

#[test]
fn a_step_in_either_direction_knows_how_both_sides_wander() {
    let [_, still] = changes([0.0, 0.0], |_| 0.9);
    let [_, alike] = changes([0.013, 0.013], |_| 0.9);
    let [by_reference, by_both] = changes([0.0, 0.013], |_| 0.9);
    println!(
        "a change without one: {still:.4}, where windows wander as much as chance {alike:.4}, where those of production alone do {by_both:.4}, and by the reference’s spread alone {by_reference:.4}"
    );
    assert!(still < 0.05 && alike < 0.12 && by_both < 0.14, "{still} {alike} {by_both}");
    assert!(by_both < by_reference, "{by_both} {by_reference}");
    let [_, seen] = changes([0.0, 0.0], |at| if at >= 15 { 0.86 } else { 0.9 });
    println!("a fall from 90% to 86% for five windows is seen in {seen:.3} in either direction");
    assert!(seen > 0.8, "{seen}");
}

/// A row: who it is of, whether that is in the first of two groups, and whether it is a success.
type OfPerson = (usize, bool, bool);

/// The difference of two groups: its value, its error between people, and that of independent rows.
type Difference = (f64, [f64; 2]);

fn difference(rows: &[OfPerson], people: usize) -> Difference {
    let mut sums = UnitRows::new(people);
    let mut counts = [(0_u64, 0_u64); 2];
    for &(person, is_first, is) in rows {
        sums.add(person, is_first, f64::from(u8::from(is)));
        let own = &mut counts[usize::from(!is_first)];
        *own = (own.0 + u64::from(is), own.1 + 1);
    }
    let own = sums.contrast(true).unwrap();
    let [first, second] = counts.map(|(hits, rows)| share(hits, rows).standard_error);
    (own.difference.value, [own.standard_error, first.hypot(second)])
}

/// Shares of studies in which the difference of two groups that are treated alike begins to be another one: ten windows
/// of the reference and ten of production, 100 people in each with five rows, who are called positive in 5 or in 55% of
/// theirs. First with errors of independent rows, then with those between people.
fn gaps(are_spread: bool) -> [f64; 2] {
    let mut random = Pcg32::seed_from_u64(17);
    let mut found = [0_u32; 2];
    for _ in 0..STUDIES / 2 {
        let mut side = || {
            let mut windows: Vec<Vec<OfPerson>> = vec![Vec::new(); 10];
            for person in 0..1_000 {
                let chance = if random.random::<bool>() { 0.05 } else { 0.55 };
                let is_first = random.random::<bool>();
                for row in 0..5 {
                    let at = if are_spread { (person + row) % 10 } else { person % 10 };
                    windows[at].push((person, is_first, random.random_range(0.0..1.0) < chance));
                }
            }
            let (value, whole) = difference(&windows.concat(), 1_000);
            let windows: Vec<_> = windows.iter().map(|own| difference(own, 1_000)).collect();
            (value, whole, windows)
        };
        let [reference, production] = [side(), side()];
        for (found, is_between) in found.iter_mut().zip([false, true]) {
            let told = |(value, whole, windows): &(f64, [f64; 2], Vec<Difference>)| {
                let design = (whole[0] / whole[1]).max(1.0);
                let error = |[own, independent]: [f64; 2]| match is_between {
                    true => own.max(design * independent),
                    false => independent,
                };
                let of = |value: f64, errors| Measured { value, standard_error: error(errors) };
                let windows: Vec<Measured> =
                    windows.iter().map(|(value, errors)| of(*value, *errors)).collect();
                (of(*value, *whole), windows)
            };
            let (baseline, reference) = told(&reference);
            let (_, production) = told(&production);
            *found += u32::from(begins(baseline, &reference, &production));
        }
    }
    found.map(|found| 2.0 * f64::from(found) / f64::from(STUDIES))
}

#[test]
fn people_who_come_back_make_no_gap_begin() {
    for (name, are_spread) in [("in one window", false), ("in five windows", true)] {
        let [independent, between] = gaps(are_spread);
        println!(
            "two groups alike, five rows a person {name}: begins in {independent:.4} with errors of rows, {between:.4} with those between people"
        );
        assert!(between < 0.05, "{between}");
        assert!(independent > between, "{independent} {between}");
    }
}
