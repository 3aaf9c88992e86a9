//! How often experiments are decided wrongly, and rightly, by how often one looks; writes docs/looks.md to the
//! standard output.
//!
//! `cargo run --release -p stats --example looks > docs/looks.md`

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::experiment::power::{Design, SharePlan, rows_for_shares};
use stats::experiment::{Arm, Trials, always_valid, contrast};

/// Experiments behind each rate.
const DRAWS: u32 = 4_000;
/// Days that an experiment runs.
const DAYS: u64 = 28;
/// How often a test may find what is not there.
const ERROR_RATE: f64 = 0.05;
/// How often it must find what it was planned for.
const POWER: f64 = 0.8;
/// Rows after which the always-valid interval is narrowest, as the settings have it.
const TUNED_TO_ROWS: u64 = 5_000;

const HEAD: &str = "# Looks

How often an experiment is called when its arms are alike, and when they differ as it was planned for: a share of 10% in
the control, over 28 days, of so many rows an arm that a z-test finds the planned lift in 80% of experiments. Made by
`cargo run --release -p stats --example looks > docs/looks.md`; each rate is of 4,000 experiments, so that two
standard errors are 0.7 points at 5% and 1.3 at 80%.

- *One look*: a z-test of two shares on the last day, called under p = 0.05.
- *Looked at daily*: the same test each day, called on the first day under p = 0.05. This is what people do and what the
  test does not allow.
- *Always valid*: the always-valid interval each day, called on the first day without 0 in it.
- *Day*: the median day on which experiments that differ are called so.

| planned lift | rows an arm | arms | one look, % | looked at daily, % | always valid, % | day |
|---|---:|---|---:|---:|---:|---:|";

/// What became of one experiment: whether it was called by one look, by daily looks, and on which day by the
/// always-valid interval.
struct Called {
    once: bool,
    daily: bool,
    always_on: Option<u64>,
}

fn experiment(random: &mut Pcg32, shares: [f64; 2], rows_a_day: u64) -> Called {
    let mut arms = [Trials::default(); 2];
    let mut called = Called { once: false, daily: false, always_on: None };
    for day in 1..=DAYS {
        for (arm, share) in arms.iter_mut().zip(shares) {
            let successes = (0..rows_a_day).filter(|_| random.random::<f64>() < share).count();
            arm.successes += successes as u64;
            arm.n += rows_a_day;
        }
        let [Some(control), Some(treatment)] = arms.map(Arm::of_share) else { continue };
        let p = contrast(&control, &treatment).map_or(1.0, |found| found.p_value);
        called.once = p < ERROR_RATE;
        called.daily |= called.once;
        let rows = 2 * day * rows_a_day;
        let valid = always_valid(&control, &treatment, rows, TUNED_TO_ROWS, ERROR_RATE);
        let is_sure = valid.is_some_and(|of| of.interval.low > 0.0 || of.interval.high < 0.0);
        if is_sure && called.always_on.is_none() {
            called.always_on = Some(day);
        }
    }
    called
}

fn line(lift: f64, rows_a_day: u64, is_alike: bool) -> String {
    let control = 0.1;
    let shares = [control, if is_alike { control } else { control * (1.0 + lift) }];
    let mut random = Pcg32::seed_from_u64(20_251);
    let all: Vec<Called> =
        (0..DRAWS).map(|_| experiment(&mut random, shares, rows_a_day)).collect();
    let rate = |is: &dyn Fn(&Called) -> bool| {
        100.0 * all.iter().filter(|called| is(called)).count() as f64 / f64::from(DRAWS)
    };
    let mut days: Vec<u64> = all.iter().filter_map(|called| called.always_on).collect();
    days.sort_unstable();
    let day = days.get(days.len() / 2).filter(|_| !is_alike);
    format!(
        "| {:.0}% | {} | {} | {:.1} | {:.1} | {:.1} | {} |",
        100.0 * lift,
        DAYS * rows_a_day,
        if is_alike { "alike" } else { "as planned" },
        rate(&|called| called.once),
        rate(&|called| called.daily),
        rate(&|called| called.always_on.is_some()),
        day.map_or_else(|| "–".to_owned(), u64::to_string),
    )
}

fn main() {
    println!("{HEAD}");
    let design = Design { error_rate: ERROR_RATE, power: POWER, rows_ratio: 1.0 };
    for lift in [0.3, 0.2, 0.1] {
        let needed = rows_for_shares([0.1, 0.1 * (1.0 + lift)], &design, SharePlan::Unpooled);
        let rows_a_day = needed.map_or(1, |rows| (rows / DAYS as f64).ceil() as u64);
        for is_alike in [true, false] {
            println!("{}", line(lift, rows_a_day, is_alike));
        }
    }
}
