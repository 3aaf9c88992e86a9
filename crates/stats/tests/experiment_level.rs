//! How often an experiment's tests find what is not there, and how often what is: with one look, with a look a day, and
//! with the rows that were planned.
//!
//! `cargo test -p stats --test experiment_level -- --nocapture` draws few experiments, with wide limits; with
//! `-- --ignored --nocapture` it draws as many as docs/methods.md tells of.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::estimation::Direction;
use stats::experiment::power::{
    Design, SharePlan, rows_for_difference, rows_for_means, rows_for_shares,
};
use stats::experiment::{
    Arm, MOST_SKEWNESS, Margin, Trials, always_valid, contrast, effect_heterogeneity, effect_trend,
    equivalence, non_inferiority, pooled_difference, quantile_difference, ratio_metric,
    sample_ratio, share_non_inferiority, skewness_of_difference, skewness_of_ratios,
    skewness_of_shares,
};
use stats::{Comoments, Measured, Moments, Sorted, ThirdComoments, two_proportion_z};

const FEW: u32 = 1_000;
const MANY: u32 = 10_000;
const DAYS: u64 = 28;
const ROWS_A_DAY: u64 = 250;
const TUNED_TO: u64 = 5_000;

struct Random(Pcg32);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (2.0 * std::f64::consts::PI * self.uniform()).cos()
    }

    /// What a user brings in: nothing in nine of ten cases, else a lognormal sum.
    fn revenue(&mut self) -> f64 {
        if self.uniform() < 0.9 { 0.0 } else { (3.0 + 0.75 * self.normal()).exp() }
    }

    fn trials(&mut self, n: u64, share: f64) -> Trials {
        let successes = (0..n).filter(|_| self.uniform() < share).count() as u64;
        Trials { successes, n }
    }

    fn mean(&mut self, n: u64, mut of: impl FnMut(&mut Self) -> f64) -> Arm {
        Arm::of_mean(&self.moments(n, &mut of)).unwrap()
    }

    fn moments(&mut self, n: u64, of: &mut impl FnMut(&mut Self) -> f64) -> Moments {
        let values: Vec<f64> = (0..n).map(|_| of(self)).collect();
        let mut moments = Moments::new();
        moments.update(&values);
        moments
    }
}

/// The share of draws in which something is found, which must be within the limits, widened by four standard errors.
fn check(what: &str, draws: u32, limits: [f64; 2], mut finds: impl FnMut(&mut Random) -> bool) {
    let mut random = Random(Pcg32::seed_from_u64(1));
    let found = (0..draws).filter(|_| finds(&mut random)).count();
    let rate = found as f64 / f64::from(draws);
    println!("{what}: {:.1}%", 100.0 * rate);
    let slack = |limit: f64| 4.0 * (limit * (1.0 - limit) / f64::from(draws)).sqrt();
    let [low, high] = limits;
    assert!(rate >= low - slack(low) && rate <= high + slack(high), "{what}: {rate}");
}

