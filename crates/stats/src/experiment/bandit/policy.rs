//! Ways to choose an arm by what those chosen before have earned.
//!
//! Rewards are from 0 to 1. Each knows of an arm the number of its rewards and their sum:
//! - Thompson sampling (1933): the arm whose random share, of the law Beta(1 + sum, 1 + n - sum), is the greatest;
//! - epsilon-greedy: any arm with the probability epsilon, else the one of the best mean;
//! - UCB1 (Auer, Cesa-Bianchi and Fischer 2002): the one of the greatest `mean + sqrt(2 ln t / n)`.
//!
//! The latter two try each arm once before; among equals the first one is chosen.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::beta_draw::draw_beta;

/// How an arm is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// Thompson sampling.
    Thompson,
    /// The best so far, or with this probability any.
    EpsilonGreedy(f64),
    /// The greatest upper bound.
    UpperConfidence,
}

/// A policy and what it has learned.
#[derive(Clone, Debug)]
pub struct Bandit {
    policy: Policy,
    arms: Vec<Rewards>,
    random: Pcg32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Rewards {
    n: f64,
    sum: f64,
}

impl Bandit {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(policy: Policy, arms: usize, seed: u32) -> Self {
        let random = Pcg32::seed_from_u64(u64::from(seed));
        Self { policy, arms: vec![Rewards::default(); arms], random }
    }

    /// The arm that it chooses next; 0 where there is none.
    pub fn choose(&mut self) -> usize {
        let pulls: f64 = self.arms.iter().map(|arm| arm.n).sum();
        let mean = |arm: &Rewards| if arm.n > 0.0 { arm.sum / arm.n } else { f64::INFINITY };
        let random = &mut self.random;
        match self.policy {
            Policy::Thompson => {
                greatest(&self.arms, |arm| draw_beta(random, 1.0 + arm.sum, 1.0 + arm.n - arm.sum))
            }
            Policy::EpsilonGreedy(epsilon) => {
                if random.random::<f64>() < epsilon && !self.arms.is_empty() {
                    // Not usize, whose width differs in WebAssembly.
                    random.random_range(0..self.arms.len() as u64) as usize
                } else {
                    greatest(&self.arms, mean)
                }
            }
            Policy::UpperConfidence => {
                let doubt = 2.0 * libm::log(pulls.max(1.0));
                greatest(&self.arms, |arm| mean(arm) + (doubt / arm.n.max(1.0)).sqrt())
            }
        }
    }

    /// Learns what an arm earned; a reward beyond 0 to 1 counts as the nearer end.
    pub fn learn(&mut self, arm: usize, reward: f64) {
        if let Some(arm) = self.arms.get_mut(arm).filter(|_| !reward.is_nan()) {
            arm.n += 1.0;
            arm.sum += reward.clamp(0.0, 1.0);
        }
    }
}

fn greatest(arms: &[Rewards], mut of: impl FnMut(&Rewards) -> f64) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (at, arm) in arms.iter().enumerate() {
        let value = of(arm);
        if value > best.1 {
            best = (at, value);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::{Bandit, Policy};

    const POLICIES: [Policy; 3] =
        [Policy::Thompson, Policy::EpsilonGreedy(0.1), Policy::UpperConfidence];

    /// Choices of each arm, of three that succeed in 1, 5 and 2 of 10 rows.
    fn chosen(policy: Policy, seed: u32) -> [usize; 3] {
        let mut bandit = Bandit::new(policy, 3, seed);
        let mut chosen = [0; 3];
        for row in 0..3_000_usize {
            let arm = bandit.choose();
            let earns = row * 7 % 10 < [1, 5, 2][arm];
            bandit.learn(arm, f64::from(u8::from(earns)));
            chosen[arm] += 1;
        }
        chosen
    }

    #[test]
    fn each_finds_the_best_arm_and_keeps_to_its_seed() {
        for policy in POLICIES {
            let chosen_by = chosen(policy, 1);
            assert!(chosen_by[1] > 2_000, "{policy:?} {chosen_by:?}");
            assert_eq!(chosen_by, chosen(policy, 1));
        }
        assert!(chosen(Policy::EpsilonGreedy(0.0), 1) != chosen(Policy::EpsilonGreedy(0.5), 1));
    }

    #[test]
    fn nothing_is_learned_of_no_arm() {
        for policy in POLICIES {
            let mut bandit = Bandit::new(policy, 0, 1);
            bandit.learn(3, 1.0);
            assert_eq!(bandit.choose(), 0);
        }
    }
}
