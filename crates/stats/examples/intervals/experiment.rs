//! Intervals of experiments: differences, lifts and effect sizes of two arms, and what a log tells of other policies.

use stats::experiment::{
    Arm, CupedArm, LiftInterval, QuantileDifference, ShareInterval, Trials, acceleration_of_means,
    always_valid,
    bandit::{OutcomeModel, doubly_robust, inverse_propensity, self_normalised},
    bias_corrected, bootstrap_difference, cohens_h, contrast, cuped, lift, odds_ratio,
    quantile_difference, ratio_metric, share_difference, standardized_difference, strata,
};
use stats::performance::{Estimate, Interval};
use stats::{Comoments, Moments, Sorted};

use crate::DRAWS;
use crate::simulate::{Random, Row, coverage_of_each};

/// Every interval of this part.
pub fn all() -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, m, control, treatment) in
        [(50, 50, 0.1, 0.2), (1_000, 1_000, 0.1, 0.12), (5_000, 2_500, 0.01, 0.015)]
    {
        rows.extend(shares(n, m, control, treatment));
    }
    for (n, law) in [(30, Law::Normal), (100, Law::Lognormal), (1_000, Law::Revenue)] {
        rows.extend(means(n, law));
    }
    rows.extend([ratio(), adjusted(0.0), adjusted(0.3), stratified()]);
    for (n, p, has_ties) in [(50, 0.5, false), (200, 0.9, false), (1_000, 0.99, false)] {
        rows.push(quantiles(n, p, has_ties));
    }
    for (n, p) in [(50, 0.5), (200, 0.5), (200, 0.9)] {
        rows.push(quantiles(n, p, true));
    }
    rows.extend([quantiles_at_a_step(), looked_at_daily_share(), looked_at_daily_mean()]);
    rows.extend(policies());
    rows
}

fn row(
    interval: &'static str,
    sample: &str,
    of: impl Fn(&mut Random) -> Option<(Estimate, f64)>,
) -> Row {
    coverage_of_each(interval, sample, DRAWS, |random| {
        let (estimate, truth) = of(random)?;
        Some((estimate.interval?, truth))
    })
}

fn trials(random: &mut Random, n: u64, share: f64) -> Trials {
    let successes = (0..n).filter(|_| random.uniform() < share).count() as u64;
    Trials { successes, n }
}

fn shares(n: u64, m: u64, control: f64, treatment: f64) -> Vec<Row> {
    let sample = format!("{n} rows at {}%, {m} at {}%", 100.0 * control, 100.0 * treatment);
    let draw = |random: &mut Random| [trials(random, n, control), trials(random, m, treatment)];
    let difference = |name, way| {
        row(name, &sample, |random| {
            let [c, t] = draw(random);
            Some((share_difference(c, t, way)?, treatment - control))
        })
    };
    let lifted = |name, way| {
        row(name, &sample, |random| {
            let [c, t] = draw(random).map(Arm::of_share);
            Some((lift(&c?, &t?, way)?, treatment / control - 1.0))
        })
    };
    let odds = |share: f64| share / (1.0 - share);
    vec![
        difference("difference of shares (Newcombe)", ShareInterval::Newcombe),
        difference("difference of shares (Wald)", ShareInterval::Wald),
        difference("difference of shares (Agresti-Caffo)", ShareInterval::AgrestiCaffo),
        lifted("lift of a share (delta)", LiftInterval::Delta),
        lifted("lift of a share (log)", LiftInterval::Log),
        lifted("lift of a share (Fieller)", LiftInterval::Fieller),
        row("Cohen's h", &sample, |random| {
            let [c, t] = draw(random);
            let angle = |share: f64| 2.0 * libm::asin(share.sqrt());
            Some((cohens_h(c, t)?, angle(treatment) - angle(control)))
        }),
        row("odds ratio (Woolf)", &sample, |random| {
            let [c, t] = draw(random);
            Some((odds_ratio(c, t)?, odds(treatment) / odds(control)))
        }),
    ]
}

