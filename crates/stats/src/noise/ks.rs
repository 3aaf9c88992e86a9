//! Noise floor of the Kolmogorov-Smirnov statistic from the Kolmogorov law.

use super::{NoiseFloor, effective_n};

/// Mean of the Kolmogorov law: `sqrt(pi / 2) ln 2`.
const MEAN: f64 = 0.868_731_160_636_159_5;
/// 95th percentile of the Kolmogorov law.
const P95: f64 = 1.358_098_639_322_75;

/// Noise floor for n and m values, at least 1 each: the limit law scaled by
/// `sqrt(1/n + 1/m)`, at most 1. With ties it is an upper bound.
#[must_use]
pub fn ks(n: u64, m: u64) -> NoiseFloor {
    let scale = 1.0 / effective_n(n, m).sqrt();
    NoiseFloor { expected: (MEAN * scale).min(1.0), p95: (P95 * scale).min(1.0), simulated: false }
}