/// Tests that find what is not there in 5% of cases, or in fewer where they say so.
fn check_levels(draws: u32) {
    const LEVEL: [f64; 2] = [0.04, 0.06];
    const AT_MOST: [f64; 2] = [0.0, 0.055];
    check("z-test without pooling, 400 rows at 10%", draws, LEVEL, |random| {
        let [c, t] = [(); 2].map(|()| Arm::of_share(random.trials(400, 0.1)).unwrap());
        contrast(&c, &t).is_some_and(|test| test.p_value < 0.05)
    });
    check("pooled z-test, 400 rows at 10%", draws, LEVEL, |random| {
        let [c, t] = [(); 2].map(|()| random.trials(400, 0.1));
        two_proportion_z(c.successes, c.n, t.successes, t.n).unwrap().p_value < 0.05
    });
    check("Welch's test, revenue of 500 and 250 rows", draws, LEVEL, |random| {
        let (c, t) = (random.mean(500, Random::revenue), random.mean(250, Random::revenue));
        contrast(&c, &t).unwrap().p_value < 0.05
    });
    check("split of 1,000 rows into three arms", draws, LEVEL, |random| {
        let mut counts = [0; 3];
        (0..1_000).for_each(|_| counts[(3.0 * random.uniform()) as usize] += 1);
        sample_ratio(&counts, &[1.0; 3]).unwrap().p_value < 0.05
    });
    check("split of 12 rows, exact", draws, AT_MOST, |random| {
        let first = random.trials(12, 0.3).successes;
        sample_ratio(&[first, 12 - first], &[0.3, 0.7]).unwrap().p_value < 0.05
    });
    check("medians of 200 lognormal rows", draws, AT_MOST, |random| {
        let [c, t] = [(); 2].map(|()| (0..200).map(|_| random.normal().exp()).collect());
        let [c, t] = [c, t].map(|values| Sorted::new(values).unwrap());
        quantile_difference(&c, &t, 0.5).unwrap().p_value < 0.05
    });
    check("a loss of just the margin is told as none at 2.5%", draws, [0.018, 0.032], |random| {
        let (c, t) =
            (random.mean(300, |r| 10.0 + r.normal()), random.mean(300, |r| 9.0 + r.normal()));
        let better = Direction::LargerIsBetter;
        non_inferiority(&c, &t, Margin::Relative(0.1), better).unwrap().p_value < 0.025
    });
    check("a difference of just the margin is told as equivalent", draws, LEVEL, |random| {
        let (c, t) = (random.mean(300, Random::normal), random.mean(300, |r| 0.5 + r.normal()));
        equivalence(&c, &t, Margin::Absolute(0.5)).unwrap().p_value < 0.05
    });
    check(
        "a loss of just the margin in rare shares is told as none",
        draws,
        [0.0, 0.03],
        |random| {
            let (c, t) = (random.trials(1_000, 0.002), random.trials(100, 0.007));
            let (margin, better) = (Margin::Absolute(0.005), Direction::SmallerIsBetter);
            share_non_inferiority(c, t, margin, better).unwrap() < 0.025
        },
    );
    check("interaction of ten groups, rare and in unequal arms", draws, AT_MOST, |random| {
        let groups = rare_differences(random, 10);
        effect_heterogeneity(&groups).is_some_and(|test| test.p_value < 0.05)
    });
    check("trend of ten days, rare and in unequal arms", draws, [0.0, 0.06], |random| {
        let days: Vec<_> = (0..).map(f64::from).zip(rare_differences(random, 10)).collect();
        effect_trend(&days).is_some_and(|test| test.p_value < 0.05)
    });
    check("trend of an effect that stays, 14 days of 100 rows an arm", draws, LEVEL, |random| {
        let day = |day: u32| {
            let (c, t) = (random.mean(100, Random::normal), random.mean(100, |r| 0.2 + r.normal()));
            let found = contrast(&c, &t).unwrap();
            let standard_error = found.standard_error;
            (f64::from(day), Measured { value: found.difference.value, standard_error })
        };
        effect_trend(&(0..14).map(day).collect::<Vec<_>>()).unwrap().p_value < 0.05
    });
}

/// Differences of groups or days in which 2% of 2,700 and 300 rows succeed, whatever the arm.
fn rare_differences(random: &mut Random, groups: usize) -> Vec<Measured> {
    let of = |_| pooled_difference(random.trials(2_700, 0.02), random.trials(300, 0.02));
    (0..groups).filter_map(of).collect()
}

/// Whether an experiment without an effect is ever told to have one, at the end of one of its days.
fn is_ever_told(
    random: &mut Random,
    has_revenue: bool,
    is_told: impl Fn(&Arm, &Arm, u64) -> bool,
) -> bool {
    let mut shares = [Trials::default(); 2];
    let mut means = [Moments::new(); 2];
    (1..=DAYS).any(|day| {
        let arms = if has_revenue {
            means.each_mut().map(|arm| {
                arm.merge(&random.moments(ROWS_A_DAY, &mut Random::revenue));
                Arm::of_mean(arm).unwrap()
            })
        } else {
            shares.each_mut().map(|arm| {
                arm.successes += random.trials(ROWS_A_DAY, 0.1).successes;
                arm.n += ROWS_A_DAY;
                Arm::of_share(*arm).unwrap()
            })
        };
        is_told(&arms[0], &arms[1], 2 * ROWS_A_DAY * day)
    })
}

fn check_daily_looks(draws: u32) {
    let once = |c: &Arm, t: &Arm, _| contrast(c, t).is_some_and(|test| test.p_value < 0.05);
    let always = |c: &Arm, t: &Arm, rows| {
        always_valid(c, t, rows, TUNED_TO, 0.05).is_some_and(|found| found.p_value < 0.05)
    };
    for (has_revenue, what) in [(false, "shares"), (true, "revenue")] {
        let name = format!("{what}, a test of one look, looked at on 28 days");
        check(&name, draws, [0.2, 0.35], |random| is_ever_told(random, has_revenue, once));
        let name = format!("{what}, always valid, looked at on 28 days");
        check(&name, draws, [0.0, 0.05], |random| is_ever_told(random, has_revenue, always));
    }
}