#[derive(Clone, Copy)]
enum Law {
    Normal,
    Lognormal,
    /// Nothing of nine rows in ten, and of the tenth a lognormal sum.
    Revenue,
}

impl Law {
    fn draw(self, random: &mut Random) -> f64 {
        match self {
            Self::Normal => 10.0 + 3.0 * random.normal(),
            Self::Lognormal => libm::exp(0.75 * random.normal()),
            Self::Revenue if random.uniform() < 0.9 => 0.0,
            Self::Revenue => libm::exp(3.0 + 0.75 * random.normal()),
        }
    }

    fn mean(self) -> f64 {
        let lognormal = libm::exp(0.75 * 0.75 / 2.0);
        match self {
            Self::Normal => 10.0,
            Self::Lognormal => lognormal,
            Self::Revenue => 0.1 * libm::exp(3.0) * lognormal,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Lognormal => "lognormal",
            Self::Revenue => "revenue of a tenth",
        }
    }
}

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

/// The treatment has a tenth more of everything.
fn means(n: usize, law: Law) -> Vec<Row> {
    let sample = format!("{n} rows an arm, {}, a tenth more", law.name());
    let draw = |random: &mut Random| {
        let control: Vec<f64> = (0..n).map(|_| law.draw(random)).collect();
        let treatment: Vec<f64> = (0..n).map(|_| 1.1 * law.draw(random)).collect();
        [control, treatment]
    };
    let arms = |random: &mut Random| draw(random).map(|rows| Arm::of_mean(&moments(&rows)));
    let mut rows = vec![row("difference of means (Welch)", &sample, |random| {
        let [c, t] = arms(random);
        Some((contrast(&c?, &t?)?.difference, 0.1 * law.mean()))
    })];
    for (name, way) in [
        ("lift of a mean (delta)", LiftInterval::Delta),
        ("lift of a mean (Fieller)", LiftInterval::Fieller),
    ] {
        rows.push(row(name, &sample, |random| {
            let [c, t] = arms(random);
            Some((lift(&c?, &t?, way)?, 0.1))
        }));
    }
    rows.push(row("difference of means (bootstrap of 400)", &sample, |random| {
        let [control, treatment] = draw(random);
        let mean = |rows: &[f64]| rows.iter().sum::<f64>() / rows.len() as f64;
        let difference = |c: &[f64], t: &[f64]| Some(mean(t) - mean(c));
        let found = bootstrap_difference(&control, &treatment, 400, 1, difference)?;
        Some((found.estimate, 0.1 * law.mean()))
    }));
    rows.push(row("difference of means (bias-corrected bootstrap of 400)", &sample, |random| {
        let [control, treatment] = draw(random);
        let mean = |rows: &[f64]| rows.iter().sum::<f64>() / rows.len() as f64;
        let difference = |c: &[f64], t: &[f64]| Some(mean(t) - mean(c));
        let found = bootstrap_difference(&control, &treatment, 400, 1, difference)?;
        let acceleration = acceleration_of_means(&control, &treatment)?;
        let ends = bias_corrected(&found.draws, found.estimate.value, acceleration)?;
        Some((Estimate { interval: Some(ends.interval), ..found.estimate }, 0.1 * law.mean()))
    }));
    if matches!(law, Law::Normal) {
        rows.push(row(
            "Cohen's d (noncentral t)",
            &format!("{n} rows an arm, normal, d = 0.5"),
            |random| {
                let [c, t] = [0.0, 0.5].map(|mean| {
                    moments(&(0..n).map(|_| mean + random.normal()).collect::<Vec<f64>>())
                });
                Some((standardized_difference(&c, &t)?.cohens_d, 0.5))
            },
        ));
    }
    rows
}

