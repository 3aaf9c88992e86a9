//! What another way to choose among arms would have earned, from a log of choices that were made at random.
//!
//! A log has rows of an arm, the reward that came of it, and the propensity: the probability with which the log's own policy
//! chose that arm for that row. Three estimates of a policy's mean reward from all rows ([`inverse_propensity`],
//! [`self_normalised`], [`doubly_robust`]), and a [`replay`] of policies that learn from what they choose.

mod beta_draw;
mod doubly_robust;
mod inverse_propensity;
mod policy;
mod regret;
mod replay;
mod self_normalised;

pub use doubly_robust::{OutcomeModel, doubly_robust};
pub use inverse_propensity::inverse_propensity;
pub use policy::{Bandit, Policy};
pub use regret::{Regret, regret};
pub use replay::{LoggedChoice, Replay, replay};
pub use self_normalised::self_normalised;

/// Whether weights are what they can be, over so many rows.
fn are_weights(weights: &[f64], rows: usize) -> bool {
    weights.len() == rows && weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite())
}