/// Rare successes and few buyers, a tenth of the rows in the treatment: what may be decided at all keeps its level.
fn check_unequal_arms(draws: u32) {
    for (a_day, share) in [(200, 0.02), (1_000, 0.01)] {
        let name = format!("always valid, {a_day} rows a day in 9 to 1, {share} succeed, 28 days");
        check(&name, draws, [0.0, 0.05], |random| {
            let mut arms = [Trials::default(); 2];
            (1..=DAYS).any(|_| {
                for (arm, n) in arms.iter_mut().zip([a_day / 10 * 9, a_day / 10]) {
                    arm.successes += random.trials(n, share).successes;
                    arm.n += n;
                }
                let [c, t] = arms;
                let is_normal =
                    skewness_of_shares(c, t).is_some_and(|of| of.abs() <= MOST_SKEWNESS);
                let of = |arm| Arm::of_rare_share(arm).unwrap();
                let found = always_valid(&of(c), &of(t), c.n + t.n, TUNED_TO, 0.05);
                is_normal && found.is_some_and(|found| found.p_value < 0.05)
            })
        });
    }
    check("Welch's test, revenue of 1,390 and 110 rows", draws, [0.0, 0.05], |random| {
        let mut buyers = |n| {
            random.moments(n, &mut |random: &mut Random| {
                if random.uniform() < 0.98 { 0.0 } else { (3.0 + random.normal()).exp() }
            })
        };
        let (c, t) = (buyers(1_390), buyers(110));
        let is_normal = skewness_of_difference(&c, &t).is_some_and(|of| of.abs() <= MOST_SKEWNESS);
        let test = contrast(&Arm::of_mean(&c).unwrap(), &Arm::of_mean(&t).unwrap());
        is_normal && test.is_some_and(|test| test.p_value < 0.05)
    });
    check("ratio metric, buyers of 2% of 1,390 and 110 users", draws, [0.0, 0.05], |random| {
        let mut buyers = |n: u64| -> ThirdComoments {
            let user = |_| {
                let sessions = 1.0 + (3.0 * random.uniform()).floor();
                let buys = random.uniform() < 0.02;
                let revenue = if buys { sessions * (3.0 + random.normal()).exp() } else { 0.0 };
                (revenue, sessions)
            };
            let (revenue, sessions): (Vec<f64>, Vec<f64>) = (0..n).map(user).unzip();
            ThirdComoments::of(&revenue, &sessions)
        };
        let (c, t) = (buyers(1_390), buyers(110));
        let is_normal = skewness_of_ratios(&c, &t).is_some_and(|of| of.abs() <= MOST_SKEWNESS);
        let of = |rows: &ThirdComoments| ratio_metric(rows.pairs()).unwrap();
        is_normal && contrast(&of(&c), &of(&t)).is_some_and(|test| test.p_value < 0.05)
    });
}

/// Planned rows must find what they were planned for in 80% of experiments.
fn check_plans(draws: u32) {
    const DESIGN: Design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };
    const POWER: [f64; 2] = [0.785, 0.815];
    for plan in [SharePlan::Arcsine, SharePlan::Unpooled, SharePlan::Pooled] {
        let rows = rows_for_shares([0.1, 0.14], &DESIGN, plan).unwrap().ceil() as u64;
        check(&format!("shares of 10 and 14%, {plan:?}, {rows} rows"), draws, POWER, |random| {
            let (c, t) = (random.trials(rows, 0.1), random.trials(rows, 0.14));
            two_proportion_z(c.successes, c.n, t.successes, t.n).unwrap().p_value < 0.05
        });
    }
    let rows = rows_for_means(0.5, &DESIGN).unwrap().ceil() as u64;
    check(&format!("means half a deviation apart, {rows} rows"), draws, POWER, |random| {
        let (c, t) = (random.mean(rows, Random::normal), random.mean(rows, |r| 0.5 + r.normal()));
        contrast(&c, &t).unwrap().p_value < 0.05
    });
    // A pilot tells the variance of a user's part in the ratio.
    let pilot = users(&mut Random(Pcg32::seed_from_u64(2)), 200_000, 1.0);
    let variance = 200_000.0 * pilot.standard_error * pilot.standard_error;
    let difference = 0.1 * pilot.value;
    let rows = rows_for_difference(difference, [variance, 1.21 * variance], &DESIGN).unwrap();
    let rows = rows.ceil() as u64;
    check(&format!("ratio metric, a tenth more, {rows} users"), draws, POWER, |random| {
        let (c, t) = (users(random, rows, 1.0), users(random, rows, 1.1));
        contrast(&c, &t).unwrap().p_value < 0.05
    });
}

/// Revenue over sessions of users who have one to three sessions.
fn users(random: &mut Random, n: u64, gain: f64) -> Arm {
    let user = |_| {
        let sessions = 1.0 + (3.0 * random.uniform()).floor();
        (gain * sessions * (1.0 + 0.5 * random.normal()), sessions)
    };
    let (revenue, sessions): (Vec<f64>, Vec<f64>) = (0..n).map(user).unzip();
    ratio_metric(&Comoments::of(&revenue, &sessions)).unwrap()
}

#[test]
fn tests_keep_their_level() {
    check_levels(FEW);
}

#[test]
fn daily_looks_cost_nothing_where_they_are_foreseen() {
    check_daily_looks(FEW / 5);
}

#[test]
fn unequal_arms_with_rare_events_keep_their_level() {
    check_unequal_arms(FEW / 5);
}

#[test]
fn plans_keep_their_promise() {
    check_plans(FEW);
}

#[test]
#[ignore = "takes a minute"]
fn all_of_it_often() {
    check_levels(MANY);
    check_daily_looks(MANY / 5);
    check_unequal_arms(MANY / 5);
    check_plans(MANY);
}
