//! A policy that learns, replayed on a log (Li, Chu, Langford and Wang 2011).
//!
//! The log is gone through in its order. Where the policy chooses the arm that the log has, the row counts, and the policy learns
//! its reward; other rows are passed over. With arms that were chosen evenly at random the rows that count are a fair run
//! of the policy. Where propensities differ, rows are kept with the probability least propensity over their own, which
//! makes them even. Of k arms about a k-th of the log counts, fewer where some propensities are small: the policy is judged
//! over a shorter time than the log's. The interval is Student's, of the mean reward of arms as they were chosen in this run,
//! not of all runs that might have been.
//!
//! Rewards are from 0 to 1. `None` without arms, or where a row names no arm, or its reward or propensity is none.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::{Bandit, Policy};
use crate::Moments;
use crate::performance::{Estimate, mean};

/// Sets the draws of rows apart from those of the policy.
const ROWS_SEED: u64 = 1 << 32;

/// A row of the log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoggedChoice {
    /// The arm that was chosen, from 0.
    pub arm: usize,
    /// What came of it, from 0 to 1.
    pub reward: f64,
    /// The probability with which it was chosen, over 0 and at most 1.
    pub propensity: f64,
}

/// What a policy earned.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// Mean reward of the rows that count; none where none does.
    pub reward: Option<Estimate>,
    /// Rows that count, by arm.
    pub chosen: Vec<u64>,
    /// Rows whose arm the policy did not choose, or that were not kept.
    pub passed_over: u64,
}

/// Replays a policy with a seed.
#[must_use]
pub fn replay(log: &[LoggedChoice], arms: usize, policy: Policy, seed: u32) -> Option<Replay> {
    let is_sound = |row: &LoggedChoice| {
        row.arm < arms
            && (0.0..=1.0).contains(&row.reward)
            && row.propensity > 0.0
            && row.propensity <= 1.0
    };
    if arms == 0 || !log.iter().all(is_sound) {
        return None;
    }
    let least = log.iter().fold(1.0, |least: f64, row| least.min(row.propensity));
    let mut random = Pcg32::seed_from_u64(u64::from(seed) | ROWS_SEED);
    let mut bandit = Bandit::new(policy, arms, seed);
    let mut chosen = vec![0; arms];
    let mut rewards = Vec::new();
    for row in log {
        let is_kept = row.propensity <= least || random.random::<f64>() < least / row.propensity;
        if is_kept && bandit.choose() == row.arm {
            bandit.learn(row.arm, row.reward);
            chosen[row.arm] += 1;
            rewards.push(row.reward);
        }
    }
    let mut moments = Moments::new();
    moments.update(&rewards);
    let passed_over = (log.len() - rewards.len()) as u64;
    Some(Replay { reward: mean(&moments), chosen, passed_over })
}

#[cfg(test)]
mod tests {
    use super::{LoggedChoice, replay};
    use crate::experiment::bandit::Policy;

    /// Two arms by turns, of which the second succeeds in 6 of 10 rows, the first in 2.
    fn log(rows: usize) -> Vec<LoggedChoice> {
        let row = |at: usize| LoggedChoice {
            arm: at % 2,
            reward: f64::from(u8::from(at / 2 * 7 % 10 < [2, 6][at % 2])),
            propensity: 0.5,
        };
        (0..rows).map(row).collect()
    }

    #[test]
    fn a_policy_that_learns_earns_more_than_the_split() {
        for policy in [Policy::Thompson, Policy::EpsilonGreedy(0.1), Policy::UpperConfidence] {
            let found = replay(&log(8_000), 2, policy, 1).unwrap();
            assert!(found.reward.unwrap().value > 0.5, "{policy:?} {found:?}");
            assert_eq!(found.chosen.iter().sum::<u64>() + found.passed_over, 8_000);
            assert_eq!(replay(&log(8_000), 2, policy, 1), Some(found));
        }
    }

    #[test]
    fn an_arm_that_was_chosen_more_often_is_thinned() {
        let three_of_four = |at: usize| LoggedChoice {
            arm: usize::from(at.is_multiple_of(4)),
            reward: 0.5,
            propensity: if at.is_multiple_of(4) { 0.25 } else { 0.75 },
        };
        let log: Vec<LoggedChoice> = (0..8_000).map(three_of_four).collect();
        let found = replay(&log, 2, Policy::EpsilonGreedy(1.0), 1).unwrap();
        let share = found.chosen[0] as f64 / (found.chosen[0] + found.chosen[1]) as f64;
        assert!((share - 0.5).abs() < 0.04, "{found:?}");
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let row = LoggedChoice { arm: 0, reward: 1.0, propensity: 0.5 };
        let of = |row| replay(&[row], 2, Policy::Thompson, 1);
        assert!(of(row).is_some());
        assert_eq!(of(LoggedChoice { arm: 2, ..row }), None);
        assert_eq!(of(LoggedChoice { reward: 1.5, ..row }), None);
        assert_eq!(of(LoggedChoice { propensity: 0.0, ..row }), None);
        assert_eq!(replay(&[row], 0, Policy::Thompson, 1), None);
        assert_eq!(replay(&[], 1, Policy::Thompson, 1).unwrap().reward, None);
    }
}
