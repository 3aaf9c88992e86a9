//! How likely each arm is to be the best, and what choosing it would cost on average: what is believed of the arms
//! after the rows were seen.
//!
//! Arms are independent, each with a posterior law of its metric. The chance to be the best is `∫ f_i Π F_j`, the expected
//! loss, by how much the best arm is better on average, `∫ F_i (1 - Π F_j)`, over all others j; that to beat the control
//! the same of these two only. By quadrature, not by draws, to about 1e-12; the time grows with the square of the
//! number of arms. [`share_chances`] has Beta laws, [`mean_chances`] Student's.

mod means;
mod shares;

use crate::performance::Interval;
use crate::special::integral;

pub use means::mean_chances;
pub use shares::share_chances;

/// What is believed of an arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArmChances {
    /// The probability that it is the best of all.
    pub to_be_best: f64,
    /// The probability that it is better than the control, which is the first arm; none of the control itself.
    pub to_beat_control: Option<f64>,
    /// By how much the best arm is better than this one on average, in the metric's unit.
    pub expected_loss: f64,
    /// What holds the metric with 95%, 2.5% on either side.
    pub credible: Interval,
}

/// A posterior law of a metric of which more is better.
trait Posterior {
    fn density(&self, x: f64) -> f64;
    fn cdf(&self, x: f64) -> f64;
    fn sf(&self, x: f64) -> f64;
    /// Places between which it is smooth, the outer ones beyond all that counts.
    fn cuts(&self) -> Vec<f64>;
}

/// Chances of arms whose first is the control, with the interval of each.
fn chances<P: Posterior>(arms: &[P], credible: impl Fn(usize) -> Interval) -> Vec<ArmChances> {
    let all: Vec<&P> = arms.iter().collect();
    let of_arm = |at: usize| ArmChances {
        to_be_best: to_be_best(&all, at),
        to_beat_control: (at > 0).then(|| to_be_best(&[all[0], all[at]], 1)),
        expected_loss: expected_loss(&all, at),
        credible: credible(at),
    };
    (0..arms.len()).map(of_arm).collect()
}

fn others<'a, P>(arms: &'a [&P], at: usize) -> impl Iterator<Item = &'a P> {
    arms.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, other)| *other)
}

fn cuts<P: Posterior>(arms: &[&P]) -> Vec<f64> {
    arms.iter().flat_map(|arm| arm.cuts()).collect()
}

fn to_be_best<P: Posterior>(arms: &[&P], at: usize) -> f64 {
    let own = arms[at];
    let chance = |x: f64| {
        let density = own.density(x);
        if density == 0.0 {
            return 0.0;
        }
        density * others(arms, at).map(|other| other.cdf(x)).product::<f64>()
    };
    integral(&cuts(arms), chance).clamp(0.0, 1.0)
}

fn expected_loss<P: Posterior>(arms: &[&P], at: usize) -> f64 {
    let own = arms[at];
    let loss = |x: f64| {
        let below = own.cdf(x);
        if below == 0.0 {
            return 0.0;
        }
        // One less the chance that no other is over x, without the cancellation.
        let ln_none = others(arms, at).map(|other| libm::log1p(-other.sf(x))).sum::<f64>();
        below * -libm::expm1(ln_none)
    };
    integral(&cuts(arms), loss).max(0.0)
}