/// Sessions of a user, from 1 on, and revenue that goes with them.
fn ratio() -> Row {
    let sample = "500 users an arm, revenue over sessions";
    row("difference of ratios (delta)", sample, |random| {
        let arm = |random: &mut Random, gain: f64| {
            let user = |_| {
                let sessions = 1.0 + (3.0 * random.uniform() * random.uniform()).floor();
                (gain * sessions * (1.0 + random.normal().abs()), sessions)
            };
            let (revenue, sessions): (Vec<f64>, Vec<f64>) = (0..500).map(user).unzip();
            ratio_metric(&Comoments::of(&revenue, &sessions))
        };
        let (control, treatment) = (arm(random, 1.0)?, arm(random, 1.1)?);
        // The mean of |Z| is sqrt(2 / pi), and a session earns the same whoever has it.
        let truth = 0.1 * (1.0 + (2.0 / std::f64::consts::PI).sqrt());
        Some((contrast(&control, &treatment)?.difference, truth))
    })
}

fn adjusted(missing: f64) -> Row {
    let sample =
        format!("200 rows an arm, correlation 0.7, {}% without covariate", 100.0 * missing);
    row("difference of means (CUPED)", &sample, |random| {
        let arm = |random: &mut Random, effect: f64| {
            let (mut x, mut y, mut others) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..200 {
                let before = random.normal();
                let after = effect + 0.7 * before + 0.51_f64.sqrt() * random.normal();
                if random.uniform() < missing {
                    others.push(after);
                } else {
                    x.push(before);
                    y.push(after);
                }
            }
            CupedArm { with_covariate: Comoments::of(&x, &y), without_covariate: moments(&others) }
        };
        let arms = cuped(&[arm(random, 0.0), arm(random, 0.2)])?.arms;
        Some((contrast(&arms[0], &arms[1])?.difference, 0.2))
    })
}

fn stratified() -> Row {
    row("difference of means (strata)", "200 rows an arm, four strata", |random| {
        let mut rows = [[(); 4].map(|()| Vec::new()), [(); 4].map(|()| Vec::new())];
        for (arm, strata) in rows.iter_mut().enumerate() {
            for _ in 0..200 {
                let stratum = (4.0 * random.uniform() * random.uniform()) as usize;
                let mean = 2.0 * stratum as f64 + 0.3 * arm as f64;
                strata[stratum.min(3)].push(mean + random.normal());
            }
        }
        let of = |at: usize| vec![moments(&rows[0][at]), moments(&rows[1][at])];
        let arms = strata(&[of(0), of(1), of(2), of(3)])?.arms;
        Some((contrast(&arms[0], &arms[1])?.difference, 0.3))
    })
}

fn ends(found: QuantileDifference) -> Option<Interval> {
    Some(Interval { low: found.low?, high: found.high? })
}

/// Lognormal values, or numbers of a geometric law, whose quantiles are those of whole numbers.
fn quantiles(n: usize, p: f64, has_ties: bool) -> Row {
    let law = if has_ties { "whole numbers" } else { "lognormal" };
    let sample = format!("{n} rows an arm, {law}, quantile {p}");
    coverage_of_each("difference of quantiles (profile)", &sample, DRAWS, move |random| {
        let value = |random: &mut Random| {
            if has_ties {
                -libm::log1p(-random.uniform()) / 0.4
            } else {
                libm::exp(random.normal())
            }
        };
        let round = |value: f64| if has_ties { value.floor() } else { value };
        let draw = |random: &mut Random, times: f64| {
            Sorted::new((0..n).map(|_| round(times * value(random))).collect()).unwrap_or_default()
        };
        let (control, treatment) = (draw(random, 1.0), draw(random, 1.5));
        let quantile = if has_ties {
            -libm::log1p(-p) / 0.4
        } else {
            libm::exp(stats::special::normal_quantile(p))
        };
        let truth = round(1.5 * quantile) - round(quantile);
        Some((ends(quantile_difference(&control, &treatment, p)?)?, truth))
    })
}

/// The worst case for ties: in one arm a hair less than half of the rows are at the first number, in the other a hair more.
fn quantiles_at_a_step() -> Row {
    let sample = "200 rows an arm, medians at a step";
    coverage_of_each("difference of quantiles (profile)", sample, DRAWS, |random| {
        let draw = |random: &mut Random, first: f64| {
            let value = |_| if random.uniform() < first { 3.0 } else { 4.0 };
            Sorted::new((0..200).map(value).collect()).unwrap_or_default()
        };
        let (control, treatment) = (draw(random, 0.5001), draw(random, 0.4999));
        Some((ends(quantile_difference(&control, &treatment, 0.5)?)?, 1.0))
    })
}

