//! What chance alone gives: the values that distances take without any drift for these numbers of
//! values.
//!
//! A distance between two samples of one law is not 0, and it is larger the fewer values there
//! are. A limit that knows nothing of this calls noise drift.

mod binned;
mod binomial;
mod bridge;
mod edge;
mod exceeded;
mod hypergeometric;
mod inversion;
mod ks;
mod permutation;
mod polya;
mod psi;
mod quantile_cells;
mod ratio_of_uniforms;
mod splits;
mod wasserstein;

pub use binned::{Distance, binned, binned_all, binned_each};
pub(crate) use binomial::draw_binomial;
pub use exceeded::exceeded_share;
pub use ks::ks;
pub(crate) use permutation::Permutation;
pub use psi::{psi, psi_by_law};
pub use quantile_cells::psi_on_quantiles;
pub(crate) use wasserstein::BridgeGrid;
pub use wasserstein::{BRIDGE_STEPS, BridgeFloors, bridges, wasserstein};

use crate::Sorted;

/// Values of a distance without drift, in the distance's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoiseFloor {
    /// Expected value.
    pub expected: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Seeded draws that gave the 95th percentile; none where a closed form did.
    pub draws: Option<u32>,
}

impl NoiseFloor {
    /// The floor of the same distance times a number.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { expected: self.expected * factor, p95: self.p95 * factor, ..self }
    }

    /// Mean and 95th percentile of simulated distances; `None` without draws.
    #[must_use]
    pub fn from_draws(distances: Vec<f64>) -> Option<Self> {
        let expected = distances.iter().sum::<f64>() / distances.len() as f64;
        let draws = distances.len() as u32;
        let p95 = exceeded_by_one_in_20(&Sorted::new(distances).ok()?)?;
        Some(Self { expected, p95, draws: Some(draws) })
    }
}

/// The value that one more draw of the same law exceeds with a probability of 5%, however many draws
/// there are: that at place `0.95 (draws + 1)` in order, linear between places (type 6). The usual
/// quantile of 40 draws is exceeded in 7% of cases.
fn exceeded_by_one_in_20(draws: &Sorted) -> Option<f64> {
    let values = draws.values();
    let place = 0.95 * (values.len() + 1) as f64;
    let below = (libm::floor(place) as usize).clamp(1, values.len().max(1));
    let (low, high) = (values.get(below - 1)?, values.get(below).or(values.last())?);
    Some(low + (place - below as f64).min(1.0) * (high - low))
}

/// Number of values that one sample would need for the spread of the difference of two.
fn effective_n(n: u64, m: u64) -> f64 {
    let (n, m) = (n as f64, m as f64);
    n * m / (n + m)
}
