//! What policies that learn would have earned, replayed on the experiment's rows in the order of their times.
//!
//! A replay counts only the rows whose arm the policy chooses, so that a run is shorter than the log; it is repeated with
//! other seeds, and what is told is the mean over the runs, with where 95% of them lie. Regret is held against the arm
//! that is the best in the log itself.

use report::{Bandit, BanditPolicy, Estimate, ExperimentMetric, InOrder, MetricStanding, format};
use stats::experiment::bandit::{LoggedChoice, Policy, regret, replay};
use stats::{Sorted, quantile};

use super::arms::Arms;
use super::days::Days;
use super::metric_rows::MetricRows;
use super::wanted::Wanted;
use super::words;
use crate::Study;

/// Rows that are replayed, the first in time.
const MOST_ROWS: usize = 100_000;
/// How often epsilon-greedy tries any arm.
const EPSILON: f64 = 0.1;
const POLICIES: [(&str, Policy); 3] = [
    ("Thompson sampling", Policy::Thompson),
    ("Epsilon-greedy (10%)", Policy::EpsilonGreedy(EPSILON)),
    ("Upper confidence bound (UCB1)", Policy::UpperConfidence),
];

/// Replays on the primary metric, where that is a share of rows; else why there are none.
pub fn bandit(
    study: &Study<'_>,
    arms: &Arms,
    days: Option<&Days>,
    primary: &Wanted,
    metric: &ExperimentMetric,
) -> Result<Option<Bandit>, String> {
    let runs = study.settings.experiments.bandit_runs;
    if runs == 0 || metric.standing != MetricStanding::Primary {
        return Ok(None);
    }
    if !metric.is_share() {
        return Err(format!(
            "Policies that learn are replayed on a yes or no only, and {} is none.",
            metric.name
        ));
    }
    let rows = MetricRows::read(study, arms, primary)?;
    let log = log(arms, days, &rows, metric.is_more_better);
    let means: Vec<f64> = metric
        .arms
        .iter()
        .map(|arm| {
            let share = arm.value.map_or(0.0, |value| value.value);
            if metric.is_more_better { share } else { 1.0 - share }
        })
        .collect();
    let mut policies = vec![split(&log, &means)];
    for (name, policy) in POLICIES {
        policies.push(policy_of(study, name, policy, &log, &means, runs));
    }
    let earned = |policy: &BanditPolicy| {
        policy.reward.map_or_else(|| "nothing".to_owned(), |of| words::value(true, &of))
    };
    let says = format!(
        "Replayed on {}, Thompson sampling earns {} a row where the split as it was earned {}.",
        format::plural(log.len() as u64, "row", "rows"),
        earned(&policies[1]),
        earned(&policies[0])
    );
    let mut caveats = vec![
        format!(
            "A replay learns only from rows whose arm it would have chosen: about {} of {}, so that each is judged over a shorter time than the log's.",
            format::count(policies[1].rows.round() as u64),
            format::count(log.len() as u64)
        ),
        "The best arm is the best of this log, which flatters it: every regret leans upwards a little.".to_owned(),
        "Rows must not change with time or with what was chosen before, and the arms must have been dealt out by chance.".to_owned(),
    ];
    if arms.counts().iter().sum::<u64>() > log.len() as u64 {
        caveats.push(format!(
            "Replayed are {}: the first {} in time that have a value.",
            format::plural(log.len() as u64, "row", "rows"),
            format::count(MOST_ROWS as u64)
        ));
    }
    Ok(Some(Bandit {
        metric: metric.name.clone(),
        rows: log.len() as u64,
        runs: runs.into(),
        policies,
        says,
        caveats,
    }))
}

/// The known rows in the order of their times, without times in that of the files; each with the share of its arm as the
/// probability by which it was chosen.
fn log(
    arms: &Arms,
    days: Option<&Days>,
    rows: &MetricRows,
    is_more_better: bool,
) -> Vec<LoggedChoice> {
    let mut all: Vec<(f64, (usize, u32), LoggedChoice)> = Vec::new();
    let counts = arms.counts();
    let total = counts.iter().sum::<u64>() as f64;
    for (arm, places) in arms.rows.iter().enumerate() {
        let propensity = counts[arm] as f64 / total;
        for (row, (place, reward)) in places.iter().zip(rows.by_row(arm)).enumerate() {
            if !reward.is_finite() {
                continue;
            }
            let reward = if is_more_better { *reward } else { 1.0 - reward };
            let time = days.map_or(0.0, |days| days.times_ms[arm][row]);
            let time = if time.is_finite() { time } else { f64::MAX };
            let side = usize::from(place.0 == report::Side::Production);
            all.push((time, (side, place.1), LoggedChoice { arm, reward, propensity }));
        }
    }
    all.put_in_order(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    all.truncate(MOST_ROWS);
    all.into_iter().map(|(_, _, choice)| choice).collect()
}

/// What the log itself earned.
fn split(log: &[LoggedChoice], means: &[f64]) -> BanditPolicy {
    let mut chosen = vec![0_u64; means.len()];
    let mut earned = 0_u64;
    for row in log {
        chosen[row.arm] += 1;
        earned += u64::from(row.reward == 1.0);
    }
    let reward = stats::performance::proportion(earned, log.len() as u64);
    let regret = regret(&chosen, means);
    BanditPolicy {
        name: "The split as it was".to_owned(),
        reward: reward.and_then(crate::performance::as_reported),
        rows: log.len() as f64,
        shares: chosen.iter().map(|count| *count as f64 / (log.len() as f64).max(1.0)).collect(),
        regret: regret.map(|of| Estimate { value: of.per_row, interval_95: None }),
    }
}

fn policy_of(
    study: &Study<'_>,
    name: &str,
    policy: Policy,
    log: &[LoggedChoice],
    means: &[f64],
    runs: u32,
) -> BanditPolicy {
    let (mut rewards, mut regrets) = (Vec::new(), Vec::new());
    let mut chosen = vec![0.0; means.len()];
    let mut counted = 0.0;
    for run in 0..runs {
        let seed = study.settings.seed.wrapping_add(run);
        let Some(found) = replay(log, means.len(), policy, seed) else { continue };
        rewards.extend(found.reward.map(|reward| reward.value));
        regrets.extend(regret(&found.chosen, means).map(|of| of.per_row));
        for (all, own) in chosen.iter_mut().zip(&found.chosen) {
            *all += *own as f64;
            counted += *own as f64;
        }
    }
    BanditPolicy {
        name: name.to_owned(),
        reward: over_runs(rewards),
        rows: counted / f64::from(runs.max(1)),
        shares: chosen
            .iter()
            .map(|count| if counted > 0.0 { count / counted } else { 0.0 })
            .collect(),
        regret: over_runs(regrets),
    }
}

/// The mean over the runs, and where 95% of them lie.
fn over_runs(values: Vec<f64>) -> Option<Estimate> {
    if values.is_empty() {
        return None;
    }
    let value = values.iter().sum::<f64>() / values.len() as f64;
    let sorted = Sorted::new(values).ok()?;
    let ends = quantile(&sorted, 0.025).zip(quantile(&sorted, 0.975));
    Some(Estimate { value, interval_95: ends })
}