/// The last interval, or the first that left out the truth.
fn daily(
    random: &mut Random,
    days: u32,
    mut next_day: impl FnMut(&mut Random) -> Option<[Arm; 2]>,
    rows_a_day: u64,
    truth: f64,
) -> Option<(Interval, f64)> {
    let mut last = None;
    for day in 1..=u64::from(days) {
        let Some([control, treatment]) = next_day(random) else { continue };
        let Some(found) = always_valid(&control, &treatment, day * rows_a_day, 5_000, 0.05) else {
            continue;
        };
        last = Some((found.interval, truth));
        if found.interval.low > truth || found.interval.high < truth {
            break;
        }
    }
    last
}

fn looked_at_daily_share() -> Row {
    let sample = "28 days of 250 rows an arm at 10%, looked at daily";
    coverage_of_each("difference of shares (always valid)", sample, DRAWS, |random| {
        let mut all = [Trials::default(); 2];
        let next_day = |random: &mut Random| {
            for arm in &mut all {
                arm.successes += trials(random, 250, 0.1).successes;
                arm.n += 250;
            }
            let [control, treatment] = all.map(Arm::of_share);
            Some([control?, treatment?])
        };
        daily(random, 28, next_day, 500, 0.0)
    })
}

fn looked_at_daily_mean() -> Row {
    let sample = "28 days of 250 rows an arm, revenue of a tenth, looked at daily";
    coverage_of_each("difference of means (always valid)", sample, DRAWS, |random| {
        let mut all = [Moments::new(); 2];
        let next_day = |random: &mut Random| {
            for arm in &mut all {
                let day: Vec<f64> = (0..250).map(|_| Law::Revenue.draw(random)).collect();
                arm.update(&day);
            }
            let [control, treatment] = all.each_ref().map(Arm::of_mean);
            Some([control?, treatment?])
        };
        daily(random, 28, next_day, 500, 0.0)
    })
}

/// Three arms chosen in half, three and two tenths of rows; the policy chooses them in one, three and six. A model of the reward
/// that is off.
fn policies() -> Vec<Row> {
    const LOGGED: [f64; 3] = [0.5, 0.3, 0.2];
    const POLICY: [f64; 3] = [0.1, 0.3, 0.6];
    const MEANS: [f64; 3] = [0.1, 0.2, 0.3];
    const MODEL: [f64; 3] = [0.15, 0.15, 0.4];
    let over = |of: [f64; 3]| POLICY.iter().zip(of).map(|(p, of)| p * of).sum::<f64>();
    let draw = |random: &mut Random| {
        let mut log = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..1_000 {
            let at = random.uniform();
            let arm = usize::from(at >= 0.5) + usize::from(at >= 0.8);
            log[0].push(f64::from(u8::from(random.uniform() < MEANS[arm])));
            log[1].push(POLICY[arm] / LOGGED[arm]);
            log[2].push(MODEL[arm]);
        }
        log
    };
    let sample = "1,000 rows, three arms, weights from 0.2 to 3";
    let of = |name, estimate: &dyn Fn(&[Vec<f64>; 3]) -> Option<Arm>| {
        row(name, sample, |random| Some((estimate(&draw(random))?.estimate(), over(MEANS))))
    };
    vec![
        of("a policy's reward (inverse propensity)", &|log| inverse_propensity(&log[0], &log[1])),
        of("a policy's reward (self-normalised)", &|log| self_normalised(&log[0], &log[1])),
        of("a policy's reward (doubly robust)", &|log| {
            let of_policy = vec![over(MODEL); log[0].len()];
            let model = OutcomeModel { of_logged: &log[2], of_policy: &of_policy };
            doubly_robust(&log[0], &log[1], model)
        }),
    ]
}
